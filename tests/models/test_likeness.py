"""When two records may be of one person: forgiving as ears are, and quiet where something speaks against it."""

from __future__ import annotations

import pytest

from models.likeness import CROWD, LIKELY, NONE, PERHAPS, Known, alike, likeness, pairs


@pytest.mark.parametrize(("one", "other", "same"), [
    ("mohamed", "muhammad", True), ("samira", "sameera", True), ("yusuf", "youssef", True), ("fatima", "fatma", True),
    ("فاطمه", "فاطمه", True), ("amina", "anna", False), ("marek", "marta", False), ("ana", "ani", False), ("marina", "miron", False),
])
def test_words_are_compared_as_they_are_heard(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def test_two_words_in_common_are_likely_one_person_and_one_word_alone_only_perhaps() -> None:
    whole = Known("1", "Þórunn Æfing", language="is")
    assert likeness(whole, Known("2", "Thorunn Aefing (sample)")) == LIKELY
    assert likeness(whole, Known("2", "Thorun")) == PERHAPS and likeness(whole, Known("2", "Thorunn Onnur")) == NONE
    assert likeness(Known("1", "Thorunn", birth_year=1970), Known("2", "Þórunn", birth_year=1970)) == LIKELY
    assert likeness(Known("1", "Thorunn", contact="555 0142, evenings 8"), Known("2", "Þórunn", contact="+354 555 01428")) == LIKELY


def test_what_contradicts_is_no_likeness() -> None:
    one = Known("1", "Samira Haddad", language="ar", birth_year=1988)
    assert likeness(one, Known("2", "Samira Haddad", birth_year=1989)) == NONE
    assert likeness(one, Known("2", "Samira Haddad", language="pl")) == NONE
    assert likeness(one, Known("2", "Samira Haddad", language="pl", spoken=("ar",))) == LIKELY


def test_a_name_that_a_crowd_bears_says_nothing_by_itself() -> None:
    crowd = [Known(str(number), "Anna Prófan", language="is") for number in range(CROWD + 1)]
    assert list(pairs(crowd)) == []
    two = [Known("a", "Anna Prófan", birth_year=1971), Known("b", "Anna Prófan", birth_year=1971)]
    assert [(one.id, other.id) for one, other in pairs([*crowd, *two])] == [("a", "b")]
