"""Settings: what Raddir is, which release this is, and under which licences it and its parts stand."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from locales import N_, _, iso
from ui.pages.settings.section import Section
from ui.parts import label
from ui.session import Session

__all__ = ["PARTS", "VERSION", "AboutSection"]

VERSION = "0.1.0"
"""This release, as `pyproject.toml` has it."""
PARTS = (
    ("Qt for Python (PySide6)", "LGPL-3.0"), ("SQLCipher, sqlcipher3", "BSD-3-Clause, zlib"), ("sqlite-utils", "Apache-2.0"),
    ("argon2-cffi", "MIT"), ("cryptography", "Apache-2.0 / BSD-3-Clause"), ("pyrage", "MIT"), ("mnemonic", "MIT"),
    ("diceware", "GPL-3.0-or-later, CC-BY-3.0"), ("ReportLab", "BSD-3-Clause"), ("uharfbuzz", "Apache-2.0"), ("Pillow", "MIT-CMU"),
    ("miniaudio", "MIT"), ("charset-normalizer", "MIT"), ("Babel", "BSD-3-Clause"), ("Fira Sans, Amiri, Noto Sans", "OFL-1.1"),
)
"""What Raddir is built of, and its licences; `docs/dependencies.md` says what each is for."""


class AboutSection(Section):
    """No link is opened and nothing is asked of any server."""

    title_msg = N_("About Raddir")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.what, self.release, self.licence, self.parts_label = label(), label(), label(), label("section")
        parts = QWidget()
        rows = QFormLayout(parts)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, licence in PARTS:
            rows.addRow(QLabel(name), QLabel(licence))
        for widget in (self.what, self.release, self.licence, self.parts_label, parts):
            self.body.addWidget(widget)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.what.setText(_("Raddir is Icelandic for voices. It keeps what members tell their association, and prints what speaks for everybody and "
                            "shows nobody. It works offline: there is no server, no account, and nobody is told how you use it."))
        self.release.setText(_("Release {version}").format(version=iso(VERSION)))
        self.licence.setText(_("Raddir is free software under the GNU General Public License, version 3 or later: you may use, study, share and "
                               "change it. It comes without any warranty. The whole text stands in the file LICENSE."))
        self.parts_label.setText(_("Built of"))
