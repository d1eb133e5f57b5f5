"""The association's own words, laid over the vocabularies that Raddir brings: plain data, without knowing where it is kept.

A code keeps what it means for everything that was written with it: a new name, another place and "retired" change what is shown and
offered, never what is stored. An added code always lies in a group where figures roll up by groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from locales import LANGUAGES, N_, fold, words
from models.errors import WrongInput
from models.term import OWN, Term
from models.vocabulary import Code, Vocabulary, made_of, names, shipped

STEP = 1 << 20
"""How far apart words stand, so that twenty others find room between two of them before all are numbered anew."""
LEAST, MOST = -(10**12), 10**12


class OwnWords:
    """What an association says of its codes. Terms of vocabularies that aren't open, or that this release doesn't know, change nothing."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._terms: dict[str, list[Term]] = {}
        for each in terms:
            self._terms.setdefault(each.vocabulary or "", []).append(each)
        self._made: dict[str, Vocabulary] = {}

    def over(self, found: Vocabulary) -> Vocabulary:
        """A vocabulary as this association uses it."""
        if found.name not in self._terms:
            return found
        if found.name not in self._made:
            self._made[found.name] = _laid_over(found, self._terms[found.name])
        return self._made[found.name]

    def said(self, name: str, code: str) -> Term:
        """What is said of a code, as it stands; a new term where nothing is."""
        found = [each for each in self._terms.get(name, ()) if each.code == code and not each.archived]
        whole = _by_code(found)
        return whole[0].with_values({"id": found[-1].id}) if whole else Term(vocabulary=name, code=code)

    def codes(self, name: str) -> tuple[Code, ...]:
        """The words of a vocabulary in their order, retired ones too; without groups, and without what was taken back."""
        gone = {each.code for each in _by_code(self._terms.get(name, ())) if each.archived}
        return tuple(each for each in self.over(shipped(name)).codes if not each.group and not (each.own and each.code in gone))

    def places(self, name: str) -> dict[str, int]:
        """Where each word of a vocabulary stands."""
        return _places(shipped(name), self._terms.get(name, ()))

    def moved(self, name: str, code: str, by: int) -> dict[str, int]:
        """The places to write down so that a word stands one further up (`by` -1) or down (1): one, or all where no room is left between
        two. Nothing at an end of the list."""
        order = [each.code for each in self.codes(name)]
        at = order.index(code)
        if not 0 <= at + by < len(order):
            return {}
        places = self.places(name)
        order.insert(at + by, order.pop(at))
        above, below = (places[order[near]] if 0 <= near < len(order) else None for near in (at + by - 1, at + by + 1))
        between = place_between(above, below)
        return {code: between} if between is not None else {each: number * STEP for number, each in enumerate(order)}


def _laid_over(found: Vocabulary, terms: Sequence[Term]) -> Vocabulary:
    codes = {each.code: each for each in found.codes}
    for said in _by_code(terms):
        known = found.by_code.get(said.code or "")
        if known is None:
            codes[said.code or ""] = _added(found, said)
        elif not said.archived:  # else what was said of it was taken back
            codes[known.code] = _renamed(known, said)
    places = _places(found, terms)
    order = sorted(codes, key=lambda code: (places[code], code not in found.by_code, code))
    return made_of(found, tuple(codes[code] for code in order))


def _places(found: Vocabulary, terms: Sequence[Term]) -> dict[str, int]:
    """Where each word stands: as Raddir has them, added ones at the end, and where somebody put them."""
    places = {each.code: number * STEP for number, each in enumerate(found.codes)}
    for said in _by_code(terms):
        places.setdefault(said.code or "", len(places) * STEP)
        if said.place is not None and not (said.archived and said.code in found.by_code):
            places[said.code or ""] = said.place
    return places


def _by_code(terms: Sequence[Term]) -> list[Term]:
    """One term a code. Two laptops may each have said something of the same code: the later fills in and changes what the earlier said."""
    said: dict[str, Term] = {}
    for each in terms:
        before = said.get(each.code or "")
        if before is None or before.archived:
            said[each.code or ""] = each
        elif not each.archived:
            labels = {**(before.labels or {}), **(each.labels or {})}
            said[each.code or ""] = before.with_values({**each.values(), "labels": labels or None})
    return list(said.values())


def _labels(said: Term) -> tuple[tuple[str, str], ...]:
    return tuple((tongue, text) for tongue, text in (said.labels or {}).items() if text.strip())


def _renamed(known: Code, said: Term) -> Code:
    return replace(known, labels=_labels(said), retired=known.retired or (said.retired is True and not known.group))


def _added(found: Vocabulary, said: Term) -> Code:
    """A code of the association's own. One that was taken back is no longer offered and stays readable, for somebody may have used it;
    one whose group isn't there is counted among the others, never by itself. In a group that holds something sensitive it is sensitive."""
    parent = _group(found, said.group)
    sensitive = any(each.sensitive for each in found.codes if each.parent and each.parent == parent)
    return Code(
        said.code or "", parent=parent, retired=bool(said.retired or said.archived), sensitive=sensitive, own=True, labels=_labels(said),
    )


def _group(found: Vocabulary, wanted: str | None) -> str:
    if not found.groups:
        return ""
    if wanted in {each.code for each in found.groups}:
        return wanted or ""
    return found.group_of("other") if "other" in found.by_code else found.groups[-1].code


def open_vocabularies() -> tuple[Vocabulary, ...]:
    """The vocabularies an association may change, as Raddir brings them."""
    return tuple(found for name in names() if (found := shipped(name)).open)


def place_between(above: int | None, below: int | None) -> int | None:
    """The place for a word between two others, or at an end; None where there is no room left and all must be numbered anew.

        place_between(0, 10) == 5
    """
    if above is None:
        return None if below is None or below - STEP < LEAST else below - STEP
    if below is None:
        return above + STEP if above + STEP <= MOST else None
    return (above + below) // 2 if below - above > 1 else None


def check(term: Term, before: Term | None, listed: Vocabulary, *, used: bool) -> None:
    """Whether a word may be written down so. `listed` is its vocabulary as the association uses it, `used` whether a record has the code.

    Raises WrongInput with one sentence that says what to do.
    """
    if before is not None and (term.vocabulary, term.code, term.group) != (before.vocabulary, before.code, before.group):
        raise WrongInput(N_("A word keeps its code and its group, so that figures that were printed stay true; retire it and add another one."))
    known = shipped(term.vocabulary or "").by_code.get(term.code or "")
    if known is None:
        _check_added(term, listed)
    _check_labels(term, before, listed)
    if term.archived and known is None and used and not (before is not None and before.archived):
        raise WrongInput(N_("This word is in use and can't be deleted; retire it, and it is no longer offered but stays where it was chosen."))
    if (term.retired or term.archived) and not [each for each in listed.choices() if each.code != term.code]:
        raise WrongInput(N_("This is the last word of its list that can be chosen; add another one before you retire it."))


def check_vocabulary(name: str) -> None:
    """Whether a vocabulary is one that may be changed. Raises WrongInput."""
    if name not in {each.name for each in open_vocabularies()}:
        raise WrongInput(N_("“{name}” is not a list of words that can be changed; the lists are {names}."),
                         name=name[:40], names=", ".join(each.name for each in open_vocabularies()))


def _check_added(term: Term, listed: Vocabulary) -> None:
    if not (term.code or "").startswith(OWN) or not (term.code or "").replace("-", "").isalnum():
        raise WrongInput(N_("Raddir doesn't know the code “{code}”; the code of a word of your own begins with “own-”."), code=(term.code or "")[:40])
    if not _labels(term):
        raise WrongInput(N_("Write the word in at least one language."))
    if listed.groups and term.group not in {each.code for each in listed.groups}:
        raise WrongInput(N_("Choose the group it belongs to: where a word stands for too few people, reports count it there."))


def _check_labels(term: Term, before: Term | None, listed: Vocabulary) -> None:
    """No two words that can be chosen read alike in a language: nobody could tell which was meant. What was there before isn't asked
    about again: two laptops may have said the same, and neither may be kept from putting another word right."""
    if term.archived or term.retired:
        return
    stood = _labels(before) if before is not None and not before.archived and not before.retired else ()
    for tongue, text in _labels(term):
        if (tongue, text) in stood:
            continue
        same = same_word(listed, term.code or "", tongue, text)
        if same:
            raise WrongInput(N_("“{word}” is there already in this list; give one of the two another name."), word=text[:60])


def same_word(listed: Vocabulary, code: str, tongue: str, text: str) -> str:
    """The code of another word that can be chosen and reads alike in a language, or ""."""
    spoken = words(tongue) if tongue in LANGUAGES else None
    for each in listed.choices():
        if each.code != code:
            shown = listed.label(each.code, spoken) if spoken is not None else dict(each.labels).get(tongue, "")
            if fold(shown) == fold(text):
                return each.code
    return ""
