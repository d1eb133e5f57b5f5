"""What was marked in a story while it was told: words that may stand for the person, and words that name somebody else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import N_, Words, _, current, iso
from models.operation import new_id
from models.values import MOST_LINE
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.story_box import Marked
from ui.widgets.buttons import button
from ui.widgets.fitting import Wrapped, forget
from ui.widgets.side_by_side import leading, text_label

__all__ = ["StoryMarks"]

MOST_SHOWN = 200
"""Letters of marked words that are shown in the list."""
SELECT_FIRST = N_("Select the words in the story first; then mark them.")
TOO_LONG_FOR_A_NEED = N_("A need is said in a sentence or two: select fewer words.")
IS_A_NEED = N_("A need with these words stands in step 4; choose its kind there.")


class StoryMarks(QWidget):
    """Three buttons and the list of what was marked. `wants` tells which was pressed: "quote", "person", "need"."""

    wants = Signal(str)
    changed = Signal()

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self._intake = intake
        self._said = ""
        self.quote, self.person, self.need = button(name="story.mark"), button(name="story.person"), button(name="story.need")
        line = Wrapped(spacing=12)
        for wish, made in (("quote", self.quote), ("person", self.person), ("need", self.need)):
            made.clicked.connect(lambda _on=False, wish=wish: self.wants.emit(wish))
            line.add(made)
        self.hint = text_label("muted")
        self.hint.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(line)
        box.addWidget(self.hint)
        box.addLayout(self._list)

    # marking ----------------------------------------------------------------------------------------------------------

    def mark(self, wish: str, words: str, at: int) -> None:
        """Mark words of the story, that begin at a place."""
        if not words:
            self.say(SELECT_FIRST)
            return
        self.say("")
        if wish == "quote" and all(each["text"] != words for each in self._intake.quotes):
            self._intake.quotes.append({"id": new_id(), "text": words})
        elif wish == "person" and all((each["words"], each["at"]) != (words, at) for each in self._intake.persons):
            self._intake.persons.append({"id": new_id(), "words": words, "at": at})
        elif wish == "need":
            self._make_need(" ".join(words.split()))
        self.show_marks()
        self.changed.emit()

    def _make_need(self, words: str) -> None:
        """What was asked, in the member's words; of which kind it is, is chosen in its row."""
        if len(words) > MOST_LINE:
            self.say(TOO_LONG_FOR_A_NEED)
            return
        if all(each.get("asked") != words for each in self._intake.needs):
            self._intake.needs.append({"id": new_id(), "asked": words})
        self.say(IS_A_NEED)

    def marks(self) -> list[Marked]:
        """Everything marked, to be shown in the text."""
        return [(each["text"], 0, False) for each in self._intake.quotes] + [
            (str(each["words"]), int(each["at"]), True) for each in self._intake.persons]

    def say(self, sentence: str) -> None:
        """Say something beside the buttons; a msgid, or a sentence in the window's language already."""
        self._said = sentence
        self.hint.setText(current().gettext(sentence) if sentence else "")
        self.hint.setVisible(bool(sentence))

    # what is marked ---------------------------------------------------------------------------------------------------

    def _remove(self, mark_id: str) -> None:
        self._intake.quotes = [each for each in self._intake.quotes if each["id"] != mark_id]
        self._intake.persons = [each for each in self._intake.persons if each["id"] != mark_id]
        self.show_marks()
        self.changed.emit()

    def show_marks(self) -> None:
        """The list, each with a button that takes it away; the words of the story stay."""
        while (item := self._list.takeAt(0)) is not None:
            forget(item.widget())
        for number, quote in enumerate(self._intake.quotes):
            self._add(_("Quote: “{words}”"), quote["text"], _("Take this quote away"), f"story.quote{number}", quote["id"])
        for number, other in enumerate(self._intake.persons):
            self._add(_("Somebody else: “{words}”"), str(other["words"]), _("This is nobody else"), f"story.person{number}", str(other["id"]))

    def _add(self, sentence: str, words: str, take_away: str, name: str, mark_id: str) -> None:
        shown = text_label()
        shown.setText(sentence.format(words=iso(words if len(words) <= MOST_SHOWN else words[:MOST_SHOWN] + "…")))
        leading(shown, current())
        remove = button("quiet", name)
        remove.setText(take_away)
        remove.setAccessibleDescription(shown.text())
        remove.clicked.connect(lambda _on=False: self._remove(mark_id))
        line = QWidget()
        box = QVBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(shown)
        box.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeading)
        self._list.addWidget(line)

    def retranslate(self, volunteer: Words) -> None:
        self.quote.setText(_("Mark the selected words as a quote (Ctrl+Shift+Q)"))
        self.person.setText(_("They name somebody else (Ctrl+Shift+O)"))
        self.need.setText(_("They ask for something: make a need (Ctrl+Shift+N)"))
        self.say(self._said)
        leading(self.hint, volunteer)
        self.show_marks()
