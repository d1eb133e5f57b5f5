"""An own question of the association: a field made at run time, without a programmer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN, Field, Kind, Sensitivity
from models.record import Record

ASKED_OF = ("member", "story", "need", "contribution", "conversation", "partner")
"""Record types that own questions can be put to."""
ANSWER_KINDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.CODES, Kind.DATE, Kind.NUMBER, Kind.QUANTITY, Kind.SCORE, Kind.YES_NO)


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A question with its words by language. A choice takes its answers from a vocabulary or from `options` of its own.

    A retired question is no longer asked; its answers stay.
    """

    TYPE: ClassVar[str] = "question"
    LABEL: ClassVar[str] = N_("Own question")

    record_type: str | None = f.code(N_("Asked of"), "record-type", PLAIN, required=True)
    kind: str | None = f.code(N_("Kind of answer"), "answer-kind", PLAIN, required=True)
    vocabulary: str | None = f.text(N_("Vocabulary"), PLAIN)
    options: Mapping[str, Mapping[str, str]] | None = f.options(N_("Answers to choose from"))
    sensitivity: str | None = f.code(N_("Sensitivity"), "sensitivity", PLAIN)
    labels: Mapping[str, str] | None = f.labels(N_("The question, by language"), required=True)
    retired: bool | None = f.yes_no(N_("Retired"), PLAIN)


def as_field(question: Question) -> Field:
    """The field that a question makes; without a sensitivity it counts as identifying, so that it never leaks."""
    return Field(
        name=question.id, kind=Kind(question.kind or Kind.TEXT), label="",
        sensitivity=Sensitivity(question.sensitivity or Sensitivity.IDENTIFYING), vocabulary=question.vocabulary or "",
        searchable=question.kind in (Kind.TEXT, Kind.LONG_TEXT), own=True, retired=bool(question.retired),
        labels=question.labels or {}, options=question.options,
    )
