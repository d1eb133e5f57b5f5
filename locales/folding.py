"""How names and words are compared when people search: forgiving accents, letter variants and spelling habits.

A volunteer types what they hear. "Thorunn" must find Þórunn, "lodz" Łódź, "فاطمه" فاطمة. Folding is only for finding:
what is stored and shown is always what was typed.
"""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({
    "þ": "th", "ð": "d", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ß": "ss",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۀ": "ه",
    "ە": "ه", "ھ": "ه", "ؤ": "و", "ۇ": "و", "ۆ": "و", "ء": None, "ـ": None,
    "\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None, "\u00ad": None, "'": None, "’": None, "ʼ": None, "`": None,
    "ґ": "г", "ё": "е", "є": "е", "ї": "і",
})


def _fold_letter(letter: str) -> str:
    """One letter as it is compared. NFKD takes apart the Arabic hamza forms too, so letters are mapped before the marks are dropped."""
    apart = unicodedata.normalize("NFKD", letter.casefold().translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.category(c).startswith(("M", "Cf"))).translate(_LETTERS)


class _Folded(dict[int, str]):
    """A translation table that learns letter by letter."""

    def __missing__(self, number: int) -> str:
        self[number] = _fold_letter(chr(number))
        return self[number]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Lower case without marks, and one letter for each family of letter variants; runs of white space become one space."""
    if text.isascii():
        return " ".join(text.lower().replace("'", "").replace("`", "").split())
    return " ".join(text.translate(_FOLDED).split())
