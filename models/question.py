"""An own question of the association: a field made at run time, without a programmer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.errors import WrongInput
from models.fields import PLAIN, Field, Kind, Sensitivity
from models.record import Record

ASKED_OF = ("member", "story", "need", "contribution", "conversation", "partner")
"""Record types that own questions can be put to."""
ANSWER_KINDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.CODES, Kind.DATE, Kind.NUMBER, Kind.QUANTITY, Kind.SCORE, Kind.YES_NO)


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A question with its words by language. A choice takes its answers from a vocabulary or from `options` of its own.

    A retired question is no longer asked; its answers stay. `place` orders the questions that are asked of the same record type.
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
    place: int | None = f.number(N_("Place in the list"), PLAIN)


def as_field(question: Question) -> Field:
    """The field that a question makes; without a sensitivity it counts as identifying, so that it never leaks."""
    return Field(
        name=question.id, kind=Kind(question.kind or Kind.TEXT), label="",
        sensitivity=Sensitivity(question.sensitivity or Sensitivity.IDENTIFYING), vocabulary=question.vocabulary or "",
        searchable=question.kind in (Kind.TEXT, Kind.LONG_TEXT), own=True, retired=bool(question.retired),
        labels=question.labels or {}, options=question.options,
    )


def in_order(questions: Iterable[Question]) -> list[Question]:
    """Questions, the oldest first, in the order somebody gave them; those nobody moved stand after them."""
    return sorted(questions, key=lambda each: (each.place is None, each.place or 0))


def moved(questions: Sequence[Question], question_id: str, by: int) -> list[Question]:
    """The questions to write down so that one stands one further up (`by` -1) or down (1) among those asked of the same record type and
    asked or retired like it. Nothing at an end."""
    ordered = in_order(questions)
    one = next((each for each in ordered if each.id == question_id), None)
    if one is None:
        return []
    beside = [each for each in ordered if (each.record_type, bool(each.retired)) == (one.record_type, bool(one.retired))]
    at = beside.index(one)
    if not 0 <= at + by < len(beside):
        return []
    beside.insert(at + by, beside.pop(at))
    return [each.with_values({"place": number}) for number, each in enumerate(beside) if each.place != number]


def check_change(before: Question, after: Question, answered: Callable[[], bool]) -> None:
    """Whether an own question may be changed so. Raises WrongInput: what was answered keeps its form, and a question of another form would
    lose it. `answered` tells whether anybody ever answered; it is asked only where that matters."""
    if (before.record_type, before.kind, before.vocabulary) != (after.record_type, after.kind, after.vocabulary) and answered():
        raise WrongInput(N_("This question was answered, and its answers keep their form; no longer ask it, and add another one of the new kind."))
    if not set(before.options or {}) <= set(after.options or {}) and answered():
        raise WrongInput(N_("An answer that was offered once stays, for somebody may have given it; change its words instead."))
