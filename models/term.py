"""A word of the association: what it calls a code of a vocabulary, where it puts it, and the codes it added itself."""

from __future__ import annotations

import secrets
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN
from models.member import CODE_LETTERS
from models.record import Record

OWN = "own-"
"""How the code of an added word begins, so that no release of Raddir brings the same one."""


def draw_term(taken: Container[str]) -> str:
    """A code for a word that is added: drawn at random, so that two laptops never draw the same and none is used again, and without
    letters of the word, which may be changed because it was wrong.

        draw_term(()) == "own-k7rm2x"
    """
    while True:
        drawn = OWN + "".join(secrets.choice(CODE_LETTERS) for _ in range(6)).casefold()
        if drawn not in taken:
            return drawn


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    """What an association says of one code; what it leaves out stays as Raddir brings it.

    `place` orders the words of a vocabulary (`models.own_words.place_between`). `group` is the code of the group that figures of an added
    word roll up to. A retired word is no longer offered, and stands wherever it was chosen.
    """

    TYPE: ClassVar[str] = "term"
    LABEL: ClassVar[str] = N_("Word of our own")

    vocabulary: str | None = f.text(N_("Vocabulary"), PLAIN, required=True)
    code: str | None = f.text(N_("Code"), PLAIN, required=True)
    labels: Mapping[str, str] | None = f.labels(N_("The word, by language"))
    place: int | None = f.number(N_("Place in the list"), PLAIN)
    group: str | None = f.text(N_("Group"), PLAIN)
    retired: bool | None = f.yes_no(N_("Retired"), PLAIN)
