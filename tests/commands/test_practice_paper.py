"""Paper from a practice vault: every page says that nobody in it is real, whoever prints it and by which way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import locales
from models.association import Association
from reports.blocks import Document, Paragraph, plain
from reports.child import write_once
from reports.practice import marked
from storage import practice
from tests.commands.conftest import Terminal
from tests.reports.reading import pages, words

MARK = "PRACTICE: nobody in this is real"


@pytest.mark.parametrize("code", locales.LANGUAGES)
def test_every_page_says_so_and_names_no_association(code: str) -> None:
    tongue = locales.words(code)
    blocks = tuple(Paragraph(plain("Words that fill the page. " * 90)) for _ in range(6))
    document = Document("Title", "", code, "Samtök prófana", date(2026, 11, 24), blocks, footer="Foot")
    assert marked(document, Association(name="Samtök prófana"), tongue) == document
    printed = pages(write_once(marked(document, Association(name="Samtök prófana", practice=True), tongue)), "pdfium")
    assert len(printed) >= 2
    for page in printed:
        assert set(words(tongue.gettext(MARK))) <= set(words(page))
        assert "Samtök" not in page


def test_the_command_line_marks_it_too(terminal: Terminal, tmp_path: Path) -> None:
    from commands.create import fill

    workspace = practice.make(tmp_path / "practice", Association(name="Samtök prófana"), [])
    fill(workspace, 40, 5)
    workspace.close()
    secret = tmp_path / "passphrase.txt"
    secret.write_text(practice.PASSPHRASE, "utf-8")
    terminal("report", "brief", str(tmp_path / "brief.pdf"), vault=tmp_path / "practice", secret=secret)
    printed = pages((tmp_path / "brief.pdf").read_bytes(), "pdfium")
    assert printed
    assert all(set(words(MARK)) <= set(words(page)) for page in printed)
