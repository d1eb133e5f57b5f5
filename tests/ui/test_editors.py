"""Editors made from the declaration: what a volunteer types, what comes out, what is said when it makes no sense."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMainWindow, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from locales import fold, words
from models.fields import DECLINED, Field, Kind, Sensitivity, Value
from models.member import Member
from models.need import Need
from models.record import declared_fields, fields_of
from models.registry import RECORDS
from models.vocabulary import names, vocabulary
from ui import language
from ui.widgets.chips import Chips
from ui.widgets.chooser import Choice, Chooser, choices_of, ranked
from ui.widgets.editors import Editor, editor_for
from ui.widgets.form import Form

EN, XX = words("en"), words("xx")
Key = Qt.Key


def field(kind: Kind, **more: Any) -> Field:
    return Field("asked", kind, "Asked", Sensitivity.ORDINARY, **more)


SAMPLES: dict[Kind, tuple[Field, Value]] = {
    Kind.TEXT: (field(Kind.TEXT), "فاطمة Þóra"),
    Kind.LONG_TEXT: (field(Kind.LONG_TEXT), "one\ntwo"),
    Kind.CODE: (field(Kind.CODE, vocabulary="need-category"), "housing"),
    Kind.CODES: (field(Kind.CODES, vocabulary="language"), ("uk", "is")),
    Kind.DATE: (field(Kind.DATE), "2019-03"),
    Kind.NUMBER: (field(Kind.NUMBER, least=0), 12),
    Kind.QUANTITY: (field(Kind.QUANTITY, unit="hours"), Decimal("2.5")),
    Kind.SCORE: (field(Kind.SCORE), Decimal("0.25")),
    Kind.YES_NO: (field(Kind.YES_NO), False),
    Kind.REFERENCE: (field(Kind.REFERENCE, to="partner"), "p1"),
    Kind.REFERENCES: (field(Kind.REFERENCES, to="partner"), ("p2", "p1")),
    Kind.LABELS: (field(Kind.LABELS), {"en": "Red", "ar": "أحمر", "sv": "Röd"}),
    Kind.OPTIONS: (field(Kind.OPTIONS), {"a": {"en": "Red", "ar": "أحمر"}, "b": {"en": "Blue"}}),
    Kind.IMAGE: (field(Kind.IMAGE), ""),
}


def picture(form: str) -> bytes:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)
    return bytes(buffer.data().data())


@pytest.fixture
def desk(qapp: Any, qtbot: Any) -> Iterator[QMainWindow]:
    """A window with room for editors, the keyboard in it."""
    language.choose(qapp, "en")
    window = QMainWindow()
    qtbot.addWidget(window)
    centre = QWidget()
    QVBoxLayout(centre)
    window.setCentralWidget(centre)
    window.resize(700, 500)
    window.show()
    window.activateWindow()
    yield window
    language.choose(qapp, "en")


def put(desk: QMainWindow, *parts: QWidget) -> None:
    for part in parts:
        desk.centralWidget().layout().addWidget(part)
    QApplication.processEvents()
    parts[0].setFocus()


def types(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def press(key: Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    QApplication.processEvents()


def made(kind: Kind) -> Editor:
    partners = [Choice("p1", "Rauði prófkrossinn"), Choice("p2", "Testbær")]
    return editor_for(SAMPLES[kind][0], EN, choices=(lambda: partners) if kind in (Kind.REFERENCE, Kind.REFERENCES) else None)


# every kind ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_shows_and_gives_back_its_three_states(kind: Kind, qapp: Any) -> None:
    value = SAMPLES[kind][1] if kind is not Kind.IMAGE else base64.b64encode(picture("PNG")).decode()
    editor = made(kind)
    assert editor.value() is None
    editor.set_value(value)
    assert editor.value() == value
    assert editor.problem() == ""
    editor.retranslate(XX)
    assert editor.value() == value
    if kind not in (Kind.LABELS, Kind.OPTIONS):  # words that were asked of nobody can't be declined
        editor.set_value(DECLINED)
        assert editor.value() is DECLINED
    editor.set_value(None)
    assert editor.value() is None


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_draft_keeps_comes_back(kind: Kind, qapp: Any) -> None:
    import json

    editor, again = made(kind), made(kind)
    editor.set_value(SAMPLES[kind][1] or None)
    again.set_raw(json.loads(json.dumps(editor.raw())))
    assert again.value() == editor.value()


@pytest.mark.parametrize("kind", list(Kind))
def test_everything_that_takes_the_keyboard_has_a_name_in_every_language(kind: Kind, desk: QMainWindow) -> None:
    editor = made(kind)
    put(desk, editor)
    for tongue in (EN, XX):
        editor.retranslate(tongue)
        for part in editor.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
                interface = QAccessible.queryAccessibleInterface(part)
                said = interface.text(QAccessible.Text.Name)
                assert said, part
                if tongue is XX and not isinstance(part, QLineEdit | QPlainTextEdit | QPushButton):
                    assert "⟦" in said


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.CODES, Kind.DATE, Kind.YES_NO])
def test_targets_are_large_enough(kind: Kind, desk: QMainWindow, qapp: Any) -> None:
    from ui import theme

    theme.apply(qapp, dark=False)
    editor = made(kind)
    put(desk, editor)
    for part in editor.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            assert min(part.width(), part.height()) >= 26, part


def test_an_editor_for_every_field_of_every_record(qapp: Any) -> None:
    for record_type in RECORDS:
        form = Form(fields_of(record_type), EN)
        assert set(form.editors) == {each.name for each in fields_of(record_type) if not each.system}


def test_a_code_of_another_release_stays_until_something_else_is_chosen(qapp: Any) -> None:
    form = Form(declared_fields(Need), EN)
    need = Need(member="m", category="code-of-tomorrow", stage="settlement")
    form.set_record(need)
    editor = form.editors["category"]
    assert "doesn't know what was chosen here" in editor.shown_problem()
    assert form.problems(need) == [] and form.record(need) == need
    editor.set_raw("housing")
    assert form.record(need).category == "housing"
    form.set_record(need.with_values({"category": "housing"}))
    assert editor.shown_problem() == ""


# problems -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "typed"), [
    (Kind.DATE, "2019-13"), (Kind.NUMBER, "many"), (Kind.NUMBER, "-3"), (Kind.QUANTITY, "2.555"), (Kind.SCORE, "1.5"),
])
def test_what_makes_no_sense_is_said_at_the_field_and_gives_no_answer(kind: Kind, typed: str, desk: QMainWindow) -> None:
    editor = made(kind)
    put(desk, editor)
    types(typed)
    sentence = editor.problem()
    assert "Asked" in sentence
    assert typed not in sentence
    assert editor.value() is None
    editor.show_problem(sentence)
    assert editor.focus_target().accessibleDescription() == sentence
    for _each in typed:
        press(Key.Key_Backspace)
    assert editor.shown_problem() == ""
    assert editor.focus_target().accessibleDescription() == ""


def test_figures_of_any_script_are_understood(desk: QMainWindow) -> None:
    editor = made(Kind.DATE)
    put(desk, editor)
    editor.focus_target().insert("٢٠١٩-٠٣")  # type: ignore[attr-defined]
    assert editor.value() == "2019-03"


def test_a_form_lists_what_is_wrong_and_goes_to_the_first(desk: QMainWindow) -> None:
    form = Form(fields_of(Member), EN)
    put(desk, form)
    form.editors["arrived"].set_raw("soon")
    found = form.problems(Member(id="x"))
    assert [each.name for each, _sentence in found] == ["arrived", "label"]
    form.show_problems(found)
    assert QApplication.focusWidget() is form.editors["arrived"].focus_target()
    assert form.editors["label"].shown_problem()
    form.editors["arrived"].set_raw(None)
    form.editors["label"].set_value("Testa")
    assert form.problems(Member(id="x")) == []
    assert form.record(Member(id="x", birth_year=1980)).label == "Testa"


def test_a_form_keeps_answers_it_does_not_show_and_takes_back_those_it_does(qapp: Any) -> None:
    own = dataclasses.replace(field(Kind.TEXT), name="q1", own=True, labels={"en": "Own?"})
    form = Form([own], EN)
    before = Member(id="x", label="Testa", answers={"q1": "yes", "q2": "other"})
    form.set_record(before)
    assert form.record(before).answers == {"q1": "yes", "q2": "other"}
    form.editors["q1"].set_value(None)
    assert form.record(before).answers == {"q2": "other"}
    assert form.record(before).label == "Testa"


# choosing by typing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("listed", "typed", "wanted"), [
    ("need-category", "hou", "housing"), ("need-category", "N-HOU", "housing"), ("need-category", "mhp", "mental-health"),
    ("language", "ar", "ar"), ("language", "is", "is"), ("language", "pols", "pl"), ("language", "українс", "uk"),
    ("language", "icel", "is"), ("country", "cote", "CI"), ("country", "Syr", "SY"), ("contribution-type", "vol", "volunteering"),
    ("urgency", "urg", "U2"), ("region", "cap", "capital"),
])
def test_a_few_letters_find_the_right_one_first(listed: str, typed: str, wanted: str) -> None:
    assert ranked(choices_of(vocabulary(listed), EN), typed)[0].code == wanted


@pytest.mark.parametrize("name", names())
def test_whoever_types_the_whole_words_gets_them(name: str) -> None:
    choices = choices_of(vocabulary(name), EN)
    for each in choices:
        assert fold(ranked(choices, each.label)[0].label) == fold(each.label)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12))
def test_no_letters_break_the_search(typed: str) -> None:
    choices = choices_of(vocabulary("need-category"), EN)
    assert set(ranked(choices, typed)) <= set(choices)


def chooser_of(name: str) -> Chooser:
    return Chooser(lambda: choices_of(vocabulary(name), EN))


def listed(desk: QMainWindow) -> list[str]:
    """What stands in the open list, from the top."""
    shown = next(each for each in desk.findChildren(QListWidget, "choices") if each.isVisible())
    return [shown.item(row).text() for row in range(shown.count())]


def test_letters_and_enter_pick(desk: QMainWindow) -> None:
    chooser = chooser_of("need-category")
    put(desk, chooser)
    types("hou")
    assert listed(desk)[0] == "Housing and homelessness"
    press(Key.Key_Return)
    assert (chooser.code(), chooser.text(), chooser.list_open()) == ("housing", "Housing and homelessness", False)


def test_tab_picks_what_is_marked_and_goes_on(desk: QMainWindow) -> None:
    chooser, after = chooser_of("need-category"), QLineEdit()
    put(desk, chooser, after)
    types("la")
    press(Key.Key_Down)
    marked = listed(desk)[1]
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert chooser.text() == marked


def test_escape_closes_the_list_and_leaves_the_letters(desk: QMainWindow) -> None:
    chooser = chooser_of("need-category")
    put(desk, chooser)
    types("hou")
    press(Key.Key_Escape)
    assert not chooser.list_open()
    assert chooser.text() == "hou"
    assert chooser.code() == ""


def test_the_arrow_opens_the_whole_list(desk: QMainWindow) -> None:
    chooser = chooser_of("urgency")
    put(desk, chooser)
    press(Key.Key_Down)
    assert len(listed(desk)) == 4
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert chooser.code() == "U2"


def test_words_that_match_nothing_stay_and_are_named(desk: QMainWindow) -> None:
    editor = made(Kind.CODE)
    after = QLineEdit()
    put(desk, editor, after)
    types("xyzzy")
    press(Key.Key_Tab)
    assert editor.value() is None
    assert "xyzzy" in editor.problem()
    assert editor.raw() == {"typed": "xyzzy"}


def test_taking_the_words_away_takes_the_answer_away(desk: QMainWindow) -> None:
    editor = made(Kind.CODE)
    put(desk, editor)
    editor.set_value("housing")
    editor.chooser.selectAll()  # type: ignore[attr-defined]
    press(Key.Key_Delete)
    assert editor.value() is None


def test_the_list_stays_inside_the_window_in_both_directions(desk: QMainWindow, qapp: Any) -> None:
    chooser = chooser_of("need-category")
    desk.centralWidget().layout().addStretch(1)
    put(desk, chooser)
    for rtl in (False, True):
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        QApplication.processEvents()
        chooser.open_list(everything=True)
        shown = chooser._list
        assert shown is not None
        assert desk.rect().contains(shown.geometry())
        chooser.close_list()


def test_several_are_picked_one_after_the_other(desk: QMainWindow) -> None:
    editor = made(Kind.CODES)
    put(desk, editor)
    for letters in ("pol", "ukr", "ice"):
        types(letters)
        press(Key.Key_Return)
    assert editor.value() == ("pl", "uk", "is")
    press(Key.Key_Backspace)
    assert editor.value() == ("pl", "uk")
    next(each for each in editor.findChildren(QPushButton) if "Polish" in each.text()).click()
    assert editor.value() == ("uk",)


# chips --------------------------------------------------------------------------------------------------------------------


def test_chips_are_one_stop_and_answer_to_digits_letters_and_arrows(desk: QMainWindow) -> None:
    chips, after = Chips(("a", "b", "c"), str.upper, keys={"c": ("x",)}), QLineEdit()
    put(desk, chips, after)
    types("2")
    assert chips.code() == "b"
    types("X")
    assert chips.code() == "c"
    types("9")
    assert chips.code() == "c"
    press(Key.Key_Left)
    press(Key.Key_Space)
    assert chips.code() == "b"
    press(Key.Key_Delete)
    assert chips.code() == ""
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_the_same_answer_again_takes_it_back(desk: QMainWindow) -> None:
    editor = made(Kind.YES_NO)
    put(desk, editor)
    types("n")
    assert editor.value() is False
    chips = editor.findChild(Chips)
    assert isinstance(chips, Chips)
    chips.button("no").click()
    assert editor.value() is None


# pictures and own answers -------------------------------------------------------------------------------------------------


def test_a_picture_is_taken_and_anything_else_refused(qapp: Any, tmp_path: Path) -> None:
    editor = made(Kind.IMAGE)
    good, bad, large = tmp_path / "a.png", tmp_path / "b.png", tmp_path / "c.jpg"
    good.write_bytes(picture("JPG"))
    bad.write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    large.write_bytes(b"\xff\xd8\xff" + bytes(2 * 1024 * 1024))
    for place in (bad, large, tmp_path / "missing.png"):
        editor.load(place)  # type: ignore[attr-defined]
        assert editor.shown_problem()
        assert editor.value() is None
    editor.load(good)  # type: ignore[attr-defined]
    assert editor.shown_problem() == ""
    assert base64.b64decode(str(editor.value())) == picture("JPG")


def test_answers_of_an_own_question_keep_their_words_in_other_languages(qapp: Any) -> None:
    editor = made(Kind.OPTIONS)
    editor.set_value(SAMPLES[Kind.OPTIONS][1])
    editor.retranslate(words("ar"))
    assert editor.box.toPlainText() == "أحمر\nBlue"  # type: ignore[attr-defined]
    editor.retranslate(EN)
    editor.box.setPlainText("Blue\nGreen\nRed")  # type: ignore[attr-defined]
    assert editor.value() == {"b": {"en": "Blue"}, "answer-1": {"en": "Green"}, "a": {"en": "Red", "ar": "أحمر"}}
