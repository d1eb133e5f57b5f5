"""A story to be read, in the direction of the language it was told in; a sentence of it can be marked as a quote."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from locales import _, current, iso, language
from models.story import Story
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key
from ui.widgets.plain_editors import TextBox
from ui.widgets.side_by_side import leading


class StoryReader(QWidget):
    """The words as told. `marked` carries the story and the words selected in it."""

    back = Signal()
    edit = Signal(str)
    work = Signal(str)
    marked = Signal(object, str)
    binned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.story: Story | None = None
        self._person, self._day = "", ""
        self.title, self.about = QLabel(), QLabel()
        self.title.setObjectName("heading")
        self.title.setWordWrap(True)
        self.about.setProperty("kind", "muted")
        self.about.setWordWrap(True)
        self.text = TextBox(1)  # it takes what the window leaves
        self.text.setReadOnly(True)
        self.back_button, self.mark_button, self.work_button, self.edit_button, self.bin_button = (QPushButton() for _each in range(5))
        buttons = Wrapped()
        for button in (self.back_button, self.mark_button, self.work_button, self.edit_button, self.bin_button):
            buttons.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, self.about, buttons):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        self.back_button.clicked.connect(self.back)
        self.work_button.clicked.connect(lambda: self.work.emit(self.story.id) if self.story is not None else None)
        self.edit_button.clicked.connect(lambda: self.edit.emit(self.story.id) if self.story is not None else None)
        self.bin_button.clicked.connect(lambda: self.binned.emit(self.story) if self.story is not None else None)
        self.mark_button.clicked.connect(self._mark)
        self.text.selectionChanged.connect(self._enable)
        on_key(self, "Ctrl+Shift+Q", self._mark)
        self._enable()

    def show_story(self, story: Story, person: str, day: str) -> None:
        self.story, self._person, self._day = story, person, day
        self.text.set_direction(language(story.language).direction == "rtl" if story.language else None)
        self.text.setPlainText(story.text or "")
        self.retranslate()

    def selected(self) -> str:
        """The words that are selected, as they stand in the story."""
        return self.text.textCursor().selectedText().replace("\u2029", "\n").strip()

    def _enable(self) -> None:
        self.mark_button.setEnabled(bool(self.selected()))

    def _mark(self) -> None:
        if self.story is not None and self.selected():
            self.marked.emit(self.story, self.selected())

    def retranslate(self) -> None:
        self.back_button.setText(_("Back to the record"))
        self.mark_button.setText(_("Mark the selected words as a quote"))
        self.mark_button.setToolTip(_("Ctrl+Shift+Q"))
        self.work_button.setText(_("Translations, themes and quotes"))
        self.edit_button.setText(_("Edit the story"))
        self.bin_button.setText(_("Put in the bin"))
        self.text.setAccessibleName(_("Story in the member's words"))
        if self.story is None:
            return
        self.title.setText(_("The story of {name}").format(name=iso(self._person)))
        leading(self.title, current())
        tongue = current().tongue(self.story.language) if self.story.language else ""
        day = iso(current().date(self._day)) if self._day else ""
        self.about.setText(
            _("Told in {language} on {date}").format(language=tongue, date=day) if tongue and day
            else _("Told in {language}").format(language=tongue) if tongue else day,
        )
