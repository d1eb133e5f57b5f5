"""Sections of the settings that are read: what is protected, and what to do about a lost laptop."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from locales import N_
from ui.leaves.lost import LostReading
from ui.leaves.protection import ProtectionReading
from ui.pages.settings.section import Section
from ui.session import Session

__all__ = ["LostSection", "ProtectionSection"]


class ProtectionSection(Section):
    """The honest page."""

    title_msg = N_("What is protected, and what isn't")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.body.addWidget(ProtectionReading(session))
        self.retranslate()


class LostSection(Section):
    """What to do tonight."""

    title_msg = N_("A laptop is lost: what to do tonight")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.body.addWidget(LostReading(session))
        self.retranslate()
