"""Every kind of report, by the rules of all: nothing can be worked out, and what stands on the paper stands in the figures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales import words
from models.attack import bounds, proven
from models.disclosure import THRESHOLDS
from reports import pdf
from reports.blocks import Bars, Document, Heading, Pairs, Table
from reports.figures import NOT_FROZEN, WITHIN, Figures
from reports.kinds import FULL, KINDS, NEEDS, Kind
from tests.reports.crowd import Shelf, crowd, quote
from tests.reports.reading import lost, pages
from tests.reports.test_brief import flat, numbers, texts

PUBLISHED = tuple(quote(number, uses=frozenset({"quote-anonymous", "publish"})) for number in range(6))
COUNTING = [kind for kind in KINDS if kind.questions]
by_kind = pytest.mark.parametrize("kind", COUNTING, ids=lambda kind: kind.code)
vaults = st.builds(lambda count, seed: Shelf(crowd(count, seed), PUBLISHED), st.integers(0, 400), st.integers(0, 10**6))


def made(kind: Kind, shelf: Shelf, **options: Any) -> tuple[Figures, Document]:
    chosen = kind.options(**options)
    figures = kind.figures(shelf, chosen)
    return figures, kind.make(figures, shelf.association(), chosen, words(chosen.lang or "en"))


@by_kind
@settings(max_examples=12, deadline=None)
@given(vaults)
def test_nothing_can_be_worked_out_from_the_tables_of_any_kind(kind: Kind, shelf: Shelf) -> None:
    figures = kind.figures(shelf, kind.options())
    tables = [each.safe for each in figures.tables]
    assert proven(tables, WITHIN) == ()
    for place, (least, most) in bounds(tables, WITHIN).items():
        assert not (least >= 1 and most < THRESHOLDS[kind.audience]), place
    for table in tables:
        assert table.rule.threshold >= THRESHOLDS[kind.audience]
        assert all(cell.shown != 0 and (cell.shown or 0) % table.rule.base == 0 for cell in table.cells)


@settings(max_examples=12, deadline=None)
@given(vaults)
def test_nothing_can_be_worked_out_by_whoever_holds_all_kinds_of_one_snapshot(shelf: Shelf) -> None:
    tables = [each.safe for kind in COUNTING for each in kind.figures(shelf, kind.options()).tables]
    assert proven(tables, WITHIN) == ()


@by_kind
@settings(max_examples=8, deadline=None)
@given(vaults)
def test_every_number_on_the_paper_is_a_figure_and_every_figure_is_on_the_paper(kind: Kind, shelf: Shelf) -> None:
    figures, document = made(kind, shelf)
    drawn = [bar.shown for block in flat(document.blocks) if isinstance(block, Pairs) for _, *both in block.rows for bar in both]
    printed = numbers([*texts(document), *drawn])
    counts = {str(cell.shown) for table in figures.tables for cell in table.safe.cells if cell.shown is not None}
    rules = {str(each) for table in figures.tables for each in (table.safe.rule.threshold, table.safe.rule.base)}
    shares = {share for text in texts(document) for share in re.findall(r"(\d+)%", text)}
    assert counts <= printed
    assert printed <= counts | rules | shares | figures.things | {"1", "3", "6", "12"}  # months


def test_the_contents_page_names_the_pages_on_which_chapters_stand() -> None:
    _, document = made(FULL, Shelf(crowd(300, 1), PUBLISHED), lang="en")
    paper = pdf.write(document)
    assert pdf.write(document) == paper
    printed = pages(paper, "pdfium")
    listed = next(page for page in printed if "Contents" in page)
    chapters = [block.text for block in flat(document.blocks) if isinstance(block, Heading) and block.level == 1]
    assert len(chapters) > 6 and len(printed) <= 60
    for chapter in chapters:
        number = re.search(rf"^{re.escape(chapter)}\s+(\d+)", listed, re.MULTILINE)
        assert number, chapter
        assert re.search(rf"^{re.escape(chapter)}", printed[int(number[1]) - 1], re.MULTILINE), chapter


def test_a_snapshot_from_before_leaves_the_table_out_and_says_so() -> None:
    rows = tuple(replace(row, referrals=None, themes=None) for row in crowd(200, 3))
    figures, document = made(NEEDS, Shelf(rows))
    assert figures.table("referral-outcome") is None and figures.table("case-age")
    assert [each.what for each in figures.left_out if each.why == NOT_FROZEN] == ["What became of referrals"]
    assert made(NEEDS, Shelf(crowd(200, 3)))[0].table("referral-outcome")
    assert "What became of referrals" not in " ".join(texts(document))


@by_kind
@pytest.mark.parametrize("lang", ["ar", "pl"])
def test_every_word_of_a_kind_can_be_copied_from_left_and_from_right(kind: Kind, lang: str) -> None:
    _, document = made(kind, Shelf(crowd(200, 1), PUBLISHED), lang=lang)
    paper = pdf.write(document)
    assert lost(" ".join(texts(document)), paper, "poppler") == []


@by_kind
def test_a_picture_has_its_figures_beside_it_and_its_people_under_it(kind: Kind) -> None:
    _, document = made(kind, Shelf(crowd(300, 1), PUBLISHED))
    pictures = [block for block in flat(document.blocks) if isinstance(block, Bars | Table | Pairs)]
    assert pictures
    for block in pictures:
        if isinstance(block, Pairs):
            assert all(bar.shown for _, *both in block.rows for bar in both)
        else:
            assert "not a survey" in block.note
