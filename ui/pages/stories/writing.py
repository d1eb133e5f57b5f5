"""A translation being written beside the original, or the words of a story being put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _, current, iso, ngettext
from models.operation import new_id
from models.quote import VOID
from models.record import declared_fields
from models.story import Story
from models.translation import Translation
from storage.stories import Opened
from ui.pages.stories.words import is_rtl
from ui.parts import button, label
from ui.widgets.editors import editor_for
from ui.widgets.fitting import Fitting, Wrapped
from ui.widgets.plain_editors import TextBox

AUTOSAVE_MS = 1_000
"""How long after the last key what was written is in the vault."""
STORY, TRANSLATION = "story", "translation"


class Writing(QWidget):
    """`kept` carries what is to be kept, `half` tells that it is time to put what was written in safety."""

    kept = Signal(object)
    left = Signal()
    half = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.contents: Opened | None = None
        self.record: Story | Translation | None = None
        fields = {each.name: each for each in declared_fields(Translation)}
        self.language = editor_for(fields["language"], current(), declinable=False)
        self.translator = editor_for(fields["translator"], current(), declinable=False)
        self.title, self.language_name, self.translator_name = label(name="heading"), label(), label()
        self.warning, self.problem = label("danger", hidden=True), label("danger", hidden=True)
        self.original, self.text = TextBox(9), TextBox(9)
        self.original.setReadOnly(True)
        self.text.setObjectName("stories.text")
        self.original_name, self.text_name = label("section"), label("section")
        self.save_button, self.leave_button = button("primary"), button()
        self._timer = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._timer.timeout.connect(self.half)
        self._filling = False
        self._build()

    def _build(self) -> None:
        texts, head = Fitting(520, spacing=16), Fitting(420, spacing=12)
        self._head = head
        sides = []
        for name, part in ((self.original_name, self.original), (self.text_name, self.text), (self.language_name, self.language),
                           (self.translator_name, self.translator)):
            side = QWidget()
            box = QVBoxLayout(side)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(name)
            box.addWidget(part, 1)
            sides.append(side)
        self._beside = sides[0]
        texts.add(sides[0], 1)
        texts.add(sides[1], 1)
        head.add(sides[2], 1)
        head.add(sides[3], 1)
        buttons = Wrapped()
        buttons.add(self.save_button)
        buttons.add(self.leave_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(8)
        for widget in (self.title, self.warning, head, self.problem):
            column.addWidget(widget)
        column.addWidget(texts, 1)
        column.addWidget(buttons)
        self.text.textChanged.connect(self._changed)
        self.language.changed.connect(self._language_changed)
        self.translator.changed.connect(self._changed)
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)

    # what is written --------------------------------------------------------------------------------------------------

    def begin(self, contents: Opened, record: Story | Translation, half: Mapping[str, Any] | None = None) -> None:
        """Begin to write: a translation, new where it has no id, or the story's own words; or go on with what was half written."""
        self.contents, self.record, self._filling = contents, record, True
        raw = half or {}
        is_new = isinstance(record, Translation)
        self._head.setVisible(is_new)
        self._beside.setVisible(is_new)
        self.original.set_direction(is_rtl(contents.story.language))
        self.original.setPlainText(contents.story.text or "")
        if isinstance(record, Translation):
            self.language.set_raw(raw.get("language", record.language))
            self.translator.set_raw(raw.get("translator", record.translator))
        self.text.setPlainText(str(raw.get("text", record.text or "")))
        self._filling = False
        self.problem.hide()
        self._direct()
        self.retranslate()

    def forget(self) -> None:
        self.contents = self.record = None
        self._timer.stop()
        self._filling = True
        self.text.clear()
        self.original.clear()
        self._filling = False

    def dirty(self) -> bool:
        """Whether anything differs from what is kept."""
        if self.record is None:
            return False
        if self.text.toPlainText() != (self.record.text or ""):
            return True
        known = self.record
        if not isinstance(known, Translation) or not known.id:
            return False
        return (self.language.raw(), self.translator.raw()) != (known.language, known.translator)

    def raw(self) -> dict[str, Any]:
        """What a draft keeps, every letter of it."""
        assert self.record is not None
        kind = STORY if isinstance(self.record, Story) else TRANSLATION
        return {"what": kind, "id": self.record.id, "text": self.text.toPlainText(), "language": self.language.raw(),
                "translator": self.translator.raw()}

    def finished(self) -> Story | Translation | None:
        """The record as it is now written; None where something that it needs is missing."""
        text = self.text.toPlainText()
        if self.record is None or not text.strip():
            return None
        if isinstance(self.record, Story):
            return self.record.with_values({"text": text})
        tongue = self.language.value()
        if not isinstance(tongue, str) or self.language.problem() or self.translator.problem():
            return None
        return self.record.with_values({"id": self.record.id or new_id(), "text": text, "language": tongue, "translator": self.translator.value()})

    def save(self) -> None:
        """Ctrl+S: keep it."""
        record = self.finished()
        self.problem.setVisible(record is None)
        if record is not None:
            self._timer.stop()
            self.kept.emit(record)
        elif self.text.toPlainText().strip():
            self.problem.setText(_("Choose the language of the translation first."))
            self.language.setFocus()
        else:
            self.problem.setText(_("Nothing is written yet."))
            self.text.setFocus()

    def _changed(self) -> None:
        if not self._filling and self.record is not None:
            self._timer.start()

    def _language_changed(self) -> None:
        self._direct()
        self.problem.hide()
        self._changed()

    def _direct(self) -> None:
        told = self.record.language if isinstance(self.record, Story) else self.language.value()
        self.text.set_direction(is_rtl(told if isinstance(told, str) else None))

    # words ------------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.language.retranslate(current())
        self.translator.retranslate(current())
        self.language_name.setText(_("Translated into"))
        self.translator_name.setText(_("Translated by"))
        self.original_name.setText(_("Original"))
        self.save_button.setText(_("Keep (Ctrl+S)"))
        self.leave_button.setText(_("Leave as it was (Esc)"))
        self.original.setAccessibleName(_("Story in the member's words"))
        own = isinstance(self.record, Story)
        self.title.setText(_("Put the words of the story right") if own else _("Translate the story"))
        self.text_name.setText(_("Story in the member's words") if own else _("Translation"))
        self.text.setAccessibleName(self.text_name.text())
        quotes = [each for each in self.contents.quotes if each.state not in (VOID, "marked")] if self.contents is not None else []
        self.warning.setVisible(own and bool(quotes))
        self.warning.setText(ngettext(
            "One quote was cleared from these words; when they change it becomes void and begins again.",
            "{n} quotes were cleared from these words; when they change they become void and begin again.", len(quotes),
        ).format(n=iso(str(len(quotes)))))
