"""How a language sorts names, without a collation library: accented letters beside their base, the letters that a
language counts as its own at their own place (Icelandic Á after A, Þ Æ Ö last)."""

from __future__ import annotations

from functools import lru_cache

from locales.folding import fold

_ALPHABETS = {
    "is": "aábcdðeéfghiíjklmnoópqrstuúvwxyýzþæö",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "lt": "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
    "es": "abcdefghijklmnñopqrstuvwxyz",
}


@lru_cache(maxsize=16)
def _order(code: str) -> dict[str, int]:
    return {letter: place for place, letter in enumerate(_ALPHABETS.get(code, ""))}


def key(text: str, code: str) -> tuple[object, ...]:
    """A key to sort by: the language's own letters by its alphabet, all others by their folded form."""
    order = _order(code)
    letters = tuple((0, order[c], "") if c in order else (1, 0, fold(c)) for c in text.casefold()) if order else ()
    return (letters, fold(text), text)


@lru_cache(maxsize=16)
def _places(code: str) -> dict[str, str]:
    return {letter: chr(place + 2) for letter, place in _order(code).items()}


def flat_key(text: str, code: str) -> str:
    """The same order as one text, for a store that sorts by texts and mustn't hold up the window while it does: letters of the alphabet
    become small numbers, all others stand after them in their folded form.

        sorted(names, key=lambda name: flat_key(name, "is")) == sorted(names, key=lambda name: key(name, "is"))
    """
    places = _places(code)
    folded = fold(text)
    if not places:
        return f"{folded}\x01{text}"
    letters = "".join(places[c] if c in places else f"\x7f{fold(c)}\x01" for c in text.casefold())
    return f"{letters}\x01{folded}\x01{text}"
