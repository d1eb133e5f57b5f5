"""How hard a passphrase is to guess, and good ones to choose from.

The figure is an estimate on the low side, of somebody who knows how people make passphrases; only words drawn here are
known exactly. NIST SP 800-63B asks for length and against rules of composition, and so there are none.
"""

from __future__ import annotations

import math
import re
import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from locales import N_
from models.errors import WrongInput

__all__ = ["MINIMUM_BITS", "SUGGESTED_BITS", "WORDS", "bits", "suggest"]

WORDS = 5
"""Words in a suggested passphrase."""
LISTED = 7776
"""Words to draw from: five dice."""
SUGGESTED_BITS = WORDS * math.log2(LISTED)
"""What a suggested passphrase is worth, exactly: 64.6 bits."""
MINIMUM_BITS = 45
"""Below about this, Argon2id doesn't hold out against somebody with money; a new passphrase must reach it."""

_WORD_BITS = 11.0
_RUN = re.compile(r"[^\W\d_]+|\d+|[^\w]+|_+")


@cache
def _words() -> tuple[str, ...]:
    """The Electronic Frontier Foundation's long list: common words, none longer than nine letters, none that could hurt somebody."""
    import diceware

    text = (Path(diceware.__file__).parent / "wordlists" / "wordlist_en_eff.txt").read_text("ascii")
    return tuple(line.split()[1] for line in text.splitlines() if line)


def suggest() -> str:
    """Five words drawn at random from the list of 7,776.

    One in five hundred is so short that nobody who is shown it would think it strong; it is drawn again.
    """
    while True:
        drawn = " ".join(secrets.choice(_words()) for _ in range(WORDS))
        if bits(drawn) >= MINIMUM_BITS:
            return drawn


def refuse_weak(passphrase: str, known: Iterable[str] = ()) -> None:
    """Raises WrongInput for a passphrase that is too easy to guess (`vault.md`: below about 45 bits)."""
    found = bits(passphrase, known)
    if found < MINIMUM_BITS:
        raise WrongInput(N_("This passphrase is too easy to guess: about {n} bits of {least}; five words drawn at random hold."),
                         n=int(found), least=MINIMUM_BITS)


def bits(passphrase: str, known: Iterable[str] = ()) -> float:
    """About how many bits a guesser must go through. `known` are words that stand to reason: the association's name, one's own.

    A run of letters counts as a word: 2.3 bits a letter, at most 11; digits 2.5 each, other signs 3. What repeats or
    counts up adds half a bit a sign, a word said twice or known one bit.
    """
    seen = {word.casefold() for each in known for word in each.split()}
    total = 0.0
    for run in _RUN.findall(passphrase):
        folded = run.casefold()
        total += 1.0 if folded in seen and run.isalpha() else _of_run(run)
        seen.add(folded)
    return total


def _of_run(run: str) -> float:
    if run.isspace():
        return 0.0
    each = 2.3 if run.isalpha() else 2.5 if run.isdigit() else 3.0
    total = 0.0
    for number, sign in enumerate(run):
        step = ord(sign) - ord(run[number - 1]) if number else None
        total += 0.5 if step in (-1, 0, 1) else each
        if number and sign.isupper() != run[number - 1].isupper():
            total += 0.5
    if not run.isalpha():
        return total
    return min(total, _WORD_BITS) + max(0, len(run) - 12) * 0.5
