"""What is protected, and what isn't."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QWidget

from locales import N_, current
from reports.blocks import Document
from reports.kinds.protection import protection
from ui.leaves.reading import Reading
from ui.session import Session

__all__ = ["ProtectionReading"]


class ProtectionReading(Reading):
    """The honest page."""

    title_msg = N_("What is protected, and what isn't")
    NAME = "protection"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.retranslate()

    def on_screen(self) -> Document:
        return protection(current(), datetime.date.today())
