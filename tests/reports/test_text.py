"""Text of every script is set so that each word can be read back from paper, and nothing is lost on the way."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from reports import bidi, text
from reports.blocks import Span
from reports.copying import LEFT_MARK, RIGHT_MARK
from reports.embedding import FontBook
from tests.reports.reading import READERS, lost
from tests.reports.sample_words import ARABIC, LATIN, MIXED, OTHERS, PERSIAN

WIDTH = 300.0
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def printed(
    paragraphs: Sequence[tuple[str, str]], bold: bool = False, italic: bool = False, size: float = 10.3
) -> bytes:
    """Paragraphs of (language, text) on one long page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH + 120, 4000), invariant=1, pageCompression=1)
    book = FontBook(canvas._doc)
    y = 3950.0
    for language, words in paragraphs:
        for line in text.wrap((Span(words, bold, italic),), size, WIDTH, language):
            x = 60 + WIDTH - line.width if line.rtl else 60
            canvas._code.append(book.operators(line.runs, size, x, y))
            y -= size * 1.7
        y -= size
    canvas.save()
    return buffer.getvalue()


def copied(lines: Sequence[text.Line]) -> str:
    return "".join(glyph.text for line in lines for run in line.runs for glyph in run.glyphs)


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True), (True, True)])
@pytest.mark.parametrize("reader", READERS)
def test_every_word_of_mixed_paragraphs_can_be_copied(reader: str, bold: bool, italic: bool) -> None:
    pdf = printed(list(MIXED.items()), bold, italic)
    assert {language: lost(words, pdf, reader) for language, words in MIXED.items()} == {each: [] for each in MIXED}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", list(MIXED))
def test_every_word_can_be_copied_when_a_language_has_the_page_to_itself(language: str, reader: str) -> None:
    assert lost(MIXED[language], printed([(language, MIXED[language])]), reader) == []


@QUICK
@given(
    words=st.lists(st.sampled_from(ARABIC + PERSIAN + OTHERS), min_size=1, max_size=60),
    language=st.sampled_from(["ar", "fa"]),
)
def test_words_come_back_in_any_order_from_right_to_left(words: list[str], language: str) -> None:
    pdf = printed([(language, " ".join(words))])
    assert [lost(" ".join(words), pdf, reader) for reader in READERS] == [[], [], []]


@QUICK
@given(words=st.lists(st.sampled_from(ARABIC + LATIN + LATIN), min_size=1, max_size=60))
def test_right_to_left_words_come_back_from_left_to_right_lines(words: list[str]) -> None:
    pdf = printed([("pl", " ".join(words))])
    assert [lost(" ".join(words), pdf, reader) for reader in READERS] == [[], [], []]


def test_persian_keeps_its_zero_width_non_joiner() -> None:
    assert "می‌خواهم"[::-1] in copied(text.wrap((Span("می‌خواهم"),), 10, 500, "fa"))


def test_isolates_and_controls_are_neither_drawn_nor_copied() -> None:
    bare = text.single("Amal 25", 10, "en")
    dressed = text.single("\u2068Amal\u2069 \u200e25\u0007", 10, "en")
    assert (dressed.width, copied([dressed])) == (bare.width, "Amal 25")


@QUICK
@given(
    words=st.text(
        alphabet='abאבجد12٣%.,+-/ ()[]"!\u064b\u2066\u2067\u2068\u2069\u202a\u202b\u202d\u202e\u202c«»', max_size=16
    ),
    base=st.sampled_from([0, 1]),
)
def test_directions_agree_with_another_implementation(words: str, base: int) -> None:
    assume(
        not any(f"{bracket}\u064b\u064b" in words for bracket in "()[]")
    )  # fpdf2 turns only one mark after a bracket
    judge = BidiParagraph(words, base_direction=TextDirection.RTL if base else TextDirection.LTR)
    ours = [(char, level) for char, level in zip(words, bidi.levels(words, base), strict=True)]
    kept = [pair for pair in ours if bidi.bidirectional(pair[0]) not in ("RLE", "LRE", "RLO", "LRO", "PDF", "BN")]
    assert kept == [(each.character, each.embedding_level) for each in judge.characters]


@QUICK
@given(st.text(max_size=200), st.sampled_from(["en", "ar", "fa", "th", "he"]))
def test_any_text_is_set_and_no_line_is_too_wide(words: str, language: str) -> None:
    for line in text.wrap((Span(words, bold=True), Span(words)), 10, 150, language):
        assert line.width <= 150.01


def test_a_word_wider_than_the_line_is_broken_and_keeps_its_letters() -> None:
    long = "Donaudampfschifffahrtsgesellschaft" * 6
    lines = text.wrap((Span(long),), 10, 120, "en")
    assert len(lines) > 5
    assert all(line.width <= 120 for line in lines)
    assert copied(lines) == long


@pytest.mark.parametrize("reader", READERS)
def test_a_compound_is_not_torn_at_its_hyphen_and_can_be_copied(reader: str) -> None:
    words = "Austur-Evrópa Norður-Afríka Suðaustur-Asía Mið-Ameríka Vestur-Evrópa " * 8
    assert lost(words, printed([("is", words)]), reader) == []
    assert not any(copied([line]).endswith("-") for line in text.wrap((Span(words),), 10, 120, "is"))


def test_a_long_compound_may_still_end_a_line_at_its_hyphen() -> None:
    lines = text.wrap((Span("Donaudampfschifffahrtsgesellschafts-Kapitänsmütze"),), 10, 200, "de")
    assert copied(lines[:1]).endswith("-")


def test_an_endless_word_is_set_too() -> None:
    lines = text.wrap((Span("م" * 30_000),), 10, 400, "ar")
    assert len(copied(lines)) == 30_000
    assert max(line.width for line in lines) <= 400


def test_a_long_arabic_word_is_broken_too() -> None:
    long = "فسيكفيكهم" * 20
    lines = text.wrap((Span(long),), 10, 120, "ar")
    assert all(line.width <= 120 for line in lines)
    assert "".join(copied([line])[::-1] for line in lines) == long


@pytest.mark.parametrize(
    "marks", ["\u064b\u064e", "\u0301", "\u200c", "\u200d\u200d", "\u0e31", "\ufe0f", "\ud800", ""]
)
def test_marks_without_a_letter_are_no_trouble(marks: str) -> None:
    assert text.single(marks, 10, "ar").width >= 0
    assert printed([("en", marks), ("ar", marks)]).startswith(b"%PDF")


def test_letters_without_a_typeface_are_reported_drawn_and_copied() -> None:
    assert text.missing("Þór 漢 ok") == {"漢"}
    line = text.single("漢", 10, "en")
    assert line.width > 0
    assert copied([line]) == "漢"


@pytest.mark.parametrize(
    "words",
    [*MIXED.values(), "ქართული", "Հայերեն", "עברית", "ไทย", "አማርኛ", "हिन्दी", "বাংলা", "தமிழ்", "සිංහල", "ខ្មែរ", "မြန်မာ"],
)
def test_the_languages_of_members_have_all_their_letters(words: str) -> None:
    assert text.missing(words) == set()


def test_boxes_to_tick_are_drawn_and_copied_as_they_were_written() -> None:
    signs = "☐ □ ■ ● ○ ★ ✓ ✔ ☑ → ← • … № € ½ × − ≤"
    assert text.missing(signs) == set()
    assert copied([text.single(signs, 10, "en")]) == signs


def test_brackets_around_latin_words_are_of_the_arabic_typeface_and_enclose_them() -> None:
    line = text.single("بيت (Oslo) كبير", 10, "ar")
    names = {
        mark: run.face.family.name for run in line.runs for glyph in run.glyphs for mark in "()" if mark in glyph.text
    }
    assert names == {"(": "Amiri", ")": "Amiri"}
    bare = copied([line]).replace(RIGHT_MARK, "").replace(LEFT_MARK, "")
    assert bare == "ريبك )Oslo( تيب"  # from left to right on paper, each bracket by its own name
