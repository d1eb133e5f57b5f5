"""A quote being cleared by hand, or read by a second volunteer: the words as told beside the copy, with what may tell who somebody is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _, current, iso
from models import deidentify
from models.anchor import Places
from models.quote import LADDER, Quote
from models.record import declared_fields
from storage.stories import Opened
from ui.operations.people import next_state
from ui.pages.stories.words import has_to_wait, is_rtl
from ui.pages.stories.writing import AUTOSAVE_MS
from ui.parts import button, label
from ui.widgets.buttons import chip
from ui.widgets.editors import editor_for
from ui.widgets.fitting import Fitting, Wrapped, forget
from ui.widgets.plain_editors import ShortBox
from ui.widgets.reading_order import put_in_order

QUOTE = "quote"
HINT_MS = 250


class Clearing(QWidget):
    """`cleared` carries the quote, the copy and its translation; `checked` a quote that a second person read."""

    cleared = Signal(object, str, object)
    checked = Signal(object)
    left = Signal()
    half = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.contents: Opened | None = None
        self.quote: Quote | None = None
        self.known: frozenset[str] = frozenset()
        self._who, self._filling = "", False
        fields = {each.name: each for each in declared_fields(Quote)}
        self.into = editor_for(fields["translation_language"], current(), declinable=False)
        self.title, self.what, self.waits = label(name="heading"), label("muted"), label("danger", hidden=True)
        self.told, self.copy, self.translation = ShortBox(5), ShortBox(5), ShortBox(3)
        self.told.setReadOnly(True)
        self.copy.setObjectName("stories.copy")
        self.told_name, self.copy_name, self.into_name, self.translation_name = (label("section") for _each in range(4))
        self.found, self.hints = label(), Wrapped()
        self.done_button, self.leave_button = button("primary"), button()
        self._look, self._timer = QTimer(self, singleShot=True, interval=HINT_MS), QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._look.timeout.connect(self.show_hints)
        self._timer.timeout.connect(self.half)
        self._build()

    def _build(self) -> None:
        texts, other = Fitting(520, spacing=16), Fitting(520, spacing=16)
        for line, pairs in ((texts, ((self.told_name, self.told), (self.copy_name, self.copy))),
                            (other, ((self.into_name, self.into), (self.translation_name, self.translation)))):
            for name, part in pairs:
                side = QWidget()
                box = QVBoxLayout(side)
                box.setContentsMargins(0, 0, 0, 0)
                box.addWidget(name)
                box.addWidget(part)
                box.addStretch(1)
                line.add(side, 1)
        buttons = Wrapped()
        buttons.add(self.done_button)
        buttons.add(self.leave_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(8)
        for widget in (self.title, self.what, texts, self.found, self.hints, other, self.waits, buttons):
            column.addWidget(widget)
        column.addStretch(1)
        for typed in (self.copy.textChanged, self.translation.textChanged, self.into.changed):
            typed.connect(self._changed)
        self.done_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)

    # what is shown ----------------------------------------------------------------------------------------------------

    def begin(self, contents: Opened, quote: Quote, who: str, half: Mapping[str, Any] | None = None) -> None:
        """Begin to clear a quote, or to check it where that is its next step."""
        self.contents, self.quote, self._who, self.known, self._filling = contents, quote, who, frozenset(), True
        raw = half or {}
        for box, code, words in (
            (self.told, quote.language, quote.told or quote.text or ""), (self.copy, quote.language, str(raw.get("text", quote.text or ""))),
            (self.translation, quote.translation_language, str(raw.get("translation", quote.translation or ""))),
        ):
            box.set_direction(is_rtl(code))
            box.setPlainText(words)
        self.into.set_raw(raw.get("into", quote.translation_language))
        reads = self.is_check()
        for box in (self.copy, self.translation):
            box.setReadOnly(reads)
        self.into.setEnabled(not reads)
        self._filling = False
        self.retranslate()
        self.show_hints()

    def know(self, quote: Quote, known: frozenset[str]) -> None:
        """Point also at these words of names that are known here, once they were looked up."""
        if self.quote is not None and self.quote.id == quote.id:
            self.known = known
            self.show_hints()

    def forget(self) -> None:
        self.contents = self.quote = None
        self.known = frozenset()
        self._timer.stop()
        self._look.stop()
        self._filling = True
        for box in (self.told, self.copy, self.translation):
            box.clear()
        self._filling = False
        self._drop_hints()

    def is_check(self) -> bool:
        """Whether a cleared quote is read, and not cleared."""
        return self.quote is not None and next_state(self.quote.state) == LADDER[2]

    def dirty(self) -> bool:
        return self.quote is not None and not self.is_check() and (
            self.copy.toPlainText() != (self.quote.text or "") or self.translation.toPlainText() != (self.quote.translation or ""))

    def raw(self) -> dict[str, Any]:
        """What a draft keeps."""
        assert self.quote is not None
        return {"what": QUOTE, "id": self.quote.id, "text": self.copy.toPlainText(), "translation": self.translation.toPlainText(),
                "into": self.into.raw()}

    def save(self) -> None:
        """Ctrl+S: say that nobody can be recognised in it, or that it was checked."""
        if self.quote is None:
            return
        if self.is_check():
            if self.done_button.isEnabled():
                self.checked.emit(self.quote)
        elif self.copy.toPlainText().strip():
            self._timer.stop()
            other, into = self.translation.toPlainText().strip() or None, self.into.value()
            self.cleared.emit(self.quote, self.copy.toPlainText().strip(), {"translation": other, "translation_language": into if other else None})

    # hints ------------------------------------------------------------------------------------------------------------

    def found_now(self) -> list[deidentify.Hint]:
        """What is pointed at in the copy as it stands."""
        if self.contents is None or self.quote is None:
            return []
        persons = [each.words or "" for each in self.contents.passages if each.third_person]
        third = self.contents.story.third_persons
        persons += [each.strip() for each in third.split(",")] if isinstance(third, str) else []
        return deidentify.hints(self.copy.toPlainText(), self.quote.language or "", known=self.known, persons=persons,
                                story=self.contents.story.text or "")

    def show_hints(self) -> None:
        """Point at what may tell who somebody is, each a button that selects it in the copy."""
        self._drop_hints()
        text, found = self.copy.toPlainText(), self.found_now()
        for each in found:
            made = chip(stays=False)
            words = text[each.start : each.end]
            made.setText(_("{words}: {kind}").format(words=iso(words), kind=_(deidentify.KINDS[each.kind])))
            made.clicked.connect(lambda _on=False, hint=each: self._select(hint))
            self.hints.add(made)
            made.show()
        self.hints.setVisible(bool(found))
        put_in_order(self)
        self.found.setText(
            _("Look at these once more. Put something vaguer in square brackets in their place: [a town], [a friend].") if found
            else _("Nothing is pointed at. Read it once more all the same: one event can tell who somebody is.")
        )

    def _drop_hints(self) -> None:
        for each in self.hints.findChildren(QWidget):
            each.setParent(None)
            forget(each)

    def _select(self, hint: deidentify.Hint) -> None:
        places, cursor = Places(self.copy.toPlainText()), QTextCursor(self.copy.document())
        cursor.setPosition(places.units(hint.start))
        cursor.setPosition(places.units(hint.end), QTextCursor.MoveMode.KeepAnchor)
        self.copy.setTextCursor(cursor)
        self.copy.setFocus()

    def _changed(self) -> None:
        if self._filling or self.quote is None:
            return
        self._look.start()
        into = self.into.value()
        self.translation.set_direction(is_rtl(into if isinstance(into, str) else None))
        if not self.is_check():
            self._timer.start()

    # words ------------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.into.retranslate(current())
        reads = self.is_check()
        self.title.setText(_("Check a quote as a second person") if reads else _("Clear a quote"))
        self.what.setText(
            _("Read as somebody who lives in the same town: could you tell who said it, or whom it is about?") if reads
            else _("Write it so that nobody can be recognised in it: neither the member nor anybody else.")
        )
        self.told_name.setText(_("As it was told"))
        self.copy_name.setText(_("As it would be printed"))
        self.into_name.setText(_("In a report in another language"))
        self.translation_name.setText(_("The quote in that language"))
        for box, name in ((self.told, self.told_name), (self.copy, self.copy_name), (self.translation, self.translation_name)):
            box.setAccessibleName(name.text())
        self.done_button.setText(_("I have checked it as a second person") if reads else _("Nobody can be recognised in it (Ctrl+S)"))
        self.leave_button.setText(_("Leave as it was (Esc)"))
        early = has_to_wait(self.quote, self.contents, self._who) if reads and self.quote is not None and self.contents is not None else ""
        self.waits.setText(early)
        self.waits.setVisible(bool(early))
        self.done_button.setEnabled(not early)
        if self.quote is not None:
            self.show_hints()
