"""The base of every editor: one field of a record, its answer in three states, its problem beside it.

An editor is made from the declaration alone. What was half typed is kept apart from the answer it stands for (`raw` and
`value`), so that a draft brings back every letter, also those that make no answer yet.
"""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from locales import N_, Words, iso
from models.fields import Field, Kind, Value
from models.values import to_json
from ui.widgets.answers import as_far_as_understood, complaint, is_declined, label_of
from ui.widgets.fitting import Fitting

DECLINE = N_("Prefer not to say")
DECLINE_NAMED = N_("Prefer not to say: {question}")


class Editor(QWidget):
    """One field. Subclasses make `self.input` and say how it is read and written.

    `changed` is emitted with every letter. `value` is the answer (None for none, also while what stands there makes no sense);
    `problem` says why it makes none.
    """

    changed = Signal()
    FILLS: ClassVar[bool] = True
    """Whether the input takes all the width there is."""

    def __init__(self, field: Field, words: Words, *, declinable: bool | None = None) -> None:
        super().__init__()
        self.field, self.words = field, words
        self._said = ""
        self.input = self._make_input()
        self.declined = QCheckBox(self)  # a parent from the start: shown without one it would flash up as a window
        self.declined.toggled.connect(self._declined_toggled)
        self._problem = QLabel(wordWrap=True)
        self._problem.setProperty("kind", "danger")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        line = Fitting(360, spacing=12)
        line.add(self.input, 1 if self.FILLS else 0)
        line.add(self.declined)
        if not self.FILLS:
            line.align_start()
        answers = field.kind not in (Kind.LABELS, Kind.OPTIONS)  # those are words of the association's own, asked of nobody
        self.declined.setHidden(not answers or (field.required if declinable is None else not declinable))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(line)
        box.addWidget(self._problem)
        self._problem.hide()
        self.retranslate(words)

    # for subclasses ---------------------------------------------------------------------------------------------------

    def _make_input(self) -> QWidget:
        raise NotImplementedError

    def _read(self) -> Any:
        """What stands in the input, as JSON."""
        raise NotImplementedError

    def _write(self, raw: Any) -> None:
        """Show something that `_read` gave, or nothing (None)."""
        raise NotImplementedError

    def _relabel(self) -> None:
        """Take words anew that stand inside the input."""

    def focus_target(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self.input

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Hand the keyboard on. A focus proxy would do so too, but it is a stop of the Tab key that no order of a page reaches: from the
        last stop of a page Tab would go back to it, and never leave the page."""
        self.focus_target().setFocus(reason)

    # the answer -------------------------------------------------------------------------------------------------------

    def raw(self) -> Any:
        """What a draft keeps: the answer as it stands, half typed or not, as JSON."""
        return {"declined": True} if self.declined.isChecked() else self._read()

    def set_raw(self, raw: Any) -> None:
        """Show again what `raw` gave. Nobody is told."""
        was = self.blockSignals(True)
        self.declined.setChecked(is_declined(raw))
        self._write(None if is_declined(raw) else raw)
        self.input.setEnabled(not self.declined.isChecked())
        self.blockSignals(was)

    def value(self) -> Value:
        """The answer in its three states. What can't be understood counts as none; ask `problem` first."""
        return as_far_as_understood(self.field, self.raw())

    def set_value(self, value: Value) -> None:
        """Show an answer of a record. Nobody is told."""
        self.set_raw(None if value is None else to_json(self.field, value))

    def problem(self) -> str:
        """What is wrong with what stands there, in one sentence of the window's language; empty when all is well."""
        return complaint(self.field, self.raw(), self.words)

    # what is shown ----------------------------------------------------------------------------------------------------

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, at the field and to those who hear the screen; an empty sentence takes it away."""
        self._said = sentence
        self._problem.setText(f"⚠ {sentence}" if sentence else "")
        self._problem.setVisible(bool(sentence))
        self.focus_target().setAccessibleDescription(sentence)
        self.focus_target().setProperty("wrong", bool(sentence))
        self.focus_target().style().polish(self.focus_target())

    def shown_problem(self) -> str:
        return self._said

    def retranslate(self, words: Words) -> None:
        """Take the words of another language; every letter, the cursor and the focus stay."""
        self.words = words
        self.declined.setText(words.gettext(DECLINE))
        label = label_of(self.field, words)
        self.declined.setAccessibleName(words.gettext(DECLINE_NAMED).format(question=iso(label)))
        self.name(label)
        self._relabel()
        if self._said:
            self.show_problem(self.problem())

    def name(self, label: str) -> None:
        """What the input is called for those who hear the screen."""
        self.focus_target().setAccessibleName(label)

    def _declined_toggled(self, ticked: bool) -> None:
        self.input.setEnabled(not ticked)
        self._tell()

    def _tell(self) -> None:
        if self._said:
            self.show_problem(self.problem())
        self.changed.emit()
