"""Who was heard, on Home: people and conversations of this week and this month, in plain words. No name, and nothing that ranks anybody."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _, current, ngettext
from storage.heard import Heard, heard
from ui.parts import label
from ui.session import Session

__all__ = ["HeardLines"]


class HeardLines(QWidget):
    """Shown once somebody was heard this month."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found = Heard()
        self.title, self.words = label("section"), label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.words):
            column.addWidget(part)
        self.retranslate()

    def refresh(self) -> None:
        """Count again."""
        self.session.jobs.read(heard, self._take)

    def _take(self, found: Heard) -> None:
        self.found = found
        self.retranslate()

    def retranslate(self) -> None:
        found = self.found
        self.setVisible(found.month_talks > 0)
        self.title.setText(_("Who was heard"))
        week = _("This week: {people}, {talks}.").format(people=_people(found.week_people), talks=_talks(found.week_talks))
        month = _("This month: {people}, {talks}.").format(people=_people(found.month_people), talks=_talks(found.month_talks))
        self.words.setText(f"{week}\n{month}" if found.week_talks else _("Nobody yet this week.") + f"\n{month}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "words"):
            self.retranslate()
        super().changeEvent(event)


def _people(count: int) -> str:
    return ngettext("{n} person", "{n} people", count).format(n=current().number(count))


def _talks(count: int) -> str:
    return ngettext("{n} conversation", "{n} conversations", count).format(n=current().number(count))
