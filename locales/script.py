"""The consent script: what a member hears before anything is written down, in sixty words at most, and the uses asked for.

Interviewers shorten long scripts to a sentence (experience of Translators without Borders), so it is short enough to be said whole:
five numbered points, each ticked as it is said. The words live in the `member` catalog, one for each language a member may choose.
"""

from __future__ import annotations

from locales import FOLDER, M_, Words

__all__ = ["POINTS", "REVIEWED", "USES", "USES_SHORT", "has_catalog", "point", "read_out", "reviewed", "use_question", "use_words"]

POINTS: tuple[str, ...] = (
    M_("We are {association}: volunteers, not the government."),
    M_("We ask so that decision makers understand people’s lives."),
    M_("Our help does not depend on your answers."),
    M_("You may skip, stop, or take it back later. What is already printed stays."),
    M_("Only our volunteers see it. It stays locked. Reports carry no names."),
)
"""The five points in the order in which they are said. Editing one changes the hash that is kept with each consent."""

USES: dict[str, str] = {
    "keep": M_("May we keep what you tell us?"),
    "statistics": M_("May we count you, without your name?"),
    "quote-anonymous": M_("May we use your words, without your name?"),
    "contact": M_("May we call you again?"),
}
"""The uses asked for at intake, as they are asked."""

USES_SHORT: dict[str, str] = {
    "keep": M_("Keep what I tell you"),
    "statistics": M_("Count me, without my name"),
    "quote-anonymous": M_("Use my words, without my name"),
    "quote-named": M_("Use my words, with the name I choose"),
    "publish": M_("Show them to everybody: web, newspapers"),
    "contact": M_("Call me again"),
    "media": M_("Keep a picture, a recording"),
}
"""Every use in the member's own voice: for receipts, the record and the check list."""

REVIEWED: frozenset[str] = frozenset({"en"})
"""Languages whose member-facing words a native speaker has read and approved."""


def reviewed(code: str) -> bool:
    """Whether a native speaker has reviewed the words a member of this language sees; if not, the screen says so."""
    return code in REVIEWED


def has_catalog(code: str) -> bool:
    """Whether Raddir has member-facing words in a language; without them the English words are shown."""
    folder = FOLDER / code / "LC_MESSAGES"
    return code == "en" or any((folder / f"member{ending}").exists() for ending in (".mo", ".po"))


def point(number: int, words: Words, association: str) -> str:
    """One point of the script, counted from 0, in the words of a language."""
    return words.gettext(POINTS[number]).format(association=association or words.gettext(M_("a migrant-led association")))


def read_out(words: Words, association: str, said: tuple[int, ...], uses: tuple[str, ...]) -> str:
    """What was in fact read out: the points that were ticked and the uses that were answered, a line each.

    Its hash is kept with every consent of the conversation, so it holds nothing that was left unsaid.
    """
    return "\n".join([point(each, words, association) for each in said] + [use_question(each, words) for each in uses])


def use_question(use: str, words: Words) -> str:
    """A use as the member is asked for it; sharing with a service has no question here and gives an empty text."""
    return words.gettext(USES.get(use, ""))


def use_words(use: str, words: Words) -> str:
    """A use in the member's own voice; a use of the form `share:PARTNER` is told by the caller, who knows the partner."""
    return words.gettext(USES_SHORT.get(use, ""))
