"""What a member reads: every choice in every member language, and Thai broken between words alone."""

from __future__ import annotations

import pytest

from locales import MEMBER_LANGUAGES, member_words, script
from models.fields import Kind
from models.member import Member
from models.record import declared_fields
from models.vocabulary import vocabulary
from reports import fonts, text
from reports.blocks import plain

ASKED = {each.vocabulary for each in declared_fields(Member) if each.question and each.kind in (Kind.CODE, Kind.CODES)}
CHOSEN = sorted(ASKED - {"language", "country"}) + ["need-category", "urgency", "contribution-type"]
"""Languages and countries have their names from CLDR."""
THE_SAME = {"Suðurnes"}


@pytest.mark.parametrize("code", [each for each in MEMBER_LANGUAGES if each != "en"])
def test_every_choice_and_every_use_has_a_word_of_the_language(code: str) -> None:
    words, english = member_words(code), member_words("en")
    for name in CHOSEN:
        for each in vocabulary(name).choices():
            said = vocabulary(name).label(each.code, words)
            own = said != vocabulary(name).label(each.code, english) or said in THE_SAME or any(letter.isdigit() for letter in said)
            assert said and own, (name, each.code)
    assert all(script.use_words(use, words) != script.use_words(use, english) for use in script.USES_SHORT)
    assert not text.missing(" ".join(script.point(number, words, "X") for number in range(5)))


def _ends(lines: list[text.Line]) -> list[str]:
    return ["".join(glyph.text for run in line.runs for glyph in run.glyphs).strip("\u200b ") for line in lines]


def test_thai_words_that_are_marked_are_never_cut() -> None:
    parts = ["เราถาม", "เพื่อให้", "ผู้มีอำนาจ", "ตัดสินใจ", "เข้าใจ", "ชีวิต", "ของผู้คน"]
    lines = text.wrap(plain("\u200b".join(parts)), 10, 60, "th")
    assert len(lines) > 2
    for line in _ends(lines):
        left = line.replace("\u200b", "")
        while left:
            word = next(each for each in parts if left.startswith(each))
            left = left[len(word):]


def test_thai_without_marks_breaks_between_clusters_and_is_set_whole() -> None:
    told = "ฉันรออยู่หกเดือนเพื่อขอเลขประจำตัวและเปิดบัญชีธนาคารไม่ได้"
    lines = _ends(text.wrap(plain(told), 10, 60, "th"))
    assert len(lines) > 2 and "".join(lines) == told
    assert not [line for line in lines if line[0] in "ะาำๅๆฯัิีึืุู็่้๊๋์" or line[-1] in "เแโใไ"]
    assert fonts.family_of("ก", fonts.LATIN).name == "NotoSansThai"  # type: ignore[union-attr]
