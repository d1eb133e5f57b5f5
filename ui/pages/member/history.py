"""Who changed what and when, in plain words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from locales import _, current, iso
from models.consent import Consent
from models.fields import DECLINED, Field, Kind, Value
from models.member import Member
from models.operation import ALIAS, CREATE
from models.values import options_of
from models.vocabulary import vocabulary
from models.volunteer import Volunteer
from storage.history import Entry
from ui.operations import naming
from ui.pages.member.words import use_words
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


def moment(entry: Entry) -> str:
    """When something was changed, by this computer's clock."""
    told = datetime.datetime.fromisoformat(entry.when).astimezone()
    return _("{date}, {time}").format(date=iso(current().date(told.date().isoformat(), "medium")), time=f"{told:%H:%M}")


def happened(entry: Entry, fields: Mapping[str, Field]) -> str:
    """One change as a sentence: who, and what it was and is."""
    who = iso(entry.author) if entry.author else _("somebody")
    if entry.record_type == Consent.TYPE:
        sentence = _("{who} undid this – now: {what}") if entry.undoes else _("{who} wrote down: {what}")
        return sentence.format(who=who, what=_consent(entry))
    if entry.kind == CREATE:
        return _("{who} wrote it down").format(who=who)
    if entry.kind == ALIAS:
        return _alias(entry, who)
    if set(entry.values) == {"apart"}:
        return _("{who} wrote down who is somebody else").format(who=who)
    if set(entry.values) == {"archived"}:
        return (_("{who} put it in the bin") if entry.values["archived"] else _("{who} took it out of the bin")).format(who=who)
    told = [_change(fields[name], entry, name) for name in entry.values if name in fields and fields[name].kind is not Kind.IMAGE]
    if not told:
        return _("{who} changed something").format(who=who)
    sentence = _("{who} undid this – now: {what}") if entry.undoes else _("{who} changed {what}")
    return sentence.format(who=who, what=current().list(told))


def _alias(entry: Entry, who: str) -> str:
    """Two records became one, or two again."""
    found = entry.refers.get(str(entry.values.get("alias") or entry.before.get("alias")))
    code = iso(found.code) if isinstance(found, Member) and found.code else _("something that was removed")
    sentence = _("{who} joined this record to {code}") if entry.values.get("alias") else _("{who} parted this record from {code} again")
    return sentence.format(who=who, code=code)


def _consent(entry: Entry) -> str:
    """An event of consent in words: which use, the answer, and how it was given."""
    def label(name: str, code: Value) -> str:
        return vocabulary(name).label(str(code), current())

    answer = label("consent-value", entry.values.get("value"))
    if entry.values.get("how"):
        answer = _("{answer}, {how}").format(answer=answer, how=label("consent-how", entry.values["how"]))
    return _("{use} – {answer}").format(use=iso(use_words(str(entry.values.get("use") or ""))), answer=answer)


def _change(field: Field, entry: Entry, name: str) -> str:
    """A field with what it held and holds."""
    now, before = entry.values[name], entry.before.get(name)
    words, label = _words(field, now, entry), label_of(field, current())
    if before is None:
        return _("{field}: {value}").format(field=label, value=words)
    return _("{field}: from {before} to {value}").format(field=label, before=_words(field, before, entry), value=words)


def _words(field: Field, value: Value, entry: Entry) -> str:
    """An answer in words; a reference as what it leads to: the day of a conversation, the name of a volunteer."""
    if field.kind is not Kind.REFERENCE or value is None:
        return said(field, value)
    found = entry.refers.get(str(value))
    if isinstance(found, Volunteer):
        return iso(found.name)
    return naming.what(found)(found.code or "" if isinstance(found, Member) else "") if found is not None else _("something that was removed")


def sentence(entry: Entry, fields: Mapping[str, Field]) -> str:
    """One change as a sentence: when, who, and what it was and is."""
    return _("{when}: {what}").format(when=moment(entry), what=happened(entry, fields))


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
