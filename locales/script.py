"""The consent script: what a member hears before anything is written down, in sixty words at most, and the uses asked for.

Interviewers shorten long scripts to a sentence (experience of Translators without Borders), so it is short enough to be said whole:
five numbered points, each ticked as it is said. The words live in the `member` catalog, one for each language a member may choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from locales import FOLDER, M_, Words

__all__ = ["PARTS", "POINTS", "REVIEWED", "USES", "USES_LATER", "USES_SHORT", "Own", "has_catalog", "lay_over", "own_languages", "point", "read_out",
           "reviewed", "shipped", "use_question", "use_words", "version"]

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

USES_LATER: dict[str, str] = {
    "quote-named": M_("May we use your words with the name you choose?"),
    "publish": M_("May we show your words to everybody: on the web, in newspapers?"),
    "media": M_("May we keep a picture or a recording of you?"),
    "share": M_("May we tell {partner} about your need?"),
}
"""The uses asked for later, when there is something to use; `share` is asked for each service by its name."""

PARTS: tuple[str, ...] = (*(f"point-{number}" for number in range(1, len(POINTS) + 1)), *USES, *USES_LATER)
"""Every sentence of the script by name, in the order in which a script that is kept writes them."""

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
    return code == "en" or version(code) > 1 or any((folder / f"member{ending}").exists() for ending in (".mo", ".po"))


class Own(NamedTuple):
    """What an association says in one language instead of Raddir's words: the version, and the parts that are its own."""

    version: int
    said: Mapping[str, str]


_over: tuple[tuple[int, Mapping[str, Own]], ...] = ()
"""The associations' own scripts by language, by whoever laid them, the latest last; only ever put in place of another (as in
`models.vocabulary`)."""


def lay_over(whose: object, scripts: Mapping[str, Own] | None) -> None:
    """Have the script read as this association says it from now on, in this process; None takes away what `whose` laid over it."""
    global _over
    others = tuple(each for each in _over if each[0] != id(whose))
    _over = others if scripts is None else (*others, (id(whose), scripts))


def _own(code: str) -> Own:
    over = _over
    return over[-1][1].get(code, Own(1, {})) if over else Own(1, {})


def version(code: str) -> int:
    """Which version of the script is read out in a language; Raddir's own is the first."""
    return _own(code).version


def own_languages() -> tuple[str, ...]:
    """The languages in which this association has words of its own, Raddir's languages among them or not."""
    over = _over
    return tuple(over[-1][1]) if over else ()


def shipped(part: str, words: Words) -> str:
    """A sentence of the script as Raddir brings it, with its gaps: {association}, {partner}."""
    if part.startswith("point-"):
        return words.gettext(POINTS[int(part.removeprefix("point-")) - 1])
    return words.gettext({**USES, **USES_LATER}[part])


def point(number: int, words: Words, association: str) -> str:
    """One point of the script, counted from 0, in the words of a language."""
    part = f"point-{number + 1}"
    said = _own(words.code).said.get(part) or shipped(part, words)
    return said.replace("{association}", association or words.gettext(M_("a migrant-led association")))


def read_out(words: Words, association: str, said: tuple[int, ...], uses: tuple[str, ...]) -> str:
    """What was in fact read out: the points that were ticked and the uses that were answered, a line each.

    Its hash is kept with every consent of the conversation, so it holds nothing that was left unsaid.
    """
    return "\n".join([point(each, words, association) for each in said] + [use_question(each, words) for each in uses])


def use_question(use: str, words: Words, partner: str = "") -> str:
    """A use as the member is asked for it. Sharing (`share:CODE`) names the service, whose name is `partner`; an unknown use has no question."""
    part = "share" if use.startswith("share:") else use
    if part not in USES and part not in USES_LATER:
        return ""
    said = _own(words.code).said.get(part) or shipped(part, words)
    return said.replace("{partner}", partner or use.partition(":")[2])


def use_words(use: str, words: Words) -> str:
    """A use in the member's own voice; a use of the form `share:PARTNER` is told by the caller, who knows the partner."""
    return words.gettext(USES_SHORT.get(use, ""))
