"""The child's side of ``reports.child``: answers a pipe with PDFs. Imports nothing but what sets pages."""

from __future__ import annotations

import contextlib
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

WARM, WRITE, DONE, FAILED = b"H", b"W", b"P", b"E"
"""First byte of a message: open the fonts, set a document (as JSON); of an answer: here it is, the kind of error."""


def serve(pipe: Connection) -> None:
    """What the child does: answers until its parent closes the pipe or is gone."""
    sys.stderr = sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (stays open while the child lives)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            message = pipe.recv_bytes()
            pipe.send_bytes(_answer(message))


def _answer(message: bytes) -> bytes:
    try:
        from reports import blocks, pdf  # only the child pays for it

        if message[:1] == WARM:
            pdf.warm()
            return DONE
        return DONE + pdf.write(blocks.from_json(message[1:]))
    except Exception as error:  # its text may hold words of the document: only its kind goes back
        return FAILED + type(error).__name__.encode("ascii", "replace")
