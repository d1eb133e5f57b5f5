"""Names of countries and languages, from the CLDR data that Babel carries."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

_BABEL_CODES = {"prs": "fa_AF", "zh-hant": "zh_Hant"}


@lru_cache(maxsize=32)
def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


def country(code: str, locale: str) -> str:
    return str(_locale(locale).territories.get(code.upper(), code))


def tongue(code: str, locale: str) -> str:
    """A language's name in another language; one that CLDR has no name for is shown by its code."""
    wanted = _BABEL_CODES.get(code, code).replace("-", "_")
    return str(_locale(locale).languages.get(wanted, code))


@lru_cache(maxsize=256)
def endonym(code: str) -> str:
    """A language's name in itself; its English name where CLDR doesn't know it in itself."""
    wanted = _BABEL_CODES.get(code, code)
    try:
        own = _locale(wanted)
    except (UnknownLocaleError, ValueError):
        return tongue(code, "en")
    name = own.languages.get(wanted.split("_")[0]) if wanted == code else own.get_display_name()
    return str(name).capitalize() if name else tongue(code, "en")
