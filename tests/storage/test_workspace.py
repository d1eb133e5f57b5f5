"""The one door for writing: row, journal and index together; consent decides who is there; erasing leaves the id."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.condition import parse_condition
from models.errors import WrongInput
from models.fields import DECLINED
from models.need import Need
from models.operation import new_id
from models.question import Question
from models.quote import Quote
from models.story import Story
from storage import header
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member


def test_what_was_saved_is_there_after_opening_again(workspace: Workspace) -> None:
    who, records = member(gender=DECLINED, arrived="2019-03", spoken_languages=("pl", "en"))
    workspace.save_all([*records, Story(member=who, text="Ég kom í janúar.", language="is")])
    digest, folder = workspace.digest(), workspace.vault.folder
    workspace.close()
    again = Workspace.open(folder, passphrase=PASSPHRASE)
    try:
        found = again.get(who)
        assert (found.gender, found.arrived, found.spoken_languages, found.birth_year) == (DECLINED, "2019-03", ("pl", "en"), None)  # type: ignore[attr-defined]
        assert again.digest() == digest and again.check() == []
    finally:
        again.close()


def test_a_member_needs_a_consent_to_be_kept(workspace: Workspace) -> None:
    before = workspace.digest()
    with pytest.raises(WrongInput, match="keep"):
        workspace.save_all(member(uses=("statistics",))[1])
    assert workspace.digest() == before and workspace.count("member") == 0


def test_a_batch_is_all_or_nothing(workspace: Workspace) -> None:
    before = workspace.digest()
    with pytest.raises(WrongInput, match="no story"):
        workspace.save_all([*member()[1], Quote(story=new_id(), text="x")])
    assert workspace.digest() == before and workspace.check() == []


def test_creating_is_one_operation_and_editing_one_for_each_field(workspace: Workspace) -> None:
    who, records = member()
    workspace.save_all(records)
    assert [each.kind for each in workspace.history(who)] == ["create"]
    workspace.save(workspace.get(who).with_values({"region": "capital", "household": "alone"}))
    workspace.save(workspace.get(who))
    assert [(each.kind, list(each.values)) for each in workspace.history(who)[1:]] == [("set", ["region"]), ("set", ["household"])]
    assert workspace.check() == []


def test_taking_keep_back_hides_the_person_at_once_and_can_be_undone(workspace: Workspace) -> None:
    who, records = member("Þórunn (sample)")
    story = Story(id=new_id(), member=who, text="A word nobody else says: xylophone")
    workspace.save_all([*records, story, Need(member=who, category="housing")])
    workspace.add_consent(who, "keep", "withdrawn")
    assert (workspace.find(who), workspace.find(story.id)) == (None, None)
    assert (workspace.people(), workspace.search("xylophone"), workspace.records("need")) == ([], [], [])
    with pytest.raises(WrongInput):
        workspace.save(Story(member=who, text="more"))
    workspace.add_consent(who, "keep", "given")
    assert workspace.find(who) is not None and len(workspace.search("xylophone")) == 1 and workspace.check() == []


def test_a_month_after_keep_was_taken_back_the_person_is_erased(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    who, records = member()
    workspace.save_all(records)
    workspace.add_consent(who, "keep", "withdrawn")
    workspace.erase_overdue()
    assert workspace.vault.erased.ids() == frozenset()
    import storage.workspace as module

    now = module.time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + 31 * 24 * 3600)
    workspace.erase_overdue()
    assert workspace.vault.erased.ids() == {who} and workspace.check() == []


def test_erasing_leaves_the_id_and_no_word(workspace: Workspace) -> None:
    who, records = member("Quetzalcoatlus (sample)", contact="phone 000 7391")
    question = Question(id=new_id(), record_type="member", kind="text", labels={"en": "Own?"})
    workspace.save(question)
    story = Story(id=new_id(), member=who, text="brontosaurus meadow")
    answering = records[0].with_values({"answers": {question.id: "archaeopteryx"}})
    workspace.save_all([answering, *records[1:], story, Quote(story=story.id, text="meadow")])
    workspace.drafts.keep("d", {"text": "pterodactyl"}, "story", who)
    workspace.erase(who)
    assert workspace.check() == [] and workspace.search("brontosaurus") == [] and workspace.drafts.all() == []
    folder = workspace.vault.folder
    assert not any(marker in line for line in workspace.canonical_lines() for marker in ("Quetz", "bronto", "archaeo"))
    with pytest.raises(WrongInput, match="erased"):
        workspace.save_all([each.with_values({"id": who}) if each.id == who else each for each in records])
    assert _words_left_in_index(workspace) == [] and (folder / "store.db").exists()


def _words_left_in_index(workspace: Workspace) -> list[str]:
    rows = workspace._rows("SELECT block FROM search_data")
    return [marker for marker in ("ontosaur", "zalcoatl", "haeopter") if any(marker.encode() in bytes(row[0]) for row in rows)]


def test_the_index_is_where_a_word_would_be_found(workspace: Workspace) -> None:
    """The control of the test above: a word that is indexed can be seen in the blocks of the index."""
    workspace.save_all(member("Quetzalcoatlus (sample)")[1])
    assert _words_left_in_index(workspace) == ["zalcoatl"]


def test_an_interrupted_erasure_is_finished_at_the_next_opening(workspace: Workspace) -> None:
    who, records = member()
    workspace.save_all(records)
    workspace.vault.erased.add(who)
    folder = workspace.vault.folder
    workspace.close()
    again = Workspace.open(folder, passphrase=PASSPHRASE)
    assert again.find(who) is None and again.check() == []
    again.close()


def test_own_questions_are_fields_like_any_other(workspace: Workspace) -> None:
    options = {"yes": {"en": "Yes"}, "no": {"en": "No"}}
    question = Question(id=new_id(), record_type="member", kind="code", labels={"en": "Bank account?"}, options=options)
    workspace.save(question)
    who, records = member()
    workspace.save_all([records[0].with_values({"answers": {question.id: "yes"}}), *records[1:]])
    assert [each.name for each in workspace.fields("member") if each.own] == [question.id]
    assert [each.id for each in workspace.records("member", [parse_condition(f"{question.id}=yes")])] == [who]
    assert workspace.records("member", [parse_condition(f"answers.{question.id}=no")]) == []
    workspace.save(workspace.get(who).with_values({"answers": {question.id: None}}))
    assert workspace.get(who).answers == {} and workspace.check() == []


def test_a_quote_climbs_its_ladder_and_an_edit_voids_it(workspace: Workspace) -> None:
    who, records = member()
    story = Story(id=new_id(), member=who, text="The long winter taught me to sing.")
    quote = Quote(id=new_id(), story=story.id, text="taught me to sing")
    workspace.save_all([*records, story, quote])
    workspace.save(workspace.get(quote.id).with_values({"state": "approved"}))
    states = [each.values["state"] for each in workspace.history(quote.id) if "state" in each.values]
    assert states == ["marked", "cleared", "checked", "approved"]
    workspace.save(workspace.get(story.id).with_values({"text": "The short winter taught me to sing."}))
    assert workspace.get(quote.id).state == "void" and workspace.check() == []  # type: ignore[attr-defined]


def test_a_solved_need_is_closed_today_and_a_new_one_knows_when_it_is_due(workspace: Workspace) -> None:
    who, records = member()
    need = Need(id=new_id(), member=who, category="housing", urgency="U2")
    workspace.save_all([*records, need])
    today = datetime.date.today()
    kept = workspace.get(need.id)
    assert (kept.status, kept.opened, kept.due) == ("new", today.isoformat(), (today + datetime.timedelta(days=3)).isoformat())  # type: ignore[attr-defined]
    workspace.save(kept.with_values({"status": "met"}))
    assert workspace.get(need.id).closed == today.isoformat()  # type: ignore[attr-defined]


def test_no_to_being_kept_leaves_a_count_and_nothing_else(workspace: Workspace) -> None:
    workspace.declined_conversation()
    kept = workspace.records("conversation")
    assert [each.values() for each in kept] == [{"outcome": "declined"}]


@pytest.mark.parametrize("typed", ["thor", "ÞÓR", "k7", "7391", "samira", "سمير", "lodz story", "\"", "*", "a OR", "-", "NEAR(", "\u0301\u0301", ""])
def test_search_takes_whatever_is_typed(workspace: Workspace, typed: str) -> None:
    workspace.save_all(member("Þórunn Samira سميرة", contact="+354 000 7391")[1])
    found = [each.label for each in workspace.people(typed)]
    assert (found == ["Þórunn Samira سميرة"]) == (typed in ("thor", "ÞÓR", "7391", "samira", "سمير", "\"", "*", "-", "\u0301\u0301", ""))


@pytest.mark.parametrize(("filters", "count"), [
    (["category=housing"], 1), (["category=group-housing"], 1), (["category=work"], 1), (["stage=integration"], 2), (["opened>=2026-01-01"], 1),
    (["opened=2025"], 1), (["opened<=2025"], 1), (["member.nationality=PL"], 2), (["member.nationality=SY"], 0), (["category!=housing"], 1),
    (["stage=integration", "opened>2025"], 1),
])
def test_filters_take_groups_members_and_partial_dates(workspace: Workspace, filters: list[str], count: int) -> None:
    who, records = member(nationality="PL")
    workspace.save_all([
        *records, Need(member=who, category="housing", stage="settlement", opened="2026-02-03"),
        Need(member=who, category="finding-work", stage="participation", opened="2025-06"),
    ])
    assert len(workspace.records("need", [parse_condition(each) for each in filters])) == count


@pytest.mark.parametrize(
    "wrong", ["category", "colour=blue", "category=castle", "category>housing", "opened>=tomorrow", "member.colour=x", "=x", "category="]
)
def test_a_filter_that_does_not_fit_is_refused(workspace: Workspace, wrong: str) -> None:
    with pytest.raises(WrongInput):
        workspace.records("need", [parse_condition(wrong)])


def test_check_sees_a_row_a_lost_operation_and_a_forgotten_word(workspace: Workspace) -> None:
    who, records = member()
    workspace.save_all(records)
    words = workspace._rows("SELECT words FROM entry WHERE type = 'member'")[0][0]
    for damage, mend in (
        ("UPDATE member SET region = 'east'", "UPDATE member SET region = NULL"),
        ("UPDATE entry SET words = 'somebody else' WHERE type = 'member'", f"UPDATE entry SET words = '{words}' WHERE type = 'member'"),
        ("UPDATE permission SET first = '2020-01-01'", "UPDATE permission SET first = '2026-01-05'"),
    ):
        workspace._connection.execute(damage)
        assert len(workspace.check()) == 1, damage
        workspace._connection.execute(mend)
        assert workspace.check() == [], mend
    workspace._connection.execute("DELETE FROM operation WHERE id = ?", (who,))
    assert workspace.check() != []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(["region", "gender", "household", "arrived"]), st.sampled_from([0, 1, 2, 3])), max_size=8))
def test_after_any_changes_the_tables_are_what_the_journal_says(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int]]) -> None:
    choices = {"region": ["capital", "east"], "gender": ["woman", "man"], "household": ["alone", "couple"], "arrived": ["2019", "2020-02"]}
    made, _ = Workspace.create(Path(tmp_path_factory.mktemp("v")) / "vault", PASSPHRASE, association="A", kdf="test")
    try:
        who, records = member()
        made.save_all(records)
        for name, pick in changes:
            value = (None, DECLINED, *choices[name])[pick]
            made.save(made.get(who).with_values({name: value}))
            assert getattr(made.get(who), name) == value
        assert made.check() == []
    finally:
        made.close()


def test_after_a_crash_the_unlock_page_knows_whether_a_conversation_waits(workspace: Workspace) -> None:
    def waits() -> bool:
        return header.facts(workspace.vault.folder).unfinished

    assert not waits()
    workspace.drafts.keep("one", {"text": "half"}, "story")
    assert waits()
    workspace.drafts.keep("two", {"text": "half"}, "story")
    workspace.drafts.throw("one")
    assert waits()
    with pytest.raises(RuntimeError), workspace.atomic():
        workspace.drafts.throw("two")
        raise RuntimeError("a crash")
    assert waits()
    with workspace.atomic():
        workspace.drafts.throw("two")
        assert waits(), "not before it is durable"
    assert not waits()


def test_a_story_put_right_to_another_person_is_hidden_and_shown_with_that_person(workspace: Workspace) -> None:
    (one, records), (other, others) = member("One (sample)"), member("Other (sample)")
    story = Story(id=new_id(), member=one, text="xylophone by the sea")
    workspace.save_all([*records, *others, story, Quote(story=story.id, text="by the sea")])
    workspace.save(workspace.get(story.id).with_values({"member": other}))
    workspace.add_consent(one, "keep", "withdrawn")
    assert {(hit.kind, hit.member) for hit in workspace.search("sea")} == {("story", other), ("quote", other)}
    workspace.add_consent(other, "keep", "withdrawn")
    assert workspace.search("sea") == [] and workspace.check() == []
