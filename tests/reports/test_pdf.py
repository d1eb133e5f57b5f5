"""The paper: every word readable, mirrored from right to left, breaking well, telling nobody's name."""

from __future__ import annotations

import base64
import getpass
import io
from dataclasses import replace
from datetime import date

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import blocks, pdf
from reports.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Document,
    Heading,
    KeepTogether,
    Numbers,
    PageBreak,
    Paragraph,
    Quote,
    Space,
    Span,
    Steps,
    Table,
    plain,
)
from tests.reports.reading import READERS, lost, pages, places, words
from tests.reports.sample_words import MIXED

DAY = date(2026, 11, 24)
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""


def document(*parts: Block, language: str = "en", **more: object) -> Document:
    base = Document("Voices", "A brief", language, "Bridges Association", DAY, parts, "Page {page} of {pages}")
    return replace(base, **more)  # type: ignore[arg-type]


def everything(language: str) -> Document:
    """One of each block, with the mixed sentences of a language in all of them."""
    said = MIXED[language]
    return document(
        Heading(1, said[:40]),
        Paragraph((Span(said), Span(" " + said, bold=True), Span(" " + said, italic=True)), "lead"),
        Paragraph(plain(said), "note"),
        Paragraph(plain(MIXED["ar"]), language="ar"),
        Bullets((plain(said), (Span(said, bold=True, italic=True),))),
        Heading(2, said[-40:]),
        *(Quote(words, said[:30], each) for each, words in MIXED.items()),
        Table(
            "Table " + said[:20],
            ("One", said[:15], "2024"),
            tuple((said, said[:20], "1,234") for _ in range(3)),
            said[:30],
        ),
        Bars(said[:25], (Bar(said[:20], 40, "40"), Bar(said[20:50], None, said[:12]), Bar("Ísland", 0, "0%"))),
        Numbers((("1,180", said[:30]), ("65%", said[30:60]))),
        Steps(((said[:20], "60"), (said[20:40], "45"), ("Heim", said[:12]))),
        language=language,
        title=said[:45],
        subject=said[45:90],
        footer=said[:30],
        logo=DOT,
    )


def source(part: object) -> str:
    """All words of a document, gathered from its plain data."""
    if isinstance(part, str):
        return part
    if isinstance(part, tuple):
        return "\n".join(source(each) for each in part)
    if isinstance(part, (Heading, Span)):
        return part.text
    if isinstance(part, Paragraph | Bullets | Table | Bars | Bar | Numbers | Steps | Quote | KeepTogether):
        return source(tuple(each for name, each in vars(part).items() if name not in ("style", "language")))
    return ""


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", ["en", "ar", "fa", "uk", "is", "pl"])
def test_every_word_of_every_block_can_be_copied(language: str, reader: str) -> None:
    whole = everything(language if language != "en" else "vi")
    whole = replace(whole, language=language)
    if language not in (
        "ar",
        "fa",
    ):  # on a page mostly from left to right poppler puts a number before the letter it is tied to
        whole = blocks.from_json(blocks.to_json(whole).replace("و30".encode(), "و 30".encode()))
    text = "\n".join([whole.title, whole.subject, whole.association, whole.footer, source(whole.blocks)])
    assert lost(text, pdf.write(whole), reader) == []


@pytest.mark.parametrize("language", ["ar", "is"])
def test_the_same_document_gives_the_same_bytes(language: str) -> None:
    first = pdf.write(everything(language))
    assert pdf.write(blocks.from_json(blocks.to_json(everything(language)))) == first


def test_document_information_holds_the_documents_own_words_only() -> None:
    made = pdf.write(document(Heading(1, "One"), Paragraph(plain("words")), language="ar", keywords=("a", "b")))
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert dict(reader.metadata or {}) == {
        "/Title": "Voices", "/Subject": "A brief", "/Keywords": "a, b", "/Creator": "Raddir", "/Producer": "Raddir",
        "/CreationDate": "D:20261124", "/ModDate": "D:20261124", "/Trapped": "/False",
    }  # fmt: skip
    assert reader.trailer["/Root"]["/Lang"] == "ar"  # type: ignore[index]
    for secret in (getpass.getuser(), "/tmp", "site-packages", "/work", "Helvetica"):
        assert secret.encode() not in made


def test_only_embedded_fonts_are_used() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.write(everything("fa"))))
    fonts = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        assert "/FontFile2" in font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_headings_are_bookmarks_and_never_skip_a_level() -> None:
    made = pdf.write(
        document(Heading(2, "أولًا"), Heading(1, "B"), Heading(3, "C"), Heading(2, "D"), Paragraph(plain("x")))
    )
    outline = pypdf.PdfReader(io.BytesIO(made)).outline
    flat = [[each.title for each in item] if isinstance(item, list) else item.title for item in outline]
    assert flat == ["أولًا", "B", ["C", "D"]]


def test_a_long_table_breaks_and_repeats_its_head() -> None:
    rows = tuple((f"row{n}", f"place{n}", str(n * 5)) for n in range(200))
    made = pdf.write(document(Table("All", ("Name", "Where", "Count"), rows, "Rounded.", None, frozenset({2}))))
    texts = pages(made, "poppler")
    assert len(texts) > 4
    for number, text in enumerate(texts, 1):
        assert ("row" in text) == ("Where" in text)
        assert f"Page {number} of {len(texts)}" in text
    assert [word for word in words("\n".join(texts)) if word.startswith("row")] == [row[0] for row in rows]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_tables_bars_and_steps_run_in_the_direction_of_the_document(language: str) -> None:
    made = pdf.write(
        document(
            Table("T", ("Alpha", "Beta", "Gamma"), (("one", "two", "3"),)),
            Bars("B", (Bar("Homes", 40, "404"), Bar("Work", 20, "202"))),
            Steps((("First", "1"), ("Second", "2"), ("Third", "3"))),
            Numbers((("111", "left"), ("222", "right"))),
            language=language,
        )
    )
    for order in (("Alpha", "Beta", "Gamma"), ("Homes", "404"), ("First", "Second", "Third"), ("111", "222")):
        lefts = [places(made, 0, word)[0][0] for word in order]
        assert lefts == sorted(lefts, reverse=language == "ar"), order


def test_bars_begin_at_zero_and_few_or_none_has_no_length() -> None:
    made = pdf.write(
        document(
            Bars("B", (Bar("a", 100, "hundred"), Bar("b", 25, "quarter"), Bar("c", None, "few"), Bar("d", 0, "zero")))
        )
    )
    ends = [places(made, 0, word)[0][0] for word in ("hundred", "quarter", "zero")]
    assert (ends[1] - ends[2]) / (ends[0] - ends[2]) == pytest.approx(0.25, abs=0.01)
    assert places(made, 0, "few")[0][0] < ends[1]


def test_figures_stand_under_each_other_by_their_units_from_right_to_left_too() -> None:
    rows = (("a", "5"), ("b", "1205"), ("c", "45"))
    for language in ("en", "ar"):
        made = pdf.write(document(Table("", ("x", "y"), rows, numeric=frozenset({1})), language=language))
        rights = [places(made, 0, row[1])[0][2] for row in rows]
        assert max(rights) - min(rights) < 1.0


@settings(max_examples=12, deadline=None)
@given(lines=st.integers(0, 60), kind=st.sampled_from([1, 2, 3]))
def test_a_heading_is_never_parted_from_what_follows(lines: int, kind: int) -> None:
    filler = Paragraph(plain("filler"), "small")
    made = pdf.write(document(*[filler] * lines, Heading(kind, "Needs"), Paragraph(plain("following " * 40))))
    (page,) = [text for text in pages(made, "poppler") if "Needs" in text]
    assert page.count("following") > 12


@settings(max_examples=12, deadline=None)
@given(before=st.integers(0, 45), length=st.integers(30, 300))
def test_no_line_of_a_paragraph_stands_alone(before: int, length: int) -> None:
    made = pdf.write(document(*[Paragraph(plain("filler"), "small")] * before, Paragraph(plain("word " * length))))
    for text in pages(made, "poppler"):
        assert sum("word" in line for line in text.splitlines()) != 1 or length < 36


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_nothing_runs_off_the_page(paper: str) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
    made = pdf.write(
        document(
            Heading(1, long),
            Paragraph(plain(long)),
            Quote(long, long, "en"),
            Table(
                long, (long, "b", "c", "d", "e"), ((long, long, "x", "", "1,000,000"),), long, numeric=frozenset({4})
            ),
            Bars(long, (Bar(long, 5, long), Bar("b", None, long))),
            Numbers(((long, long), ("1", "one"))),
            Steps(tuple((long, "many") for _ in range(7))),
            paper=paper,
            footer=long,
            title=long,
        )
    )
    for page in pypdfium2.PdfDocument(made):
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            assert left >= 20 and right <= width - 20 and bottom >= 10 and top <= height - 10


def test_a_cell_higher_than_a_page_goes_on_over_pages() -> None:
    made = pdf.write(document(Table("T", ("a", "b"), ((" ".join(f"w{n}" for n in range(3000)), "x"),))))
    found = [
        word for text in pages(made, "poppler") for word in words(text) if word.startswith("w") and word[1:].isdigit()
    ]
    assert sorted(found, key=lambda word: int(word[1:])) == [f"w{n}" for n in range(3000)]


def test_a_very_long_story_is_set_to_its_last_word() -> None:
    made = pdf.write(document(Paragraph(plain("كلمة طيبة " * 20_000 + "النهاية")), language="ar"))
    texts = pages(made, "poppler")
    assert len(texts) > 40
    assert "النهاية" in words(texts[-1])


def test_page_breaks_and_blocks_kept_together() -> None:
    kept = KeepTogether(tuple(Paragraph(plain(f"kept{n}")) for n in range(12)))
    made = pdf.write(
        document(*[Paragraph(plain("filler"))] * 22, kept, PageBreak(), Paragraph(plain("afterwards")), Space(5))
    )
    texts = pages(made, "poppler")
    assert [text.count("kept") for text in texts] == [0, 12, 0]
    assert "afterwards" in texts[2]


def test_an_empty_document_and_empty_blocks_are_pages_too() -> None:
    empty = (
        Heading(1, ""),
        Paragraph(()),
        Bullets(()),
        Quote("", "", "ar"),
        Table("", (), ()),
        Bars("", ()),
        Numbers(()),
        Steps(()),
    )
    assert len(pages(pdf.write(document(title="", subject="", association="")), "poppler")) == 1
    assert len(pages(pdf.write(document(*empty, KeepTogether(()), PageBreak())), "poppler")) == 1


def test_a_logo_that_is_no_picture_is_left_out() -> None:
    assert pages(pdf.write(document(logo=b"not a picture")), "poppler")[0].startswith("Bridges")


def test_a_document_survives_the_pipe_and_other_data_is_refused() -> None:
    whole = everything("ar")
    assert blocks.from_json(blocks.to_json(whole)) == whole
    for wrong in (b"[]", b'{"":"Span","text":"x"}', b'{"":"Popen","args":"x"}', b"not json"):
        with pytest.raises(ValueError, match=r"."):
            blocks.from_json(wrong)
