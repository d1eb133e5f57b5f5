"""The sheet on which a member approves a quote: in the member's language first, with the words, what for, and the right to say no."""

from __future__ import annotations

import datetime

import pytest

from locales import member_words
from reports import pdf
from reports.blocks import from_json, to_json
from reports.kinds.quote_sheet import CHANGED, MAY_SAY_NO, NO, WITH_NAME, WITHOUT_NAME, YES, Sheet, quote_sheet
from tests.reports.reading import READERS, lost, pages

DAY = datetime.date(2026, 11, 24)
ARABIC = "انتظرت [أشهرًا] من أجل الرسالة"


@pytest.mark.parametrize("reader", READERS[:2])
def test_both_languages_say_what_it_is_for_and_that_no_is_an_answer(reader: str) -> None:
    document = quote_sheet(Sheet(ARABIC, "ar", "", "Example Association"), "ar", "en", DAY)
    assert from_json(to_json(document)) == document and document.language == "ar"
    paper = pdf.write(document)
    assert len(pages(paper, reader)) == 2
    for code in ("ar", "en"):
        for sentence in (ARABIC, *(member_words(code).gettext(each) for each in (WITHOUT_NAME, CHANGED, MAY_SAY_NO, YES, NO))):
            assert lost(sentence, paper, reader) == [], sentence


def test_a_name_stands_on_it_only_where_it_would_be_printed() -> None:
    named = to_json(quote_sheet(Sheet("I waited.", "en", "Salóme", ""), "en", "en", DAY)).decode()
    without = to_json(quote_sheet(Sheet("I waited.", "en", "", ""), "en", "en", DAY)).decode()
    assert "with the name" in WITH_NAME and "with the name" in named and "Salóme" in named
    assert "without your name" in without and "Salóme" not in without and "brackets" not in without
