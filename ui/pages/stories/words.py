"""The words that the parts of the place Stories share."""

from __future__ import annotations

import datetime

from locales import _, current, iso, language
from models.codebook import name_of
from models.passage import Passage
from models.quote import Quote, may_check
from storage.stories import Opened


def is_rtl(code: str | None) -> bool:
    """Whether a language is written from the right; a text without one goes as the window does."""
    return language(code).direction == "rtl" if code else current().rtl


def about(contents: Opened) -> str:
    """Whose story it is, by code, in which language it was told, and when."""
    story = contents.story
    tongue = _("told in {language}").format(language=iso(current().tongue(story.language))) if story.language else ""
    day = current().date(story.told_on) if story.told_on else ""
    return " · ".join(each for each in (iso(contents.member.code), tongue, iso(day) if day else "") if each)


def theme_name(contents: Opened, passage: Passage) -> str:
    """What a passage is about."""
    if passage.third_person:
        return _("Somebody else")
    book = contents.codebook
    theme = book.find(book.counted_as(passage.theme or ""))
    return name_of(theme, current()) if theme is not None else _("A theme that is gone")


def colour(contents: Opened, passage: Passage) -> str | None:
    book = contents.codebook
    theme = book.find(book.counted_as(passage.theme or ""))
    return theme.colour if theme is not None else None


def has_to_wait(quote: Quote, contents: Opened, who: str) -> str:
    """Why whoever is signed in can't say yet that a quote was checked; "" where they can."""
    cleared = contents.cleared.get(quote.id)
    now = datetime.datetime.now()
    if cleared is None or may_check(cleared, who, int(now.timestamp() * 1000)):
        return ""
    then = datetime.datetime.fromtimestamp(cleared.ms / 1000) + datetime.timedelta(days=1)
    return _("You cleared it yourself. A second volunteer checks it, or you read it again yourself after {day}, {time}.").format(
        day=iso(current().date(then.date().isoformat(), "medium")), time=iso(f"{then:%H:%M}"))
