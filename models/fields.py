"""The declaration: what a field of a record is.

A record type declares its fields once, as a frozen dataclass whose fields are made by the functions here. Tables, forms, lists,
search, the command line, exchange and reports read that declaration; none keeps a list of fields of its own.

Every answer has three states: a value; not asked (`None`); declined (`DECLINED`). Figures keep them apart.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any


class Declined(Enum):
    """The one sentinel for an answer that somebody chose not to give."""

    DECLINED = "declined"

    def __repr__(self) -> str:
        return "DECLINED"


DECLINED = Declined.DECLINED


Value = str | int | bool | Decimal | tuple[str, ...] | Mapping[str, Any] | None | Declined


class Kind(StrEnum):
    """What a field holds, and so how it is stored, typed in, compared and written out."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    CODE = "code"
    CODES = "codes"
    DATE = "date"          # may be partial: 2019, 2019-03
    NUMBER = "number"      # whole
    QUANTITY = "quantity"  # with a unit: hours, money; kept to the hundredth
    SCORE = "score"        # 0 to 1; kept to the ten-thousandth
    YES_NO = "yes-no"
    IMAGE = "image"        # base64 of a PNG or JPEG
    REFERENCE = "reference"
    REFERENCES = "references"
    LABELS = "labels"      # words by language: {"en": "…", "ar": "…"}
    OPTIONS = "options"    # the answers of an own question: {code: {"en": "…"}}


SCALE: Mapping[Kind, int] = {Kind.QUANTITY: 100, Kind.SCORE: 10_000}
"""Quantities and scores are whole numbers of this fraction in the store and in the journal, which knows no floats."""


class Sensitivity(StrEnum):
    """What could happen if it leaked: it names somebody, it could harm somebody (GDPR articles 9 and 10, legal status,
    protection, health), or neither."""

    IDENTIFYING = "identifying"
    SENSITIVE = "sensitive"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type, or one own question of the association (`own`).

    `label` is a msgid of the catalogs; an own question carries its words in `labels`. `question` is the msgid, in the `member`
    catalog, of what a member is asked. A field with `system` is filled by Raddir and never typed in.
    """

    name: str
    kind: Kind
    label: str
    sensitivity: Sensitivity = Sensitivity.IDENTIFYING
    vocabulary: str = ""
    to: str = ""
    unit: str = ""
    searchable: bool = False
    required: bool = False
    system: bool = False
    question: str = ""
    least: int | None = None
    most: int | None = None
    own: bool = False
    retired: bool = False
    labels: Mapping[str, str] | None = None
    options: Mapping[str, Mapping[str, str]] | None = None

    @property
    def many(self) -> bool:
        return self.kind in (Kind.CODES, Kind.REFERENCES)


def _declare(kind: Kind, label: str, sensitivity: Sensitivity, **more: Any) -> Any:
    return dataclasses.field(default=None, repr=False, metadata={"field": Field("", kind, label, sensitivity, **more)})


ID, SENS, PLAIN = Sensitivity.IDENTIFYING, Sensitivity.SENSITIVE, Sensitivity.ORDINARY


def text(label: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """One line of words."""
    return _declare(Kind.TEXT, label, sensitivity, **more)


def long_text(label: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """Many lines; where its language matters the record has a field `language` beside it."""
    return _declare(Kind.LONG_TEXT, label, sensitivity, **more)


def code(label: str, vocabulary: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """One code of a vocabulary."""
    return _declare(Kind.CODE, label, sensitivity, vocabulary=vocabulary, **more)


def codes(label: str, vocabulary: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """Several codes of a vocabulary, in the order given."""
    return _declare(Kind.CODES, label, sensitivity, vocabulary=vocabulary, **more)


def date(label: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """A day, a month or a year: 2019-03-04, 2019-03, 2019."""
    return _declare(Kind.DATE, label, sensitivity, **more)


def number(label: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """A whole number, between `least` and `most`."""
    return _declare(Kind.NUMBER, label, sensitivity, **more)


def quantity(label: str, unit: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """An amount with a unit, to the hundredth."""
    return _declare(Kind.QUANTITY, label, sensitivity, unit=unit, **more)


def score(label: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """A share between 0 and 1."""
    return _declare(Kind.SCORE, label, sensitivity, **more)


def yes_no(label: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    return _declare(Kind.YES_NO, label, sensitivity, **more)


def image(label: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    return _declare(Kind.IMAGE, label, sensitivity, **more)


def reference(label: str, to: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    """The id of another record."""
    return _declare(Kind.REFERENCE, label, sensitivity, to=to, **more)


def references(label: str, to: str, sensitivity: Sensitivity = ID, **more: Any) -> Any:
    return _declare(Kind.REFERENCES, label, sensitivity, to=to, **more)


def labels(label: str, sensitivity: Sensitivity = PLAIN, **more: Any) -> Any:
    """Words by language."""
    return _declare(Kind.LABELS, label, sensitivity, **more)


def options(label: str, sensitivity: Sensitivity = PLAIN, **more: Any) -> Any:
    """The answers an own question offers: codes with their words by language."""
    return _declare(Kind.OPTIONS, label, sensitivity, **more)
