"""Showing that the recovery sheet is at hand: two of its groups, drawn at random, are typed back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from locales import _, iso
from ui.parts import kinds, label

__all__ = ["GROUP", "PaperProof"]

GROUP = 3
"""Words in a group of the sheet."""


class PaperProof(QWidget):
    """Two fields. `proved` is told once, as soon as both say what the sheet says; four letters of a word are enough."""

    proved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[tuple[int, tuple[str, ...]], ...] = ()
        self._told = False
        self.sentence, self.result = label("section"), label("muted")
        self.edits = (QLineEdit(), QLineEdit())
        self.labels = tuple(label("muted") for _each in self.edits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.sentence)
        for name, edit in zip(self.labels, self.edits, strict=True):
            name.setBuddy(edit)
            edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the words are a key, in one order for everybody
            edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
                                     | Qt.InputMethodHint.ImhNoAutoUppercase | Qt.InputMethodHint.ImhLatinOnly)
            edit.textChanged.connect(self._look)
            edit.editingFinished.connect(self._say)
            column.addWidget(name)
            column.addWidget(edit)
        column.addWidget(self.result)
        self.retranslate()

    def ask(self, words: Sequence[str]) -> None:
        """Draw two groups of these words and ask for them. The words are kept until `forget`."""
        groups = [tuple(words[start : start + GROUP]) for start in range(0, len(words), GROUP)]
        numbers = sorted(secrets.SystemRandom().sample(range(len(groups)), len(self.edits)))
        self._asked = tuple((number + 1, groups[number]) for number in numbers)
        self._told = False
        for edit in self.edits:
            edit.clear()
            edit.setReadOnly(False)
        self.retranslate()

    def asked(self) -> tuple[int, ...]:
        """The numbers of the groups that are asked for."""
        return tuple(number for number, _words in self._asked)

    def is_proved(self) -> bool:
        """Whether both groups were typed as they stand on the sheet."""
        return self._told

    def forget(self) -> None:
        """Keep nothing of the words, neither asked for nor typed."""
        self._asked, self._told = (), False
        for edit in self.edits:
            edit.clear()
        self.retranslate()

    def _right(self) -> list[bool]:
        from storage import recovery_words

        return [recovery_words.same(edit.text(), words) for edit, (_number, words) in zip(self.edits, self._asked, strict=False)]

    def _look(self) -> None:
        right = self._right()
        if right and all(right) and not self._told:
            self._told = True
            for edit in self.edits:
                edit.setReadOnly(True)
            self.proved.emit()
        self._say(quiet=True)

    def _say(self, *, quiet: bool = False) -> None:
        """Say what is right, and once a field is left what isn't."""
        wrong = [number for (number, _words), edit, right in zip(self._asked, self.edits, self._right(), strict=False)
                 if edit.text().strip() and not right]
        said = ""
        if self._told:
            said = _("Both groups are right: the sheet is there.")
        elif wrong and not quiet:
            said = _("Group {number} says something else; look at the sheet again.").format(number=wrong[0])
        self.result.setText(said)
        kinds(self.result, kind="ok" if self._told else "danger")

    def retranslate(self) -> None:
        """Set the texts in the language of the moment."""
        numbers = self.asked() or (0, 0)
        self.sentence.setText(_("Type the three words of groups {first} and {second} from the sheet, to show that you have it. "
                                "A group is one numbered row.").format(
            first=iso(str(numbers[0])), second=iso(str(numbers[1]))))
        for number, name, edit in zip(numbers, self.labels, self.edits, strict=True):
            name.setText(_("Group {number}").format(number=number))
            edit.setAccessibleName(name.text())
        self.setEnabled(bool(self._asked))
        self._say(quiet=True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
