"""Two records of one person become one, and two again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.consent import CLOSING, FREE, permits, state
from models.errors import WrongInput
from models.fields import DECLINED
from models.member import Member
from models.need import Need
from models.quote import Quote
from models.record import Record
from models.story import Story
from storage.aliases import aliases
from storage.dossier import gather
from storage.permissions import limits_in
from storage.two_records import closing
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member


def two(workspace: Workspace, first: tuple[str, ...] = ("keep", "statistics"), second: tuple[str, ...] = ("keep",)) -> tuple[str, str]:
    """Two records of one person, each with a story, a quote, a need; the one that would stay first."""
    made: list[Record] = []
    ids = []
    for number, uses in enumerate((first, second)):
        who, records = member(f"Mía {number} (sample)", uses, spoken_languages=("es", "en")[number:], birth_year=1990 if number else None)
        story = Story(member=who, text=f"told to the record number{number}", id=f"00000000-0000-4000-8000-00000000000{number}")
        made += [*records, story, Quote(story=story.id, text="told"), Need(member=who, category="N-LNG")]
        ids.append(who)
    workspace.save_all(made)
    return min(ids), max(ids)


def opened(workspace: Workspace, who: str) -> set[str]:
    """The uses open today, by the gate itself."""
    history, limits = workspace.consents(who), limits_in(workspace._connection, [who]).get(who, FREE)
    return {each.use or "" for each in history if permits(history, each.use or "", workspace.today(), limits)}


def test_everything_of_both_belongs_to_the_record_that_stays(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    old = workspace.code_of(goes)
    workspace.join(goes, stays)
    assert workspace.find(goes) is None and workspace.check() == []
    assert len(workspace.of_member(stays, "story")) == len(workspace.of_member(stays, "need")) == len(workspace.of_member(stays, "quote")) == 2
    assert [line.id for line in workspace.people()] == [stays]
    assert [line.id for line in workspace.people(old)] == [stays]
    assert {hit.member for hit in workspace.search("told")} == {stays}
    who = workspace.get(stays)
    assert isinstance(who, Member) and who.birth_year == 1990 and set(who.spoken_languages or ()) == {"es", "en"}  # type: ignore[arg-type]


def test_undo_and_redo_are_before_and_after(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    before = workspace.digest()
    joined = workspace.join(stays, goes)
    after = workspace.digest()
    taken_back = workspace.undo(joined)
    assert workspace.digest() == before and workspace.check() == [] and not taken_back.skipped
    assert (len(workspace.of_member(goes, "story")) == 1 and opened(workspace, goes) == {"keep"}) or opened(workspace, stays) == {"keep"}
    again = workspace.undo(taken_back)
    assert workspace.digest() == after and workspace.check() == []
    workspace.undo(again)
    assert workspace.digest() == before and workspace.check() == []
    folder = workspace.vault.folder
    workspace.close()
    reopened = Workspace.open(folder, passphrase=PASSPHRASE)
    assert reopened.digest() == before and reopened.check() == []
    reopened.close()


def test_what_was_added_in_between_stays_with_the_record_that_stayed(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    joined = workspace.join(stays, goes)
    workspace.save(Need(member=stays, category="N-HOU"))
    workspace.undo(joined)
    assert len(workspace.of_member(stays, "need")) == 2 and len(workspace.of_member(goes, "need")) == 1 and workspace.check() == []


def test_a_no_in_either_closes_and_is_told_before(workspace: Workspace) -> None:
    stays, goes = two(workspace, ("keep", "statistics", "contact"), ("keep", "statistics"))
    workspace.add_consent(goes, "statistics", "withdrawn")
    assert "statistics" in closing(workspace, stays, goes)
    joined = workspace.join(stays, goes)
    assert opened(workspace, stays) == {"keep", "contact"} and workspace.check() == []
    workspace.undo(joined)
    assert "statistics" in opened(workspace, stays) and "statistics" not in opened(workspace, goes)


def test_taken_back_while_they_were_one_stays_taken_back_in_both(workspace: Workspace) -> None:
    stays, goes = two(workspace, ("keep", "statistics"), ("keep", "statistics"))
    joined = workspace.join(stays, goes)
    workspace.add_consent(stays, "statistics", "withdrawn")
    workspace.undo(joined)
    assert opened(workspace, stays) == opened(workspace, goes) == {"keep"} and workspace.check() == []


def test_erasure_after_joining_reaches_both_for_good(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    workspace.join(stays, goes)
    workspace.drafts.keep("d", {"text": "half"}, "story", goes)
    workspace.erase(stays)
    assert workspace.vault.erased.ids() >= {stays, goes} and workspace.check() == [] and workspace.drafts.all() == []
    assert workspace._rows("SELECT count(*) FROM operation WHERE id IN (?, ?)", (stays, goes)) == [(0,)]
    with pytest.raises(WrongInput, match="erased"):
        workspace.save_all([each.with_values({"id": goes}) if isinstance(each, Member) else each for each in member()[1]])


def test_the_id_of_the_record_that_went_erases_the_person_too(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    workspace.join(stays, goes)
    workspace.vault.erased.add(goes)
    folder = workspace.vault.folder
    workspace.close()
    again = Workspace.open(folder, passphrase=PASSPHRASE)
    assert again.people() == [] and again.vault.erased.ids() >= {stays, goes} and again.check() == []
    again.close()


def test_what_protects_is_kept_and_a_wish_not_to_say_is_no_answer(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    workspace.save(workspace.get(stays).with_values({"gender": DECLINED, "objection": "no calls"}))
    workspace.save(workspace.get(goes).with_values({"gender": "woman", "objection": "no letters", "do_not_contact": True}))
    workspace.join(stays, goes)
    whole = workspace.get(stays)
    assert isinstance(whole, Member) and whole.gender == "woman" and whole.do_not_contact is True
    assert "no calls" in (whole.objection or "") and "no letters" in (whole.objection or "")


def test_a_restricted_record_is_not_joined(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    workspace.save(workspace.get(goes).with_values({"restricted": True}))
    with pytest.raises(WrongInput, match="restricted"):
        workspace.join(stays, goes)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One vault for all examples of a property: each brings people of its own."""
    made, _words = Workspace.create(tmp_path_factory.mktemp("twins") / "vault", PASSPHRASE, association="Samtök prófana", kdf="test")
    yield made
    made.close()


USES = ("statistics", "contact")
told = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(USES), st.sampled_from(["given", "refused", "withdrawn"])), max_size=7)
orders = st.permutations([(0, 1), (1, 2), (0, 2)])


@settings(max_examples=12, deadline=None)
@given(told=told, orders=st.tuples(orders, orders), languages=st.tuples(*[st.sets(st.sampled_from(["ar", "en", "pl"]))] * 3))
def test_joined_in_any_order_they_are_one_consent_never_widens_and_undo_is_before(
    shared: Workspace, told: list[tuple[int, str, str]], orders: tuple[list[tuple[int, int]], ...], languages: tuple[set[str], ...],
) -> None:
    made = [member(f"Mía {number} (sample)", ("keep",), spoken_languages=tuple(sorted(languages[number])) or None) for number in range(3)]
    people = [who for who, _records in made]
    shared.save_all([*(each for _who, records in made for each in records), *(Story(member=who, text=who) for who in people)])
    for who, use, value in told:
        shared.add_consent(people[who], use, value)
    before, each_opened = shared.digest(), [opened(shared, who) for who in people]
    closed = {use for who in people for use in USES if state(shared.consents(who), use, shared.today()) in CLOSING}
    found = []
    for order in orders:
        acts = []
        for one, other in order:
            whose = [aliases(shared._connection).get(people[each], people[each]) for each in (one, other)]
            if whose[0] != whose[1]:
                acts.append(shared.join(*whose))
        root = min(people)
        now = opened(shared, root)
        assert len(acts) == 2 and shared.check() == []
        assert now <= set().union(*each_opened) and not now & closed
        assert [len(shared.of_member(who, "story")) for who in sorted(people)] == [3, 0, 0]
        found.append((now, set(shared.get(root).spoken_languages or ())))  # type: ignore[attr-defined]
        for act in reversed(acts):
            shared.undo(act)
        assert shared.digest() == before and [opened(shared, who) for who in people] == each_opened
    assert found[0] == found[1] and shared.check() == []


def test_a_copy_of_everything_holds_both_records(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    workspace.log_access("opened-sensitive", goes, "checking")
    workspace.join(stays, goes)
    found = gather(workspace, stays, "access")
    assert found.member.id == stays and [each.id for each in found.of(Member)] == [goes] and len(found.of(Story)) == 2
    assert {each.reason for each in workspace.access_lines(stays)} >= {"checking"}


def test_a_conversation_begun_with_the_record_that_went_goes_on_with_the_one_that_stays(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    workspace.drafts.keep("d", {"intake": {"member_id": goes}}, "story", goes)
    joined = workspace.join(stays, goes)
    assert [each.member for each in workspace.drafts.all()] == [stays]
    workspace.undo(joined)
    assert [each.member for each in workspace.drafts.all()] == [goes]


def test_a_half_edited_record_is_finished_first(workspace: Workspace) -> None:
    stays, goes = two(workspace)
    workspace.drafts.keep(f"record-{goes}", {"type": "member", "id": goes, "raw": {}}, "record", goes)
    with pytest.raises(WrongInput, match="half edited"):
        workspace.join(stays, goes)
