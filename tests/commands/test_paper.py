"""The brief of sample vaults, from outside: no exact count of people, no "0" for somebody, words that can be copied, the same bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest

import locales
from locales import LANGUAGES
from models import sample
from models.consent import FREE, STATISTICS, permits
from reports.blocks import Document, to_json
from reports.kinds import BRIEF
from storage.workspace import Workspace
from tests.commands.conftest import Terminal
from tests.reports.reading import READERS, lost, pages

MEMBERS = (12, 40, 500)


@pytest.fixture(scope="module", params=MEMBERS, ids=str)
def people(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of so many sample members, made once."""
    from commands.create import fill

    folder = tmp_path_factory.mktemp("paper") / "vault"
    workspace, _ = Workspace.create(folder, "ladder dial gorilla", association=sample.association(5).name or "", kdf="test")
    fill(workspace, request.param, 5)
    workspace.close()
    return folder


@pytest.fixture(params=LANGUAGES)
def printed(request: pytest.FixtureRequest, people: Path, terminal: Terminal, tmp_path: Path) -> tuple[str, Path, dict[str, Any]]:
    """(language, the PDF, its figures)"""
    paper, figures = tmp_path / "brief.pdf", tmp_path / "brief.json"
    said = terminal("report", "brief", str(paper), "--lang", request.param, "--figures", str(figures), vault=people)
    assert said.code in (0, 5), said.err
    return request.param, paper, json.loads(figures.read_text("utf-8"))


def _living(vault: Path) -> Workspace:
    return Workspace.open(vault, passphrase="ladder dial gorilla")


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in parts for text in _texts(each)]


def _document(vault: Path, lang: str) -> Document:
    workspace = _living(vault)
    try:
        options = BRIEF.options(lang=lang)
        return BRIEF.make(BRIEF.figures(workspace.archive(), options), workspace.association(), options, locales.words(lang))
    finally:
        workspace.close()


def test_no_count_is_exact_and_no_zero_stands_for_somebody(printed: tuple[str, Path, dict[str, Any]], people: Path) -> None:
    _, _, figures = printed
    workspace = _living(people)
    try:
        today = workspace.today()
        counted = sum(permits(workspace.consents(each.id), STATISTICS, today, FREE) for each in workspace.records("member"))
    finally:
        workspace.close()
    cells = [cell for table in figures["tables"] for cell in table["cells"]]
    assert cells and all(cell["shown"] is None or cell["shown"] % 5 == 0 for cell in cells)
    assert not any(cell["shown"] == 0 for cell in cells) and all(cell["how"] in ("rounded", "few", "hidden") for cell in cells)
    assert figures["people"] is None or (figures["people"] % 5 == 0 and abs(figures["people"] - counted) < 5)


def test_what_stands_on_the_paper_stands_in_the_figures(printed: tuple[str, Path, dict[str, Any]]) -> None:
    """Every number on the paper is a figure, a day, a year, a threshold or a page."""
    lang, paper, figures = printed
    text = "\n".join(pages(paper.read_bytes(), "poppler"))
    if lang == "pl":  # sets thousands apart
        text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", ",", text)
    shown = {cell["shown"] for table in figures["tables"] for cell in table["cells"]} | {figures["people"]}
    rules = {str(each) for table in figures["tables"] for each in (table["threshold"], table["base"])}
    known = {str(each) for each in shown if each is not None} | rules
    hours = figures["other"].get("hours_a_month", {"total": 0, "by_type": {}})
    known |= {str(each) for each in (hours["total"], *hours["by_type"].values())}
    for number in re.findall(r"(?<![\w.,])\d{1,3}(?:,\d{3})+|(?<![\w.,-])\d{2,}(?![\w%-])", text):
        plain = number.replace(",", "")
        if plain not in known and not re.fullmatch(r"20\d\d|[0-3]?\d|67|66|49|50", plain):
            assert number in " ".join(quote["text"] for quote in figures["quotes"]), f"{number} stands on the paper and in no figure"


@pytest.mark.parametrize("reader", READERS)
def test_every_word_can_be_copied(printed: tuple[str, Path, dict[str, Any]], people: Path, reader: str) -> None:
    lang, paper, _ = printed
    content = json.loads(to_json(_document(people, lang)))
    source = "\n".join(_texts([content["title"], content["association"], [_plain(each) for each in content["blocks"]]]))
    assert lost(source, paper.read_bytes(), reader) == []


def _plain(block: Any) -> Any:
    """A block's own words, its codes of style and language left out."""
    if isinstance(block, dict):
        return [_plain(value) for key, value in block.items() if key not in ("", "style", "language", "level", "widths", "numeric")]
    return [_plain(each) for each in block] if isinstance(block, list) else block


def test_the_same_day_and_vault_give_the_same_bytes_and_name_nobody(
    printed: tuple[str, Path, dict[str, Any]], people: Path, terminal: Terminal, tmp_path: Path,
) -> None:
    lang, paper, _ = printed
    again = tmp_path / "again.pdf"
    terminal("report", "brief", str(again), "--lang", lang, vault=people)
    assert again.read_bytes() == paper.read_bytes()
    information = pypdf.PdfReader(paper).metadata or {}
    assert set(information) <= {"/Title", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Keywords", "/Trapped"}
    workspace = _living(people)
    try:
        names = [each.code for each in workspace.records("member")] + [each.name for each in workspace.volunteers()]  # type: ignore[attr-defined]
    finally:
        workspace.close()
    spoken = " ".join(map(str, information.values())) + "\n".join(pages(paper.read_bytes(), "pdfium"))
    assert not [name for name in names if name and re.search(rf"\b{re.escape(name)}\b", spoken)]


def test_the_figures_of_a_kind_are_those_on_its_paper(people: Path, terminal: Terminal, tmp_path: Path) -> None:
    for kind in ("needs", "contributions", "full"):
        paper, kept = tmp_path / f"{kind}.pdf", tmp_path / f"{kind}.json"
        assert terminal("report", kind, str(paper), "--figures", str(kept), vault=people).code in (0, 5)
        shown = json.loads(kept.read_text("utf-8"))
        assert terminal("figures", kind, vault=people).rows == [shown] and shown["kind"] == kind
        least = 10 if kind == "contributions" else 5
        assert all(table["threshold"] >= least for table in shown["tables"])
    assert terminal("figures", vault=people).rows[0]["kind"] == "brief"
    assert terminal("figures", "horoscope", vault=people).code == 2


def test_a_story_is_published_with_consent_and_where_none_may_be_there_is_no_file(people: Path, terminal: Terminal, tmp_path: Path) -> None:
    paper = tmp_path / "story.pdf"
    said = terminal("report", "story", str(paper), vault=people)
    workspace = _living(people)
    may = [each for each in workspace.archive().quotes() if each.state == "approved" and "publish" in each.uses]
    never = [each.text for each in workspace.archive().quotes() if each.state != "approved" or "publish" not in each.uses]
    workspace.close()
    if not may:
        assert said.code == 2 and "No story may be published yet" in said.err and not paper.exists()
        return
    text = re.sub(r"\s+", "", "".join(pages(paper.read_bytes(), "pdfium")))
    assert said.code in (0, 5) and re.sub(r"\s+", "", may[0].translation if may[0].translation_language == "en" else may[0].text) in text
    printed = {re.sub(r"\s+", "", each) for quote in may for each in (quote.text, quote.translation)}
    assert not [each for each in never if re.sub(r"\s+", "", each) in text and re.sub(r"\s+", "", each) not in printed]
    one = terminal("report", "story", str(paper), "--where", f"id={may[0].story}", vault=people)
    assert one.code in (0, 5) and len(pypdf.PdfReader(paper).pages) == 1
    assert terminal("report", "story", str(paper), "--where", "category=housing", vault=people).code == 2
