"""The child's side of `media.child`: takes one file in through a pipe and answers with what is to be kept."""

from __future__ import annotations

import contextlib
from multiprocessing.connection import Connection

from media import cell
from media.facts import Refused

PIECE = 256 * 1024
END = b""
FACTS, REFUSED, FAILED = b"F", b"R", b"E"
"""First byte of an answer: what it is, and then its content in pieces; why it isn't taken; the kind of error."""


def serve(pipe: Connection) -> None:
    """What the child does: one file, then its end."""
    cell.silence()
    from media import taking  # only the child pays for it

    taking.warm()
    cell.close_off()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        data = bytearray()
        while piece := pipe.recv_bytes():
            data += piece
        _answer(pipe, bytes(data))


def _answer(pipe: Connection, data: bytes) -> None:
    from media.taking import take_in

    try:
        facts, content = take_in(data)
    except Refused as refused:
        pipe.send_bytes(REFUSED + refused.reason.encode("ascii"))
    except Exception as error:  # its text may hold words of the file: only its kind goes back
        pipe.send_bytes(FAILED + type(error).__name__.encode("ascii", "replace"))
    else:
        pipe.send_bytes(FACTS + facts.to_json())
        for place in range(0, len(content), PIECE):
            pipe.send_bytes(content[place:place + PIECE])
        pipe.send_bytes(END)
