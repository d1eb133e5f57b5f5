"""Restricted and objecting people leave figures, quotes and snapshots at once; a restricted record isn't changed."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.consent import STATISTICS, limits_of, permits
from models.errors import WrongInput
from models.member import Member
from models.need import Need
from models.operation import new_id
from models.quote import Quote
from models.record import Record
from models.story import Story
from storage import permissions, tally
from storage.snapshots import draw, quotes
from storage.workspace import Workspace
from tests.people import member

TODAY = datetime.date.today()


def group(workspace: Workspace, size: int = 7) -> list[str]:
    """People who agree to be counted and quoted, each with a quote and a need."""
    ids, records = list[str](), list[Record]()
    for number in range(size):
        who, own = member(f"Person {number} (sample)", uses=("keep", "statistics", "quote-anonymous"), region="capital")
        story = Story(id=new_id(), member=who, text="I waited for months.", language="en")
        ids.append(who)
        quote = Quote(id=new_id(), story=story.id, text="I waited.", state="approved")
        records += [*own, story, quote, Need(id=new_id(), member=who, category="housing")]
    workspace.save_all(records)
    return ids


def set_to(workspace: Workspace, who: str, **values: object) -> None:
    workspace.save(workspace.get(who).with_values(values))


def test_a_restricted_person_leaves_the_figures_and_the_quotes_at_once(workspace: Workspace) -> None:
    people = group(workspace)
    draw(workspace)
    set_to(workspace, people[0], restricted=True)
    frozen = draw(workspace).frozen
    assert frozen is not None and {row.member for row in frozen.rows} == set(people[1:])
    assert next(each for each in quotes(workspace) if each.member == people[0]).uses == frozenset()
    assert people[0] not in {row.member for row in tally.rows(workspace._connection, TODAY)}
    assert isinstance(workspace.get(people[0]), Member) and workspace.check() == []


def test_lifting_the_restriction_brings_everything_back_and_undo_does_so_too(workspace: Workspace) -> None:
    people = group(workspace)
    done = workspace.save(workspace.get(people[0]).with_values({"restricted": True}))
    workspace.undo(done)
    assert people[0] in {row.member for row in tally.rows(workspace._connection, TODAY)}
    set_to(workspace, people[1], restricted=True)
    set_to(workspace, people[1], restricted=None, region="south")
    assert {row.member for row in tally.rows(workspace._connection, TODAY)} == set(people)
    assert workspace.get(people[1]).region == "south" and workspace.check() == []  # type: ignore[attr-defined]


def test_whoever_objects_leaves_the_figures_and_may_still_be_quoted(workspace: Workspace) -> None:
    people = group(workspace)
    draw(workspace)
    set_to(workspace, people[0], objection="No figures, please.", objection_date="2026-11-24")
    frozen = draw(workspace).frozen
    assert frozen is not None and people[0] not in {row.member for row in frozen.rows}
    assert "quote-anonymous" in next(each for each in quotes(workspace) if each.member == people[0]).uses


def test_a_restricted_record_is_kept_and_not_changed(workspace: Workspace) -> None:
    (who,) = group(workspace, 1)
    edited = workspace.save(workspace.get(who).with_values({"household": "alone"}))
    set_to(workspace, who, restricted=True)
    before = workspace.digest()
    story, need = workspace.of_member(who, "story")[0], workspace.of_member(who, "need")[0]
    for wrong in (
        workspace.get(who).with_values({"region": "south"}), story.with_values({"text": "Other words."}), Need(member=who, category="health"),
        need.with_values({"status": "met"}), Quote(story=story.id, text="I waited."), workspace.get(who).with_values({"archived": True}),
    ):
        with pytest.raises(WrongInput, match="restricted"):
            workspace.save(wrong)
    with pytest.raises(WrongInput, match="restricted"):
        workspace.undo(edited)
    assert workspace.digest() == before
    set_to(workspace, who, objection="Nor do I want to be called.", review_date="2027-01-01")
    workspace.add_consent(who, "keep", "withdrawn")
    assert workspace.find(who) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(
    st.integers(0, 2), st.sampled_from(["restrict", "lift", "object", "accept", "given", "refused", "withdrawn"]),
    st.sampled_from(["statistics", "contact", "quote-anonymous"])), max_size=12))
def test_the_spans_that_sql_asks_are_those_of_the_gate_whatever_happened(workspace: Workspace, acts: list[tuple[int, str, str]]) -> None:
    people = group(workspace, 3)
    for who, act, use in acts:
        if act in ("restrict", "lift"):
            set_to(workspace, people[who], restricted=act == "restrict")
        elif act in ("object", "accept"):
            set_to(workspace, people[who], objection="no" if act == "object" else None)
        else:
            workspace.add_consent(people[who], use, act)
    counted = {row.member for row in tally.rows(workspace._connection, TODAY)}
    for who in people:
        record = workspace.get(who)
        assert isinstance(record, Member)
        for use in ("statistics", "contact", "quote-anonymous", "keep"):
            allowed = permits(workspace.consents(who), use, TODAY, limits_of(record))
            asked = f"SELECT {permissions.permitted(use, ':who')}"
            assert bool(workspace._rows(asked, {"who": who, "day": TODAY.isoformat()})[0][0]) == allowed
        assert (who in counted) == permits(workspace.consents(who), STATISTICS, TODAY, limits_of(record))
    assert workspace.check() == []
