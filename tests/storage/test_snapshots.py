"""Figures snapshots: the same question has the same answer, one person's arrival shows nowhere, whoever leaves leaves at once."""

from __future__ import annotations

from typing import Any

import pytest

from models.consent import STATISTICS
from models.contribution import Contribution
from models.operation import new_id
from models.quote import Quote
from models.story import Story
from storage import tally
from storage.snapshots import draw
from storage.workspace import Workspace
from tests.people import member


def add(workspace: Workspace, count: int, uses: tuple[str, ...] = ("keep", "statistics"), **fields: Any) -> list[str]:
    made = [member(f"Member {number} (sample)", uses, **fields) for number in range(count)]
    workspace.save_all([each for _, records in made for each in records])
    return [who for who, _ in made]


def counted(workspace: Workspace) -> set[str] | None:
    frozen = workspace.archive().snapshot()
    return None if frozen is None else {row.member for row in frozen.rows}


def test_fewer_than_five_people_are_words_only(workspace: Workspace) -> None:
    four = add(workspace, 4)
    assert counted(workspace) is None
    fifth = add(workspace, 1)
    assert counted(workspace) == {*four, *fifth}


def test_only_people_who_agreed_to_be_counted_are(workspace: Workspace) -> None:
    yes = add(workspace, 6)
    add(workspace, 6, uses=("keep",))
    assert counted(workspace) == set(yes)


def test_a_new_snapshot_is_drawn_when_five_changed_and_not_before(workspace: Workspace) -> None:
    first = add(workspace, 8)
    assert counted(workspace) == set(first)
    add(workspace, 2)
    workspace.save_all([workspace.get(who).with_values({"region": "east"}) for who in first[:2]])
    assert counted(workspace) == set(first) and not draw(workspace).drawn
    workspace.save(workspace.get(first[2]).with_values({"region": "east"}))
    assert len(counted(workspace) or ()) == 10


def test_whoever_takes_back_or_is_erased_leaves_at_once_and_counts_as_a_change(workspace: Workspace) -> None:
    people = add(workspace, 12)
    counted(workspace)
    workspace.add_consent(people[0], STATISTICS, "withdrawn")
    workspace.add_consent(people[1], "keep", "withdrawn")
    workspace.erase(people[2])
    assert counted(workspace) == set(people[3:]) and draw(workspace).changed == 3
    workspace.erase(people[3])
    workspace.erase(people[4])
    assert draw(workspace).drawn and workspace.check() == []


def test_an_old_snapshot_is_not_used_when_too_few_are_left(workspace: Workspace) -> None:
    people = add(workspace, 6)
    counted(workspace)
    for who in people[:2]:
        workspace.add_consent(who, STATISTICS, "withdrawn")
    assert counted(workspace) is None


def test_the_association_may_raise_the_threshold(workspace: Workspace) -> None:
    add(workspace, 8)
    workspace.save(workspace.association().with_values({"threshold": 9}))
    assert counted(workspace) is None


def test_drawing_a_snapshot_changes_no_digest(workspace: Workspace) -> None:
    add(workspace, 6)
    before = workspace.digest()
    assert counted(workspace) and workspace.digest() == before and workspace.check() == []


def test_the_coin_depends_on_the_people_and_the_vault_alone(workspace: Workspace) -> None:
    archive = workspace.archive()
    people = [new_id() for _ in range(5)]
    assert archive.coin(people) == archive.coin(reversed(people)) != archive.coin(people[1:])


def test_what_was_printed_from_a_snapshot_stays(workspace: Workspace) -> None:
    people = add(workspace, 8)
    archive = workspace.archive()
    assert archive.printed("question") is None
    archive.keep_printed("question", "25")
    workspace.erase(people[0])
    assert workspace.archive().printed("question") == "25"
    archive.keep_printed("question", "20")
    assert workspace.archive().printed("question") == "25"


def test_a_snapshot_from_before_a_release_that_freezes_more_is_compared_by_what_it_knows(workspace: Workspace) -> None:
    """Else everybody would have changed on the day of an upgrade, and the snapshot drawn then would show one person's arrival."""
    people = add(workspace, 8)
    workspace.save_all([Contribution(id=new_id(), member=who, type="care", people_reached=4, benefit_person="zqjoy") for who in people])
    frozen = workspace.archive().snapshot()
    assert frozen and {gift["benefits"] for row in frozen.rows for gift in row.contributions} == {"person"} and "zqjoy" not in repr(frozen)
    before = [(tally.row_text(tally.as_frozen_before(row)), row.member) for row in frozen.rows]
    with workspace.atomic():
        workspace._connection.executemany("UPDATE frozen SET classes = ? WHERE member = ?", before)
    drawing = draw(workspace)
    assert not drawing.drawn and drawing.changed == 0
    assert drawing.frozen and all(row.referrals is None for row in drawing.frozen.rows)
    add(workspace, 5)
    assert draw(workspace).drawn and all(row.referrals == () for row in (workspace.archive().snapshot() or frozen).rows)


def test_a_municipality_counts_as_its_region_and_a_year_as_an_age(workspace: Workspace) -> None:
    add(workspace, 6, municipality="Kópavogur", birth_year=workspace.today().year - 35)
    frozen = workspace.archive().snapshot()
    assert frozen and {(row.classes["region"], row.classes["age_band"]) for row in frozen.rows} == {("capital", "30-39")}
    assert "Kópavogur" not in repr(frozen)


@pytest.mark.parametrize(("uses", "open_uses"), [
    (("keep", "quote-anonymous"), {"quote-anonymous"}), (("keep",), set()), (("keep", "quote-named", "publish"), {"quote-named", "publish"}),
])
def test_a_quote_comes_with_the_uses_its_person_opens_today(workspace: Workspace, uses: tuple[str, ...], open_uses: set[str]) -> None:
    who, records = member(uses=uses)
    story = Story(id=new_id(), member=who, text="I sing.")
    workspace.save_all([*records, story, Quote(story=story.id, text="I sing.", language="en", state="approved")])
    assert [(each.uses, each.state) for each in workspace.archive().quotes()] == [(frozenset(open_uses), "approved")]
    workspace.add_consent(who, "keep", "withdrawn")
    assert workspace.archive().quotes() == ()


def test_a_report_printed_again_after_an_erasure_has_the_same_figures(workspace: Workspace) -> None:
    """Otherwise the difference between two prints would be the person who was erased."""
    from reports.kinds import BRIEF

    people = add(workspace, 44, gender="woman", region="capital") + add(workspace, 23, gender="man", region="east")
    options = BRIEF.options(lang="en")
    before = BRIEF.figures(workspace.archive(), options).as_json()
    assert before["people"] and before["tables"]
    for who in people[:2]:
        workspace.erase(who)
    assert BRIEF.figures(workspace.archive(), options).as_json() == before
    filtered = BRIEF.figures(workspace.archive(), BRIEF.options(lang="en", where=("member.gender=woman",))).as_json()
    assert filtered["people"] in (40, 45)
