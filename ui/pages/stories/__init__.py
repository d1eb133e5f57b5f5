"""Stories: choose one, read it beside its translation, code it with themes, and bring its quotes to paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from locales import LANGUAGES, N_, _, current
from models.codebook import Codebook, name_of
from models.deidentify import words_in
from models.operation import new_id
from models.passage import Passage
from models.quote import LADDER, Quote
from models.record import Record
from models.story import Story
from models.theme import Theme
from models.translation import Translation
from storage import stories
from storage.changes import Changes
from storage.library import Library
from storage.stories import Opened
from ui import messages
from ui.events import events
from ui.operations import people as steps
from ui.operations import stories as acts
from ui.pages import Page
from ui.pages.stories.asking import Asking, AskScreen
from ui.pages.stories.cards import Cards
from ui.pages.stories.clearing import QUOTE, Clearing
from ui.pages.stories.list import StoryList
from ui.pages.stories.reading import Reading
from ui.pages.stories.themes import Themes
from ui.pages.stories.writing import STORY, Writing
from ui.parts import label
from ui.session import Session
from ui.widgets.keys import on_key
from ui.widgets.panes import Panes
from ui.widgets.reading_order import put_in_order

if TYPE_CHECKING:
    from storage.drafts import Half
    from storage.workspace import Workspace

__all__ = ["StoriesPage"]

LIST, READER, SIDE = range(3)
WIDE = 1100
"""The width from which list, story and themes stand side by side, in pixels of ordinary text."""


class _Around(NamedTuple):
    """What the page knows besides the story: the codebook, the people by theme, and the languages told in."""

    book: Codebook
    people: Mapping[str, int]
    tongues: tuple[str, ...]


class StoriesPage(Page):
    """One story at a time stays in memory; the list is asked for page by page."""

    title_msg = ""
    help_msg = N_("Select words and press the number of a theme to code them, N for a new theme, 0 for somebody else in the story. Ctrl+Shift+Q "
                  "marks a quote, Ctrl+S keeps what is written, Ctrl+T turns the screen to the member, Escape goes back.")
    SHOWS = frozenset({"story", "translation", "passage", "quote", "theme", "consent", "member", "conversation"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.story_id = ""
        self.contents: Opened | None = None
        self._looked_for_half, self._wants_quote = False, ""
        self._codes_with_new: Passage | None = None
        self._takes_focus = False
        self._screen: AskScreen | None = None
        self.list, self.reading, self.writing, self.clearing = StoryList(session), Reading(), Writing(), Clearing()
        self.asking, self.themes, self.cards = Asking(session), Themes(), Cards()
        self.none = label("muted")
        self.work, self.panes = QStackedWidget(), Panes(WIDE)
        nothing, side = QWidget(), QWidget()
        empty = QVBoxLayout(nothing)
        empty.addWidget(self.none)
        empty.addStretch(1)
        for part in (nothing, self.reading, self.writing, self.clearing, self.asking):
            self.work.addWidget(part)
        column = QVBoxLayout(side)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(16)
        column.addWidget(self.themes, 1)
        column.addWidget(self.cards)
        for part, share, least in ((self.list, 22, 220), (self.work, 52, 400), (side, 26, 260)):
            self.panes.add(part, share, least)
        self.body.addWidget(self.panes, 1)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.list.opened.connect(self.show_story)
        self.list.record.connect(lambda: self.go.emit("conversation", None))
        self.list.model.answered.connect(self._listed)
        self.reading.digit.connect(self.code_by_key)
        self.reading.letter.connect(lambda letter: self.new_theme() if letter == "n" else None)
        self.reading.wants.connect(self._wanted)
        self.themes.chosen.connect(self.code_with)
        self.themes.kept.connect(self._keep_themes)
        self.cards.wants.connect(self._card_wants)
        self.writing.kept.connect(self._keep_text)
        self.clearing.cleared.connect(lambda quote, text, more: acts.clear_quote(
            self.session, quote, text, more, lambda _changes: self.to_reading(), messages.show))
        self.clearing.checked.connect(lambda quote: self._move(quote, LADDER[2]))
        for part in (self.writing, self.clearing):
            part.left.connect(self.drop_work)
            part.half.connect(self._keep_half)
        self.asking.left.connect(self.to_reading)
        self.asking.turn.connect(self.turn_screen)
        self.asking.approved.connect(self._answered)
        events.look_changed.connect(self.reading.look_changed)
        on_key(self, QKeySequence.StandardKey.Save, self.save)
        on_key(self, "Ctrl+Shift+Q", self.mark_quote)
        on_key(self, "Ctrl+T", self.turn_screen)
        on_key(self, "Escape", self.step_back)
        on_key(self, QKeySequence.StandardKey.Back, self.step_back)

    # the page ---------------------------------------------------------------------------------------------------------

    def open(self, argument: object) -> None:
        """Take a story's id, or what names it and a quote of it."""
        wanted: Mapping[str, Any] = argument if isinstance(argument, dict) else {"story": argument}
        self._wants_quote = str(wanted.get("quote") or "")
        story = wanted.get("story")
        if isinstance(story, str) and story and story != self.story_id:
            self._forget_story()
            self.story_id = story
        self._takes_focus = bool(story)
        if self._takes_focus:
            self.panes.bring(READER)

    def place(self) -> object:
        return {"story": self.story_id}

    def first_focus(self) -> QWidget | None:
        return self.reading.original.text if self.contents is not None and not self._works() else None if self._works() else self.list.box

    def refresh(self) -> None:
        """Read list, codebook and story anew; what is being written stays."""
        self.list.look()
        self.session.jobs.read(_around, self._take_around)
        if self.story_id:
            self._read_story()

    def _read_story(self) -> None:
        wanted = self.story_id
        self.session.jobs.read(lambda library: stories.opened(library, wanted), lambda found: self._take(wanted, found))

    def _take_around(self, around: _Around) -> None:
        self.list.know(around.book, around.tongues)
        self.themes.show_book(around.book, around.people)

    def _listed(self) -> None:
        self.list.mark(self.story_id)
        if not self.story_id and not self.panes.is_narrow and (first := self.list.first()):
            self._open_story(first)

    def show_story(self, story_id: str) -> None:
        """Show another story; what was being written is put in safety first."""
        if story_id != self.story_id:
            self._keep_work()
            self._open_story(story_id)
        self.panes.bring(READER)
        self.reading.original.text.setFocus()

    def _open_story(self, story_id: str) -> None:
        self._forget_story()
        self.story_id = story_id
        self._read_story()

    def _forget_story(self) -> None:
        """Nothing of a story stays once another is shown."""
        self.story_id, self.contents, self._looked_for_half = "", None, False
        self.writing.forget()
        self.clearing.forget()
        self.asking.forget()
        self.turn_back()
        self.reading.contents = None
        self.reading.original.show_passages(())
        self.reading.original.show_text("", rtl=False)
        self.reading.other.show_passages(())
        self.reading.other.show_text("", rtl=False)
        self.cards.show_story(None, "")
        self.work.setCurrentIndex(0)

    def _take(self, wanted: str, found: Opened | None) -> None:
        if wanted != self.story_id:
            return
        if found is None:
            self._forget_story()
            self.panes.bring(LIST)
            self.list.look()
            return
        first, self.contents = self.contents is None, found
        self.reading.show_story(self.contents)
        self.cards.show_story(self.contents, self.session.volunteer_id)
        if not self._works():
            self.work.setCurrentWidget(self.reading)
            if first and self.isVisible() and self._takes_focus:
                self.reading.original.text.setFocus()
        elif self.work.currentWidget() is self.asking:
            self._renew_asking()
        put_in_order(self)
        self.list.mark(self.story_id)
        if not self._looked_for_half:
            self._look_for_half()

    def _renew_asking(self) -> None:
        """The quote that is asked about changed, or what the member agrees to did."""
        assert self.contents is not None
        asked = self.asking.quote
        now = next((each for each in self.contents.quotes if asked is not None and each.id == asked.id), None)
        if now is None or steps.next_state(now.state) != LADDER[3]:
            self.turn_back()
            self.to_reading()
        else:
            self.asking.begin(self.contents, now)

    def _works(self) -> bool:
        """Whether something is written, cleared or asked."""
        return self.work.currentWidget() in (self.writing, self.clearing, self.asking)

    # coding -----------------------------------------------------------------------------------------------------------

    def code_by_key(self, digit: int) -> None:
        """Code the selected words with the theme under a digit; 0 marks somebody else in the story."""
        if digit == 0:
            self._mark_person()
        elif (theme := self.themes.under(digit)) is not None:
            self.code_with(theme.id)

    def code_with(self, theme_id: str) -> None:
        """Code the selected words with a theme."""
        theme = self.themes.book.find(theme_id) if self.themes.book is not None else None
        if theme is not None:
            self._code({"theme": theme.id}, name_of(theme, current()))

    def _mark_person(self) -> None:
        self._code({"third_person": True}, "")

    def _selected(self) -> Passage | None:
        """What is selected in the text in use, as a passage without a theme; None for nothing."""
        if self.contents is None or self.work.currentWidget() is not self.reading:
            return None
        text, other = self.reading.text_in_use()
        span = text.selected()
        return acts.passage_at(self.contents.story, other, span) if span.start < span.end else None

    def _code(self, what: Mapping[str, Any], name: str) -> None:
        chosen = self._selected()
        if chosen is None:
            messages.say(lambda: _("Select words in the story first."))
            return
        acts.code(self.session, chosen.with_values(what), name)

    def new_theme(self) -> None:
        """N: a new theme, which the selected words are coded with once it has a name."""
        self._codes_with_new = self._selected()
        self.panes.bring(SIDE)
        self.themes.begin_new()

    def _keep_themes(self, themes: list[Theme], name: str) -> None:
        passage, self._codes_with_new = self._codes_with_new, None

        def kept(_changes: Changes) -> None:
            if passage is not None and len(themes) == 1:
                acts.code(self.session, passage.with_values({"theme": themes[0].id}), name)
                self.panes.bring(READER)
                self.reading.original.text.setFocus()

        acts.save_themes(self.session, themes, name, kept, messages.show)

    # what the buttons ask ---------------------------------------------------------------------------------------------

    def _wanted(self, what: str, about: object) -> None:
        if self.contents is None:
            return
        if what == "quote":
            self.mark_quote()
        elif what == "person":
            self._mark_person()
        elif what == "uncode" and isinstance(about, Passage):
            acts.uncode(self.session, about)
        elif what == "memo" and isinstance(about, Passage):
            acts.note(self.session, about, about.memo)
        elif what == "check" and isinstance(about, Translation):
            acts.check_translation(self.session, about)
        elif what == "member":
            self.go.emit("member", self.contents.member.id)
        elif what == "bin":
            acts.bin_record(self.session, about if isinstance(about, Translation) else self.contents.story)
        elif what == "edit":
            self._write(about if isinstance(about, Translation) else self.contents.story)
        elif what == "translate":
            self._write(Translation(story=self.contents.story.id, language=self._likely(), translator=self.session.volunteer or None))

    def _likely(self) -> str | None:
        """The language a new translation is likely in: the window's, where it isn't there yet."""
        assert self.contents is not None
        there = {self.contents.story.language, *(each.language for each in self.contents.translations)}
        return next((each for each in (current().code, "en", "is") if each in LANGUAGES and each not in there), None)

    def mark_quote(self) -> None:
        """Ctrl+Shift+Q: the selected words of the original become a quote on its first step."""
        chosen = self._selected()
        if chosen is None or self.contents is None:
            messages.say(lambda: _("Select words in the story first."))
        elif chosen.translation is not None:
            messages.say(lambda: _("A quote is made of the member’s own words: select them in the original."))
        else:
            words = (self.contents.story.text or "")[chosen.start : chosen.end]
            acts.mark_quote(self.session, Quote(id=new_id(), story=self.contents.story.id, text=words, language=self.contents.story.language))

    def _card_wants(self, what: str, quote: Quote) -> None:
        if what == "bin":
            acts.bin_record(self.session, quote)
        elif what == "show":
            self.panes.bring(READER)
            if not self._works():
                self.reading.find_words(quote.told or quote.text or "")
                self.reading.original.text.setFocus()
        else:
            self.begin_quote(quote)

    def begin_quote(self, quote: Quote, half: Mapping[str, Any] | None = None) -> None:
        """Go on with a quote where it stands: clear it, check it, or ask the member."""
        if self.contents is None:
            return
        self._keep_work()
        self.panes.bring(READER)
        if steps.next_state(quote.state) == LADDER[3]:
            self.asking.begin(self.contents, quote)
            self._show_work(self.asking, self.asking.turn_button)
        else:
            self.clearing.begin(self.contents, quote, self.session.volunteer_id, half)
            words = words_in(" ".join((quote.told or "", quote.text or "")))
            self.session.jobs.read(lambda library: stories.names_among(library, words), lambda known: self.clearing.know(quote, known))
            self._show_work(self.clearing, self.clearing.told if self.clearing.is_check() else self.clearing.copy)

    def _write(self, record: Story | Translation, half: Mapping[str, Any] | None = None) -> None:
        if self.contents is not None:
            self.writing.begin(self.contents, record, half)
            self._show_work(self.writing, self.writing.text)

    def _keep_text(self, record: Story | Translation) -> None:
        """Keep what was written; a new translation then stands beside the original."""
        def kept(_changes: Changes) -> None:
            if isinstance(record, Translation):
                self.reading.chosen = record.id
            self.to_reading()

        acts.save_text(self.session, record, kept, messages.show)

    def _show_work(self, part: QWidget, focus: QWidget) -> None:
        self.work.setCurrentWidget(part)
        put_in_order(self)
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_reading(self) -> None:
        """Back to the story."""
        self.writing.forget()
        self.clearing.forget()
        self.asking.forget()
        self.work.setCurrentIndex(1 if self.contents is not None else 0)
        put_in_order(self)
        if self.isVisible():
            self.reading.original.text.setFocus()
        if self.story_id:
            self._read_story()

    def drop_work(self) -> None:
        """Leave as it was; what was half written is thrown."""
        if self.contents is not None:
            acts.throw_half(self.session, self.contents.story.id)
        self.to_reading()

    def step_back(self) -> None:
        """Escape: empty a filter, out of the form, out of what is written, back to the list."""
        filtering = next((box for box in (self.list.box, self.themes.box) if box.hasFocus() and box.text()), None)
        if filtering is not None:
            filtering.clear()
        elif not self.themes.form.isHidden():
            self._codes_with_new = None
            self.themes.close_form()
            self.reading.original.text.setFocus()
        elif self._works():
            self.to_reading() if self.work.currentWidget() is self.asking else self.drop_work()
        else:
            self.panes.bring(LIST)
            self.list.box.setFocus()

    def save(self) -> None:
        """Ctrl+S: keep what is open."""
        if self.work.currentWidget() is self.writing:
            self.writing.save()
        elif self.work.currentWidget() is self.clearing:
            self.clearing.save()

    # quotes -----------------------------------------------------------------------------------------------------------

    def _move(self, quote: Quote, state: str) -> None:
        steps.move_quote(self.session, quote, state, lambda _changes: self.to_reading(), messages.show)

    def turn_screen(self) -> None:
        """Ctrl+T: the quote alone, large, in the member's language."""
        if self._screen is None and self.work.currentWidget() is self.asking and self.asking.quote is not None:
            self._screen = AskScreen(self.window(), self.asking.turned(), self.asking.tongue())
            self._screen.back.connect(self.turn_back)
            self._screen.answered.connect(lambda yes: self._answered(self.asking.quote, yes))
            events.covered.connect(self._screen.back)

    def turn_back(self) -> None:
        if self._screen is not None:
            self._screen.hide()
            self._screen.deleteLater()
            self._screen = None
            self.asking.turn_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answered(self, quote: Quote | None, yes: bool) -> None:
        """The member said yes, or not like this: then the quote begins again at its first step."""
        self.turn_back()
        if quote is not None:
            self._move(quote, LADDER[3] if yes else LADDER[0])

    # leaving, locking -------------------------------------------------------------------------------------------------

    def _half(self) -> dict[str, Any] | None:
        """What is half written, as a draft keeps it."""
        shown = self.work.currentWidget()
        if shown is self.writing and self.writing.record is not None:
            return self.writing.raw()
        if shown is self.clearing and self.clearing.quote is not None and not self.clearing.is_check():
            return self.clearing.raw()
        return None

    def _dirty(self) -> bool:
        return self.writing.dirty() if self.work.currentWidget() is self.writing else self.clearing.dirty()

    def _keep_half(self) -> None:
        half = self._half()
        if half is not None and self.contents is not None:
            acts.keep_half(self.session, self.contents.story, half)

    def _keep_work(self) -> None:
        """Another story or page comes up: a finished text is kept, what isn't finished is put in safety as it stands."""
        shown, half, contents = self.work.currentWidget(), self._half(), self.contents
        if not self._works() or contents is None:
            return
        record = self.writing.finished() if shown is self.writing else None
        if self._dirty() and isinstance(record, Translation):
            acts.save_text_now(self.session, record)
        elif self._dirty() and half is not None:
            acts.keep_half_now(self.session, contents.story, half)
        self.writing.forget()
        self.clearing.forget()
        self.asking.forget()
        self._looked_for_half = False
        self.work.setCurrentWidget(self.reading)

    def leave(self) -> None:
        self.turn_back()
        self._keep_work()

    def _look_for_half(self) -> None:
        self._looked_for_half = True
        wanted = self.story_id

        def work(workspace: Workspace) -> Mapping[str, Any] | None:
            draft = workspace.drafts.get(acts.HALF + wanted)
            return draft.data if draft is not None else None

        self.session.jobs.write(work, lambda half: self._half_found(wanted, half))

    def _half_found(self, wanted: str, half: Mapping[str, Any] | None) -> None:
        """Go on with what was left half written, or with the quote that the page was opened for."""
        if wanted != self.story_id or self.contents is None or self._works():
            return
        if half is not None:
            self._resume(half)
        elif self._wants_quote:
            quote = next((each for each in self.contents.quotes if each.id == self._wants_quote), None)
            self._wants_quote = ""
            if quote is not None:
                self.begin_quote(quote)

    def _resume(self, half: Mapping[str, Any]) -> None:
        assert self.contents is not None
        there: tuple[Record, ...] = (*self.contents.quotes, *self.contents.translations)
        found = next((each for each in there if each.id == half.get("id")), None)
        if half.get("what") == QUOTE and isinstance(found, Quote):
            self.begin_quote(found, half)
        elif half.get("what") == STORY:
            self._write(self.contents.story, half)
        elif half.get("what") != QUOTE:
            self._write(found if isinstance(found, Translation) else Translation(story=self.contents.story.id), half)

    def halves(self) -> list[Half]:
        from storage.drafts import Half

        half = self._half()
        if half is None or self.contents is None or not self._dirty():
            return []
        return [Half(acts.HALF + self.contents.story.id, half, acts.HALF_STEP, self.contents.story.member)]

    def about(self) -> str | None:
        return self.contents.story.member if self.contents is not None else None

    def standing(self) -> dict[str, Any]:
        """Which story, what of it is being written, which translation stands beside it, and what was looked for."""
        kept = super().standing()
        asked = self.asking.quote if self.work.currentWidget() is self.asking else None
        checked = self.clearing.quote if self.work.currentWidget() is self.clearing and self.clearing.is_check() else None
        reads = asked or checked
        return {**kept, "half": self._half(), "beside": self.reading.chosen, "asked": reads.id if reads is not None else "",
                "list": self.list.standing(), "tab": self.panes.tabs.currentIndex()}

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        """Go on where it was: once the story is loaded, and what was half written looked for."""
        if self.story_id and (self.contents is None or not self._looked_for_half or not self.session.jobs.idle()):
            return False
        if self.contents is not None and not self._works():
            if kept.get("half"):
                self._resume(kept["half"])
            elif quote := next((each for each in self.contents.quotes if each.id == kept.get("asked")), None):
                self.begin_quote(quote)
        if self.reading.chosen != kept.get("beside") and not self._works():
            self.reading.choose(str(kept.get("beside") or ""))
        done = super().stand_again(kept)
        self.panes.bring(int(kept.get("tab", READER)))
        return done

    # words ------------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        super().retranslate()
        self.none.setText(_("Choose a story on the left to read it, to translate it and to mark its themes and quotes.")
                          if QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight else
                          _("Choose a story on the right to read it, to translate it and to mark its themes and quotes."))
        self.panes.name((_("Stories"), _("Story"), _("Themes and quotes")), _("Parts of the page"))
        for part in (self.list, self.reading, self.writing, self.clearing, self.asking, self.themes, self.cards):
            part.retranslate()
        put_in_order(self)  # some buttons are made anew with their words


def _around(library: Library) -> _Around:
    book = stories.codebook(library)
    return _Around(book, stories.people_by_theme(library, book), stories.languages(library))
