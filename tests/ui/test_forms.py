"""Forms on paper from the window: chosen by keyboard, seen at once, saved; and what stands on them is understood when it is typed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from locales import current
from models.vocabulary import vocabulary
from tests.reports.reading import pages
from tests.reports.reading import words as words_in
from tests.ui.robots import Volunteer
from ui.pages.forms import FormsPage
from ui.widgets.chooser import choices_of, ranked

Sit = Callable[..., Volunteer]


def test_a_form_is_chosen_seen_and_saved(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.window.go("forms")
    page = anna.window.page()
    assert isinstance(page, FormsPage)
    anna.waits(page.settled)
    one = len(pages(page.preview.paper, "pdfium"))
    anna.presses("Down")
    anna.waits(page.settled)
    anna.waits(lambda: len(pages(page.preview.paper, "pdfium")) > one)
    page.save_to(page.preview.paper, tmp_path / "form.pdf")
    anna.waits((tmp_path / "form.pdf").exists)
    there = {word for each in pages((tmp_path / "form.pdf").read_bytes(), "pdfium") for word in words_in(each)}
    assert "HOU" in there


def test_what_stands_on_the_form_is_understood_in_the_conversation() -> None:
    for name in ("need-category", "gender", "employment"):
        offered = choices_of(vocabulary(name), current())
        for number, each in enumerate(vocabulary(name).choices(), 1):
            typed = each.letters.partition("-")[2] or str(number)
            assert ranked(offered, typed)[0].code == each.code, (name, typed)
