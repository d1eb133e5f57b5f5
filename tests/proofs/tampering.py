"""Ways to alter a vault behind Raddir's back, each giving a name to what was done. They are drawn from a seed, the same every time."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from storage import header
from storage.header import canonical

Tampering = tuple[str, Callable[[Path], None]]
"""What is done, and how, to the folder of a vault."""


def _put(path: Path, at: int, byte: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] = byte
    path.write_bytes(content)


def flips(name: str, folder: Path, draw: random.Random, many: int | None) -> Iterator[Tampering]:
    """Bits turned in a file: one of every byte, or of so many drawn."""
    content = (folder / name).read_bytes()
    places = range(len(content)) if many is None else sorted(draw.sample(range(len(content)), min(many, len(content))))
    for at in places:
        byte = content[at] ^ 1 << draw.randrange(8)
        yield f"{name}: a bit of byte {at}", lambda vault, at=at, byte=byte: _put(vault / name, at, byte)  # type: ignore[misc]


def cuts(folder: Path, draw: random.Random, many: int) -> Iterator[Tampering]:
    """The store cut short, at pages and anywhere."""
    size = (folder / header.STORE).stat().st_size
    pages = [page * header.PAGE_SIZE for page in range(size // header.PAGE_SIZE)]
    for length in sorted({*draw.sample(pages, min(many // 2, len(pages))), *draw.sample(range(size), many // 2)}):
        yield f"store cut at byte {length}", lambda vault, length=length: _cut(vault / header.STORE, length)  # type: ignore[misc]


def _cut(path: Path, length: int) -> None:
    with path.open("r+b") as stream:
        stream.truncate(length)


def pages(folder: Path, draw: random.Random, many: int) -> Iterator[Tampering]:
    """Pages of the store filled with zeros, and pages put in each other's place."""
    last = (folder / header.STORE).stat().st_size // header.PAGE_SIZE
    for _ in range(many):
        one, other = draw.sample(range(last), 2)
        yield f"page {one} of zeros", lambda vault, one=one: _page(vault, one, bytes(header.PAGE_SIZE))  # type: ignore[misc]
        yield f"pages {one} and {other} swapped", lambda vault, one=one, other=other: _swap(vault, one, other)  # type: ignore[misc]


def _page(vault: Path, number: int, content: bytes) -> None:
    with (vault / header.STORE).open("r+b") as stream:
        stream.seek(number * header.PAGE_SIZE)
        stream.write(content)


def _swap(vault: Path, one: int, other: int) -> None:
    content = (vault / header.STORE).read_bytes()
    size = header.PAGE_SIZE
    first, second = content[one * size : (one + 1) * size], content[other * size : (other + 1) * size]
    _page(vault, one, second)
    _page(vault, other, first)


def headers(folder: Path, stranger: Path) -> Iterator[Tampering]:
    """Headers that are whole by their own sum and yet not this vault's: fields lowered, slots exchanged, taken away or doubled."""
    def forge(change: Callable[[dict[str, Any], dict[str, Any]], None]) -> Callable[[Path], None]:
        def act(vault: Path) -> None:
            plain, other = (json.loads((each / header.NAME).read_text("ascii")) for each in (vault, stranger))
            change(plain, other)
            del plain["sum"]
            (vault / header.NAME).write_bytes(canonical(plain | {"sum": header._sum(plain)}))
            (vault / header.PREVIOUS).unlink(missing_ok=True)

        return act

    def kdf(name: str, value: int) -> Callable[[dict[str, Any], dict[str, Any]], None]:
        return lambda plain, _other: plain["slots"][0]["kdf"].update({name: value})

    for name, value in (("memory", 16), ("memory", 2**30), ("time", 2), ("time", 10**6), ("lanes", 2), ("lanes", 255)):
        yield f"derivation: {name} {value}", forge(kdf(name, value))
    yield "the reader lowered", forge(lambda plain, _other: plain.update(reader=1))
    yield "fewer erased", forge(lambda plain, _other: plain.update(erased=0))
    yield "another page size", forge(lambda plain, _other: plain.update(page_size=8192))
    yield "marked as ordinary", forge(lambda plain, _other: plain.update(kdf="normal"))
    yield "another vault's name", forge(lambda plain, other: plain.update(vault=other["vault"]))
    yield "another vault's slots", forge(lambda plain, other: plain.update(slots=other["slots"]))
    yield "another vault's slot beside", forge(lambda plain, other: plain["slots"].append(other["slots"][0]))
    yield "another vault's slots and box", forge(lambda plain, other: plain.update(slots=other["slots"], box=other["box"]))
    yield "a slot taken away", forge(lambda plain, _other: plain["slots"].pop())
    yield "slots in another order", forge(lambda plain, _other: plain["slots"].reverse())
    yield "the flag of something unfinished", forge(lambda plain, _other: plain.update(unfinished=not plain["unfinished"]))


def exchanges(stranger: Path) -> Iterator[Tampering]:
    """Whole files missing, or put in the place of others."""
    def put(name: str, content: Callable[[Path], bytes]) -> Callable[[Path], None]:
        def act(vault: Path) -> None:
            (vault / name).write_bytes(content(vault))

        return act

    yield "store missing", lambda vault: (vault / header.STORE).unlink()
    yield "store empty", put(header.STORE, lambda _vault: b"")
    yield "store a plain database", _plain_database
    yield "store a folder", _folder
    yield "store of another vault", put(header.STORE, lambda _vault: (stranger / header.STORE).read_bytes())
    yield "store of noise", put(header.STORE, lambda vault: random.Random(3).randbytes((vault / header.STORE).stat().st_size))
    yield "header of another vault", put(header.NAME, lambda _vault: (stranger / header.NAME).read_bytes())
    yield "header empty", put(header.NAME, lambda _vault: b"")
    yield "header missing", lambda vault: (vault / header.NAME).unlink()
    yield "list of the erased missing", lambda vault: (vault / "erased.list").unlink()
    yield "list of the erased from another vault", put("erased.list", lambda _vault: (stranger / "erased.list").read_bytes())
    yield "list of the erased emptied", put("erased.list", lambda _vault: b"")


def _plain_database(vault: Path) -> None:
    (vault / header.STORE).unlink()
    made = sqlite3.connect(vault / header.STORE)
    made.execute("CREATE TABLE member (id TEXT)")
    made.commit()
    made.close()


def _folder(vault: Path) -> None:
    (vault / header.STORE).unlink()
    (vault / header.STORE).mkdir()


def everything(folder: Path, stranger: Path, draw: random.Random, *, many: int, whole: bool) -> Iterator[Tampering]:
    """All of it: `whole` turns a bit of every byte of the header, else of `many` drawn."""
    yield from flips(header.NAME, folder, draw, None if whole else many)
    yield from flips(header.STORE, folder, draw, many)
    yield from flips("erased.list", folder, draw, many)
    yield from cuts(folder, draw, many)
    yield from pages(folder, draw, many // 4)
    yield from headers(folder, stranger)
    yield from exchanges(stranger)


def copy(folder: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target
