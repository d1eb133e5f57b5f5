"""Which codes somebody means by what they typed: their words in every language of Raddir, the association's own words, their letters.

A sensitive code is meant by nothing: what is shown as its group is found by the words of its group alone, or a search would tell what the
lists don't.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from locales import LANGUAGES, fold, words
from models.vocabulary import Code, Vocabulary

__all__ = ["Named", "bare", "begins", "named", "words_of"]

Named = Mapping[tuple[str, ...], frozenset[str]]
"""Codes by what is left of the typed words once those that name them are taken away."""


def named(listed: Vocabulary, typed: Sequence[str]) -> Named:
    """The codes that some of the typed words (folded) name, each as the beginning of a word. Those named by more words come first."""
    if not typed:
        return {}
    found: dict[tuple[str, ...], set[str]] = {}
    for each in listed.codes:
        if each.sensitive:
            continue
        left = _left_over(typed, _ways(listed, each))
        if len(left) < len(typed):
            found.setdefault(left, set()).update(listed.members(each.code) if each.group else {each.code})
    return {left: frozenset(found[left]) for left in sorted(found, key=lambda left: (len(left), left))}


def _left_over(typed: Sequence[str], ways: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The typed words that one way of saying it, the best of all, doesn't hold."""
    least = tuple(typed)
    for way in ways:
        left = tuple(word for word in typed if not any(begins(each, word) for each in way))
        if len(left) < len(least):
            least = left
    return least


def _ways(listed: Vocabulary, code: Code) -> Iterator[list[str]]:
    for tongue in LANGUAGES:
        yield words_of(listed.label(code.code, words(tongue)))
        yield words_of(listed.shipped_label(code.code, words(tongue)))
    for _tongue, text in code.labels:
        yield words_of(text)
    yield [fold(each) for each in (code.code, code.letters, *code.aliases) if each]


def begins(word: str, typed: str) -> bool:
    """Whether a word (both folded) begins with what was typed; an Arabic article, with what is written onto it, is passed over."""
    return word.startswith(typed) or (not word.isascii() and bare(word).startswith(bare(typed)))


def bare(word: str) -> str:
    """An Arabic word without its article and what is written onto that; any other word as it is."""
    for before in ("وال", "بال", "فال", "كال", "ال", "لل"):
        if word.startswith(before) and len(word) > len(before) + 1:
            return word[len(before):]
    return word


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()
