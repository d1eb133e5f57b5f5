"""The places of the window: one row each, found by the side bar, the menus and the keyboard. A page is built when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locales import N_

if TYPE_CHECKING:
    from ui.pages import Page
    from ui.session import Session

__all__ = ["PLACES", "Place", "place"]


@dataclass(frozen=True)
class Place:
    """A place: its name in `go`, its words, its key and its page."""

    name: str
    title: str
    key: str
    icon: str
    build: Callable[[Session], Page]
    on_sidebar: bool = True
    at_foot: bool = False
    """Stands at the foot of the side bar, with what protects."""
    of_a_list: bool = False
    """One of what a list shows: the list it was reached from stays marked on the side bar."""
    needs_people: bool = False
    """Takes in people, which a vault made for tests doesn't."""


def _conversation(session: Session) -> Page:
    from ui.pages.conversation import ConversationPage

    return ConversationPage(session)


def _home(session: Session) -> Page:
    from ui.pages.home import HomePage

    return HomePage(session)


def _people(session: Session) -> Page:
    from ui.pages.people import PeoplePage

    return PeoplePage(session)


def _member(session: Session) -> Page:
    from ui.pages.member import MemberPage

    return MemberPage(session)


def _needs(session: Session) -> Page:
    from ui.pages.needs import NeedsPage

    return NeedsPage(session)


def _stories(session: Session) -> Page:
    from ui.pages.stories import StoriesPage

    return StoriesPage(session)


def _reports(session: Session) -> Page:
    from ui.pages.reports import ReportsPage

    return ReportsPage(session)


def _forms(session: Session) -> Page:
    from ui.pages.forms import FormsPage

    return FormsPage(session)


def _questions(session: Session) -> Page:
    from ui.pages.questions import QuestionsPage

    return QuestionsPage(session)


def _settings(session: Session) -> Page:
    from ui.pages.settings import SettingsPage

    return SettingsPage(session)


def _bin(session: Session) -> Page:
    from ui.pages.bin import BinPage

    return BinPage(session)


PLACES: tuple[Place, ...] = (
    Place("conversation", N_("New conversation"), "Ctrl+N", "conversation", _conversation, needs_people=True),
    Place("home", N_("Home"), "Ctrl+1", "home", _home),
    Place("people", N_("People"), "Ctrl+2", "people", _people),
    Place("member", N_("Member"), "", "person", _member, on_sidebar=False, of_a_list=True),
    Place("stories", N_("Stories"), "Ctrl+3", "stories", _stories),
    Place("needs", N_("Needs"), "Ctrl+4", "needs", _needs),
    Place("reports", N_("Reports"), "Ctrl+8", "reports", _reports),
    Place("questions", N_("Our questions"), "Ctrl+9", "help", _questions),
    Place("forms", N_("Forms on paper"), "", "reports", _forms, on_sidebar=False),
    Place("bin", N_("Bin"), "", "bin", _bin, on_sidebar=False),
    Place("settings", N_("Settings"), "Ctrl+,", "settings", _settings, at_foot=True),
)


def place(name: str) -> Place:
    """The place with this name. Raises KeyError."""
    return {each.name: each for each in PLACES}[name]
