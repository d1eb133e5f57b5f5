"""Reports: the paper follows the options, the newest win, and what is saved is what is seen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from locales import strip_iso, use
from models.contribution import Contribution
from models.errors import Trouble
from models.member import Member
from models.need import Need
from models.operation import new_id
from models.quote import Quote
from models.story import Story
from reports.child import PaperFailed, PdfWorker
from storage import papers
from storage.workspace import Workspace
from tests.ui.people_vault import fill, grants, look, opened, settle, texts, wait_for
from ui import messages
from ui.pages import reports as page_module
from ui.pages.report_options import OWN, THIS_YEAR, MessagesPart, PeriodPart, PickPart, TypedPart
from ui.pages.reports import ReportsPage
from ui.session import Session
from ui.widgets.preview import print_paper


@pytest.fixture(scope="module")
def paper() -> Iterator[PdfWorker]:
    """One child process for all of these tests."""
    worker = PdfWorker()
    yield worker
    worker.close()


def a_group(workspace: Workspace) -> dict[str, str]:
    """The four people, and sixty more with needs: enough for figures."""
    ids, records = fill(workspace), []
    for number in range(60):
        member = new_id()
        records += [
            Member(id=member, label=f"Prófun {number}", preferred_language="pl", region="capital"), *grants(member, "keep", "statistics"),
            Need(id=new_id(), member=member, category="housing" if number % 3 else "language", opened="2026-04"),
            Contribution(id=new_id(), member=member, type="volunteering", since="2026-01"),
        ]
    workspace.save_all(records)
    return ids


@pytest.fixture
def group(qapp: Any, tmp_path: Path, paper: PdfWorker) -> Iterator[Session]:
    use("en")
    with opened(tmp_path / "vault", a_group) as (session, _ids):
        session.__dict__["paper"] = paper
        yield session
        del session.__dict__["paper"]
    use("en")


@pytest.fixture
def page(group: Session, qtbot: Any) -> ReportsPage:
    return shown(group, qtbot)


def shown(session: Session, qtbot: Any) -> ReportsPage:
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    page.refresh()
    arrives(page)
    return page


def arrives(page: ReportsPage) -> None:
    """Wait until the paper is the one that the options ask for."""
    wait_for(lambda: page.settled() and page.session.jobs.idle())


def words_on(page: ReportsPage) -> str:
    document = page.preview.document
    return "\n".join(document.getAllText(number).text() for number in range(document.pageCount()))


def test_the_paper_comes_by_itself_and_says_what_was_recorded(page: ReportsPage) -> None:
    assert "Prófunarfélagið" in words_on(page) and "people told us" in words_on(page)
    assert "Samira" not in words_on(page), "no names"
    assert not page.preview.updating.isVisible() and page.save_button.isEnabled()


def test_the_report_has_a_language_of_its_own(page: ReportsPage) -> None:
    page.form.part("lang").choose("ar")  # type: ignore[attr-defined]
    assert page.preview.updating.isVisible(), "it says that a newer paper is on its way"
    arrives(page)
    assert page._made is not None and page._made.figures.lang == "ar"
    assert page.save_button.text() == "Save PDF"


def test_it_may_be_made_stricter_and_never_looser(page: ReportsPage) -> None:
    assert page.form.part("audience").codes == ["ministry", "public"]  # type: ignore[attr-defined]
    page.form.part("audience").choose("public")  # type: ignore[attr-defined]
    arrives(page)
    assert page._made is not None and page._made.figures.audience == "public"


def test_for_whom_stands_on_the_paper(page: ReportsPage) -> None:
    part = page.form.part("for_whom")
    assert isinstance(part, TypedPart)
    part.editor.focus_target().setText("Próf ráðuneytið")  # type: ignore[attr-defined]
    arrives(page)
    assert "Próf ráðuneytið" in words_on(page)


def test_key_messages_follow_the_figures_until_they_are_edited_and_again_when_emptied(page: ReportsPage) -> None:
    part = page.form.part("messages")
    assert isinstance(part, MessagesPart)
    suggested = part.editor.raw()
    assert suggested and suggested.splitlines()[0] in words_on(page).replace("\r\n", " ").replace("\n", " ")
    part.editor.box.setPlainText("Shorten the wait for a kennitala.")  # type: ignore[attr-defined]
    arrives(page)
    assert "Shorten the wait" in words_on(page)
    page.form.part("lang").choose("ar")  # type: ignore[attr-defined]
    arrives(page)
    assert part.editor.raw() == "Shorten the wait for a kennitala.", "own words are never replaced"
    page.form.part("lang").choose("en")  # type: ignore[attr-defined]
    part.editor.box.setPlainText("")  # type: ignore[attr-defined]
    arrives(page)
    assert part.editor.raw() == suggested


def test_a_section_can_be_left_out_and_one_has_to_stay(page: ReportsPage) -> None:
    ticks = page.form.part("sections").ticks  # type: ignore[attr-defined]
    before = page._made.figures.quotes if page._made else ()
    assert before
    ticks["quotes"].setChecked(False)
    arrives(page)
    assert page._made is not None and page._made.figures.quotes == ()
    for tick in ticks.values():
        tick.setChecked(False)
    assert page.problem.text() == "Choose one section at least." and page.preview.paper


def test_a_period_is_a_year_or_two_days_and_a_wrong_day_leaves_the_paper_alone(page: ReportsPage) -> None:
    part = page.form.part("first")
    assert isinstance(part, PeriodPart)
    part.box.setCurrentIndex(1)
    assert part.chosen() == THIS_YEAR and page.form.options().first == page.form.options().last
    arrives(page)
    part.box.setCurrentIndex(3)
    arrives(page)
    assert part.chosen() == OWN and part.days[0].isVisible()
    before = page.preview.paper
    part.days[0].editor.focus_target().setText("2026-13")  # type: ignore[attr-defined]
    assert page.problem.isVisible() and "From" in page.problem.text()
    assert page.preview.paper == before


def choose(page: ReportsPage, code: str) -> None:
    place = [form.kind.code for form in page.forms].index(code)
    page.kinds.buttons()[place].click()
    wait_for(lambda: page.settled() and page.session.jobs.idle())


def test_every_kind_has_its_purpose_and_its_paper(page: ReportsPage) -> None:
    for code, title in (("needs", "what becomes of it"), ("contributions", "What people give"), ("full", "The year in figures")):
        choose(page, code)
        assert page._made is not None and page._made.figures.kind == code and title in words_on(page)
        assert [label.text() for label in page.purposes if label.isVisible()] == [page.form.kind.purpose]
        assert page.form.isVisible() and sum(form.isVisible() for form in page.forms) == 1


def test_where_no_story_may_be_published_there_is_no_paper_to_save_and_it_says_why(page: ReportsPage) -> None:
    choose(page, "story")
    assert not page.preview.paper and not page.save_button.isEnabled() and "No story may be published yet" in texts(page)
    choose(page, "brief")
    assert page.save_button.isEnabled() and "people told us" in words_on(page)


def test_stories_are_ticked_off_by_keyboard_and_one_has_to_stay(page: ReportsPage) -> None:
    def two_published(workspace: Workspace) -> None:
        for number, who in enumerate([each.id for each in workspace.people() if "Prófun" in (each.label or "")][:2]):
            story = Story(id=new_id(), member=who, text=f"We waited {number} winters.", language="en")
            workspace.save_all([*grants(who, "quote-anonymous", "publish"), story,
                                Quote(id=new_id(), story=story.id, text=f"We waited {number} winters.", language="en", state="approved")])

    page.session.jobs.write_now(two_published)
    choose(page, "story")
    part = page.form.part("stories")
    assert isinstance(part, PickPart) and part.list.count() == 2 and "0 winters" in words_on(page) and "1 winters" in words_on(page)
    part.list.setFocus()
    part.list.setCurrentRow(0)
    gone = part.list.item(0).text()
    QTest.keyClick(part.list, Qt.Key.Key_Space)
    arrives(page)
    assert ("0 winters" in gone) != ("0 winters" in words_on(page))
    QTest.keyClick(part.list, Qt.Key.Key_Down)
    QTest.keyClick(part.list, Qt.Key.Key_Space)
    assert page.problem.text() == "Choose one story at least."


class SlowPaper:
    """A typesetter that waits to be let go, and remembers what it was asked for."""

    def __init__(self, worker: PdfWorker) -> None:
        self.worker, self.go, self.asked = worker, threading.Event(), list[str]()

    def write(self, document: Any) -> bytes:
        self.asked.append(document.subject)
        assert self.go.wait(20)
        return self.worker.write(document)

    def cancel(self) -> None:
        self.go.set()

    close = end = cancel


def test_the_newest_options_win_and_what_lies_between_is_never_made(page: ReportsPage, paper: PdfWorker) -> None:
    slow = SlowPaper(paper)
    page.session.__dict__["paper"] = slow
    part = page.form.part("for_whom")
    line = part.editor.focus_target()  # type: ignore[attr-defined]
    line.setText("First")
    wait_for(lambda: len(slow.asked) == 1)
    for text in ("Second", "Third", "Fourth"):
        line.setText(text)
        wait_for(lambda: not page._pause.isActive())
    slow.go.set()
    arrives(page)
    assert "Fourth" in words_on(page)
    assert [strip_iso(each.split(",")[0]) for each in slow.asked] == ["For First", "For Fourth"]


def test_page_place_and_zoom_outlast_a_new_paper(page: ReportsPage) -> None:
    preview = page.preview
    count = preview.document.pageCount()
    preview.step_zoom(1)
    preview.view.pageNavigator().jump(count - 1, QPointF())
    zoom, place = preview.zoom_factor(), preview.view.verticalScrollBar().value()
    page.form.part("for_whom").editor.focus_target().setText("A reader")  # type: ignore[attr-defined]
    arrives(page)
    assert preview.zoom_factor() == zoom and preview.view.pageNavigator().currentPage() == preview.page.currentIndex()
    assert preview.view.verticalScrollBar().value() == place


def test_checks_say_what_is_shown_what_is_left_out_and_why(page: ReportsPage) -> None:
    said = strip_iso(page.checks.text())
    assert "1 quote shown" in said and "left out" in said and "figures of" in said
    page.why_button.setChecked(True)
    lines = [strip_iso(page.left_out.item(row).text()) for row in range(page.left_out.count())]
    assert page.left_out.isVisible() and any(line.startswith("1 quote: ") for line in lines)


def test_too_few_people_is_said_in_place_and_the_words_stay(qapp: Any, tmp_path: Path, paper: PdfWorker, qtbot: Any) -> None:
    with opened(tmp_path / "vault", fill) as (session, _ids):
        session.__dict__["paper"] = paper
        page = shown(session, qtbot)
        assert "too few people for figures: words only" in page.checks.text()
        assert "البنك" in words_on(page) or page.preview.document.pageCount() >= 1
        del session.__dict__["paper"]


def test_what_is_saved_is_what_is_seen_under_a_name_that_tells_nothing(page: ReportsPage, tmp_path: Path, monkeypatch: Any) -> None:
    asked: list[str] = []
    said: list[Any] = []
    messages.messages.said.connect(said.append)

    def choose(_parent: object, _title: str, name: str, _filters: object, chosen: Callable[[Path], None]) -> None:
        asked.append(name)
        chosen(tmp_path / name)

    monkeypatch.setattr(page_module, "ask_save", choose)
    page.save_button.click()
    settle(page.session)
    day = page._made.figures.day.isoformat() if page._made else ""
    assert asked == [f"brief-{day}-en.pdf"]
    assert (tmp_path / asked[0]).read_bytes() == page.preview.paper
    assert str(tmp_path / asked[0]) in strip_iso(said[-1]())


def test_a_saved_paper_stands_in_the_register_and_so_do_the_words_on_it(page: ReportsPage, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(page_module, "ask_save", lambda _page, _title, name, _filters, chosen: chosen(tmp_path / name))
    page.form.part("for_whom").editor.focus_target().setText("Ministry (sample)")  # type: ignore[attr-defined]
    arrives(page)
    page.save()
    settle(page.session)
    line, words = look(page.session, lambda library: (papers.listing(library), library.records("quoted")))
    assert [(each.kind, each.for_whom, each.way, each.language, each.quotes) for each in line] == [("brief", "Ministry (sample)", "saved", "en", 1)]
    assert line[0].figures_of and line[0].snapshot and "messages" not in (line[0].options or "")
    assert [(each.report, each.for_whom) for each in words] == [(line[0].id, "Ministry (sample)")]
    monkeypatch.setattr(page_module, "print_paper", lambda _document, _printer: True)
    page._print_on(QPrinter())
    settle(page.session)
    assert {each.way for each in look(page.session, papers.listing)} == {"saved", "printed"}


def test_what_was_chosen_when_a_report_was_saved_stands_there_next_year(page: ReportsPage, tmp_path: Path, monkeypatch: Any, qtbot: Any) -> None:
    monkeypatch.setattr(page_module, "ask_save", lambda _page, _title, name, _filters, chosen: chosen(tmp_path / name))
    choose(page, "needs")
    page.form.part("for_whom").editor.focus_target().setText("The municipality")  # type: ignore[attr-defined]
    page.form.part("messages").editor.box.setPlainText("Open the waiting list.")  # type: ignore[attr-defined]
    page.form.part("sections").ticks["urgency"].setChecked(False)  # type: ignore[attr-defined]
    arrives(page)
    page.save_button.click()
    settle(page.session)
    again = shown(page.session, qtbot)
    choose(again, "needs")
    said = words_on(again)
    assert "The municipality" in said and "Open the waiting list." in said and "by urgency" not in said
    choose(again, "full")
    assert "The municipality" not in words_on(again)


def test_saving_waits_for_the_newest_paper(page: ReportsPage, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(page_module, "ask_save", lambda _page, _title, name, _filters, chosen: chosen(tmp_path / name))
    page.form.part("for_whom").editor.focus_target().setText("Late reader")  # type: ignore[attr-defined]
    page.save_button.click()
    assert not list(tmp_path.glob("*.pdf"))
    arrives(page)
    settle(page.session)
    kept = QPdfDocument()
    kept.load(str(next(tmp_path.glob("*.pdf"))))
    assert "Late reader" in kept.getAllText(0).text()


def test_a_place_that_cannot_be_written_is_one_sentence_and_the_paper_stays(page: ReportsPage, tmp_path: Path, monkeypatch: Any) -> None:
    troubles: list[Trouble] = []
    messages.messages.trouble.connect(lambda trouble: troubles.append(trouble) if trouble is not None else None)
    monkeypatch.setattr(page_module, "ask_save", lambda _page, _title, name, _filters, chosen: chosen(tmp_path / "no such folder" / name))
    before = page.preview.paper
    page.save()
    settle(page.session)
    assert len(troubles) == 1 and troubles[0].exit_code == 6
    assert page.preview.paper == before and page.save_button.isEnabled()


def test_the_dialog_is_our_own_and_offers_the_neutral_name(page: ReportsPage, tmp_path: Path) -> None:
    page.save()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible())
    assert page._made is not None
    assert Path(dialog.selectedFiles()[0]).name == f"brief-{page._made.figures.day.isoformat()}-en.pdf"
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(tmp_path / "chosen"))
    next(each for each in dialog.findChildren(QPushButton) if each.isDefault()).click()
    settle(page.session)
    assert (tmp_path / "chosen.pdf").read_bytes() == page.preview.paper


def test_without_a_printer_print_is_off_and_says_why(page: ReportsPage, monkeypatch: Any) -> None:
    monkeypatch.setattr(page_module.QPrinterInfo, "availablePrinterNames", staticmethod(list))
    page.refresh()
    arrives(page)
    assert not page.print_button.isEnabled() and "No printer is set up" in texts(page)
    monkeypatch.setattr(page_module.QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Prófun"]))
    page.refresh()
    arrives(page)
    assert page.print_button.isEnabled() and "No printer is set up" not in texts(page)


def test_printed_pages_are_dark_words_on_white(page: ReportsPage, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_paper(page.preview.document, printer)
    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    assert printed.pageCount() == page.preview.document.pageCount()
    image = printed.render(0, printed.pagePointSize(0).toSize())
    corner = QColor(image.pixel(2, 2))
    assert corner == QColor("white") or image.pixelColor(2, 2).alpha() == 0
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(40, 400, 3) for y in range(40, 400, 3) if image.pixelColor(x, y).alpha())
    assert dark > 20


def test_a_typesetter_that_fails_is_one_sentence_and_the_paper_stays(page: ReportsPage) -> None:
    class Broken:
        def write(self, _document: Any) -> bytes:
            raise PaperFailed("a test")

        def close(self) -> None:
            pass

    troubles: list[Trouble] = []
    messages.messages.trouble.connect(lambda trouble: troubles.append(trouble) if trouble is not None else None)
    before, page.session.__dict__["paper"] = page.preview.paper, Broken()
    page.form.part("for_whom").editor.focus_target().setText("Nobody")  # type: ignore[attr-defined]
    wait_for(lambda: bool(troubles))
    assert isinstance(troubles[0], PaperFailed) and page.preview.paper == before and not page.preview.updating.isVisible()


def test_a_change_of_the_windows_language_keeps_options_and_paper(page: ReportsPage) -> None:
    page.form.part("for_whom").editor.focus_target().setText("The reader")  # type: ignore[attr-defined]
    arrives(page)
    before = page.preview.paper
    use("xx")
    page.retranslate()
    assert page.form.options().for_whom == "The reader" and page.form.options().lang == "en" and page.preview.paper == before
    assert page.save_button.text().startswith("⟦") and page.preview.page.itemText(0).startswith("⟦")


def test_a_narrow_window_shows_options_and_paper_one_at_a_time(page: ReportsPage) -> None:
    assert page.area.isVisible() and page.side.isVisible() and not page.switch.isVisible()
    page.resize(640, 400)
    QApplication.processEvents()
    assert page.switch.isVisible() and page.area.isVisible() and not page.side.isVisible()
    page.switch.setCurrentIndex(1)
    assert page.side.isVisible() and not page.area.isVisible()
    assert page.layoutDirection() == Qt.LayoutDirection.LeftToRight
