"""Erasing: no word of the person stays on the disk, in any page of the store, used or free, nor in its log; what stays is the id."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.contribution import Contribution
from models.conversation import Conversation
from models.follow_up import FollowUp
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.question import Question
from models.quote import Quote
from models.record import Record
from models.referral import Referral
from models.story import Story
from storage import compact, erasure
from storage.snapshots import draw
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member
from tests.storage.raw_pages import on_the_disk

QUESTION = "f2b2a1de-6f4f-4c39-9d43-1f0a3c5e7b10"
WORDS = (
    "zqlabelmark", "zqnamesmark", "zqcontactmark", "zqgendermark", "zqplacemark", "zqstorymark", "zqquotemark", "zqneedmark", "zqgiftmark",
    "zqreasonmark", "zqwitnessmark", "zqanswermark", "zqdraftmark", "zqhalfmark", "zqlogmark", "zqeditedmark", "zqtranslationmark", "zqsearchmark",
    "zqsentmark", "zqfollowmark", "zqvitalmark",
)


def everything(workspace: Workspace) -> str:
    """Somebody with a mark in every place where words are kept. Returns the id."""
    workspace.save(Question(id=QUESTION, record_type="member", kind="text", labels={"en": "Anything else?"}))
    who, records = member(
        "zqlabelmark (sample)", names="zqnamesmark", contact="zqcontactmark 555 0142", gender_words="zqgendermark", region="capital",
        answers={QUESTION: "zqanswermark"},
    )
    talk = Conversation(id=new_id(), member=who, date="2026-03-01", place="zqplacemark")
    story = Story(id=new_id(), member=who, conversation=talk.id, text="zqstorymark " * 400, language="en")
    quote = Quote(id=new_id(), story=story.id, text="zqquotemark", translation="zqtranslationmark", state="approved")
    more: list[Record] = [
        talk, story, quote, Need(id=new_id(), member=who, category="housing", asked="zqneedmark"),
        Contribution(id=new_id(), member=who, type="care", what="zqgiftmark", hours=Decimal(3)),
    ]
    need, partner = more[3], Partner(id=new_id(), code="SHELTER", name="Shelter (sample)")
    sent = Referral(id=new_id(), member=who, need=need.id, partner=partner.id, note="zqsentmark", vital_reason="zqvitalmark")
    workspace.save_all([partner, *records, *more, sent, FollowUp(member=who, need=need.id, referral=sent.id, contact="zqfollowmark 555 0142")])
    workspace.save(workspace.get(who).with_values({"household": "alone", "municipality": "zqeditedmark"}))
    workspace.save(workspace.get(who).with_values({"municipality": "elsewhere"}))
    workspace.add_consent(who, "contact", "refused", reason="zqreasonmark", witness="zqwitnessmark")
    workspace.drafts.keep("draft", {"story": "zqdraftmark"}, "story", who)
    workspace.drafts.keep("left-another", {"place": "people", "search": "zqsearchmark"}, "left")
    workspace.drafts.keep("record-" + who, {"raw": {"label": "zqhalfmark"}}, "record", who)
    workspace.log_access("opened-sensitive", who, "zqlogmark")
    return who


def others(workspace: Workspace, count: int = 40) -> None:
    """Others around, so that pages are filled, split and filled anew."""
    for number in range(count):
        who, records = member(f"Somebody {number} (sample)", region="south")
        workspace.save_all([*records, Story(member=who, text=f"told {number} " * (20 + 7 * number), language="en")])


def test_no_page_of_the_store_or_its_log_holds_a_word_of_somebody_erased(workspace: Workspace) -> None:
    others(workspace)
    who = everything(workspace)
    others(workspace)
    draw(workspace)
    assert on_the_disk(workspace, list(WORDS)) == set(WORDS), "the marks are seen where they are"
    workspace.erase(who)
    assert on_the_disk(workspace, [*WORDS, *(word[2:] for word in WORDS)]) == set()
    assert who in workspace.vault.erased and workspace._rows("SELECT id FROM erased") == [(who,)]
    assert workspace.check() == [] and workspace.drafts.all() == [] and workspace.search("zqstorymark") == []
    assert workspace._rows("SELECT 1 FROM frozen WHERE member = ?", (who,)) == []


def test_the_index_keeps_no_term_of_somebody_erased(workspace: Workspace) -> None:
    who = everything(workspace)
    workspace.erase(who)
    workspace._connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)")
    assert not [term for (term,) in workspace._rows("SELECT term FROM temp.terms") if term.startswith("z")]


def test_what_others_refer_to_is_let_go_of(workspace: Workspace) -> None:
    host, first = member("Host (sample)")
    guest, second = member("Guest (sample)")
    talk = Conversation(id=new_id(), member=host, date="2026-03-01")
    need = Need(id=new_id(), member=guest, conversation=talk.id, category="housing", opened="2026-03-01")
    workspace.save_all([*first, *second, talk, need])
    workspace.erase(host)
    assert workspace.get(need.id).conversation is None and workspace.check() == []  # type: ignore[attr-defined]


def test_what_comes_back_with_a_restored_store_is_erased_when_it_is_opened(workspace: Workspace) -> None:
    who = everything(workspace)
    folder = workspace.vault.folder
    workspace.vault.erased.add(who)
    workspace.close()
    again = Workspace.open(folder, passphrase=PASSPHRASE)
    assert again.find(who) is None and again._rows("SELECT 1 FROM story") == [] and again.check() == []
    again.close()
    last = Workspace.open(folder, passphrase=PASSPHRASE)
    assert on_the_disk(last, list(WORDS)) == set()
    last.close()


def test_what_belongs_to_a_tombstone_goes_whenever_it_comes_in(workspace: Workspace) -> None:
    who, records = member("Gone (sample)")
    workspace.save_all(records)
    workspace.erase(who)
    connection = workspace._connection
    with workspace.atomic():  # as an older backup or another laptop would bring it
        connection.execute("INSERT INTO story (id, member, text) VALUES ('late-story', ?, 'zqlatemark')", (who,))
        connection.execute("INSERT INTO quote (id, story, text) VALUES ('late-quote', 'late-story', 'zqlatemark')")
        assert erasure.finish(connection, []) == [who]
    assert workspace._rows("SELECT id FROM story") == [] and workspace._rows("SELECT id FROM quote") == []
    workspace.after_erasing()
    assert on_the_disk(workspace, ["zqlatemark"]) == set()


def test_a_store_that_could_not_be_written_anew_is_when_it_is_closed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    who = everything(workspace)
    monkeypatch.setattr(compact, "compact", lambda connection, now_ms: None)
    workspace.erase(who)
    assert compact.is_due(workspace._connection, 10**12)
    monkeypatch.undo()
    folder = workspace.vault.folder
    workspace.close()
    again = Workspace.open(folder, passphrase=PASSPHRASE)
    assert not compact.is_due(again._connection, 10**12) and on_the_disk(again, list(WORDS)) == set()
    again.close()


def test_erasing_is_logged_without_saying_whom(workspace: Workspace) -> None:
    who = everything(workspace)
    workspace.erase(who)
    assert [(line.what, line.subject, line.code, line.reason) for line in workspace.access_lines()] == [("erase", "", "", "")]
