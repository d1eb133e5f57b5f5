"""Blank forms: two languages side by side, every point and use of the consent, the codes that are typed in, and nobody's data."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales import member_words, script, words
from models.consent import ASKED_AT_INTAKE
from models.vocabulary import vocabulary
from tests.commands.conftest import Terminal
from tests.reports.reading import pages
from tests.reports.reading import words as words_in

PAIRS = [("en", "ar"), ("is", "uk"), ("ar", "en"), ("pl", "pl")]


def printed(terminal: Terminal, place: Path, kind: str, lang: str) -> tuple[set[str], int]:
    assert terminal("report", kind, str(place / "form.pdf"), "--lang", lang).code == 0
    read = pages((place / "form.pdf").read_bytes(), "pdfium")
    return {word for page in read for word in words_in(page)}, len(read)


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_consent_form_is_one_page_and_says_everything_in_both(terminal: Terminal, tmp_path: Path, first: str, second: str) -> None:
    there, count = printed(terminal, tmp_path, "consent-form", f"{first},{second}")
    assert count == 1
    for code in (first, second):
        for use in ASKED_AT_INTAKE:
            assert set(words_in(script.use_question(use, member_words(code)))) <= there, (code, use)


def test_the_intake_form_has_the_codes_that_the_window_understands_and_own_questions(terminal: Terminal, tmp_path: Path) -> None:
    asked = {"record_type": "member", "kind": "code", "labels": {"en": "Which bus do you take?", "ar": "أي حافلة؟"},
             "options": {"one": {"en": "Number one", "ar": "الأولى"}, "two": {"en": "Number two", "ar": "الثانية"}}}
    assert terminal("add", "question", given=[asked]).code == 0
    there, count = printed(terminal, tmp_path, "intake-form", "en,ar")
    assert count <= 8
    kinds = vocabulary("need-category").choices()
    assert {each.letters.partition("-")[2] for each in kinds} <= there
    assert {"bus", "الأولى"} <= there
    label = vocabulary("gender").label("woman", words("ar"))
    assert set(words_in(label)) <= there


def test_a_form_is_about_nobody(terminal: Terminal, tmp_path: Path) -> None:
    refused = terminal("report", "consent-form", str(tmp_path / "form.pdf"), "--where", "id=1")
    assert refused.code == 2 and not (tmp_path / "form.pdf").exists()
    unknown = terminal("report", "intake-form", str(tmp_path / "form.pdf"), "--lang", "en,tlh")
    assert unknown.code == 2 and "tlh" in unknown.err
