"""A power cut, played from a record of every call to the disk (`shim.c`, RECORD).

What a program wrote reaches the disk when it is synced. Until then each write may be there or not, in any combination; names (made,
renamed, removed) come in their order, up to any point, and are certain once their folder was synced. So before every sync, and at
the end, each state that the disk could be in is laid out and looked at: all of them where there are few writes, else fifty drawn.
"""

from __future__ import annotations

import itertools
import random
import shutil
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

EXHAUSTIVE, DRAWN = 8, 50
_HEAD = struct.Struct("=cIIqq")


@dataclass(frozen=True)
class Call:
    """One call: w(rite), t(runcate), s(ync), d(irectory sync), c(reate), m(ake folder), r(ename), u(nlink), a(cknowledge)."""

    what: str
    path: str
    other: str
    offset: int
    content: bytes


def calls(record: Path) -> Iterator[Call]:
    data, at = record.read_bytes(), 0
    while at < len(data):
        what, first, second, offset, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        path, other = data[at : at + first].decode(), data[at + first : at + first + second].decode()
        at += first + second
        content = data[at : at + length] if what in b"wa" else b""
        at += len(content)
        yield Call(what.decode(), path, other, offset, content)


@dataclass
class Power:
    """A disk while calls come in: what is certain, and what is still on its way."""

    contents: dict[int, bytes]
    certain: dict[str, int | None]
    now: dict[str, int | None]
    writes: dict[int, list[Call]] = field(default_factory=dict)
    names: list[tuple[Call, int | None]] = field(default_factory=list)
    promised: bytes = b""

    def take(self, call: Call) -> None:
        match call.what:
            case "w" | "t":
                self.writes.setdefault(self._file(call.path), []).append(call)
            case "c":
                self.now[call.path] = len(self.contents)
                self.contents[len(self.contents)] = b""
                self.names.append((call, self.now[call.path]))
            case "m" | "u" | "r":
                self._rename(call)
            case "s":
                number = self._file(call.path)
                self.contents[number] = _written(self.contents[number], self.writes.pop(number, []))
            case "d":
                self._names_certain(call.path)
            case "a":
                self.promised += call.content

    def _file(self, path: str) -> int:
        number = self.now[path]
        assert number is not None
        return number

    def _rename(self, call: Call) -> None:
        if call.what == "m":
            self.now[call.path] = None
        elif call.what == "u":
            self.now.pop(call.path, None)
        else:
            for name in [each for each in self.now if each == call.path or each.startswith(call.path + "/")]:
                self.now[call.other + name[len(call.path):]] = self.now.pop(name)
        self.names.append((call, self.now.get(call.path)))

    def _names_certain(self, folder: str) -> None:
        """Names of one folder are certain now; a rename into another folder counts where it went."""
        kept = []
        for call, number in self.names:
            if folder in (str(Path(call.path).parent), str(Path(call.other).parent)):
                _apply(self.certain, call, number)
            else:
                kept.append((call, number))
        self.names = kept

    def possible(self, draw: random.Random) -> Iterator[tuple[dict[int, bytes], dict[str, int | None]]]:
        """Every state the disk could be in now, or fifty of them."""
        pending = [(number, call) for number, some in self.writes.items() for call in some]
        for count in range(len(self.names) + 1):
            names = dict(self.certain)
            for call, number in self.names[:count]:
                _apply(names, call, number)
            for chosen in _subsets(len(pending), draw, 1 if count not in (0, len(self.names)) else DRAWN):
                contents = dict(self.contents)
                for (number, call), there in zip(pending, chosen, strict=True):
                    if there:
                        contents[number] = _written(contents[number], [call])
                yield contents, names


def _subsets(many: int, draw: random.Random, most: int) -> Iterator[Sequence[bool]]:
    if many <= EXHAUSTIVE and 2**many <= most:
        yield from itertools.product((False, True), repeat=many)
        return
    yield [False] * many
    yield [True] * many
    for _ in range(most - 2):
        yield [draw.random() < 0.5 for _each in range(many)]


def _apply(names: dict[str, int | None], call: Call, number: int | None) -> None:
    if call.what in "cm":
        names[call.path] = number
    elif call.what == "u":
        names.pop(call.path, None)
    else:
        for name in [each for each in names if each == call.path or each.startswith(call.path + "/")]:
            names[call.other + name[len(call.path):]] = names.pop(name)


def _written(content: bytes, some: Sequence[Call]) -> bytes:
    made = bytearray(content)
    for call in some:
        if call.what == "t":
            del made[call.offset:]
            made.extend(bytes(call.offset - len(made)))
        else:
            made.extend(bytes(max(0, call.offset - len(made))))
            made[call.offset : call.offset + len(call.content)] = call.content
    return bytes(made)


@dataclass(frozen=True)
class Outcome:
    """One state the disk may be found in, and what the program had promised by then."""

    where: str
    contents: dict[int, bytes]
    names: dict[str, int | None]
    promised: bytes
    root: str

    def lay(self, base: Path, target: Path) -> None:
        """Lay it out as a folder; what the calls never touched comes from where they began."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name, number in sorted(self.names.items()):
            path = target / Path(name).relative_to(self.root)
            path.parent.mkdir(parents=True, exist_ok=True)
            if number is None:
                path.mkdir(exist_ok=True)
            else:
                path.write_bytes(self.contents[number])


def states(record: Path, base: Path, root: Path, draw: random.Random) -> Iterator[Outcome]:
    """What the disk could hold after a cut at any moment of a recorded run that began as `base` stands, played at `root`."""
    contents: dict[int, bytes] = {}
    names: dict[str, int | None] = {str(root): None}
    for path in sorted(base.rglob("*")):
        name = str(root / path.relative_to(base))
        names[name] = None if path.is_dir() else len(contents)
        if not path.is_dir():
            contents[len(contents)] = path.read_bytes()
    disk = Power(contents, dict(names), dict(names))
    for number, call in enumerate(calls(record)):
        if call.what in "sda":
            yield from _outcomes(disk, f"power cut before call {number} ({call.what})", root, draw)
        disk.take(call)
    yield from _outcomes(disk, "power cut at the end", root, draw)


def _outcomes(disk: Power, where: str, root: Path, draw: random.Random) -> Iterator[Outcome]:
    for contents, names in disk.possible(draw):
        yield Outcome(where, contents, names, disk.promised, str(root))

