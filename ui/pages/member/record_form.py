"""One record of a person, opened to be read and edited: the form is made from the declaration, own questions included.

Ctrl+S keeps, Escape leaves it as it was. When another page comes up or the vault is locked, what can be kept is kept: nothing
typed is lost, and nobody is asked about "unsaved changes".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from locales import _, current, iso, language
from models.consent import Consent
from models.fields import Field, Kind, Sensitivity
from models.need import Need
from models.record import Record
from models.registry import BY_TYPE
from models.values import missing
from models.vocabulary import vocabulary
from storage.history import Entry
from ui.pages.member.history import History
from ui.pages.member.sensitive import ReasonGate
from ui.pages.member.words import use_words
from ui.widgets.fitting import Wrapped
from ui.widgets.form import Form, filled
from ui.widgets.plain_editors import LongTextEditor
from ui.widgets.reading_order import put_in_order
from ui.widgets.side_by_side import leading

NOT_TYPED = frozenset({Kind.REFERENCE, Kind.REFERENCES})
BY_STEPS = {"quote": frozenset({"state"}), "member": frozenset({"restricted", "objection", "objection_date"}),
            "consent": frozenset({"use", "value"}), "referral": frozenset({"state", "sent", "vital_reason", "decided_by"})}
"""Fields that are moved on by their own buttons, a person's rights among them."""
READ_ANYWAY = {"quote": frozenset({"text", "translation"}), "story": frozenset({"text"})}
"""Sensitive words that the page shows before their form is opened."""
TEXT_LANGUAGE = {"text": "language", "translation": "translation_language"}
"""Fields whose direction another field decides."""


@dataclass(frozen=True)
class Opened:
    """A record with what is needed to show it: its fields as the association uses them, and its history."""

    record: Record
    fields: tuple[Field, ...]
    history: tuple[Entry, ...] = ()


def typed_fields(record: Record, fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields that somebody types: neither Raddir's own nor those that tell whose record it is."""
    skipped = BY_STEPS.get(record.TYPE, frozenset())
    return tuple(each for each in fields if not each.system and not each.retired and each.kind not in NOT_TYPED and each.name not in skipped)


class RecordForm(QWidget):
    """Title and buttons that stay, and the form that scrolls under them."""

    kept = Signal(object)
    left = Signal()
    binned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.opened: Opened | None = None
        self.form: Form | None = None
        self._person = ""
        self._before: dict[str, object] = {}
        self._closed: frozenset[str] = frozenset()
        """Sensitive fields that nobody has opened yet."""
        self.gate = ReasonGate()
        self.title = QLabel()
        self.title.setObjectName("heading")
        self.title.setWordWrap(True)
        self.save_button, self.leave_button, self.history_button, self.bin_button = (QPushButton() for _each in range(4))
        self.save_button.setProperty("kind", "primary")
        self.history_button.setCheckable(True)
        self.problems = QLabel()
        self.problems.setProperty("kind", "danger")
        self.problems.setWordWrap(True)
        self.history = History()
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = Wrapped()
        for button in (self.save_button, self.leave_button, self.history_button, self.bin_button):
            buttons.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, buttons, self.problems, self.history):
            column.addWidget(widget)
        column.addWidget(self.area, 1)
        self.problems.hide()
        self.history.hide()
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)
        self.bin_button.clicked.connect(self._put_in_bin)
        self.history_button.toggled.connect(self.history.setVisible)

    def show_record(self, opened: Opened, person: str, *, opened_up: bool = False) -> None:
        """Open a record of somebody; what stood in the form before is let go. What is sensitive in a record that was kept stays closed
        until a reason was given (`opened_up`)."""
        self.opened, self._person = opened, person
        typed = typed_fields(opened.record, opened.fields)
        sensitive = frozenset(each.name for each in typed if each.sensitivity is Sensitivity.SENSITIVE)
        sensitive -= READ_ANYWAY.get(opened.record.TYPE, frozenset())
        self._closed = frozenset() if opened_up or not opened.record.id else sensitive
        self.gate.reset()
        self._build(opened, tuple(each for each in typed if each.name not in self._closed))

    def _build(self, opened: Opened, fields: tuple[Field, ...]) -> None:
        self.form = Form(fields, current())
        self.form.set_record(opened.record)
        self._before = self.form.raw()
        self.form.setMaximumWidth(820)
        inside = QWidget()
        room = QVBoxLayout(inside)
        room.setContentsMargins(4, 4, 12, 24)
        room.addWidget(self.gate)  # it scrolls with the form: large letters need the room
        room.addWidget(self.form)
        room.addStretch(1)
        self.area.setWidget(inside)
        self.gate.setVisible(bool(self._closed))
        self.form.changed.connect(self._typed)
        self.history.show_entries(opened.history, opened.fields)
        self.history_button.setChecked(False)
        self.history_button.setVisible(bool(opened.history) and not self._closed)
        self.bin_button.setVisible(bool(opened.record.id))
        self.problems.hide()
        self._set_directions()
        self.retranslate()
        put_in_order(self)

    def open_sensitive(self) -> None:
        """Show the fields that were closed; what was typed in the others stays."""
        if self.opened is None or self.form is None or not self._closed:
            return
        typed, self._closed = self.form.raw(), frozenset()
        self._build(self.opened, typed_fields(self.opened.record, self.opened.fields))
        self.set_raw({**self._before, **typed})
        self.focus()

    def holds_closed(self, raw: Mapping[str, Any]) -> bool:
        """Whether something was typed into a field that is closed now."""
        return any(name in raw for name in self._closed)

    def focus(self) -> None:
        if self._closed and (self.form is None or not self.form.fields):
            self.gate.take_focus()
        elif self.form is not None and self.form.fields:
            self.form.focus_field(self.form.fields[0].name)

    def dirty(self) -> bool:
        """Whether something was typed that isn't kept yet."""
        return self.form is not None and self.form.raw() != self._before

    def raw(self) -> dict[str, Any]:
        """Every letter that stands in the form, and what a consent that is corrected is about."""
        record = self.opened.record if self.opened is not None else None
        about = {"use": record.use, "value": record.value} if isinstance(record, Consent) else {}
        return {**about, **self.form.raw()} if self.form is not None else {}

    def set_raw(self, raw: Mapping[str, Any]) -> None:
        """Bring back what was half typed."""
        if self.form is not None:
            self.form.set_raw(raw)
            self._set_directions()

    def close_record(self) -> None:
        """Let go of what stands in the form."""
        self.form, self.opened, self._before = None, None, {}

    def save(self) -> None:
        """Hand over the record as it stands, or say what is wrong and where."""
        if self.form is None or self.opened is None:
            return
        found = self.form.problems(self.opened.record)
        self.form.show_problems(found)
        self.problems.setText("\n".join(sentence for _field, sentence in found))
        self.problems.setVisible(bool(found))
        if not found:
            self.kept.emit(self._whole(self.form.record(self.opened.record)))

    def _put_in_bin(self) -> None:
        """Hand the record over for the bin, with what was typed: whoever takes it out again finds that too."""
        if self.opened is not None:
            self.binned.emit(self.keepable() or self.opened.record)

    def keepable(self) -> Record | None:
        """The record with every answer that makes sense, the others as they were; None where that is nothing new or too little."""
        if self.form is None or self.opened is None or not self.dirty():
            return None
        wrong = {field.name for field, _sentence in self.form.problems()}
        values = {name: value for name, value in self.form.values().items() if name not in wrong}
        record = filled(self.opened.record, values, self.form.fields)
        return None if missing(record, self.form.fields) else self._whole(record)

    def has_wrong(self) -> bool:
        """Whether something stands in the form that makes no answer yet, or too little for a record."""
        return self.form is not None and self.opened is not None and bool(self.form.problems(self.opened.record))

    def _whole(self, record: Record) -> Record:
        """The record with own questions whose answer was taken away named as such: a missing one would stay as it was."""
        gone = {name: None for name in self.opened.record.answers if name not in record.answers} if self.opened is not None else {}
        return replace(record, answers={**record.answers, **gone}) if gone else record

    def _typed(self) -> None:
        self._set_directions()
        if self.problems.isVisible() and self.form is not None and self.opened is not None:
            found = self.form.problems(self.opened.record)
            self.problems.setText("\n".join(sentence for _field, sentence in found))
            self.problems.setVisible(bool(found))

    def _set_directions(self) -> None:
        """Words stand in the direction of the language they were told in."""
        if self.form is None:
            return
        for text, tongue in TEXT_LANGUAGE.items():
            editor, chosen = self.form.editors.get(text), self.form.editors.get(tongue)
            if isinstance(editor, LongTextEditor) and chosen is not None:
                code = chosen.value()
                editor.box.set_direction(language(code).direction == "rtl" if isinstance(code, str) else None)

    def retranslate(self) -> None:
        self.save_button.setText(_("Save"))
        self.save_button.setToolTip(_("Ctrl+S"))
        self.leave_button.setText(_("Leave it as it was"))
        self.history_button.setText(_("Who changed what"))
        self.bin_button.setText(_("Put in the bin"))
        self.history.retranslate()
        self.gate.retranslate()
        if self.opened is None or self.form is None:
            return
        record = self.opened.record
        kind = _(BY_TYPE[record.TYPE].LABEL)
        self.title.setText(_("{kind} – {name}").format(kind=kind, name=iso(self._person)))
        leading(self.title, current())
        self.form.retranslate(current())
        if isinstance(record, Consent):
            answer = vocabulary("consent-value").label(record.value or "", current())
            self.title.setText(_("{use}: {answer}").format(use=use_words(record.use or ""), answer=answer))
        if isinstance(record, Need) and not record.id:
            self.title.setText(_("A new need – {name}").format(name=iso(self._person)))
