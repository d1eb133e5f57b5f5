"""vault.json: read strictly, sealed twice, rewritten so that a crash leaves a whole one."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Damaged, TooNew, Trouble, WrongInput, WrongSecret
from storage import header, vault

PASSPHRASE = "five plain words for tests"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault.create(tmp_path / "v", PASSPHRASE, kdf="test").vault.close()
    return tmp_path / "v"


def plain(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "vault.json").read_text())
    return content


def put(folder: Path, changed: dict[str, Any], *, summed: bool = True) -> None:
    """Write a header as a forger would: canonical, and with a sum that fits."""
    def spelled(content: object) -> bytes:
        return (json.dumps(content, sort_keys=True, indent=1) + "\n").encode()

    if summed:
        changed.pop("sum", None)
        changed["sum"] = hashlib.sha256(spelled(changed)).hexdigest()
    (folder / "vault.json").write_bytes(spelled(changed))


def exit_code(folder: Path, **how: str) -> int:
    try:
        vault.open_vault(folder, **(how or {"passphrase": PASSPHRASE})).close()
    except Trouble as trouble:
        return trouble.exit_code
    return 0


def leaves(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(content, (dict, list)):
        for key, value in content.items() if isinstance(content, dict) else enumerate(content):
            yield from leaves(value, (*path, key))
    else:
        yield path, content


def with_leaf(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(content)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


@pytest.mark.parametrize("mask", [0x01, 0x10, 0x20, 0x80, 0xFF])
def test_no_byte_can_be_changed(folder: Path, mask: int) -> None:
    whole = (folder / "vault.json").read_bytes()
    for place in range(len(whole)):
        (folder / "vault.json").write_bytes(whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :])
        assert exit_code(folder) in (3, 4), place
    (folder / "vault.json").write_bytes(whole)
    assert exit_code(folder) == 0


def others(value: Any) -> list[Any]:
    """Other values a field may be given: lowered, raised, of another kind."""
    if isinstance(value, bool):
        return [not value, 0, None]
    if isinstance(value, int):
        return [value - 1, value + 2, -2, True, str(value), float(value)]
    if value is None:
        return [0, {}, {"memory": 8, "time": 1, "lanes": 1}]
    swapped = value[:-3] + ("A" if value[-3:-2] != "A" else "B") + value[-2:] if len(value) > 3 else value + "x"
    other = {"normal": "test", "test": "normal"}.get(value, "boat2")
    return [each for each in (swapped, "", value + "A", None, other) if each != value]


def test_no_field_can_be_changed_even_with_a_fitting_sum(folder: Path) -> None:
    content = plain(folder)
    tried = 0
    for path, value in leaves(content):
        if path == ("sum",):
            continue
        for other in others(value):
            put(folder, with_leaf(content, path, other))
            start = time.perf_counter()
            newer = path == ("reader",) and other == value + 2  # looks like what a newer Raddir writes
            assert exit_code(folder) in ((8,) if newer else (3, 4)), (path, other)
            assert time.perf_counter() - start < 2
            tried += 1
    assert tried > 100


def test_no_field_can_be_added_left_out_or_doubled(folder: Path) -> None:
    content = plain(folder)
    for key in content:
        put(folder, {other: value for other, value in content.items() if other != key}, summed=key != "sum")
        assert exit_code(folder) == 4
    put(folder, content | {"more": 1})
    assert exit_code(folder) == 4
    put(folder, content)
    text = (folder / "vault.json").read_text()
    doubled = text.replace(' "erased": 0,', ' "erased": 0,\n "erased": 0,')
    for other in (doubled, text + "\n", text.replace("\n", ""), "[" * 9999, ""):
        (folder / "vault.json").write_text(other)
        assert exit_code(folder) == 4


def test_a_slot_can_be_neither_swapped_removed_nor_repeated(folder: Path, tmp_path: Path) -> None:
    vault.create(tmp_path / "other", PASSPHRASE, kdf="test").vault.close()
    mine, other = plain(folder), plain(tmp_path / "other")
    slots = mine["slots"]
    mixed = [other["slots"][0], slots[1]]
    for changed in (other["slots"], mixed, slots[:1], slots[1:], slots[::-1], slots * 2, []):
        put(folder, mine | {"slots": changed})
        assert exit_code(folder) in (3, 4)
    for key in ("box", "mac", "vault"):
        put(folder, mine | {key: other[key]})
        assert exit_code(folder) in (3, 4)


@pytest.mark.parametrize("kdf", [
    {"memory": 2**30, "time": 1, "lanes": 1}, {"memory": 8, "time": 10**6, "lanes": 1},
    {"memory": 8, "time": 1, "lanes": 99}, {"memory": 10**400, "time": 1, "lanes": 1},
    {"memory": 7, "time": 1, "lanes": 1}, {"memory": 8, "time": 1, "lanes": 8},
])
def test_a_costly_or_worthless_key_derivation_is_refused_at_once(folder: Path, kdf: dict[str, int]) -> None:
    put(folder, with_leaf(plain(folder), ("slots", 0, "kdf"), kdf))
    start = time.perf_counter()
    assert exit_code(folder) == 4
    assert time.perf_counter() - start < 0.5


def test_a_cheap_key_derivation_is_refused_without_the_mark_of_a_test(folder: Path) -> None:
    put(folder, plain(folder) | {"kdf": "normal"})
    assert exit_code(folder) == 4


@pytest.mark.parametrize("field", ["format", "reader"])
def test_a_newer_vault_is_left_untouched_before_any_secret_is_asked(folder: Path, field: str) -> None:
    for number in (100, 999, 10**9):
        put(folder, plain(folder) | {field: number}, summed=False)
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        with pytest.raises(TooNew):
            vault.open_vault(folder, passphrase="wrong")
        with pytest.raises(TooNew):
            vault.read_header_facts(folder)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_facts_without_a_secret(folder: Path) -> None:
    facts = vault.read_header_facts(folder)
    assert (facts.signs, facts.unfinished, facts.is_test, facts.format) == (("boat",), False, True, header.FORMAT)
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        assert opened.vault_id == facts.vault_id
        opened.set_unfinished(True)
    assert vault.read_header_facts(folder).unfinished
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        assert opened.header.unfinished


def _stopped_after_a_rewriting(folder: Path) -> None:
    """As a crash leaves it: the new header, the one before it, and the beginning of a third."""
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        opened.set_unfinished(True)
        left = (folder / "vault.json.1").read_bytes()
    assert not (folder / "vault.json.1").exists()
    (folder / "vault.json.1").write_bytes(left)
    (folder / "vault.json.part").write_bytes(left[:100])


def test_what_a_crash_left_of_a_rewriting_is_gone_after_the_next_opening(folder: Path) -> None:
    _stopped_after_a_rewriting(folder)
    vault.open_vault(folder, passphrase=PASSPHRASE).close()
    assert sorted(path.name for path in folder.iterdir()) == ["erased.list", "lock", "store.db", "vault.json"]


@pytest.mark.parametrize("torn", [None, b"", b"{", "half"])
def test_a_torn_header_gives_way_to_the_one_before(folder: Path, torn: bytes | str | None) -> None:
    path = folder / "vault.json"
    whole = path.read_bytes()
    _stopped_after_a_rewriting(folder)
    path.unlink()
    if torn is not None:
        path.write_bytes(whole[: len(whole) // 2] if isinstance(torn, str) else torn)
    harmed = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert exit_code(folder, passphrase="wrong") == 3
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == harmed
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        assert opened.used_previous_header and not opened.header.unfinished
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        assert not opened.used_previous_header
    assert not (folder / "vault.json.1").exists()


def test_a_header_torn_with_none_before_it_is_damage(folder: Path) -> None:
    (folder / "vault.json").unlink()
    assert exit_code(folder) == 4


def test_a_forged_header_does_not_give_way_to_the_one_before(folder: Path) -> None:
    _stopped_after_a_rewriting(folder)
    put(folder, plain(folder) | {"unfinished": False})
    assert exit_code(folder) == 4


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_rewriting_that_fails_anywhere_leaves_a_vault_that_opens(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int,
) -> None:
    opened = vault.open_vault(folder, passphrase=PASSPHRASE)
    numbers, real = iter(range(1, 99)), getattr(os, call)

    def failing(*arguments: Any) -> Any:
        if next(numbers) == nth:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        try:
            opened.set_unfinished(True)
            failed = False
        except Trouble as trouble:
            failed = trouble.exit_code == 6
    assert failed == (nth <= (2 if call == "replace" else 4))
    opened.close()
    assert exit_code(folder) == 0
    assert not list(folder.glob("*.part"))


@given(st.binary(max_size=300) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["slots", "format", "sum", "kdf", "program"]), inner, max_size=5), max_leaves=12,
).map(lambda value: json.dumps(value).encode()))
def test_nothing_but_a_header_is_read_as_one(content: bytes) -> None:
    with pytest.raises((Damaged, TooNew)):
        header.parse(content, Path("somewhere"))


def test_a_second_person_gets_in_and_a_changed_passphrase_shuts_the_old_one_out(folder: Path) -> None:
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        opened.add_slot("words of another person", "lamp")
        with pytest.raises(WrongInput):
            opened.add_slot("words of a third person", "lamp")
        opened.replace_passphrase("wholly new words")
    assert vault.read_header_facts(folder).signs == ("boat", "lamp")
    assert not (folder / "vault.json.1").exists()
    for passphrase, sign in (("words of another person", "lamp"), ("wholly new words", "boat")):
        with vault.open_vault(folder, passphrase=passphrase) as opened:
            assert opened.sign == sign
    with pytest.raises(WrongSecret):
        vault.open_vault(folder, passphrase=PASSPHRASE)


@pytest.mark.parametrize("sign", ["", " boat", "two\nlines", "x" * 41])
def test_a_sign_is_one_short_word(tmp_path: Path, sign: str) -> None:
    with pytest.raises(WrongInput):
        vault.create(tmp_path / "v", PASSPHRASE, kdf="test", sign=sign)
    assert not (tmp_path / "v").exists()
