"""Signs: forty drawings, each with a word in every language, chosen by the keyboard; those of others can't be."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import locales
from models.vocabulary import vocabulary
from ui import icons, language
from ui.widgets.sign_picker import CODE, SignPicker, word

CODES = [each.code for each in vocabulary("sign").codes]


def test_there_are_forty_signs_each_with_a_drawing_of_its_own() -> None:
    assert len(CODES) == 40
    assert {path.stem for path in icons.SIGNS.glob("*.svg")} == set(CODES)


def test_no_two_drawings_look_alike(qapp: QApplication) -> None:
    pictures = {}
    for code in CODES:
        image = icons.sign(code).pixmap(QSize(24, 24)).toImage()
        pictures[code] = {(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 100}
        assert 40 < len(pictures[code]) < 320, f"{code} is empty or a blot"
    alike = [
        (one, other) for one in CODES for other in CODES
        if one < other and len(pictures[one] & pictures[other]) > 0.75 * len(pictures[one] | pictures[other])
    ]
    assert alike == []


@pytest.mark.parametrize("code", locales.LANGUAGES)
def test_every_sign_has_a_word_of_its_own_in_every_language(qapp: QApplication, code: str) -> None:
    language.choose(qapp, code)
    words = [word(each) for each in CODES]
    assert len(set(words)) == 40
    assert code == "en" or not set(words) & set(CODES)


def test_a_sign_is_picked_with_the_arrow_keys_and_those_of_others_are_passed_over(qtbot: Any) -> None:
    picker = SignPicker(taken=("boat", "kettle"))
    qtbot.addWidget(picker)
    picker.resize(600, 300)
    picker.show()
    told: list[str] = []
    picker.chosen.connect(told.append)
    assert picker.sign() == "owl", "the first that is free"
    QTest.keyClick(picker, Qt.Key.Key_Right)
    assert picker.sign() == "lamp"
    picker.set_sign("boat")
    assert picker.sign() == "lamp", "somebody has the boat"
    QTest.keyClick(picker, Qt.Key.Key_U)
    assert picker.sign() == "umbrella", "by the first letter of its word"
    assert told == ["lamp", "umbrella"]


def test_when_another_takes_the_sign_the_next_free_one_is_marked(qtbot: Any) -> None:
    picker = SignPicker()
    qtbot.addWidget(picker)
    picker.set_sign("owl")
    picker.set_taken(("owl",))
    assert picker.sign() == "boat"
    picker.set_taken(CODES)
    assert picker.sign() == ""
    assert all(item.data(CODE) for item in picker._items())
