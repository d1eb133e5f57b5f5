"""Whether two records may be of one person, judged by their names alone, forgiving as people are who write down what they hear.

A likeness is a quiet hint and never more: many people share a name. It is none at all where the two records contradict each other, in
the year of birth or in the languages spoken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from locales import fold

_WORD = re.compile(r"[^\W_]{2,}")
_BRACKETS = re.compile(r"\([^()]*\)")
NONE, PERHAPS, LIKELY = range(3)
SHORT, LONG = 4, 6
"""From so many letters on a word may be written with one letter more, less or other; from so many with two."""
CROWD = 40
"""People whose names are alike and of whom nothing more agrees: beyond so many the name says nothing."""
TWO_LETTERS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"))
SOUNDLESS = frozenset("aeiouywhаеиоуыэюяاوي")
"""Letters that one writer puts where another leaves them out."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a record: its id, what to call the person, their names, language, languages spoken, year of birth, contact."""

    id: str
    label: str
    names: str = ""
    language: str = ""
    spoken: tuple[str, ...] = ()
    birth_year: int | None = None
    contact: str = ""
    code: str = ""
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", words_of(f"{self.label} {self.names}"))


def words_of(name: str) -> frozenset[str]:
    """The words of a name as they are compared; single letters and what stands in brackets count for nothing."""
    return frozenset(_WORD.findall(fold(_BRACKETS.sub(" ", name) if "(" in name else name)))


def plain(word: str) -> str:
    """A word with the vowels that are written with two letters as one, and every doubled letter once: youssef, yusef."""
    for two, one in TWO_LETTERS:
        word = word.replace(two, one)
    return "".join(letter for place, letter in enumerate(word) if place == 0 or letter != word[place - 1])


def bones(word: str) -> str:
    """A word without the letters that are written now so, now so: what alike words have in common."""
    written = plain(word)
    return written[:1] + "".join(letter for letter in written[1:] if letter not in SOUNDLESS)


def alike(one: str, other: str) -> bool:
    """Whether two folded words may be the same name.

        alike("mohamed", "muhammad"), alike("yusuf", "youssef"), not alike("amina", "anna")
    """
    if one == other:
        return True
    if min(len(one), len(other)) < SHORT or bones(one) != bones(other):
        return False
    return _distance(plain(one), plain(other)) <= (2 if min(len(one), len(other)) >= LONG else 1)


def _distance(one: str, other: str) -> int:
    """Letters to be put in, left out or changed to make one word of the other (Levenshtein)."""
    before = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        now = [place]
        for there, against in enumerate(other, 1):
            now.append(min(before[there] + 1, now[-1] + 1, before[there - 1] + (letter != against)))
        before = now
    return before[-1]


def contradict(one: Known, other: Known) -> bool:
    """Whether the records tell of two people: other years of birth, or languages of which neither speaks the other's."""
    if one.birth_year is not None and other.birth_year is not None and one.birth_year != other.birth_year:
        return True
    if not one.language or not other.language or one.language == other.language:
        return False
    return one.language not in other.spoken and other.language not in one.spoken


def likeness(one: Known, other: Known) -> int:
    """How alike two records are. Two words in common are likely one person; one word alone only if something more agrees."""
    if contradict(one, other):
        return NONE
    few, many = sorted((one.words, other.words), key=len)
    common = sum(any(alike(word, against) for against in many) for word in few)
    if not common or common < min(len(few), 2):
        return NONE
    if common >= 2 or _agree(one, other):
        return LIKELY
    return PERHAPS


def _agree(one: Known, other: Known) -> bool:
    """Whether something that few people share is the same."""
    year = one.birth_year is not None and one.birth_year == other.birth_year
    return year or (bool(_number(one.contact)) and _number(one.contact) == _number(other.contact))


def _number(contact: str) -> str:
    digits = "".join(each for each in contact if each.isdigit())
    return digits[-7:] if len(digits) >= 7 else ""


def pairs(people: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """The pairs that are likely one person, without comparing everybody with everybody: 20,000 people take about a second."""
    groups: dict[object, list[Known]] = defaultdict(list)
    for each in people:
        for key in _keys(each):
            groups[key].append(each)
    seen = set[tuple[str, str]]()
    for some in groups.values():
        if len(some) > CROWD:
            continue
        for place, one in enumerate(some):
            for other in some[place + 1 :]:
                named = (min(one.id, other.id), max(one.id, other.id))
                if named not in seen and likeness(one, other) == LIKELY:
                    yield one, other
                seen.add(named)


def _keys(known: Known) -> Iterable[object]:
    """What two alike records have in common at least: two words, or one word and the year or the number."""
    some = sorted({bones(word) for word in known.words})[:6]
    yield from ((one, other) for place, one in enumerate(some) for other in some[place + 1 :])
    more = [each for each in (known.birth_year, _number(known.contact)) if each]
    yield from ((one, each) for one in some for each in more)
