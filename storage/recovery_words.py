"""The recovery key as words: 160 random bits as fifteen words of the BIP 39 English list, with a checksum.

Source: Bitcoin Improvement Proposal 39 (list of 2,048 words that differ within their first four letters). The words
are a key, not a language: everybody gets the same list, whatever the window speaks.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from locales import N_
from models.errors import WrongSecret

if TYPE_CHECKING:
    from mnemonic import Mnemonic

COUNT = 15
BITS = 160


@cache
def _list() -> Mnemonic:
    from mnemonic import Mnemonic  # only where a recovery key is made or entered: the unlock page needs none of it

    return Mnemonic("english")


def draw() -> bytes:
    """160 fresh random bits."""
    return secrets.token_bytes(BITS // 8)


def to_words(key: bytes) -> tuple[str, ...]:
    """The fifteen words to write down."""
    return tuple(str(_list().to_mnemonic(key)).split())


def from_words(text: str) -> bytes:
    """The key that words on paper stand for. Case, numbering, commas and line ends don't matter; four letters do.

    Raises WrongSecret, saying which word isn't in the list (by its place, never by itself), how many were given, or
    that the words don't belong together.
    """
    given = re.findall(r"[^\W\d_]+", text.casefold())
    known = [_whole(word) for word in given]
    if None in known:
        raise WrongSecret(N_("Recovery word {number} isn't in the list of words; check how it is written."),
                          number=known.index(None) + 1)
    if len(known) != COUNT:
        raise WrongSecret(N_("There are {count} recovery words, and {given} were given; enter all of them in order."),
                          count=COUNT, given=len(known))
    try:
        return bytes(_list().to_entropy([word for word in known if word]))
    except ValueError:
        raise WrongSecret(N_("These words don't belong together; check each of them and their order.")) from None


def same(text: str, words: Sequence[str]) -> bool:
    """Whether a text, written as somebody writes words down, is these words of the list in this order."""
    return [_whole(word) for word in re.findall(r"[^\W\d_]+", text.casefold())] == list(words)


def _whole(word: str) -> str | None:
    """The word of the list that was meant: itself, or the only one with the same first four letters."""
    words = _list().wordlist
    if word in words:
        return word
    meant = [each for each in words if len(word) >= 4 and each.startswith(word)]
    return meant[0] if len(meant) == 1 else None
