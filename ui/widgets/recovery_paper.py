"""The recovery words before the person who has to keep them: to copy by hand, to print, to save, and to show that they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from locales import _, iso
from ui import messages
from ui.operations import keys
from ui.parts import button, clear, kinds, label
from ui.session import Session
from ui.widgets.file_dialogs import ask_save
from ui.widgets.paper_proof import GROUP, PaperProof

__all__ = ["RecoveryPaper"]


class RecoveryPaper(QWidget):
    """Words in numbered groups, [Print], [Save as PDF], and two groups to be typed back. `proved` is told when they were."""

    proved = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._words: tuple[str, ...] = ()
        self.card = QFrame()
        self.card.setProperty("card", True)
        self.card.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the words are a key, in one order for everybody
        self.grid = QGridLayout(self.card)
        self.grid.setContentsMargins(18, 12, 18, 12)
        self.grid.setVerticalSpacing(6)
        self.print_button, self.save_button = button(), button()
        self.no_printer, self.saved = label("muted"), label("ok", hidden=True)
        self.proof = PaperProof()
        self.ready_button, self.again_button = button("primary"), button("quiet")
        self.ready_button.clicked.connect(lambda: self._hide_words(True))
        self.again_button.clicked.connect(lambda: self._hide_words(False))
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._ask_place)
        self.proof.proved.connect(self.proved)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.card)
        column.addLayout(buttons)
        for widget in (self.no_printer, self.saved, self.proof):
            column.addWidget(widget)
        for choice in (self.ready_button, self.again_button):
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeading)
        self.retranslate()
        self._hide_words(False)

    def show_words(self, words: Sequence[str]) -> None:
        """Show these words, and ask for two of their groups."""
        self.forget()
        self._words = tuple(words)
        for place, word in enumerate(self._words):
            row, column = divmod(place, GROUP)
            if column == 0:
                self.grid.addWidget(_said(str(row + 1), "muted"), row, 0)
            self.grid.addWidget(_said(word, "section"), row, column + 1)
        self._hide_words(False)

    def _hide_words(self, hidden: bool) -> None:
        """What is typed back comes from the paper: the words go from the screen meanwhile."""
        shown: tuple[QWidget, ...] = (self.card, self.print_button, self.save_button, self.no_printer, self.ready_button)
        asked: tuple[QWidget, ...] = (self.proof, self.again_button)
        for widget in (*shown, *asked):
            widget.setVisible((widget in asked) == hidden)
        if hidden:
            self.proof.ask(self._words)
            self.proof.edits[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._look_for_printer()

    def words(self) -> tuple[str, ...]:
        """What is shown, in order."""
        return self._words

    def forget(self) -> None:
        """Take the words off the page and keep nothing of them."""
        self._words = ()
        for shown in self.card.findChildren(QLabel):
            shown.clear()
        clear(self.grid)
        self.proof.forget()
        self.saved.hide()

    def _look_for_printer(self) -> None:
        from ui.widgets.printing import has_printer

        there = has_printer()
        self.print_button.setEnabled(there)
        self.no_printer.setVisible(not there)

    def _print(self) -> None:
        from ui.widgets.printing import ask_printer

        keys.print_sheet(self.session, self._words, lambda paper: ask_printer(self, paper), messages.show)

    def _ask_place(self) -> None:
        ask_save(self, _("Save as PDF on a USB stick"), "raddir.pdf", [_("PDF files (*.pdf)")], self._save)

    def _save(self, place: Path) -> None:
        keys.save_sheet(self.session, self._words, place, lambda: self._was_saved(place), messages.show)

    def _was_saved(self, place: Path) -> None:
        self.saved.setText(_("Saved as {place}. Whoever finds this file can open everything: print it, then delete it.").format(place=iso(place)))
        kinds(self.saved, kind="danger")
        self.saved.show()

    def retranslate(self) -> None:
        """Set the texts in the language of the moment."""
        self.card.setAccessibleName(_("The fifteen recovery words, in order"))
        self.print_button.setText(_("Print"))
        self.save_button.setText(_("Save as PDF on a USB stick"))
        self.ready_button.setText(_("I have the sheet: hide the words"))
        self.again_button.setText(_("Show the words again"))
        self.no_printer.setText(_("No printer is set up on this computer. Copy the words by hand, or save the sheet and print it elsewhere."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _said(text: str, kind: str) -> QLabel:
    shown = QLabel(text)
    shown.setProperty("kind", kind)
    return shown
