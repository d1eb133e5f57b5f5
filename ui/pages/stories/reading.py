"""A story to read: the original beside its translation, passages coloured, what stands at the cursor named below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from locales import _, current, iso
from models.anchor import Span
from models.passage import Passage, is_in_place
from models.translation import Translation
from storage.stories import Opened
from ui import theme
from ui.pages.stories.words import about, colour, is_rtl, theme_name
from ui.parts import button, label
from ui.widgets.buttons import chip
from ui.widgets.coded_text import CodedText, Stripe
from ui.widgets.fitting import Fitting, Wrapped, forget

BESIDE = 520
"""The least width of the two texts side by side, in pixels of ordinary text."""
SHORT = 60
"""Letters of a lost passage that are shown."""


class Reading(QWidget):
    """`coded` carries a digit or the letter of a key pressed in a text, `wants` what a button asks for: a name, and what it is about."""

    digit = Signal(int)
    letter = Signal(str)
    wants = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.contents: Opened | None = None
        self.chosen = ""
        """The translation that stands beside the original, by its id."""
        self.title, self.member_button = label(name="heading"), button("quiet")
        self.original, self.other = CodedText(6), CodedText(6)
        self.original_name, self.other_name = label("section"), label("section")
        self.checked = label("muted")
        self.tongues = Wrapped()
        self.quote_button, self.person_button, self.check_button, self.edit_button, self.add_button, self.bin_button = (
            button("quiet" if place > 2 else "") for place in range(6))
        self.hint, self.here_name = label("muted"), label("muted")
        self.here, self.lost = Wrapped(), QVBoxLayout()
        self.lost_name = label("danger", hidden=True)
        self._chips: dict[str, QWidget] = {}
        self.memo = QLineEdit()
        self._memo_of: Passage | None = None
        self._build()

    def _build(self) -> None:
        buttons = Wrapped()
        for each in (self.quote_button, self.person_button, self.check_button, self.edit_button, self.add_button, self.member_button,
                     self.bin_button):
            buttons.add(each)
        texts = Fitting(BESIDE, spacing=16)
        self._sides: list[QWidget] = []
        for name, text, more in ((self.original_name, self.original, None), (self.other_name, self.other, self.checked)):
            side = QWidget()
            box = QVBoxLayout(side)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(name)
            box.addWidget(text, 1)
            if more is not None:
                box.addWidget(more)
            texts.add(side, 1)
            self._sides.append(side)
        self.memo.hide()
        self.lost.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(8)
        for part in (self.title, self.tongues):
            column.addWidget(part)
        column.addWidget(texts, 1)
        for below in (buttons, self.hint, self.here_name, self.here, self.memo, self.lost_name):
            column.addWidget(below)
        column.addLayout(self.lost)
        for text in (self.original, self.other):
            text.moved.connect(self._moved)
            text.digit.connect(self.digit)
            text.letter.connect(self.letter)
        for made, wish in ((self.quote_button, "quote"), (self.person_button, "person"), (self.edit_button, "edit"), (self.add_button, "translate"),
                           (self.check_button, "check"), (self.bin_button, "bin"), (self.member_button, "member")):
            made.clicked.connect(lambda _on=False, wish=wish: self.wants.emit(wish, self.translation()))
        self.memo.editingFinished.connect(self._memo_done)

    # what is shown ----------------------------------------------------------------------------------------------------

    def show_story(self, contents: Opened) -> None:
        """Show a story, and keep the translation beside it that was there."""
        if self.contents is None or self.contents.story.id != contents.story.id:
            own = next((each for each in contents.translations if each.language == current().code), None)
            self.chosen = (own or next(iter(contents.translations), Translation())).id
            self._memo_of = None
            self.memo.hide()
        self.contents = contents
        if self.translation() is None:
            self.chosen = ""
        self.retranslate()

    def translation(self) -> Translation | None:
        """The translation that stands beside the original."""
        some = self.contents.translations if self.contents is not None else ()
        return next((each for each in some if each.id == self.chosen), None)

    def choose(self, translation_id: str) -> None:
        self.chosen = translation_id
        self.retranslate()

    def text_in_use(self) -> tuple[CodedText, Translation | None]:
        """The text that words are selected in: the one with the keyboard, else the one with a selection."""
        other = self.translation()
        if other is not None and (self.other.text.hasFocus() or (self.other.selected_words() and not self.original.text.hasFocus()
                                                                 and not self.original.selected_words())):
            return self.other, other
        return self.original, None

    def _stripes(self, translation: str | None, text: str) -> list[Stripe]:
        assert self.contents is not None
        return [
            Stripe(each.id, each.start or 0, each.end or 0, colour(self.contents, each), theme_name(self.contents, each), bool(each.third_person))
            for each in self.contents.passages if each.translation == translation and is_in_place(each, text)
        ]

    def passage(self, passage_id: str) -> Passage | None:
        some = self.contents.passages if self.contents is not None else ()
        return next((each for each in some if each.id == passage_id), None)

    def find_words(self, words: str) -> None:
        """Select words in the original, where they stand in it."""
        text = (self.contents.story.text or "") if self.contents is not None else ""
        at = text.find(words)
        if words and at >= 0:
            self.original.select(Span(at, at + len(words)))

    def _show_texts(self) -> None:
        assert self.contents is not None
        story, other = self.contents.story, self.translation()
        self.original.show_text(story.text or "", rtl=is_rtl(story.language))
        self.original.show_passages(self._stripes(None, story.text or ""))
        self._sides[1].setVisible(other is not None)
        if other is not None:
            self.other.show_text(other.text or "", rtl=is_rtl(other.language))
            self.other.show_passages(self._stripes(other.id, other.text or ""))
            checker = self.contents.volunteers.get(other.checked_by or "", "")
            by = _("Translated by {name}.").format(name=iso(other.translator)) if other.translator else ""
            checked = _("Checked by {name}.").format(name=iso(checker)) if checker else _("Nobody has checked it yet.")
            self.checked.setText(" ".join(each for each in (by, checked) if each))

    def _show_tongues(self) -> None:
        assert self.contents is not None
        for each in self._chips.values():
            each.setParent(None)
            forget(each)
        self._chips = {}
        for other in self.contents.translations if self.contents.translations else ():
            made = chip()
            made.setText(current().tongue_alone(other.language) if other.language else "…")
            made.setAccessibleName(_("Translation: {language}").format(language=iso(made.text())))
            made.setChecked(other.id == self.chosen)
            made.clicked.connect(lambda _on=False, which=other.id: self.choose("" if which == self.chosen else which))
            self._chips[other.id] = made
            self.tongues.add(made)
            made.show()
        self.tongues.setVisible(bool(self._chips))

    def _show_lost(self) -> None:
        assert self.contents is not None
        while (item := self.lost.takeAt(0)) is not None:
            forget(item.widget())
        texts = {each.id: each.text or "" for each in self.contents.translations}
        told = self.contents.story.text or ""
        gone = [each for each in self.contents.passages if not is_in_place(each, texts.get(each.translation, "") if each.translation else told)]
        self.lost_name.setVisible(bool(gone))
        for each in gone:
            line = QFrame()
            box = QVBoxLayout(line)
            box.setContentsMargins(0, 0, 0, 0)
            said = label()
            said.setTextFormat(Qt.TextFormat.PlainText)
            words = each.words or ""
            words = words if len(words) <= SHORT else words[:SHORT] + "…"
            said.setText(_("{theme}: “{words}”").format(theme=iso(theme_name(self.contents, each)), words=iso(words)))
            away = button("quiet")
            away.setText(_("Take this passage away"))
            away.clicked.connect(lambda _on=False, which=each: self.wants.emit("uncode", which))
            box.addWidget(said)
            box.addWidget(away, 0, Qt.AlignmentFlag.AlignLeading)
            self.lost.addWidget(line)

    # at the cursor ----------------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        chosen = bool(self.original.selected_words() or self.other.selected_words())
        self.quote_button.setEnabled(bool(self.original.selected_words()))
        self.person_button.setEnabled(chosen)
        self._show_here()

    def here_now(self) -> list[Passage]:
        """The passages at the cursor of the text in use."""
        text, _other = self.text_in_use()
        return [found for each in text.here() if (found := self.passage(each.passage)) is not None]

    def _show_here(self) -> None:
        for shown in self.here.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            shown.setParent(None)
            forget(shown)
        found = self.here_now() if self.contents is not None else []
        self.here_name.setVisible(bool(found))
        self.here.setVisible(bool(found))
        for each in found:
            assert self.contents is not None
            name = theme_name(self.contents, each)
            noted, away = button("quiet"), button("quiet")
            noted.setText(name if not each.memo else _("{theme}: {note}").format(theme=name, note=iso(each.memo[:SHORT])))
            noted.setToolTip(_("Write a note on this passage"))
            away.setText(_("Take “{theme}” away").format(theme=iso(name)))
            noted.clicked.connect(lambda _on=False, which=each: self.ask_memo(which))
            away.clicked.connect(lambda _on=False, which=each: self.wants.emit("uncode", which))
            for made in (noted, away):
                self.here.add(made)
                made.show()

    def ask_memo(self, passage: Passage) -> None:
        """Let a note on a passage be written."""
        self._memo_of = passage
        self.memo.setText(passage.memo or "")
        self.memo.show()
        self.memo.setFocus()

    def _memo_done(self) -> None:
        passage, self._memo_of = self._memo_of, None
        self.memo.hide()
        if passage is not None and (self.memo.text().strip() or None) != passage.memo:
            self.wants.emit("memo", passage.with_values({"memo": self.memo.text().strip() or None}))

    # words ------------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.quote_button.setText(_("Mark as a quote"))
        self.quote_button.setToolTip(_("Ctrl+Shift+Q"))
        self.person_button.setText(_("Speaks of somebody else"))
        self.person_button.setToolTip(_("0, with words selected"))
        self.add_button.setText(_("Add a translation"))
        self.bin_button.setText(_("Put in the bin"))
        self.member_button.setText(_("Open the person’s page"))
        self.check_button.setText(_("I checked this translation"))
        self.hint.setText(_("Select words, then press the number of a theme, N for a new theme, 0 for somebody else."))
        self.here_name.setText(_("At the cursor:"))
        self.lost_name.setText(_("These passages are not found any more since the text was edited:"))
        self.memo.setPlaceholderText(_("Note, then Enter"))
        self.memo.setAccessibleName(_("Note on the passage"))
        self.original.text.setAccessibleName(_("Story in the member's words"))
        self.other.text.setAccessibleName(_("Translation"))
        other = self.translation()
        self.edit_button.setText(_("Edit the translation") if other is not None else _("Edit the story"))
        self.check_button.setVisible(other is not None and not other.checked_by)
        if self.contents is None:
            return
        self.title.setText(about(self.contents))
        side = Qt.AlignmentFlag.AlignRight if current().rtl else Qt.AlignmentFlag.AlignLeft
        self.title.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        tongue = self.contents.story.language
        self.original_name.setText(_("Original: {language}").format(language=iso(current().tongue(tongue))) if tongue else _("Original"))
        name = iso(current().tongue(other.language)) if other is not None and other.language else ""
        self.other_name.setText(_("Translation: {language}").format(language=name) if name else _("Translation"))
        self._show_texts()
        self._show_tongues()
        self._show_lost()
        self._moved()

    def look_changed(self) -> None:
        """Colours were chosen anew."""
        if self.contents is not None and theme.tokens():
            self._show_texts()

