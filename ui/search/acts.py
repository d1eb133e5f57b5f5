"""What can be done, found by its name: every place, every section of the settings, every act of the menus, and the words people look for
them by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from locales import N_, _, fold
from models.called import begins, words_of
from ui.places import PLACES

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Act", "fitting", "offered", "usual"]

MOST = 6
SYNONYMS = {
    "New conversation": N_("start, begin, record, interview, intake, listen, new person, new member, register"),
    "Home": N_("today, due, what waits, dashboard, unfinished"),
    "People": N_("members, persons, list, find somebody"),
    "Stories": N_("texts, quotes, themes, codes, translation, what was told"),
    "Needs": N_("board, help, requests, referrals, cases, follow-up"),
    "Reports": N_("paper, print, PDF, figures, statistics, numbers, ministry"),
    "Our questions": N_("own questions, form, fields, ask, survey"),
    "Settings": N_("options, preferences, set up"),
    "Bin": N_("deleted, thrown away, bring back, trash"),
    "Lock": N_("close, leave, go away, sign out, log out"),
    "Lock and quit": N_("exit, close, end, stop"),
    "Cover the screen": N_("hide, blank, privacy"),
    "Larger text": N_("bigger, zoom in, size, letters, read"),
    "Smaller text": N_("zoom out, size, letters"),
    "Help on this page": N_("handbook, manual, how, keys, question"),
    "She is in danger now": N_("emergency, 112, violence, shelter, police, urgent"),
    "Our association": N_("organisation, name, address, group"),
    "Languages": N_("language, tongue, translation"),
    "Words": N_("categories, kinds, vocabulary, labels, rename"),
    "People and passphrases": N_("volunteers, password, sign, access, users"),
    "Look": N_("colours, dark, light, theme, text size, appearance"),
    "Locking": N_("minutes, idle, time"),
    "Backup and recovery": N_("copy, save, stick, restore, bring back, safe"),
    "How long we keep things": N_("retention, delete, erase, review, privacy"),
    "Who looked": N_("access log, history, opened"),
    "Practise": N_("training, try, sample, exercise, learn"),
    "What is protected": N_("security, encryption, safe, privacy"),
    "A laptop is lost": N_("stolen, theft, lost"),
    "About Raddir": N_("version, licence, program"),
}
"""Other words for acts, places and sections, by what they are called in the sources; commas stand between them."""


ICONS = {"Lock": "lock", "Lock and quit": "lock", "Cover the screen": "cover", "She is in danger now": "danger", "Help on this page": "help"}


@dataclass(frozen=True)
class Act:
    """One thing that can be done: its name and other words for it in the language of the window, its keys as this system writes them."""

    title: str
    others: str
    keys: str
    icon: str
    do: Callable[[], object]

    def rank(self, wanted: Sequence[str]) -> int | None:
        """How well it fits the words (folded): 0 its name begins with them, 1 each is in its name, 2 its other words; None where it doesn't."""
        title, others = fold(self.title), fold(self.others)
        if title.startswith(" ".join(wanted)):
            return 0
        if all(_holds(title, word) for word in wanted):
            return 1
        phrases = [each.strip() for each in others.replace("،", ",").split(",")]
        if any(each.startswith(" ".join(wanted)) for each in phrases):
            return 2
        return 3 if all(_holds(f"{title} {others}", word) for word in wanted) else None


def _holds(text: str, word: str) -> bool:
    return any(begins(each, word) for each in words_of(text))


def offered(window: MainWindow) -> list[Act]:
    """Everything that can be done now, the places first."""
    acts = []
    icons = {**{each.title: each.icon for each in PLACES}, **ICONS}
    for message, action in window.acts():
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        acts.append(Act(action.text().replace("&&", "\0").replace("&", "").replace("\0", "&"), _others(message), keys, icons.get(message, "next"),
                        action.trigger))
    return acts + _sections(window) + _forms(window)


def _others(message: str) -> str:
    return _(SYNONYMS[message]) if message in SYNONYMS else ""


def _sections(window: MainWindow) -> list[Act]:
    from ui.pages.settings import SECTIONS

    return [
        Act(_("Settings: {section}").format(section=_(each.title_msg)), _others(each.title_msg), "", "settings",
            lambda name=each.name: window.go("settings", name))  # type: ignore[misc]
        for each in SECTIONS
    ]


def _forms(window: MainWindow) -> list[Act]:
    """What is done inside a place and has no entry in the menus."""
    rows = (
        (_("Make a brief"), _("report, ministry, paper, PDF, print"), "reports", "reports", None),
        (_("Back up now"), _("backup, copy, save, stick, safe"), "settings", "settings", "backup"),
        (_("Add a volunteer"), _("new volunteer, user, colleague, passphrase"), "people", "settings", "people: add"),
        (_("Make the recovery sheet"), _("paper, recovery words, forgotten passphrase"), "document", "settings", "people: paper"),
    )
    return [Act(title, others, "", icon, lambda name=name, about=about: window.go(name, about))  # type: ignore[misc]
            for title, others, icon, name, about in rows]


def fitting(acts: Sequence[Act], wanted: Sequence[str]) -> list[tuple[int, Act]]:
    """The acts that fit the words, the best first, each with how well it does."""
    found = [(rank, number, act) for number, act in enumerate(acts) if (rank := act.rank(wanted)) is not None]
    return [(rank, act) for rank, _number, act in sorted(found, key=lambda each: each[:2])][:MOST]


def usual(acts: Sequence[Act]) -> list[Act]:
    """What is done most, for an empty box."""
    titles = (_("New conversation"), _("Make a brief"), _("Back up now"), _("Lock"))
    return [act for title in titles for act in acts if act.title == title]
