"""Own questions of every kind about every record type: kept, found, filtered, exported, ordered, and true to what was answered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from locales import words
from models.condition import parse_condition
from models.contribution import Contribution
from models.conversation import Conversation
from models.errors import WrongInput
from models.fields import DECLINED, Kind
from models.member import Member
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.question import ANSWER_KINDS, ASKED_OF, Question
from models.record import Record
from models.story import Story
from models.values import as_json, parse
from storage.workspace import Workspace
from tests.people import member

OPTIONS = {"a": {"en": "Often", "ar": "غالبًا"}, "b": {"en": "Never"}}
ANSWERS: dict[Kind, tuple[Any, Any, str]] = {
    Kind.TEXT: ("Hallgrímur choir (sample)", "Hallgrímur choir (sample)", "=Hallgrímur choir (sample)"),
    Kind.LONG_TEXT: ("One evening\na week", "One evening\na week", "=One evening\na week"),
    Kind.CODE: ("a", "a", "=a"),
    Kind.CODES: (["a", "b"], ("a", "b"), "=b"),
    Kind.DATE: ("2024-05", "2024-05", ">=2024-01-01"),
    Kind.NUMBER: (7, 7, ">6"),
    Kind.QUANTITY: (2.5, Decimal("2.5"), "<=2.5"),
    Kind.SCORE: (0.25, Decimal("0.25"), "<0.3"),
    Kind.YES_NO: (False, False, "=no"),
}
"""What is written, what it stands for, and a filter that finds it."""


def about(record_type: str, who: str) -> Record:
    made: dict[str, Record] = {
        "member": Member(id=who), "story": Story(member=who, text="Told (sample)"), "need": Need(member=who, category="housing"),
        "contribution": Contribution(member=who, type="care"), "conversation": Conversation(member=who, date="2026-03-01"),
        "partner": Partner(code="HELP"),
    }
    return made[record_type]


@pytest.mark.parametrize("record_type", ASKED_OF)
@pytest.mark.parametrize("kind", ANSWER_KINDS)
def test_every_kind_of_answer_works_on_every_record(workspace: Workspace, record_type: str, kind: Kind) -> None:
    question = Question(id=new_id(), record_type=record_type, kind=kind, labels={"en": "Q?"}, sensitivity="ordinary",
                        options=OPTIONS if kind in (Kind.CODE, Kind.CODES) else None)
    workspace.save(question)
    field = workspace.questions(record_type)[0]
    written, stands_for, where = ANSWERS[kind]
    assert parse(field, written) == stands_for
    who, records = member()
    workspace.save_all(records)
    record = about(record_type, who)
    record = (workspace.get(who) if record_type == "member" else record.with_values({"id": new_id()})).with_values(
        {"answers": {question.id: parse(field, written)}})
    workspace.save(record)
    kept = workspace.get(record.id)
    assert kept.answers == {question.id: stands_for}
    assert as_json(kept, workspace.fields(record_type))["answers"] == {question.id: written}
    assert [each.id for each in workspace.records(record_type, [parse_condition(question.id + where)])] == [record.id]
    if kind in (Kind.TEXT, Kind.LONG_TEXT):
        word = "choir" if kind is Kind.TEXT else "evening"
        hit = next(each for each in workspace.search(word) if each.id == record.id)
        assert word in hit.snippet, "the words around the match are those of the answer"
    assert any(question.id in line and record.id in line for line in workspace.canonical_lines())
    changes = workspace.save(kept.with_values({"answers": {question.id: DECLINED}}))
    assert workspace.get(record.id).answers == {question.id: DECLINED}
    workspace.undo(changes)
    assert workspace.get(record.id).answers == {question.id: stands_for}
    assert workspace.check() == []


def test_the_kind_of_an_answered_question_stays_and_its_answers_with_it(workspace: Workspace) -> None:
    question = Question(id=new_id(), record_type="member", kind="text", labels={"en": "How old?"})
    workspace.save(question)
    workspace.save(question.with_values({"kind": "number"}))  # nobody answered yet
    workspace.save(question)
    who, records = member()
    workspace.save_all(records)
    workspace.save(workspace.get(who).with_values({"answers": {question.id: "about forty"}}))
    for change in ({"kind": "number"}, {"record_type": "need"}):
        with pytest.raises(WrongInput) as refused:
            workspace.save(question.with_values(change))
        assert "its answers keep their form" in refused.value.sentence(words("en"))
    workspace.save(question.with_values({"labels": {"en": "Your age?", "ar": "كم عمرك؟"}, "retired": True}))
    assert workspace.get(who).answers == {question.id: "about forty"} and workspace.check() == []


def test_an_answer_that_was_given_cannot_be_taken_from_the_choice(workspace: Workspace) -> None:
    question = Question(id=new_id(), record_type="member", kind="code", options=OPTIONS, labels={"en": "Do you sing?"})
    workspace.save(question)
    who, records = member()
    workspace.save_all(records)
    workspace.save(workspace.get(who).with_values({"answers": {question.id: "b"}}))
    with pytest.raises(WrongInput, match="offered once stays"):
        workspace.save(question.with_values({"options": {"a": {"en": "Often"}}}))
    workspace.save(question.with_values({"options": {**OPTIONS, "b": {"en": "Hardly ever"}, "c": {"en": "Daily"}}}))
    assert workspace.get(who).answers == {question.id: "b"}
