"""Undo: the act is answered, nothing is taken out of the journal, and no use is opened that was closed before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import consent as rules
from models.consent import Consent
from models.contribution import Contribution
from models.conversation import Conversation
from models.errors import WrongInput
from models.fields import DECLINED
from models.need import Need
from models.operation import new_id
from models.question import Question
from models.quote import Quote
from models.story import Story
from storage.changes import Changes
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member

TODAY = datetime.date.today()
FAR = [TODAY + datetime.timedelta(days=days) for days in (0, 1, 40, 400, 4000)]
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def fresh(factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made, _words = Workspace.create(Path(factory.mktemp("v")) / "vault", PASSPHRASE, association="A", kdf="test")
    try:
        yield made
    finally:
        made.close()


def state(workspace: Workspace, who: str, use: str) -> str:
    return rules.state(workspace.consents(who), use, TODAY)


def live(workspace: Workspace) -> list[str]:
    """The live values, without the bin and what is in it, and without the events of consent, which only ever grow."""
    return [line for line in workspace.canonical_lines() if '"type":"consent"' not in line and '"archived":true' not in line]


def test_a_changed_field_gets_back_what_it_held_and_the_act_can_be_done_again(workspace: Workspace) -> None:
    who, records = member(region="capital", gender=DECLINED)
    workspace.save_all(records)
    before = workspace.digest()
    act = workspace.save(workspace.get(who).with_values({"region": "east", "gender": "woman", "household": "alone"}))
    after = workspace.digest()
    assert len(act.operations) == 3
    back = workspace.undo(act)
    assert workspace.digest() == before and len(back.operations) == 3 and back.skipped == ()
    again = workspace.undo(back)
    assert workspace.digest() == after
    workspace.undo(again)
    assert workspace.digest() == before and workspace.check() == []
    assert len(workspace.history(who)) == 1 + 4 * 3


def test_an_answer_to_an_own_question_is_undone_too(workspace: Workspace) -> None:
    question = Question(id=new_id(), record_type="member", kind="text", labels={"en": "Do you sing?"})
    who, records = member()
    workspace.save_all([question, *records])
    act = workspace.save(workspace.get(who).with_values({"answers": {question.id: "often"}}))
    workspace.undo(act)
    assert workspace.get(who).answers == {}
    assert workspace.search("often") == [] and workspace.check() == []


def test_what_somebody_changed_since_stays_and_is_named(workspace: Workspace) -> None:
    who, records = member(region="capital")
    workspace.save_all(records)
    act = workspace.save(workspace.get(who).with_values({"region": "east", "household": "alone"}))
    workspace.save(workspace.get(who).with_values({"region": "south"}))
    back = workspace.undo(act)
    found = workspace.get(who)
    assert (found.region, found.household) == ("south", None)  # type: ignore[attr-defined]
    assert back.skipped == ((who, "region"),) and len(back.operations) == 1


def test_a_solved_need_is_open_again_without_its_day(workspace: Workspace) -> None:
    who, records = member()
    need = Need(id=new_id(), member=who, category="housing")
    workspace.save_all([*records, need])
    before = workspace.digest()
    act = workspace.save(workspace.get(need.id).with_values({"status": "met"}))
    workspace.undo(act)
    assert workspace.digest() == before and workspace.get(need.id).closed is None  # type: ignore[attr-defined]


def quoted_story(workspace: Workspace) -> tuple[str, Story, Quote]:
    who, records = member()
    story = Story(id=new_id(), member=who, text="The long winter taught me to sing.", language="en")
    quote = Quote(id=new_id(), story=story.id, text="taught me to sing", state="approved")
    workspace.save_all([*records, story, quote])
    return who, story, quote


def test_undoing_the_edit_of_a_story_gives_its_quotes_their_state_again(workspace: Workspace) -> None:
    _who, story, quote = quoted_story(workspace)
    before = workspace.digest()
    act = workspace.save(workspace.get(story.id).with_values({"text": "The short winter taught me to sing."}))
    assert workspace.get(quote.id).state == "void"  # type: ignore[attr-defined]
    back = workspace.undo(act)
    assert workspace.digest() == before
    again = workspace.undo(back)
    assert workspace.get(quote.id).state == "void"  # type: ignore[attr-defined]
    workspace.undo(again)
    assert workspace.digest() == before and workspace.check() == []


def test_no_undo_approves_words_that_nobody_approved(workspace: Workspace) -> None:
    _who, story, quote = quoted_story(workspace)
    act = workspace.save(workspace.get(story.id).with_values({"text": "The short winter taught me to sing."}))
    workspace.save(workspace.get(quote.id).with_values({"text": "taught me to shout"}))
    back = workspace.undo(act)
    assert workspace.get(quote.id).state == "void" and (quote.id, "state") in back.skipped  # type: ignore[attr-defined]


def test_no_doing_again_approves_words_that_were_edited_in_between(workspace: Workspace) -> None:
    who, records = member()
    story = Story(id=new_id(), member=who, text="The long winter taught me to sing.")
    quote = Quote(id=new_id(), story=story.id, text="taught me to sing")
    workspace.save_all([*records, story, quote])
    back = workspace.undo(workspace.save(workspace.get(quote.id).with_values({"state": "approved"})))
    assert workspace.get(quote.id).state == "marked"  # type: ignore[attr-defined]
    workspace.save(workspace.get(quote.id).with_values({"text": "taught me to shout"}))
    assert workspace.undo(back).skipped == ((quote.id, "state"),)
    assert workspace.get(quote.id).state == "marked" and workspace.check() == []  # type: ignore[attr-defined]


def test_a_record_that_was_made_goes_to_the_bin_and_comes_out_again(workspace: Workspace) -> None:
    who, records = member()
    workspace.save_all(records)
    need = Need(id=new_id(), member=who, category="housing", asked="A door with a key")
    act = workspace.save(need)
    back = workspace.undo(act)
    assert workspace.find(need.id) is None and workspace.records("need") == [] and workspace.search("door") == []
    workspace.undo(back)
    assert workspace.find(need.id) is not None and len(workspace.search("door")) == 1 and workspace.check() == []


def test_a_saved_conversation_with_somebody_new_is_undone_whole_and_takes_no_consent_back(workspace: Workspace) -> None:
    who, records = member("Xenia (sample)", uses=("keep", "statistics", "quote-anonymous"))
    talk = Conversation(id=new_id(), member=who)
    story = Story(id=new_id(), member=who, conversation=talk.id, text="A word nobody else says: xylophone")
    belongings = [talk, story, Quote(id=new_id(), story=story.id, text="xylophone"), Need(id=new_id(), member=who, category="housing"),
                  Contribution(id=new_id(), member=who, type="interpreting")]
    act = workspace.save_all([*records, *belongings])
    events = workspace.consents(who)
    back = workspace.undo(act)
    assert workspace.consents(who) == events and workspace.people() == [] and workspace.search("xylophone") == []
    assert all(workspace.find(each.id) is None for each in [records[0], *belongings]) and workspace.check() == []
    workspace.undo(back)
    assert all(workspace.find(each.id) is not None for each in [records[0], *belongings]) and workspace.check() == []


def test_an_act_on_somebody_who_was_erased_since_cannot_be_undone(workspace: Workspace) -> None:
    who, records = member()
    workspace.save_all(records)
    act = workspace.save(workspace.get(who).with_values({"region": "east"}))
    workspace.erase(who)
    with pytest.raises(WrongInput, match="erased"):
        workspace.undo(act)
    assert workspace.check() == []


# consents


def test_undoing_a_grant_takes_it_back_as_a_mistake(workspace: Workspace) -> None:
    who, records = member(uses=("keep",))
    workspace.save_all(records)
    back = workspace.undo(workspace.add_consent(who, "statistics", "given", how="spoken"))
    event = workspace.consents(who)[-1]
    assert (event.value, event.reason, event.date) == ("withdrawn", "mistake", TODAY.isoformat())
    workspace.undo(back)
    assert state(workspace, who, "statistics") == "given" and workspace.consents(who)[-1].how == "spoken" and workspace.check() == []


def test_undoing_a_withdrawal_gives_again_what_had_been_given(workspace: Workspace) -> None:
    who, records = member(uses=("keep",))
    workspace.save_all(records)
    until = (TODAY + datetime.timedelta(days=100)).isoformat()
    workspace.add_consent(who, "statistics", "given", how="written", language="pl", wording="abc", expires=until, witness="Somebody (sample)")
    back = workspace.undo(workspace.add_consent(who, "statistics", "withdrawn"))
    event = workspace.consents(who)[-1]
    assert (event.value, event.how, event.language, event.wording, event.expires) == ("given", "written", "pl", "abc", until)
    assert event.date == TODAY.isoformat() and event.witness is None and state(workspace, who, "statistics") == "given"
    workspace.undo(back)
    assert state(workspace, who, "statistics") == "withdrawn" and workspace.check() == []


def test_undoing_a_refusal_leaves_the_use_unasked(workspace: Workspace) -> None:
    who, records = member(uses=("keep",))
    workspace.save_all(records)
    refused = workspace.add_consent(who, "contact", "refused")
    back = workspace.undo(refused)
    assert state(workspace, who, "contact") == "not-asked" and workspace.consents(who)[-1].seen == refused.ids
    workspace.undo(back)
    assert state(workspace, who, "contact") == "refused"
    workspace.add_consent(who, "contact", "given")
    assert state(workspace, who, "contact") == "given" and workspace.check() == []


def test_an_answer_given_since_stands(workspace: Workspace) -> None:
    who, records = member()
    workspace.save_all(records)
    mistaken = workspace.add_consent(who, "statistics", "withdrawn")
    workspace.add_consent(who, "statistics", "withdrawn")
    assert workspace.undo(mistaken).operations == () and state(workspace, who, "statistics") == "withdrawn"


def test_somebody_who_was_hidden_by_mistake_is_not_erased_a_month_later(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    who, records = member()
    soon = (TODAY + datetime.timedelta(days=10)).isoformat()
    workspace.save_all([records[0], Consent(member=who, use="keep", value="given", date="2026-01-05", expires=soon)])
    workspace.undo(workspace.add_consent(who, "keep", "withdrawn"))
    assert workspace.find(who) is not None
    import storage.workspace as module

    later = TODAY + datetime.timedelta(days=45)  # the consent has run out, which is no wish to be erased
    now = module.time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + 45 * 24 * 3600)
    monkeypatch.setattr(Workspace, "today", lambda self: later)
    workspace.erase_overdue()
    assert workspace.vault.erased.ids() == frozenset() and workspace.find(who) is None


def opened(workspace: Workspace, who: str) -> set[tuple[str, datetime.date]]:
    """The uses that are open by themselves, and the days; what is given to somebody hidden waits until the person is back."""
    history = workspace.consents(who)
    spans = [(use, *span) for use in ("keep", "statistics", "contact") for span in rules.open_spans(history, use, rules.FREE)]
    return {(use, day) for use, first, last in spans for day in FAR if first <= day.isoformat() <= (last or "~")}


EVENTS = st.tuples(
    st.sampled_from(["keep", "statistics", "contact"]), st.sampled_from(["given", "refused", "withdrawn", "not-asked"]),
    st.sampled_from([None, "2016-01-01", "2036-01-01"]), st.sampled_from([None, 0, 30, 300]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(EVENTS, st.integers(0, 9)), min_size=1, max_size=12))
@example(steps=[("statistics", "given", "2036-01-01", None), ("statistics", "withdrawn", None, None), 1])
@example(steps=[("statistics", "withdrawn", None, None), ("statistics", "refused", None, None), 0])
def test_undo_never_opens_a_use_that_was_not_open_before_the_act(workspace: Workspace, steps: list[Any]) -> None:
    """Any acts, any undos and redos among them, in any order."""
    who, records = member(uses=("keep",))
    workspace.save_all(records)
    acts: list[tuple[Changes, set[tuple[str, datetime.date]]]] = []
    for step in steps:
        before = opened(workspace, who)
        if isinstance(step, int):
            if not acts:
                continue
            act, was_open = acts[step % len(acts)]
            made = workspace.undo(act)
            assert opened(workspace, who) - before <= was_open
        else:
            use, value, date, days = step
            expires = (TODAY + datetime.timedelta(days=days)).isoformat() if days is not None else None
            made = workspace.add_consent(who, use, value, date=date, expires=expires if value == "given" else None)
        acts.append((made, before))
    assert workspace.check() == []


# any acts at all


def act(workspace: Workspace, ids: dict[str, str], which: str, pick: int) -> Changes:
    """One act of a volunteer, drawn."""
    if which == "member":
        return workspace.save(workspace.get(ids["who"]).with_values({"region": ("east", "south", None)[pick % 3], "gender": DECLINED}))
    if which == "story":
        return workspace.save(workspace.get(ids["story"]).with_values({"text": f"Winter number {pick} taught me."}))
    if which == "quote":
        return workspace.save(workspace.get(ids["quote"]).with_values({"state": ("cleared", "approved", "checked", "void")[pick % 4]}))
    if which == "words":
        return workspace.save(workspace.get(ids["quote"]).with_values({"text": f"number {pick}"}))
    if which == "need":
        return workspace.save(workspace.get(ids["need"]).with_values({"status": ("met", "active", "unmet")[pick % 3]}))
    if which == "answer":
        return workspace.save(workspace.get(ids["who"]).with_values({"answers": {ids["question"]: (None, "a", "b")[pick % 3]}}))
    if which == "bin":
        binned = (None, True)[pick % 2]
        return workspace.save(workspace.get(ids["gift"], binned=True).with_values({"archived": binned}))
    if which == "new":
        return workspace.save(Need(member=ids["who"], category="language"))
    return workspace.add_consent(ids["who"], "statistics", ("given", "withdrawn", "refused")[pick % 3])


@SLOW
@given(st.lists(st.tuples(st.sampled_from(["member", "story", "quote", "words", "need", "answer", "bin", "new", "consent"]), st.integers(0, 11)),
                min_size=1, max_size=8))
def test_undone_in_reverse_everything_is_as_it_was(tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, int]]) -> None:
    with fresh(tmp_path_factory) as workspace:
        who, story, quote = quoted_story(workspace)
        ids = {"who": who, "story": story.id, "quote": quote.id, "need": new_id(), "gift": new_id(), "question": new_id()}
        workspace.save_all([Need(id=ids["need"], member=who, category="housing"), Contribution(id=ids["gift"], member=who, type="interpreting"),
                            Question(id=ids["question"], record_type="member", kind="text", labels={"en": "Q?"})])
        def now() -> tuple[list[str], set[tuple[str, datetime.date]]]:
            return live(workspace), opened(workspace, who)

        before, states = now(), [now()]
        done = []
        for which, pick in drawn:
            done.append(act(workspace, ids, which, pick))
            states.append(now())
        undone = []
        for each in reversed(done):
            states.pop()
            undone.append(workspace.undo(each))
            assert now() == states[-1] and undone[-1].skipped == ()
            assert workspace.check() == []
        assert now() == before
        after = [workspace.undo(each) for each in reversed(undone)]
        for again in reversed(after):
            workspace.undo(again)
        assert now() == before and workspace.check() == []
        assert cast(Any, workspace.find(who)).id == who
