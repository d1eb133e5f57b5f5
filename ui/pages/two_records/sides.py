"""One of two records in short: who it is, what hangs on it, and how the consents stand."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from locales import _, current, iso, ngettext
from models.consent import GIVEN, NOT_ASKED, standing
from models.vocabulary import vocabulary
from ui.operations.two_records import Counts, Side
from ui.pages.member.words import use_words
from ui.parts import label
from ui.widgets.side_by_side import leading

__all__ = ["SideCard"]


class SideCard(QFrame):
    """Words only; nothing in it can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.name, self.what, self.holds, self.consents = label("section"), label("muted"), label(), label()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        for part in self._labels():
            part.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(part)
        column.addStretch(1)

    def _labels(self) -> tuple[QLabel, ...]:
        return (self.name, self.what, self.holds, self.consents)

    def show_side(self, side: Side | None, *, stays: bool, begun: bool) -> None:
        """Show one; None shows nothing of anybody."""
        if side is None:
            for each in self._labels():
                each.clear()
            return
        member = side.member
        who = iso(member.label)
        self.name.setText(_("{name} ({code})").format(name=who, code=iso(member.code)) if member.code else who)
        self.what.setText(_("This conversation") if begun else _("This record stays") if stays else _("This record goes into the other"))
        parts = holds(side.counts)
        if side.last:
            parts.append(_("last talked with {date}").format(date=iso(current().date(side.last, "medium"))))
        self.holds.setText(current().list(parts) if parts else "" if begun else _("Nothing hangs on it yet."))
        self.consents.setText(agreed(side))
        for each in self._labels():
            each.setVisible(bool(each.text()))
            leading(each, current())


def holds(counts: Counts) -> list[str]:
    """How many of each there are, those there are none of left out."""
    told = {
        "conversation": ngettext("{n} conversation", "{n} conversations", counts.get("conversation", 0)),
        "story": ngettext("{n} story", "{n} stories", counts.get("story", 0)),
        "need": ngettext("{n} need", "{n} needs", counts.get("need", 0)),
        "contribution": ngettext("{n} contribution", "{n} contributions", counts.get("contribution", 0)),
        "attachment": ngettext("{n} attachment", "{n} attachments", counts.get("attachment", 0)),
    }
    return [words.format(n=current().number(counts[kind])) for kind, words in told.items() if counts.get(kind)]


def agreed(side: Side) -> str:
    """How the consents stand today, the open ones first."""
    stands = {use: value for use, value in standing(side.consents, datetime.date.today()).items() if value != NOT_ASKED}
    told = sorted(stands.items(), key=lambda pair: pair[1] != GIVEN)
    return "\n".join(_("{use} – {answer}").format(use=iso(use_words(use)), answer=vocabulary("consent-value").label(value, current()))
                     for use, value in told)
