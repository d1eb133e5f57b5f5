"""Anonymising: the figures live on, the person is gone, and nothing leads from the one to the other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.consent import Consent
from models.contribution import Contribution
from models.conversation import Conversation
from models.errors import WrongInput
from models.member import Member
from models.need import Need
from models.operation import new_id
from models.story import Story
from storage import access_log, tally
from storage.anonymise import anonymise
from storage.erased import ErasedList
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member
from tests.storage.raw_pages import on_the_disk
from tests.storage.test_erasure import WORDS, everything


def living(workspace: Workspace, **fields: object) -> str:
    who, records = member(
        "Nadia (sample)", birth_year=1990, gender="woman", municipality="Akureyri", origin="TH", nationality="TH", arrived="2021-03-15",
        stage="settlement", residence_basis=None, contact="+354 555 0142", **fields,
    )
    workspace.save_all([
        *records, Conversation(id=new_id(), member=who, date="2024-05-06", place="At home"),
        Story(member=who, text="My words", language="th", told_on="2024-05-06"),
        Need(member=who, category="housing", asked="A flat near school", opened="2024-05-06", status="met", closed="2024-08-09"),
        Need(member=who, category="violence", asked="A safe place", opened="2024-05-06"),
        Contribution(member=who, type="care", what="I look after my neighbour", hours=Decimal("12.5"), since="2023-09"),
    ])
    return who


def test_bands_stay_and_everything_that_points_to_somebody_goes(workspace: Workspace) -> None:
    who = living(workspace)
    code = workspace.get(who).code  # type: ignore[attr-defined]
    nobody = workspace.get(anonymise(workspace, who))
    assert isinstance(nobody, Member) and nobody.id != who and nobody.code != code and nobody.label == nobody.code
    kept = {name: value for name, value in nobody.values().items() if name not in ("label", "code")}
    assert kept == {"anonymous": True, "gender": "woman", "age_band": "30-39", "region": "northeast", "origin": "world-035", "stage": "settlement",
                    "arrived": "2021"}
    assert workspace.find(who) is None and who in workspace.vault.erased
    assert [need.values() for need in workspace.of_member(nobody.id, "need")] == [
        {"member": nobody.id, "category": "housing", "opened": "2024", "status": "met", "closed": "2024"}]
    assert [gift.values() for gift in workspace.of_member(nobody.id, "contribution")] == [
        {"member": nobody.id, "type": "care", "hours": Decimal("12.5"), "since": "2023"}]
    assert [talk.values() for talk in workspace.of_member(nobody.id, "conversation")] == [{"member": nobody.id, "date": "2024", "outcome": "saved"}]
    assert workspace.of_member(nobody.id, "story") == [] and workspace.check() == []


def test_the_figures_count_the_record_of_nobody_as_they_counted_the_person(workspace: Workspace) -> None:
    who = living(workspace)
    before = tally.rows(workspace._connection, workspace.today())[0]
    nobody = anonymise(workspace, who)
    (after,) = tally.rows(workspace._connection, workspace.today())
    same = ("gender", "age_band", "region", "stage", "arrived")
    assert after.member == nobody and {name: after.classes[name] for name in same} == {name: before.classes[name] for name in same}
    assert after.heard == "2024" and [need["category"] for need in after.needs] == ["housing"]


def test_the_journal_and_the_disk_hold_nothing_of_the_person(workspace: Workspace) -> None:
    who = everything(workspace)
    nobody = anonymise(workspace, who)
    assert on_the_disk(workspace, list(WORDS)) == set()
    assert who not in "".join(workspace.canonical_lines()).replace(f'{{"id":"{who}","type":"erased","values":{{}}}}', "")
    assert workspace._rows("SELECT 1 FROM operation WHERE vals LIKE ?", (f"%{who}%",)) == []
    assert [entry.kind for entry in workspace.history(nobody)] == ["create"]
    assert [(line.what, line.subject) for line in workspace.access_lines()] == [("anonymise", "")]


@pytest.mark.parametrize("change", ["never agreed", "withdrawn", "objects", "restricted"])
def test_who_may_not_be_counted_is_not_made_anonymous(workspace: Workspace, change: str) -> None:
    who, records = member(uses=("keep",) if change == "never agreed" else ("keep", "statistics"))
    workspace.save_all(records)
    if change == "withdrawn":
        workspace.add_consent(who, "statistics", "withdrawn")
    elif change in ("objects", "restricted"):
        workspace.save(workspace.get(who).with_values({"objection": "no"} if change == "objects" else {"restricted": True}))
    before = workspace.digest()
    with pytest.raises(WrongInput, match="may not be counted"):
        anonymise(workspace, who)
    assert workspace.digest() == before and len(workspace.vault.erased) == 0


def test_nothing_is_added_to_an_anonymous_record_nor_is_it_made_anonymous_again(workspace: Workspace) -> None:
    nobody = anonymise(workspace, living(workspace))
    record = workspace.get(nobody)
    for wrong in (record.with_values({"names": "Nadia"}), Story(member=nobody, text="more"), record.with_values({"objection": "x"})):
        with pytest.raises(WrongInput, match="anonymous"):
            workspace.save(wrong)
    with pytest.raises(WrongInput):
        anonymise(workspace, nobody)


def test_consents_carry_over_with_their_year_alone(workspace: Workspace) -> None:
    nobody = anonymise(workspace, living(workspace))
    told = [(each.use, each.value, each.date, each.how, each.witness) for each in workspace.consents(nobody)]
    assert told == [("keep", "given", "2026", None, None), ("statistics", "given", "2026", None, None)]
    assert all(isinstance(each, Consent) for each in workspace.consents(nobody))


class Stopped(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("where", ["erase", "list"])
def test_a_stop_on_the_way_leaves_all_of_it_or_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    who = living(workspace)
    code, folder = workspace.get(who).code, workspace.vault.folder  # type: ignore[attr-defined]

    def stop(*_given: object) -> None:
        raise Stopped

    with monkeypatch.context() as patch, pytest.raises(Stopped):
        if where == "erase":
            patch.setattr(access_log, "write", stop)
        else:
            patch.setattr(ErasedList, "add_all", stop)
        anonymise(workspace, who)
    workspace.close()
    again = Workspace.open(folder, passphrase=PASSPHRASE)
    try:
        people = [each for each in again.records("member") if isinstance(each, Member)]
        if where == "erase":
            assert [each.code for each in people] == [code] and who not in again.vault.erased
        else:
            assert [each.anonymous for each in people] == [True] and who in again.vault.erased
        assert again.check() == []
    finally:
        again.close()
