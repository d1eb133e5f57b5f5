"""vault.json: who may open the vault and how. Its format, its strict reading, its seal and its rewriting.

The file is JSON in one canonical spelling (sorted keys, one space of indent, ASCII, a final newline); any other
spelling is refused, so nothing can hide in white space, doubled keys or numbers written another way. It has two seals:

- `sum`, a SHA-256 of everything else, tells accidental damage apart from a wrong passphrase before a key is known;
- `mac`, keyed by the data key, covers everything but `mac` and `sum` and is checked as soon as a slot has opened. So
  neither parameters nor versions can be lowered and no slot can be taken from another vault.

`vault.json.1` is the header before the last rewriting. It is read only when vault.json is missing, torn or doesn't
match its own sum; it is then verified like any header, vault.json is restored from it, and the vault says so. A header
that is whole but forged, or made by a newer Raddir, is never passed over in its favour. It is dropped once vault.json
has opened the store, or has been read back at a clean close.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from pathlib import Path
from typing import Literal, NamedTuple, cast

from locales import N_
from models.errors import Damaged, NoVault, TooNew, WrongInput
from storage import files
from storage.sums import sha256

NAME, PREVIOUS, STORE = "vault.json", "vault.json.1", "store.db"
MAKING = "making"
"""An empty file that says that a vault is being made here: without a header beside it there is none yet."""
PROGRAM = "Raddir vault"

# Versions are written in nines (9, then 99, then 999): no single damaged byte can make such a number greater, so a
# flipped bit is never taken for a newer vault.
FORMAT = 9
"""The layout of vault.json that this Raddir writes."""
ROTATING = 99
"""The same layout while the data key is being changed: the key box holds two keys, the new one and the one before, and the
MAC is under the new one. A Raddir that knows nothing of this leaves such a vault alone, as it must. The newest it reads."""
READER = 99
"""The least reader the store asks for, kept here under the MAC and in `PRAGMA user_version` of the store."""

PAGE_SIZES = (4096, 8192, 16384, 32768)
PAGE_SIZE = 16384  # halves a joined GROUP BY against 4,096 (measured at 250,000 stories)
MAX_BYTES, MAX_SLOTS = 256 * 1024, 64

SlotKind = Literal["passphrase", "recovery"]
_MEMBERS = frozenset({
    "program", "format", "reader", "vault", "kdf", "page_size", "slots", "box", "unfinished", "erased", "mac", "sum",
})
_SLOT_MEMBERS = frozenset({"id", "kind", "sign", "kdf", "salt", "recipient", "nonce", "sealed"})
_ID = re.compile(r"[0-9a-f]{32}")
_SEAL = re.compile(r"[0-9a-f]{64}")
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class Kdf(NamedTuple):
    """Argon2id parameters: memory in KiB, passes, lanes."""

    memory: int
    time: int
    lanes: int


FLOOR, CEILING = Kdf(64 * 1024, 3, 1), Kdf(1024 * 1024, 10, 8)
TEST_FLOOR = Kdf(8, 1, 1)
"""What a vault marked as a test may go down to. The mark is under every slot's seal and under the MAC."""


class Slot(NamedTuple):
    """One way in: a sealed key pair and what its unsealing key is derived with. It carries a sign, never a name."""

    id: str
    kind: SlotKind
    sign: str
    kdf: Kdf | None  # None for the recovery slot, whose key is random and needs no stretching
    salt: bytes
    recipient: str
    nonce: bytes = b""
    sealed: bytes = b""


class Header(NamedTuple):
    """What vault.json says. Facts only; the secrets it leads to are elsewhere."""

    vault_id: str
    is_test: bool
    slots: tuple[Slot, ...]
    box: bytes
    page_size: int = PAGE_SIZE
    unfinished: bool = False
    erased: int = 0  # the least number of lines erased.list must have
    format: int = FORMAT
    reader: int = READER
    mac: str = ""

    @property
    def rotating(self) -> bool:
        """Whether the data key is being changed, and the store is under the new one or still under the one before."""
        return self.format == ROTATING


class HeaderFacts(NamedTuple):
    """What the unlock page may know without any secret. Nobody has vouched for it until the vault is open."""

    vault_id: str
    format: int
    signs: tuple[str, ...]
    unfinished: bool
    is_test: bool


def seal(header: Header, key: bytes) -> Header:
    """The header with its MAC."""
    return header._replace(mac=_mac(header, key))


def verify(header: Header, key: bytes, place: Path) -> None:
    """Raises Damaged unless the MAC is this header's own."""
    import hmac

    if not hmac.compare_digest(_mac(header, key), header.mac):
        raise damaged(place)


def _mac(header: Header, key: bytes) -> str:
    import hmac  # brings OpenSSL, which nobody waits for before the unlock page is painted

    plain = _plain(header)
    del plain["mac"]
    return hmac.new(key, canonical(plain), "sha256").hexdigest()


def read(folder: Path) -> tuple[Header, bool]:
    """The header of a vault, and whether it had to be taken from vault.json.1.

    Raises NoVault, Damaged, TooNew, PlaceFailed. Nothing is written.
    """
    with files.place_errors(folder):
        current, previous = _content(folder / NAME), _content(folder / PREVIOUS)
        if current is None and previous is None and (not (folder / STORE).exists() or (folder / MAKING).exists()):
            raise NoVault(N_("There is no vault at {place}; check the path or create one there."), place=folder)
    try:
        return parse(current or b"", folder), False
    except Damaged:
        if previous is None:
            raise
        return parse(previous, folder), True


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def write(folder: Path, header: Header) -> None:
    """Put a sealed header in place of the present one, which becomes vault.json.1 if whole. Raises PlaceFailed."""
    with files.place_errors(folder):
        current = _content(folder / NAME)
        if current is not None and _whole(current, folder):
            files.replace(folder / PREVIOUS, current)
        files.replace(folder / NAME, render(header))


def put_back(folder: Path, header: Header) -> None:
    """After a `write` that failed: make sure that the header from before stands there. Raises PlaceFailed."""
    with files.place_errors(folder):
        if _content(folder / NAME) != render(header):
            files.replace(folder / NAME, render(header))


def drop_previous(folder: Path) -> None:
    """Remove vault.json.1, and what a crash left of a rewriting: the present header is good. Raises PlaceFailed."""
    with files.place_errors(folder):
        names = (PREVIOUS, NAME + files.PART, PREVIOUS + files.PART, MAKING)
        left = [folder / name for name in names if (folder / name).exists()]
        for path in left:
            path.unlink()
        if left:
            files.sync_folder(folder)


def _whole(content: bytes, folder: Path) -> bool:
    try:
        parse(content, folder)
    except (Damaged, TooNew):
        return False
    return True


def facts(folder: Path) -> HeaderFacts:
    """What can be known of a vault without a secret. Raises NoVault, Damaged, TooNew, PlaceFailed."""
    header, _ = read(folder)
    signs = tuple(slot.sign for slot in header.slots if slot.kind == "passphrase")
    return HeaderFacts(header.vault_id, header.format, signs, header.unfinished, header.is_test)


def render(header: Header) -> bytes:
    """The bytes of vault.json."""
    plain = _plain(header)
    return canonical(plain | {"sum": _sum(plain)})


def canonical(plain: object) -> bytes:
    """JSON in its one spelling."""
    return (json.dumps(plain, ensure_ascii=True, sort_keys=True, indent=1) + "\n").encode("ascii")


def _sum(plain: dict[str, object]) -> str:
    return sha256(canonical(plain))


def _plain(header: Header) -> dict[str, object]:
    return {
        "program": PROGRAM, "format": header.format, "reader": header.reader, "vault": header.vault_id,
        "kdf": "test" if header.is_test else "normal", "page_size": header.page_size, "box": _b64(header.box),
        "unfinished": header.unfinished, "erased": header.erased, "mac": header.mac,
        "slots": [slot_facts(slot) | {"nonce": _b64(slot.nonce), "sealed": _b64(slot.sealed)} for slot in header.slots],
    }


def slot_facts(slot: Slot) -> dict[str, object]:
    """A slot without what is sealed in it."""
    kdf = None if slot.kdf is None else {"memory": slot.kdf.memory, "time": slot.kdf.time, "lanes": slot.kdf.lanes}
    return {
        "id": slot.id, "kind": slot.kind, "sign": slot.sign, "kdf": kdf, "salt": _b64(slot.salt),
        "recipient": slot.recipient,
    }


def associated(slot: Slot, vault_id: str, is_test: bool) -> bytes:
    """What a slot's seal is bound to: it opens nowhere else and under no other parameters. It outlives a change of the data key."""
    return canonical({"format": FORMAT, "vault": vault_id, "test": is_test, "slot": slot_facts(slot)})


def parse(content: bytes, place: Path) -> Header:
    """Read the bytes of a header strictly.

    Raises TooNew if a newer Raddir made it, Damaged if it is anything but a header this Raddir could have written. Key
    derivation parameters outside the floor and the ceiling count as damage, so a hostile header can neither weaken
    a passphrase nor exhaust the computer.
    """
    try:
        plain = _object(json.loads(content.decode("ascii"))) if len(content) <= MAX_BYTES else {}
        newer = _newer(plain.get("format"), ROTATING) or _newer(plain.get("reader"), READER)
        if newer and plain.get("program") == PROGRAM:
            raise too_new(place)
        found = plain.pop("sum", None)
        _require(found == _sum(plain) and canonical(plain | {"sum": found}) == content)
        return _header(plain)
    except (ValueError, RecursionError):
        raise damaged(place) from None


def damaged(place: Path) -> Damaged:
    text = N_("The vault's key file is damaged or was altered; bring back the newest good backup. It is at {place}.")
    return Damaged(text, place=place)


def too_new(place: Path) -> TooNew:
    text = N_("The vault at {place} was made by a newer Raddir; install the newest one to open it.")
    return TooNew(text, place=place)


def _newer(value: object, ours: int) -> bool:
    return type(value) is int and value > ours


def _require(holds: bool) -> None:
    if not holds:
        raise ValueError


def _header(plain: dict[str, object]) -> Header:
    _require(frozenset(plain) | {"sum"} == _MEMBERS and plain["program"] == PROGRAM)
    _require(plain["kdf"] in ("normal", "test") and type(plain["unfinished"]) is bool)
    _require(type(plain["slots"]) is list)
    is_test = plain["kdf"] == "test"
    slots = tuple(_slot(_object(each), is_test) for each in cast(list[object], plain["slots"]))
    _require(0 < len(slots) <= MAX_SLOTS and len({slot.id for slot in slots}) == len(slots))
    page_size = _number(plain["page_size"], PAGE_SIZES[0], PAGE_SIZES[-1])
    _require(page_size in PAGE_SIZES)
    return Header(
        vault_id=_matching(plain["vault"], _ID), is_test=is_test, slots=slots, box=_bytes(plain["box"], 100, 64 * 1024),
        page_size=page_size, unfinished=plain["unfinished"] is True, erased=_number(plain["erased"], 0, 10**9),
        format=_one_of(plain["format"], FORMAT, ROTATING), reader=_number(plain["reader"], 1, READER),
        mac=_matching(plain["mac"], _SEAL),
    )


def _slot(plain: dict[str, object], is_test: bool) -> Slot:
    _require(frozenset(plain) == _SLOT_MEMBERS and type(plain["sign"]) is str)
    _require(plain["kind"] in ("passphrase", "recovery"))
    kind = cast(SlotKind, plain["kind"])
    _require((kind == "recovery") == (plain["kdf"] is None) == (plain["sign"] == ""))
    return Slot(
        id=_matching(plain["id"], _ID), kind=kind, sign=str(plain["sign"]),
        kdf=None if kind == "recovery" else _kdf(_object(plain["kdf"]), is_test),
        salt=_bytes(plain["salt"], 16, 16), recipient=_matching(plain["recipient"], _RECIPIENT),
        nonce=_bytes(plain["nonce"], 12, 12), sealed=_bytes(plain["sealed"], 16, 512),
    )


def _kdf(plain: dict[str, object], is_test: bool) -> Kdf:
    floor = TEST_FLOOR if is_test else FLOOR
    _require(frozenset(plain) == {"memory", "time", "lanes"})
    kdf = Kdf(
        memory=_number(plain["memory"], floor.memory, CEILING.memory),
        time=_number(plain["time"], floor.time, CEILING.time),
        lanes=_number(plain["lanes"], floor.lanes, CEILING.lanes),
    )
    _require(kdf.memory >= 8 * kdf.lanes)  # Argon2's own least
    return kdf


def _object(value: object) -> dict[str, object]:
    _require(type(value) is dict)
    return cast(dict[str, object], value)


def _number(value: object, least: int, most: int) -> int:
    _require(type(value) is int and least <= value <= most)
    return cast(int, value)


def _one_of(value: object, *known: int) -> int:
    _require(type(value) is int and value in known)
    return cast(int, value)


def _matching(value: object, pattern: re.Pattern[str]) -> str:
    _require(type(value) is str and pattern.fullmatch(value) is not None)
    return cast(str, value)


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(value: object, least: int, most: int) -> bytes:
    _require(type(value) is str)
    try:
        content = base64.b64decode(cast(str, value), validate=True)
    except binascii.Error:
        raise ValueError from None
    _require(least <= len(content) <= most and _b64(content) == value)
    return content


def check_sign(sign: str) -> str:
    """A slot's sign: a short word, no name. Raises WrongInput if it is empty, too long or not on one line."""
    if not sign or len(sign) > 40 or not sign.isprintable() or sign != sign.strip():
        raise WrongInput(N_("A sign is one short word, such as “boat”; choose another."))
    return sign
