"""What an attachment is about: one of the person's conversations, stories or needs, or nothing in particular."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from locales import _
from ui.pages.member.contents import Contents, timeline

KINDS = ("conversation", "story", "need")


class AboutChoice(QWidget):
    """A list of what happened, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self._choices: list[tuple[str, str]] = []
        self.label, self.box = QLabel(), QComboBox()
        self.box.setMinimumHeight(32)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.label.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(self.box)

    def ask(self, contents: Contents) -> None:
        """Offer what there is of a person."""
        self._contents = contents
        self._fill("")

    def choose(self, record_id: str) -> None:
        self._fill(record_id)

    def chosen(self) -> str:
        """The id of what was chosen, or nothing."""
        place = self.box.currentIndex()
        return self._choices[place][1] if 0 <= place < len(self._choices) else ""

    def values(self) -> dict[str, str]:
        """The field of an attachment that leads there."""
        place = self.box.currentIndex()
        kind, record_id = self._choices[place] if 0 <= place < len(self._choices) else ("", "")
        return {kind: record_id} if record_id else {}

    def _fill(self, chosen: str) -> None:
        moments = [each for each in timeline(self._contents) if each.record_type in KINDS] if self._contents is not None else []
        told = {(each.record_type, each.record_id): each for each in reversed(moments)}  # a need that was closed stands there twice
        self._choices = [("", ""), *reversed(told)]
        self.box.clear()
        self.box.addItem(_("Nothing in particular"))
        for each in reversed(told.values()):
            self.box.addItem(each.in_words())
        ids = [record_id for _kind, record_id in self._choices]
        self.box.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self.setVisible(bool(told))

    def retranslate(self) -> None:
        self.label.setText(_("What it is about"))
        self.box.setAccessibleName(_("What it is about"))
        self._fill(self.chosen())
