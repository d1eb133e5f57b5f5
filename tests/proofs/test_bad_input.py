"""Every verb meets what can be wrong around it: each time one sentence, the exit code that was promised, and nothing changed."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import commands
from commands.arguments import build
from storage import header
from tests.proofs import tampering
from tests.proofs.place import NEW_PASSPHRASE, PASSPHRASE, Place
from tests.proofs.verbs import prepare

PERSON = json.dumps({"label": "Nína (sample)", "consents": [{"use": "keep", "value": "given"}]})
WORDS: dict[str, tuple[str, ...]] = {
    "check": (), "digest": (), "list": ("member",), "show": ("@story",), "search": ("words",), "add": ("member",), "change": (),
    "consent": ("@member", "statistics", "withdraw"), "erase": ("@member",), "figures": (), "report": ("brief", "/out/brief.pdf"), "snapshot": (),
    "export": ("/out/all.jsonl", "--canonical"), "passwd": ("--new-passphrase-file", "/secrets/new"), "rekey": (), "recovery": ("/out/sheet.pdf",),
    "volunteer": ("add", "Bára", "--sign", "kettle", "--new-passphrase-file", "/secrets/new"), "backup": ("/stick",),
    "access": ("@member", "/out/copy.zip"),
}
"""What each verb that opens a vault is asked, beside the vault."""
ON_THEIR_OWN = {"create", "kinds", "restore", "drill"}
"""Verbs that open no vault, or open it by something else than a passphrase; `test_backup_commands.py` and `test_contract.py` try them."""


def said_by(place: Place, verb: str, *, vault: Path | None = None, secret: Path | None = None) -> tuple[int, str]:
    """Run a verb as somebody would; its exit code and what it says."""
    words = [place.id(each[1:]) if each.startswith("@") else str(place.root / each[1:]) if each.startswith("/") else each for each in WORDS[verb]]
    given = {"add": PERSON, "change": json.dumps({"id": place.id("story"), "text": "Other words."})}.get(verb, "")
    said, before = io.TextIOWrapper(io.BytesIO(), "utf-8"), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8")
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
            code = commands.main([verb, str(vault or place.vault), *words, "--passphrase-file", str(secret or place.secret())])
    finally:
        sys.stdin = before
    said.seek(0)
    return code, said.read()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return prepare(tmp_path_factory.mktemp("bad") / "base")


@pytest.fixture
def place(base: Place, tmp_path: Path) -> Place:
    return base.copy_to(tmp_path / "place")


def test_every_verb_is_tried() -> None:
    verbs = next(each for each in build()._actions if isinstance(each, argparse._SubParsersAction)).choices
    assert set(verbs) == set(WORDS) | ON_THEIR_OWN


def changed(place: Place, before: dict[str, bytes]) -> list[str]:
    return [name for name, content in files_of(place).items() if before.get(name) != content]


def files_of(place: Place) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in place.root.rglob("*") if path.is_file()}


def _no_vault(place: Place) -> dict[str, Path]:
    return {"vault": place.root / "nothing"}


def _a_file(place: Place) -> dict[str, Path]:
    return {"vault": place.secret()}


def _an_empty_folder(place: Place) -> dict[str, Path]:
    return {"vault": place.stick}


def _no_secret(place: Place) -> dict[str, Path]:
    return {"secret": place.root / "nothing"}


def _empty_secret(place: Place) -> dict[str, Path]:
    place.secret().write_bytes(b"\n")
    return {}


def _secret_of_bytes(place: Place) -> dict[str, Path]:
    place.secret().write_bytes(b"\xff\xfe\x00")
    return {}


def _wrong_secret(place: Place) -> dict[str, Path]:
    place.secret().write_text(PASSPHRASE + " \n", "utf-8")
    return {}


def _cut_store(place: Place) -> dict[str, Path]:
    tampering._cut(place.vault / header.STORE, 3 * header.PAGE_SIZE)
    return {}


def _newer(place: Place) -> dict[str, Path]:
    path = place.vault / header.NAME
    plain = json.loads(path.read_text("ascii"))
    path.write_bytes(header.canonical({**plain, "reader": 999_999}))
    return {}


AROUND: tuple[tuple[Callable[[Place], dict[str, Path]], int], ...] = (
    (_no_vault, 2), (_a_file, 2), (_an_empty_folder, 2), (_no_secret, 2), (_empty_secret, 2), (_secret_of_bytes, 2), (_wrong_secret, 3),
    (_cut_store, 4), (_newer, 8),
)


@pytest.mark.parametrize("verb", WORDS)
def test_what_is_wrong_around_a_verb_is_said_in_a_sentence_and_nothing_changes(base: Place, tmp_path: Path, verb: str) -> None:
    for spoil, promised in AROUND:
        place = base.copy_to(tmp_path / "place")
        elsewhere = spoil(place)
        before = files_of(place)
        code, said = said_by(place, verb, **elsewhere)
        assert (spoil.__name__, code) == (spoil.__name__, promised), said
        assert said.strip() and "Traceback" not in said and PASSPHRASE not in said
        assert [each for each in changed(place, before) if not each.endswith(("-wal", "-shm", "/lock"))] == []


@pytest.mark.parametrize("verb", WORDS)
@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_years_off_loses_nobody(place: Place, monkeypatch: pytest.MonkeyPatch, verb: str, years: int) -> None:
    """Somebody who took back their consent a moment ago is still there for whoever undoes it, whatever the clock said in between."""
    place.at_home()
    opening = ["--passphrase-file", str(place.secret())]
    hidden = ["consent", str(place.vault), place.id("member1"), "keep"]
    assert commands.main([*hidden, "withdraw", *opening]) == 0
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + years * 365.25 * 24 * 3600)
    code, said = said_by(place, verb)
    assert code in (0, 2, 5) and "Traceback" not in said
    monkeypatch.setattr(time, "time", real)
    if verb == "passwd":
        place.secret().write_text(NEW_PASSPHRASE + "\n", "utf-8")
    assert commands.main([*hidden, "grant", *opening]) == 0
    assert said_by(place, "check")[0] == 0


@pytest.mark.parametrize("days", [-3650, -40, -2, 2, 59, 3650])
def test_what_is_done_under_a_wrong_clock_counts_from_now_and_can_be_changed_after(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], days: int,
) -> None:
    place.at_home()
    real, opening = time.time, ["--passphrase-file", str(place.secret())]

    def verb(name: str, *words: str, given: object = None) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(given).encode() + b"\n"), "utf-8"))
        return commands.main([name, str(place.vault), *words, *opening])

    assert verb("list", "member") == 0
    monkeypatch.setattr(time, "time", lambda: real() + days * 24 * 3600)
    capsysbinary.readouterr()
    done = verb("change", given={"id": place.id("story"), "text": "Under a wrong clock."})
    assert done == (2 if days == -3650 else 0), "ten years ago nobody had agreed to be kept yet"
    assert verb("consent", place.id("member1"), "keep", "withdraw") == 0
    assert (b"This computer says" in capsysbinary.readouterr().err) == (days < -2 or days > 60)
    monkeypatch.setattr(time, "time", real)
    assert verb("change", given={"id": place.id("story"), "text": "Under the right clock again."}) == 0
    assert verb("check") == 0
    assert verb("consent", place.id("member1"), "keep", "grant") == 0, "nobody was erased before the month was over"
    capsysbinary.readouterr()
    assert verb("show", place.id("story")) == 0 and b"right clock again" in capsysbinary.readouterr().out


UNSEEN = "Mía\u202e(sample)\u2066 \u0007Test\u200f"


def test_overrides_and_control_characters_leave_a_name(
    place: Place, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = json.dumps({"label": UNSEEN, "names": UNSEEN, "consents": [{"use": "keep", "value": "given", "witness": UNSEEN}]})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(person.encode()), "utf-8"))
    opening = ["--passphrase-file", str(place.secret())]
    assert commands.main(["add", str(place.vault), "member", *opening]) == 0
    made = capsysbinary.readouterr().out.decode().strip()
    assert commands.main(["show", str(place.vault), made, *opening]) == 0
    shown = json.loads(capsysbinary.readouterr().out)
    assert (shown["label"], shown["names"]) == ("Mía(sample) Test\u200f",) * 2
    assert not set("\u202e\u2066\u0007") & set(json.dumps(shown, ensure_ascii=False))
