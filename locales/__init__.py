"""The one door to gettext, formats, collation and direction.

The window's language is one object swapped at run time: texts are looked up when they are shown, never when a module is
imported. A report, a receipt or the member's column has a language of its own, so each takes a `Words` by hand.
Babel is imported only where a date, a number or a name of a country is written out: the unlock page needs none of it. For its sake too
the small classes here and in `storage.header` are named tuples: data classes take ten milliseconds more to come up.
"""

from __future__ import annotations

import gettext as _gettext
import io
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from locales.folding import fold

__all__ = [
    "LANGUAGES",
    "MEMBER_LANGUAGES",
    "M_",
    "NP_",
    "N_",
    "PSEUDO",
    "Language",
    "Words",
    "_",
    "current",
    "fold",
    "iso",
    "known",
    "language",
    "lend_to_python",
    "member_words",
    "ngettext",
    "npgettext",
    "pgettext",
    "strip_iso",
    "use",
    "words",
]

FOLDER = Path(__file__).resolve().parent
Direction = Literal["ltr", "rtl"]


class Language(NamedTuple):
    """A language Raddir can speak: its code, its name in its own script, its direction and Babel's name for it."""

    code: str
    endonym: str
    direction: Direction = "ltr"
    babel: str = ""

    @property
    def locale(self) -> str:
        """The locale Babel formats with. Arabic and Persian are written with Latin digits wherever figures are entered."""
        return self.babel or self.code


PSEUDO = "xx"
"""A language for tests: accents, brackets and forty per cent more length show what was never translated and what is clipped."""

_ALL = (
    Language("en", "English", babel="en_GB"),
    Language("ar", "العربية", "rtl", babel="ar_AE"),
    Language("is", "Íslenska"),
    Language("pl", "Polski"),
    Language("es", "Español"),
    Language("lt", "Lietuvių"),
    Language("uk", "Українська"),
    Language("th", "ไทย"),
    Language("fa", "فارسی", "rtl"),
    Language(PSEUDO, "⟦Þšéûðö⟧", babel="en_GB"),
)
_BY_CODE = {each.code: each for each in _ALL}

LANGUAGES: tuple[str, ...] = ("en", "ar", "is", "pl")
"""The languages of the window, the command line and the reports, each complete in every commit."""

MEMBER_LANGUAGES: tuple[str, ...] = ("ar", "en", "es", "fa", "is", "lt", "pl", "th", "uk")
"""The languages in which a member can read or hear the consent script and the questions."""

_RTL = frozenset({"ar", "fa", "ckb", "ur", "ps", "he", "prs", "yi", "dv", "sd", "ug", "arc"})


def known(code: str) -> bool:
    """Whether the window, the command line and the reports can speak this language."""
    return code in LANGUAGES or code == PSEUDO


def language(code: str) -> Language:
    """What is known of a language; one that Raddir doesn't speak itself still has a direction and a name in its own script."""
    found = _BY_CODE.get(code)
    if found is not None:
        return found
    from locales import names

    return Language(code, names.endonym(code), "rtl" if code.split("-")[0] in _RTL else "ltr")


class Words(NamedTuple):
    """The words of one language: texts with plurals and contexts, and the formats that go with them."""

    language: Language
    catalog: _gettext.NullTranslations

    @property
    def code(self) -> str:
        return self.language.code

    @property
    def rtl(self) -> bool:
        return self.language.direction == "rtl"

    def gettext(self, message: str) -> str:
        return self.catalog.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.catalog.ngettext(one, many, n)

    def pgettext(self, context: str, message: str) -> str:
        return self.catalog.pgettext(context, message) if message else ""

    def npgettext(self, context: str, one: str, many: str, n: int) -> str:
        return self.catalog.npgettext(context, one, many, n)

    def date(self, day: str, form: str = "long") -> str:
        """A date written out, also a partial one: "2019", "March 2019", "4 March 2019"."""
        from locales import formats

        return formats.date(day, self.language.locale, form)

    def months(self) -> tuple[str, ...]:
        """The names of the months, long and short, as they stand in a date and alone."""
        from locales import formats

        return formats.months(self.language.locale)

    def number(self, value: object) -> str:
        from locales import formats

        return formats.number(value, self.language.locale)

    def percent(self, share: float) -> str:
        from locales import formats

        return formats.percent(share, self.language.locale)

    def list(self, parts: Iterable[str]) -> str:
        from locales import formats

        return formats.join(tuple(parts), self.language.locale)

    def country(self, code: str) -> str:
        from locales import names

        return names.country(code, self.language.locale)

    def tongue(self, code: str) -> str:
        """The name of a language in this language: "Arabic" for `ar` in English."""
        from locales import names

        return names.tongue(code, self.language.locale)

    def tongue_alone(self, code: str) -> str:
        """The name of a language that stands alone, so it begins with a capital; inside a sentence Icelandic, among others, writes none."""
        name = self.tongue(code)
        return name[:1].upper() + name[1:]

    def sort_key(self, text: str) -> tuple[object, ...]:
        from locales import collation

        return collation.key(text, self.language.code)

    def flat_key(self, text: str) -> str:
        """The same as one text."""
        from locales import collation

        return collation.flat_key(text, self.language.code)


def _compiled(domain: str, code: str) -> _gettext.NullTranslations:
    folder = FOLDER / code / "LC_MESSAGES"
    source, compiled = folder / f"{domain}.po", folder / f"{domain}.mo"
    if compiled.exists() and not (source.exists() and source.stat().st_mtime > compiled.stat().st_mtime):
        with compiled.open("rb") as stream:
            return _gettext.GNUTranslations(stream)
    if source.exists():  # a checkout whose catalogs nobody compiled yet: slower, and right all the same
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        memory = io.BytesIO()
        with source.open("rb") as stream:
            write_mo(memory, read_po(stream, locale=code))
        memory.seek(0)
        return _gettext.GNUTranslations(memory)
    return _gettext.NullTranslations()


@lru_cache(maxsize=64)
def words(code: str, domain: str = "raddir") -> Words:
    """The words of a language in one catalog (`raddir`, `member` or `qt`). An unknown language gives the English words."""
    if code == PSEUDO:
        from locales.pseudo import PseudoTranslations

        return Words(_BY_CODE[PSEUDO], PseudoTranslations())
    catalog = _compiled(domain, code)
    if domain == "member" and code != "en":  # labels of the vocabularies stand in the window's catalog, where there is one
        catalog.add_fallback(words(code).catalog)
    return Words(language(code), catalog)


def member_words(code: str) -> Words:
    """The words a member sees or hears: the consent script, the questions, the receipt."""
    return words(code, "member")


_current: Words = Words(_BY_CODE["en"], _gettext.NullTranslations())


def use(code: str) -> Words:
    """Make a language the window's (or the command line's) own; unknown codes fall back to English."""
    global _current
    _current = words(code if known(code) else "en")
    return _current


def lend_to_python(code: str) -> None:
    """Let Python's own modules speak this language too: `argparse` asks gettext for its words, in the ordinary way, by `LANGUAGE`."""
    os.environ["LANGUAGE"] = code
    _gettext.bindtextdomain("argparse", str(FOLDER))
    _gettext.textdomain("argparse")


def current() -> Words:
    """The words of the window or of the command line, now."""
    return _current


def _(message: str) -> str:
    return _current.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    return _current.ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    return _current.pgettext(context, message)


def npgettext(context: str, one: str, many: str, n: int) -> str:
    return _current.npgettext(context, one, many, n)


def N_(message: str) -> str:
    """Mark a text that stands in a table of constants; it is translated when it is shown."""
    return message


def M_(message: str) -> str:
    """Mark a text of the `member` catalog: what a member reads or hears. It is shown through `member_words(code)`."""
    return message


def NP_(context: str, message: str) -> str:
    """Mark a text with a context that stands in a table of constants; show it with `pgettext`."""
    return message


FSI, LRI, PDI, LRM, RLM = "\u2068", "\u2066", "\u2069", "\u200e", "\u200f"
_NUMBER = re.compile(r"\+?\(?\d[\d ()\-/.]*\d")


def iso(text: object) -> str:
    """A user's own words wrapped so that their direction can't turn the sentence around them. Never stored, never exported."""
    return f"{FSI}{text}{PDI}"


def led(text: str) -> str:
    """A line that may begin with somebody's own words, in the direction of the window all the same."""
    return f"{RLM if current().rtl else LRM}{text}"


def numbers(text: str) -> str:
    """Telephone numbers and days in a text, each kept from left to right: between Arabic letters their groups would change places."""
    return _NUMBER.sub(lambda found: f"{LRI}{found[0]}{PDI}", text)


def strip_iso(text: str) -> str:
    """Without what `iso` and `numbers` put around words."""
    return text.replace(FSI, "").replace(LRI, "").replace(PDI, "")
