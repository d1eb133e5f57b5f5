"""Who changed what and when, in plain words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from locales import _, current, iso
from models.fields import DECLINED, Field, Kind, Value
from models.operation import CREATE
from models.values import options_of
from storage.library import Entry
from ui.widgets.editors import label_of

ROWS = 5
SHORT = 80
"""Letters of a long text that a line of the history repeats."""


def said(field: Field, value: Value) -> str:
    """An answer in the words of the window's language."""
    words = current()
    if value is None:
        return _("nothing")
    if value is DECLINED:
        return _("Prefer not to say")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.kind in (Kind.CODE, Kind.CODES):
        return words.list([_label(field, each) for each in (value if isinstance(value, tuple) else (str(value),))])
    if field.kind is Kind.DATE:
        return iso(words.date(str(value)))
    if isinstance(value, int | Decimal):
        return str(value) if field.name.endswith("year") else words.number(value)
    if isinstance(value, Mapping):
        return words.list([iso(each) for each in value.values() if isinstance(each, str)])
    text = " ".join(str(value).split())
    return iso(text if len(text) <= SHORT else text[:SHORT] + "…")


def _label(field: Field, code: str) -> str:
    if field.options and code in field.options:
        labels = field.options[code]
        return labels.get(current().code) or labels.get("en") or next(iter(labels.values()), code)
    chosen = options_of(field)
    return chosen.label(code, current()) if chosen is not None else code


def sentence(entry: Entry, fields: Mapping[str, Field]) -> str:
    """One change as a sentence: when, who, and what it is now."""
    moment = datetime.datetime.fromisoformat(entry.when).astimezone()
    when = _("{date}, {time}").format(date=iso(current().date(moment.date().isoformat(), "medium")), time=f"{moment:%H:%M}")
    who = iso(entry.author) if entry.author else _("somebody")
    if entry.kind == CREATE:
        return _("{when}: {who} wrote it down").format(when=when, who=who)
    # References (a conversation, a story) are kept by id and say nothing to a reader.
    told = [
        _("{field}: {value}").format(field=label_of(fields[name], current()), value=said(fields[name], value))
        for name, value in entry.values.items()
        if name in fields and fields[name].kind not in (Kind.REFERENCE, Kind.REFERENCES, Kind.IMAGE)
    ]
    if not told:
        return _("{when}: {who} changed something").format(when=when, who=who)
    return _("{when}: {who} changed {what}").format(when=when, who=who, what=current().list(told))


class History(QWidget):
    """The changes of one record, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self._fields: dict[str, Field] = {}
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def show_entries(self, entries: Sequence[Entry], fields: Sequence[Field]) -> None:
        self._entries = tuple(reversed(entries))
        self._fields = {each.name: each for each in fields}
        self.retranslate()

    def retranslate(self) -> None:
        self.list.setAccessibleName(_("Who changed what"))
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItems([sentence(each, self._fields) for each in self._entries])
        self.list.setFixedHeight(max(32, self.fontMetrics().height() + 12) * min(max(len(self._entries), 1), ROWS) + 2 * self.list.frameWidth() + 4)
        if self._entries:
            self.list.setCurrentRow(max(row, 0))
