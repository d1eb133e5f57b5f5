"""What a known person asked for before and still stands open: confirmed or ended with one key, and never asked as if it were new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from locales import M_, Words, _, current, iso, member_words
from models.need import Need, is_sensitive, shown_kind
from models.vocabulary import vocabulary
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.records import STILL
from ui.widgets.chips import Chips
from ui.widgets.fitting import Fitting
from ui.widgets.side_by_side import leading, text_label

__all__ = ["EarlierNeeds"]

BECAME = {STILL: M_("Still so"), "met": M_("Solved"), "part": M_("Partly solved"), "dropped": M_("No longer needed")}
"""What may have become of a need by the person's own word: nothing, or the state it gets."""
MOST_LETTERS = 160


def became(code: str, words: Words) -> str:
    """The answer as a member sees it, in the language of `words`."""
    return member_words(words.code).gettext(BECAME[code])


def told(need: Need) -> str:
    """A need in one line; a sensitive one by its group alone, until somebody opens it with a reason."""
    words = current()
    kind = vocabulary("need-category").label(shown_kind(need.category, opened=False), words)
    asked = need.asked if isinstance(need.asked, str) and not is_sensitive(need.category) else ""
    asked = asked if len(asked) <= MOST_LETTERS else asked[:MOST_LETTERS] + "…"
    since = _("since {day}").format(day=iso(words.date(need.opened, "medium"))) if need.opened else ""
    return " · ".join(each for each in (kind, iso(asked) if asked else "", vocabulary("need-status").label(need.status or "", words), since) if each)


class EarlierNeeds(QWidget):
    """A card for each open need; nothing is shown for somebody new."""

    changed = Signal()
    answered = Signal()
    """A number was pressed: on to the next."""

    def __init__(self, intake: Intake, needs: Sequence[Need]) -> None:
        super().__init__()
        self._intake, self._needs = intake, tuple(needs)
        self._head = QLabel(wordWrap=True)
        self._head.setProperty("kind", "section")
        self.chips: dict[str, Chips] = {}
        self._told: dict[str, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._head)
        for number, need in enumerate(self._needs):
            chips, words = Chips(tuple(BECAME), lambda code: became(code, current())), text_label()
            chips.setObjectName(f"needs.earlier{number}")
            chips.set_code(intake.earlier.get(need.id, ""))
            chips.picked.connect(lambda code, need_id=need.id: self._picked(need_id, code))
            chips.keyed.connect(lambda _code: self.answered.emit())
            card = QFrame()
            card.setProperty("card", True)
            inside = QVBoxLayout(card)
            inside.setContentsMargins(14, 10, 14, 10)
            line = Fitting(700)
            line.add(words, 1)
            line.add(chips)
            inside.addWidget(line)
            box.addWidget(card)
            self.chips[need.id], self._told[need.id] = chips, words
        self.setVisible(bool(self._needs))

    def _picked(self, need_id: str, code: str) -> None:
        self._intake.earlier.pop(need_id, None)
        if code:
            self._intake.earlier[need_id] = code
        self.changed.emit()

    def unanswered(self) -> QWidget | None:
        """The first that nobody spoke of yet."""
        return next((each for each in self.chips.values() if not each.code()), None)

    def retranslate(self, volunteer: Words) -> None:
        self._head.setText(_("Asked for before: is it still so?"))
        for need in self._needs:
            self._told[need.id].setText(told(need))
            leading(self._told[need.id], volunteer)
            self.chips[need.id].renew()
            self.chips[need.id].name(self._told[need.id].text())
