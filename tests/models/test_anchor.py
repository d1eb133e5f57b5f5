"""Places in texts: code points against UTF-16, whole letters, and words found again after an edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anchor import Places, Span, find, follow, whole

FAMILY = "👩\u200d👩\u200d👧"
ARABIC = "قَالَتْ أُمِّي: اِنْتَظَرْنَا سِتَّةَ أَشْهُر 😢 قبل الردّ."


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60), st.data())
def test_every_place_goes_there_and_back(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    places = Places(text)
    assert places.units(place) == units(text[:place])
    assert places.start(places.units(place)) == place == places.end(places.units(place))


def test_a_place_within_a_letter_of_two_units_is_that_letter() -> None:
    places = Places("a😢b")
    assert (places.units(2), places.start(2), places.end(2)) == (3, 1, 2)
    assert Places("a\r\nb").units(3) == 2


@pytest.mark.parametrize(("text", "start", "end", "chosen"), [
    (ARABIC, 0, 6, "قَالَتْ"),
    (f"we {FAMILY} came", 3, 4, FAMILY), ("  so  ", 0, 6, "so"), ("👍🏽 yes", 0, 1, "👍🏽"), ("   ", 0, 3, ""), ("abc", 9, 99, ""),
])
def test_a_selection_takes_whole_letters_and_no_white_space(text: str, start: int, end: int, chosen: str) -> None:
    span = whole(text, start, end)
    assert text[span.start : span.end] == chosen


def test_of_several_places_the_nearest_counts() -> None:
    text = "bus, bus and bus"
    assert find(text, "bus") == Span(0, 3) and find(text, "bus", 6) == Span(5, 8) and find(text, "bus", 99) == Span(13, 16)
    assert find(text, "train") is None and find(text, "") is None


def moved(old: str, new: str, words: str) -> str | None:
    start = old.index(words)
    found = follow(old, new, Span(start, start + len(words)))
    return None if found is None else new[found.start : found.end]


@pytest.mark.parametrize(("old", "new", "words", "now"), [
    ("We waited six months.", "😢😢 We waited six months.", "six months", "six months"),
    ("We waited six months.", "We waited, six months.", "waited", "waited"),
    ("no bus. I walked. no bus.", "At first no bus. I walked. no bus.", "no bus", "no bus"),
    (ARABIC, "يعني، " + ARABIC, "سِتَّةَ أَشْهُر", "سِتَّةَ أَشْهُر"),
    ("We wiated six months there.", "We waited six months there.", "We wiated six months", "We waited six months"),
    ("We waited six months.", "They came at night.", "six months", None),
    ("We waited six months.", "", "six months", None),
])
def test_words_are_found_again_after_an_edit_or_nothing_is(old: str, new: str, words: str, now: str | None) -> None:
    assert moved(old, new, words) == now


@given(st.text(alphabet="ab اب😢\u064e\n", min_size=1, max_size=30), st.text(alphabet="ab اب😢\u064e\n", max_size=8), st.data())
def test_what_is_put_before_or_behind_never_changes_the_words(text: str, more: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = whole(text, start, data.draw(st.integers(start + 1, len(text))))
    if span.start < span.end:
        for new in (more + text, text + more):
            found = follow(text, new, span)
            assert found is not None and text[span.start : span.end] in new[found.start : found.end]  # a mark may find a letter to stand on
