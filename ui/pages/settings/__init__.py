"""Settings: the sections on one side, the chosen one beside them. What is changed holds at once and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QWidget

from locales import N_, _
from ui import theme
from ui.pages import Page
from ui.pages.settings.section import Section
from ui.session import Session

__all__ = ["SECTIONS", "Section", "SettingsPage"]

NARROW = 860
"""Under this width of the page, in logical pixels at ordinary text, the list becomes a box above the section."""


def _group(session: Session) -> Section:
    from ui.pages.settings.group import GroupSection

    return GroupSection(session)


def _people(session: Session) -> Section:
    from ui.pages.settings.people import PeopleSection

    return PeopleSection(session)


def _languages(session: Session) -> Section:
    from ui.pages.settings.languages import LanguagesSection

    return LanguagesSection(session)


def _words(session: Session) -> Section:
    from ui.pages.settings.words import WordsSection

    return WordsSection(session)


def _partners(session: Session) -> Section:
    from ui.pages.settings.partners import PartnersSection

    return PartnersSection(session)


def _asking(session: Session) -> Section:
    from ui.pages.settings.asking import AskingSection

    return AskingSection(session)


def _papers(session: Session) -> Section:
    from ui.pages.settings.papers import PapersSection

    return PapersSection(session)


def _retention(session: Session) -> Section:
    from ui.pages.settings.retention import RetentionSection

    return RetentionSection(session)


def _accesses(session: Session) -> Section:
    from ui.pages.settings.accesses import AccessSection

    return AccessSection(session)


def _look(session: Session) -> Section:
    from ui.pages.settings.look import LookSection

    return LookSection(session)


def _locking(session: Session) -> Section:
    from ui.pages.settings.locking import LockingSection

    return LockingSection(session)


def _practice(session: Session) -> Section:
    from ui.pages.settings.practice import PracticeSection

    return PracticeSection(session)


def _protection(session: Session) -> Section:
    from ui.pages.settings.reading import ProtectionSection

    return ProtectionSection(session)


def _lost(session: Session) -> Section:
    from ui.pages.settings.reading import LostSection

    return LostSection(session)


def _about(session: Session) -> Section:
    from ui.pages.settings.about import AboutSection

    return AboutSection(session)


def _backup(session: Session) -> Section:
    from ui.pages.settings.backup import BackupSection

    return BackupSection(session)


class Offered(NamedTuple):
    """One section: its name in `go("settings", name)`, its words, and how it is built when it is first asked for."""

    name: str
    title_msg: str
    build: Callable[[Session], Section]


SECTIONS: tuple[Offered, ...] = (
    Offered("group", N_("Our association"), _group),
    Offered("languages", N_("Languages"), _languages),
    Offered("words", N_("Words"), _words),
    Offered("partners", N_("Partners"), _partners),
    Offered("asking", N_("Asking for consent"), _asking),
    Offered("people", N_("People and passphrases"), _people),
    Offered("look", N_("Look"), _look),
    Offered("locking", N_("Locking"), _locking),
    Offered("backup", N_("Backup and recovery"), _backup),
    Offered("retention", N_("How long we keep things"), _retention),
    Offered("papers", N_("Papers"), _papers),
    Offered("accesses", N_("Who looked"), _accesses),
    Offered("practice", N_("Practise"), _practice),
    Offered("protection", N_("What is protected"), _protection),
    Offered("lost", N_("A laptop is lost"), _lost),
    Offered("about", N_("About Raddir"), _about),
)


CHAPTERS = {"words": "words", "people": "key-holders", "backup": "backup", "retention": "retention", "practice": "start", "lost": "backup"}
"""Sections with a chapter of the handbook of their own, by name."""


class SettingsPage(Page):
    """A list of sections and the one that is shown. Each scrolls by itself and keeps its place."""

    title_msg = N_("Settings")
    help_msg = N_("Choose a section with the arrow keys; Tab goes into it. What you change holds at once, and Undo takes it back.")
    SHOWS: ClassVar[frozenset[str]] = frozenset({"association", "volunteer", "member", "partner", "term", "consent-text", "report"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._name = ""
        self.sections: dict[str, Section] = {}
        self.list, self.box, self.stack = QListWidget(), QComboBox(), QStackedWidget()
        self.list.setObjectName("sections")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([""] * len(SECTIONS))
        self.box.addItems([""] * len(SECTIONS))
        self.list.currentRowChanged.connect(self._choose)
        self.box.currentIndexChanged.connect(self._choose)
        self.body.addWidget(self.box)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(self.list)
        across.addWidget(self.stack, 1)
        self.body.addLayout(across, 1)
        self.retranslate()

    def open(self, argument: object) -> None:
        """Show a section by its name; without one the section of before, or the first. "people: paper" brings up a form of it too."""
        names = [each.name for each in SECTIONS]
        name, _colon, form = argument.partition(": ") if isinstance(argument, str) else ("", "", "")
        self._choose(names.index(name if name in names else self._name or names[0]))
        section = self.current()
        if section is not None and form:
            section.bring_up(form)

    def standing(self) -> dict[str, Any]:
        section = self.current()
        return {**super().standing(), "form": section.brought_up() if section is not None else ""}

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        section = self.current()
        form = kept.get("form")
        if section is not None and form and section.brought_up() != form:
            section.bring_up(form)
            if section.brought_up() != form:
                return False
        return super().stand_again(kept)

    def place(self) -> object:
        return self._name or None

    def chapter(self) -> str:
        return CHAPTERS.get(self._name, "")

    def first_focus(self) -> QWidget | None:
        return self.list if self.list.isVisibleTo(self) else self.box

    def current(self) -> Section | None:
        """The section that is shown."""
        return self.sections.get(self._name)

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(SECTIONS):
            return
        name, _title, build = SECTIONS[row]
        with QSignalBlocker(self.list), QSignalBlocker(self.box):
            self.list.setCurrentRow(row)
            self.box.setCurrentIndex(row)
        if name == self._name:
            return
        before, self._name = self.current(), name
        if before is not None:
            before.leave()
        if name not in self.sections:
            section = build(self.session)
            section.go.connect(self.go)
            self.sections[name] = section
            self.stack.addWidget(_scrolling(section))
        area = self.sections[name].parentWidget()
        while area is not None and area.parentWidget() is not self.stack:
            area = area.parentWidget()
        if area is not None:
            self.stack.setCurrentWidget(area)
        self.sections[name].refresh()

    def refresh(self) -> None:
        section = self.current()
        if section is not None:
            section.refresh()

    def leave(self) -> None:
        section = self.current()
        if section is not None:
            section.leave()

    def retranslate(self) -> None:
        super().retranslate()
        for row, each in enumerate(SECTIONS):
            item = self.list.item(row)
            if item is not None:
                item.setText(_(each.title_msg))
            self.box.setItemText(row, _(each.title_msg))
        self.list.setAccessibleName(_("Sections of the settings"))
        self.box.setAccessibleName(_("Sections of the settings"))
        self._fit()

    def _fit(self) -> None:
        """A list beside the section where both have room, a box above it where they haven't."""
        if not hasattr(self, "stack"):
            return
        wide = self.width() >= theme.scaled(NARROW)
        had = self.list.hasFocus() or self.box.hasFocus()
        self.list.setVisible(wide)
        self.box.setVisible(not wide)
        self.heading.setVisible(wide)  # the box says where one is, and the section needs the room
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + 40)
        if had:
            (self.list if wide else self.box).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column: the list gives way before the window does."""
        return QSize(self.stack.minimumSizeHint().width() + 64, super().minimumSizeHint().height())


def _scrolling(section: Section) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("section." + type(section).__name__)  # where it stands depends on which were opened before it
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(section)
    return area
