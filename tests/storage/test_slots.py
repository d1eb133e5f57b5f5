"""Passphrases, recovery words and the cost of guessing them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import WrongSecret
from storage import recovery_words, slots, vault
from storage.header import CEILING, FLOOR, Kdf

KEY = bytes(range(20))


@given(st.text(min_size=1, max_size=40))
def test_every_spelling_of_the_same_letters_is_the_same_passphrase(text: str) -> None:
    spelled = {slots.passphrase_bytes(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert spelled == {slots.passphrase_bytes(text)}
    assert slots.passphrase_bytes(text + " ") not in spelled


@pytest.mark.parametrize(("speed", "memory", "time"), [
    (1.0, 256 * 1024, 3), (2.0, 128 * 1024, 3), (100.0, FLOOR.memory, 3), (0.3, 256 * 1024, 10),
    (0.72, 256 * 1024, 4), (0.86, 256 * 1024, 3),
    (0.001, 256 * 1024, CEILING.time),
])
def test_the_cost_fits_the_computer_and_never_falls_below_the_floor(speed: float, memory: int, time: int) -> None:
    def measure(kdf: Kdf) -> float:
        return speed * kdf.memory / (256 * 1024) * kdf.time / 3

    assert slots.calibrate(measure) == Kdf(memory, time, 4)


@given(st.binary(min_size=20, max_size=20))
def test_words_give_back_the_key(key: bytes) -> None:
    words = recovery_words.to_words(key)
    assert len(words) == recovery_words.COUNT
    assert recovery_words.from_words(" ".join(words)) == key
    assert recovery_words.from_words("  ".join(word[:4] for word in words)) == key


def test_a_word_outside_the_list_is_named_by_its_place_alone() -> None:
    words = list(recovery_words.to_words(KEY))
    words[6] = "secretword"
    with pytest.raises(WrongSecret, match="word 7 ") as caught:
        recovery_words.from_words(" ".join(words))
    assert "secretword" not in str(caught.value)


@pytest.mark.parametrize("change", [lambda words: words[:-1], lambda words: words + words[:1], lambda words: []])
def test_too_few_or_too_many_words_are_counted(change: object) -> None:
    words = change(list(recovery_words.to_words(KEY)))  # type: ignore[operator]
    with pytest.raises(WrongSecret, match=f"15 recovery words, and {len(words)} were given"):
        recovery_words.from_words(" ".join(words))


def test_words_that_do_not_belong_together_are_refused() -> None:
    words = list(recovery_words.to_words(KEY))
    words[0], words[1] = words[1], words[0]
    with pytest.raises(WrongSecret, match="belong together"):
        recovery_words.from_words(" ".join(words))


def test_the_recovery_key_of_another_vault_does_not_open(tmp_path: Path) -> None:
    first, second = (vault.create(tmp_path / name, "passphrase", kdf="test") for name in "ab")
    first.vault.close()
    second.vault.close()
    with pytest.raises(WrongSecret):
        vault.open_vault(tmp_path / "a", recovery_words=" ".join(second.recovery_words))
    vault.open_vault(tmp_path / "a", recovery_words=" ".join(first.recovery_words)).close()


def test_two_vaults_with_one_passphrase_share_nothing(tmp_path: Path) -> None:
    drawn: list[set[object]] = []
    for name in "ab":
        with vault.create(tmp_path / name, "passphrase", kdf="test").vault as opened:
            ways = opened.header.slots
            drawn.append({each for way in ways for each in (way.id, way.salt, way.nonce, way.recipient)})
    one, two = drawn
    assert not one & two


@pytest.mark.parametrize("changed", [
    {"id": "0" * 32}, {"sign": "lamp"}, {"kdf": Kdf(16, 1, 1)}, {"salt": bytes(16)}, {"recipient": "age1other"},
])
def test_a_slot_opens_under_nothing_but_its_own_parameters(tmp_path: Path, changed: dict[str, object]) -> None:
    with vault.create(tmp_path / "v", "passphrase", kdf="test").vault as opened:
        whole = opened.header
    slot, keys = slots.unlock_passphrase(whole, "passphrase")
    assert slot == whole.slots[0] and len(keys.key) == slots.DATA_KEY_BYTES and keys.before is None
    altered = whole._replace(slots=(slot._replace(**changed), *whole.slots[1:]))  # type: ignore[arg-type]
    for head in (altered, whole._replace(vault_id="0" * 32), whole._replace(is_test=False)):
        with pytest.raises(WrongSecret):
            slots.unlock_passphrase(head, "passphrase")
