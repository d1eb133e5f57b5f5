"""The brief on paper: every figure on it is one of the figures, and no other; a small group's page is shorter."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales import LANGUAGES, iso, strip_iso, words
from reports import pdf
from reports.blocks import Bars, Block, Bullets, Document, Heading, KeepTogether, Numbers, Paragraph, Quote, Table, from_json, to_json
from reports.figures import Figures
from reports.kinds import BRIEF, KINDS, BriefOptions
from reports.kinds.brief import SECTIONS, default_messages
from tests.reports.crowd import Shelf, crowd, quote

SIX = tuple(quote(number) for number in range(6))


def brief(shelf: Shelf, **options: Any) -> tuple[Figures, Document]:
    chosen = BriefOptions(**options)
    figures = BRIEF.figures(shelf, chosen)
    return figures, BRIEF.make(figures, shelf.association(), chosen, words(chosen.lang or "en"))


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield from flat(block.blocks) if isinstance(block, KeepTogether) else (block,)


def texts(document: Document) -> list[str]:
    """Every text of a document but the quotes."""
    found = [document.title, document.subject, document.footer]
    for block in flat(document.blocks):
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found.append("".join(span.text for span in block.spans))
            case Bullets():
                found += ["".join(span.text for span in item) for item in block.items]
            case Table():
                found += [block.note, *block.head, *(cell for row in block.rows for cell in row)]
            case Bars():
                found += [block.note, *(part for bar in block.bars for part in (bar.label, bar.shown))]
            case Numbers():
                found += [part for item in block.items for part in item]
    return found


def numbers(shown: list[str]) -> set[str]:
    """All numbers in texts, the years of dates apart, and what labels of bands hold."""
    plain = " ".join(shown).replace(",", "")
    for label in (r"\b\d+ to \d+( years)?", r"(Under|under) \d+( years)?", r"\d+ (years or more|and over)", r"\d+ November 2026", r"20\d\d\b"):
        plain = re.sub(label, " ", plain)
    return set(re.findall(r"\d+", plain))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 500), st.integers(0, 10**6))
def test_every_count_on_the_paper_is_a_figure_and_every_figure_is_on_the_paper(count: int, seed: int) -> None:
    figures, document = brief(Shelf(crowd(count, seed), SIX))
    printed = numbers(texts(document))
    counts = {str(cell.shown) for table in figures.tables for cell in table.safe.cells if cell.shown is not None}
    hours = {str(each) for each in (*figures.hours.by_type.values(), figures.hours.total)} if figures.hours else set()
    rules = {str(each) for table in figures.tables for each in (table.safe.rule.threshold, table.safe.rule.base)}
    shares = {share for text in texts(document) for share in re.findall(r"(\d+)%", text)}
    assert counts <= printed
    assert printed <= counts | hours | rules | shares


@pytest.mark.parametrize(("count", "most"), [(4, 1), (12, 2), (40, 2), (150, 2), (500, 2), (2000, 2)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_brief_is_two_pages_and_that_of_a_very_small_group_is_one(count: int, most: int, lang: str) -> None:
    shelf = Shelf(crowd(count, 5), SIX, about="We came from eleven countries. We keep what people tell us so that it is heard.")
    _, document = brief(shelf, for_whom="the Ministry of Social Affairs", lang=lang)
    assert len(pypdf.PdfReader(io.BytesIO(pdf.write(document))).pages) <= most


def test_the_title_is_one_number_and_the_first_thing_under_it_is_one_voice() -> None:
    figures, document = brief(Shelf(crowd(200, 1), SIX), for_whom="the committee on welfare")
    assert document.title == "What 200 people told us"
    assert document.subject == f"For {iso('the committee on welfare')}, 24 November 2026"
    assert isinstance(document.blocks[1], Quote)
    assert document.blocks[1].text == figures.quotes[0].text


@pytest.mark.parametrize(("lang", "about", "language"), [
    ("en", "نحن من أحد عشر بلدا، مع HELP", "ar"), ("ar", "1. We came from eleven countries.", "en"),
    ("en", "We are “نساء”.", None), ("ar", "نحن نساء", None), ("ar", "2026", None),
])  # fmt: skip
def test_words_about_the_association_run_their_own_way(lang: str, about: str, language: str | None) -> None:
    _, document = brief(Shelf(crowd(40, 1), SIX, about=about), for_whom="لجنة HELP", lang=lang)
    assert [block.language for block in flat(document.blocks) if isinstance(block, Paragraph) and block.style == "lead"] == [language]
    assert iso("لجنة HELP") in document.subject
    information = pypdf.PdfReader(io.BytesIO(pdf.write(document))).metadata
    assert information is not None
    assert information.subject == strip_iso(document.subject)


def test_too_few_people_for_figures_make_a_page_of_words_that_says_so() -> None:
    figures, document = brief(Shelf(crowd(4), SIX))
    assert (figures.people, figures.tables) == (None, ())
    assert [block.text for block in flat(document.blocks) if isinstance(block, Quote)] == [each.text for each in figures.quotes]
    assert len(figures.quotes) == 6
    assert any("Too few people agreed to be counted" in text for text in texts(document))
    assert numbers(texts(document)) == set()


def test_every_table_says_that_it_is_no_survey() -> None:
    _, document = brief(Shelf(crowd(300, 1), SIX))
    framed = [block.note for block in flat(document.blocks) if isinstance(block, Table | Bars)]
    assert framed
    assert all("recorded by us from February 2025 to November 2026, not a survey" in note for note in framed)


def test_messages_are_made_of_printed_figures_until_the_volunteer_writes_them() -> None:
    shelf = Shelf(crowd(300, 1), SIX)
    figures, document = brief(shelf)
    made = default_messages(figures, words("en"))
    assert 1 <= len(made) <= 3
    assert set(made) <= set(texts(document))
    _, written = brief(shelf, messages="Homes first.\n\nOne desk for papers.\nNames, not numbers.\nA fourth.")
    bullets = next(block for block in flat(written.blocks) if isinstance(block, Bullets))
    assert ["".join(span.text for span in item) for item in bullets.items] == ["Homes first.", "One desk for papers.", "Names, not numbers."]


@pytest.mark.parametrize("section", [name for name in SECTIONS if name != "messages"])
def test_a_section_that_is_not_wanted_is_neither_on_the_paper_nor_in_the_figures(section: str) -> None:
    shelf = Shelf(crowd(300, 1), SIX)
    full, _ = brief(shelf)
    figures, _ = brief(shelf, sections=tuple(name for name in SECTIONS if name != section))
    gone = {table.safe.id for table in full.tables} - {table.safe.id for table in figures.tables}
    assert gone == set(SECTIONS[section]) & {table.safe.id for table in full.tables}
    assert (figures.quotes == ()) == (section == "quotes")
    assert (figures.hours is None) == (section == "contributions")


def test_long_quotes_leave_room_for_the_figures() -> None:
    long = tuple(quote(number, text=f"Year {number}. " + "We wait and we work. " * 40) for number in range(6))
    figures, _ = brief(Shelf(crowd(300, 1), long))
    assert len(figures.quotes) == 3
    assert any(each.what == "3 quotes" for each in figures.left_out)


def test_a_brief_says_what_only_some_people_were_counted_by() -> None:
    _, document = brief(Shelf(crowd(400, 2), SIX), where=("member.region=capital",))
    assert any("only Area in Iceland: Capital area" in text for text in texts(document))


def test_the_same_figures_options_and_day_give_the_same_bytes() -> None:
    shelf = Shelf(crowd(200, 1), SIX)
    assert pdf.write(brief(shelf)[1]) == pdf.write(brief(shelf)[1])


def test_nobody_is_named_on_the_paper() -> None:
    _, document = brief(Shelf(crowd(200, 1), SIX))
    written = to_json(document).decode()
    assert from_json(to_json(document)) == document
    assert not re.search(r"person-|teller-|quote-\d", written)


def test_a_brief_is_made_in_every_language_of_reports() -> None:
    english = [type(block) for block in flat(brief(Shelf(crowd(200, 1), SIX))[1].blocks) if not isinstance(block, Quote)]
    for lang in ("ar", "xx"):
        figures, document = brief(Shelf(crowd(200, 1), SIX), lang=lang)
        assert document.language == lang
        assert [type(block) for block in flat(document.blocks) if not isinstance(block, Quote)] == english
        assert "told us" not in " ".join(texts(document))
        assert figures.people == 200


def test_every_option_declares_its_editor() -> None:
    declared = {each.name for each in fields(BriefOptions) if "field" in each.metadata}
    assert {each.name for each in fields(BriefOptions)} - declared == {"where"}
    assert KINDS[0] is BRIEF


def test_the_same_words_never_stand_twice() -> None:
    same = tuple(quote(number, text="We sing.", language="en") for number in range(4))
    figures, document = brief(Shelf(crowd(60, 1), (*same, quote(9))))
    assert sorted(each.text for each in figures.quotes) == ["These are words number 9.", "We sing."]
    assert [block.text for block in flat(document.blocks) if isinstance(block, Quote)].count("We sing.") == 1


def test_how_figures_are_made_never_stands_alone_on_a_page() -> None:
    _, document = brief(Shelf(crowd(40, 1), SIX))
    last = document.blocks[-1]
    assert isinstance(last, KeepTogether) or not isinstance(document.blocks[-2], Quote)
