"""Settings: what stands about the association."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from locales import N_
from ui.pages.settings.association import AssociationSection
from ui.session import Session

__all__ = ["GroupSection"]


class GroupSection(AssociationSection):
    """Name, number, country, address, contact, logo, about, and the smallest group that is printed."""

    title_msg = N_("Our association")
    help_msg = N_("This stands on your reports. Nothing of it is secret, and nothing but the name is needed.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("name", "number", "country", "address", "contact", "logo", "about", "threshold"), parent)
        self.retranslate()
