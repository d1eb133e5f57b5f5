"""Pictures, recordings and papers of a member: added with the consent asked, looked at, put in the bin and taken back, out of sight with
the consent, and nothing of them outside the vault."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from locales import strip_iso, use
from media.player import Player
from models.attachment import MOST_BYTES, Attachment
from models.consent import Consent
from models.operation import new_id
from storage.workspace import Workspace
from tests.media import samples
from tests.ui.people_vault import SAMIRA, fill, member_page, opened, settle, texts, wait_for
from ui import messages, theme
from ui.events import events
from ui.pages.member import MemberPage
from ui.session import Session
from ui.widgets.file_dialogs import FileDialog

LETTER = "The letter about the flat"


def agreed(workspace: Workspace) -> dict[str, str]:
    ids = fill(workspace)
    workspace.save(Consent(id=new_id(), member=ids[SAMIRA], use="media", value="given", date="2026-03-01"))
    return ids


@pytest.fixture
def vault(qapp: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Session, dict[str, str]]]:
    use("en")
    with opened(tmp_path / "vault", getattr(request, "param", agreed)) as found:
        yield found
    use("en")
    assert not multiprocessing.active_children()


@pytest.fixture
def page(vault: tuple[Session, dict[str, str]], qtbot: Any) -> Iterator[MemberPage]:
    session, ids = vault
    with member_page(session, ids[SAMIRA], qtbot) as made:
        yield made
    events.locked.emit()
    settle(session)


@pytest.fixture
def troubles() -> Iterator[list[str]]:
    """What was said at the top."""
    said: list[str] = []

    def heard(trouble: Any) -> None:
        if trouble is not None:
            said.append(trouble.sentence())

    messages.messages.trouble.connect(heard)
    yield said
    messages.messages.trouble.disconnect(heard)


def reads(page: MemberPage, data: bytes, folder: Path, name: str = "IMG-SECRET-NAME.jpg") -> None:
    """Choose a file and wait until it was read."""
    place = folder / name
    place.write_bytes(data)
    page.attaching.add_file(place)
    settle(page.session)


def keep(page: MemberPage, title: str = LETTER) -> None:
    """Type a title and press Ctrl+S."""
    page.attaching.form.form.set_raw({**page.attaching.form.form.raw(), "title": title})
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(page.session)


def kept(page: MemberPage) -> list[Attachment]:
    return [each for each in page.session.jobs.write_now(lambda workspace: workspace.records("attachment")) if isinstance(each, Attachment)]


def content(page: MemberPage, *, original: bool = False) -> bytes:
    found = kept(page)[0].id
    return page.session.jobs.write_now(lambda workspace: b"".join(workspace.content_of(found, original=original)))


def test_a_photo_is_added_looked_at_put_in_the_bin_and_taken_back(page: MemberPage, tmp_path: Path) -> None:
    reads(page, samples.photo((800, 600)), tmp_path)
    assert page.stack.currentWidget() is page.attaching.form
    shown = texts(page)
    assert "Ask Samira" not in shown and "Place, time and camera are taken out" in shown
    keep(page)
    assert page.stack.currentWidget() is page.overview and LETTER in texts(page.overview.attachments)
    assert not samples.has_mark(content(page))
    card = page.overview.attachments.cards[kept(page)[0].id]
    card.open.setFocus()
    QTest.keyClick(card.open, Qt.Key.Key_Space)
    settle(page.session)
    picture = page.attaching.reader.viewer.picture
    assert (picture.image.width(), picture.image.height()) == (800, 600)
    picture.area.setFocus()
    before = picture.factor()
    QTest.keyClick(picture.area, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert picture.factor() > before
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.overview and picture.image.isNull()
    card.bin.click()
    settle(page.session)
    assert LETTER not in texts(page) and kept(page) == []
    page.session.undo.undo()
    settle(page.session)
    assert LETTER in texts(page) and len(kept(page)) == 1


def test_the_name_of_the_file_stands_nowhere(page: MemberPage, tmp_path: Path) -> None:
    reads(page, samples.photo(), tmp_path)
    keep(page, "")
    record = kept(page)[0]
    assert record.title is None and "Photo" in texts(page.overview.attachments)
    history = page.session.jobs.write_now(lambda workspace: workspace.history(record.id))
    assert "SECRET" not in str(record.values()) + str(history)


@pytest.mark.parametrize("vault", [fill], indirect=True)
def test_where_it_was_never_agreed_the_person_is_asked_in_the_form_and_a_yes_is_kept_in_the_same_act(page: MemberPage, tmp_path: Path) -> None:
    reads(page, samples.photo(), tmp_path)
    form = page.attaching.form
    assert "“Keep a picture, a recording”" in texts(page)
    keep(page)
    assert "Ask first" in texts(page) and kept(page) == []
    QTest.keyClick(form.question.yes, Qt.Key.Key_Space)
    keep(page)
    assert len(kept(page)) == 1 and "Keep a picture, a recording: Yes" in texts(page)
    page.session.undo.undo()
    settle(page.session)
    assert kept(page) == [] and "Keep a picture, a recording: Yes" not in texts(page)
    page.session.undo.redo()
    settle(page.session)
    assert len(kept(page)) == 1


@pytest.mark.parametrize("vault", [fill], indirect=True)
def test_a_no_is_written_down_and_the_file_is_let_go(page: MemberPage, tmp_path: Path, vault: Any) -> None:
    session, ids = vault
    reads(page, samples.photo(), tmp_path)
    form = page.attaching.form
    form.question.no.click()
    assert form.save_button.text() == "Write down that the answer is no" and not form.form.isVisible()
    keep(page)
    assert kept(page) == [] and page.stack.currentWidget() is page.overview
    consents = session.jobs.write_now(lambda workspace: workspace.consents(ids[SAMIRA]))
    assert [each.value for each in consents if each.use == "media"] == ["refused"]


def test_taking_the_consent_back_hides_them_at_once_and_says_so(page: MemberPage, tmp_path: Path, vault: Any) -> None:
    session, ids = vault
    reads(page, samples.photo(), tmp_path)
    keep(page)
    page.attaching.open(kept(page)[0].id)
    settle(session)
    session.jobs.write(lambda workspace: workspace.add_consent(ids[SAMIRA], "media", "withdrawn"))
    settle(session)
    assert page.stack.currentWidget() is page.overview and page.attaching.reader.viewer.picture.image.isNull()
    shown = texts(page)
    assert LETTER not in shown and "One is hidden, because it may not be kept now" in shown


def test_the_original_is_kept_only_if_asked(page: MemberPage, tmp_path: Path) -> None:
    photo = samples.photo()
    reads(page, photo, tmp_path)
    page.attaching.form.original.setChecked(True)
    keep(page)
    assert kept(page)[0].original_type == "image/jpeg"
    assert content(page, original=True) == photo and not samples.has_mark(content(page))
    page.attaching.open(kept(page)[0].id)
    assert "Save the original…" in texts(page)


def test_a_pdf_and_a_text_are_shown_from_memory(page: MemberPage, tmp_path: Path) -> None:
    from fpdf import FPDF

    paper = FPDF()
    paper.add_page()
    reads(page, bytes(paper.output()), tmp_path, "a.pdf")
    assert "it may hold the name of whoever wrote it" in texts(page)
    keep(page, "Signed form")
    page.attaching.open(kept(page)[0].id)
    settle(page.session)
    shown = page.attaching.reader.viewer.paper
    assert shown is not None and shown.document.pageCount() == 1
    page.attaching.close()
    assert shown.paper == b""
    reads(page, "Þetta stóð í bréfinu".encode(), tmp_path, "b.txt")
    keep(page, "Note")
    page.attaching.open(next(each.id for each in kept(page) if each.title == "Note"))
    settle(page.session)
    assert page.attaching.reader.viewer.text.toPlainText() == "Þetta stóð í bréfinu"


def test_a_recording_is_played_paused_and_silent_when_the_screen_is_covered(page: MemberPage, tmp_path: Path) -> None:
    page.attaching.player = lambda: Player(backend="NULL")  # type: ignore[method-assign]
    reads(page, samples.tone(30), tmp_path, "a.wav")
    keep(page, "Her story")
    assert "Recording" in texts(page.overview.attachments) and "0:30" in texts(page.overview.attachments)
    page.attaching.open(kept(page)[0].id)
    settle(page.session)
    bar = page.attaching.reader.viewer.sound
    assert bar.button.text() == "Play"
    QTest.keyClick(bar.slider, Qt.Key.Key_Space)
    wait_for(lambda: bar.button.text() == "Pause" and not strip_iso(bar.time.text()).startswith("0:00"))
    bar.slider.setValue(20)
    wait_for(lambda: strip_iso(bar.time.text()).startswith("0:2"))
    events.covered.emit()
    wait_for(lambda: bar.button.text() == "Play")
    events.locked.emit()
    assert not multiprocessing.active_children()


def test_without_a_device_it_is_said_and_a_copy_can_be_saved(page: MemberPage, tmp_path: Path) -> None:
    page.attaching.player = lambda: Player(backend="AAUDIO")  # type: ignore[method-assign]
    reads(page, samples.tone(), tmp_path, "a.wav")
    keep(page)
    page.attaching.open(kept(page)[0].id)
    settle(page.session)
    assert "nothing to play sound on" in texts(page)


def test_a_copy_is_saved_where_one_says_and_written_down(page: MemberPage, tmp_path: Path, vault: Any) -> None:
    session, ids = vault
    reads(page, samples.photo(), tmp_path)
    keep(page)
    page.attaching.open(kept(page)[0].id)
    page.attaching.reader.copy_button.click()
    dialog = page.findChild(FileDialog)
    assert dialog is not None and Path(dialog.selectedFiles()[0]).name == "photo.jpg"
    target = tmp_path / "out" / "photo.jpg"
    target.parent.mkdir()
    dialog.selectFile(str(target))
    dialog.accept()
    settle(session)
    assert target.read_bytes() == content(page) and [each.name for each in target.parent.iterdir()] == ["photo.jpg"]
    lines = session.jobs.write_now(lambda workspace: workspace.access_lines(ids[SAMIRA]))
    assert [each.what for each in lines] == ["attachment"]


def test_a_picture_is_pasted_and_where_none_was_copied_it_is_said(page: MemberPage, troubles: list[str]) -> None:
    QGuiApplication.clipboard().setText("no picture")
    page.overview.attachments.paste_button.click()
    assert troubles == ["No picture was copied; copy one, then paste it here."]
    data = QMimeData()
    data.setData("image/jpeg", samples.photo((90, 60)))
    QGuiApplication.clipboard().setMimeData(data)
    page.overview.attachments.paste_button.click()
    settle(page.session)
    keep(page)
    assert Image.open(io.BytesIO(content(page))).size == (90, 60)
    image = QImage(50, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    page.overview.attachments.paste_button.click()
    settle(page.session)
    keep(page)
    assert sorted((each.width, each.height) for each in kept(page)) == [(50, 40), (90, 60)]
    QGuiApplication.clipboard().clear()


def test_a_file_is_dragged_in(page: MemberPage, tmp_path: Path) -> None:
    place = tmp_path / "a.jpg"
    place.write_bytes(samples.photo())
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(place))])
    how = (Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.overview.attachments, QDragEnterEvent(QPointF(5, 5), *how))
    QApplication.sendEvent(page.overview.attachments, QDropEvent(QPointF(5, 5), *how))
    settle(page.session)
    keep(page)
    assert len(kept(page)) == 1 and place.exists()


@pytest.mark.parametrize(("name", "data", "said"), [
    ("a.zip", b"PK\x03\x04" + bytes(50), "save it as PDF"), ("a.exe", b"MZ\0\0" + bytes(50), "it takes pictures"),
    ("a.jpg", b"\xff\xd8\xff" + bytes(50), "damaged"), ("a.txt", b"", "empty"),
])
def test_what_cannot_be_taken_is_one_sentence_and_nothing_is_kept(page: MemberPage, tmp_path: Path, troubles: list[str], name: str, data: bytes,
                                                                  said: str) -> None:
    reads(page, data, tmp_path, name)
    if not troubles:
        keep(page)
    assert len(troubles) == 1 and said in troubles[0]
    assert kept(page) == []


def test_more_than_fifty_megabytes_are_refused_before_they_are_read(page: MemberPage, tmp_path: Path, troubles: list[str]) -> None:
    place = tmp_path / "film.wav"
    with place.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    page.attaching.add_file(place)
    assert "50 MB" in troubles[0] and page.stack.currentWidget() is page.overview


def test_stopping_while_it_is_read_lets_it_go_without_a_word(page: MemberPage, tmp_path: Path, troubles: list[str]) -> None:
    place = tmp_path / "a.wav"
    place.write_bytes(samples.tone(60, 44_100))
    page.attaching.add_file(place)
    page.attaching.form.stop_button.click()
    settle(page.session)
    assert page.stack.currentWidget() is page.overview and troubles == [] and kept(page) == []


def test_what_was_half_typed_waits_when_another_page_comes_up(page: MemberPage, tmp_path: Path, vault: Any) -> None:
    session, ids = vault
    reads(page, samples.photo(), tmp_path)
    page.attaching.form.form.set_raw({"title": "Half a ti", "kind": "scan"})
    page.leave()
    page.open("somebody else")
    page.open(ids[SAMIRA])
    page.refresh()
    settle(session)
    settle(session)
    assert page.stack.currentWidget() is page.attaching.form
    assert page.attaching.form.form.raw()["title"] == "Half a ti" and page.attaching.form.form.raw()["kind"] == "scan"
    keep(page, "The whole title")
    assert kept(page)[0].title == "The whole title" and kept(page)[0].kind == "scan"


def test_it_can_be_about_a_conversation_and_its_title_is_changed_later(page: MemberPage, tmp_path: Path, vault: Any) -> None:
    session, ids = vault
    reads(page, samples.photo(), tmp_path)
    page.attaching.form.about.choose(ids["talk"])
    keep(page)
    assert kept(page)[0].conversation == ids["talk"]
    page.attaching.open(kept(page)[0].id)
    page.attaching.reader.edit_button.click()
    settle(session)
    assert page.record.form is not None
    page.record.form.set_raw({**page.record.form.raw(), "title": "Another title"})
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert "Another title" in texts(page.overview.attachments)


def test_nothing_is_written_outside_the_vault(page: MemberPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "came" / "a.jpg"
    for name in ("came", "tmp", "home"):
        (tmp_path / name).mkdir()
    for variable, name in (("TMPDIR", "tmp"), ("HOME", "home"), ("XDG_CACHE_HOME", "home"), ("XDG_CONFIG_HOME", "home"), ("XDG_DATA_HOME", "home")):
        monkeypatch.setenv(variable, str(tmp_path / name))
    reads(page, samples.photo((600, 400)), place.parent, place.name)
    keep(page)
    page.attaching.open(kept(page)[0].id)
    settle(page.session)
    found = sorted(str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*") if each.is_file())
    assert [each for each in found if not each.startswith("vault/")] == ["came/a.jpg"]
    marks = (samples.MARK.encode(), b"\xff\xd8\xff\xe0", LETTER.encode())
    assert not [each for each in (tmp_path / "vault").rglob("*") if each.is_file() and any(mark in each.read_bytes() for mark in marks)]


@pytest.mark.parametrize("code", ["en", "ar", "is"])
def test_form_and_reader_speak_each_language_and_have_names_for_everything(page: MemberPage, tmp_path: Path, qapp: Any, code: str) -> None:
    from tests.ui.accessibility import clipped, nameless, sideways

    reads(page, samples.photo(), tmp_path)
    theme.apply(qapp, dark=False, size=200)
    use(code)
    page.retranslate()
    settle(page.session)
    for _part in ("form", "reader"):
        assert nameless(page) == [] and clipped(page) == [] and sideways(page) == []
        if page.stack.currentWidget() is page.attaching.form:
            keep(page)
            page.attaching.open(kept(page)[0].id)
            settle(page.session)
    theme.apply(qapp, dark=False)
