"""The words consents are asked with: versions by language, and the very words behind each consent."""

from __future__ import annotations

import datetime

import pytest

from locales import member_words, script
from models.ask_again import ending
from models.association import Association
from models.consent import wording_hash
from models.consent_text import ConsentText, read_out
from models.errors import WrongInput
from storage import ask_again, consent_texts
from storage.dossier import wordings
from storage.needs import due
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member


def question(use: str = "contact") -> str:
    return script.use_question(use, member_words("en"))


def test_new_words_are_said_from_now_on_and_the_old_stay_readable(workspace: Workspace) -> None:
    shipped = question()
    assert consent_texts.write_script(workspace, "en", {"contact": "May we ring you up?", "point-1": "We are {association}, {really}."}) is not None
    assert question() == "May we ring you up?" and script.version("en") == 2 and script.version("pl") == 1
    assert script.point(0, member_words("en"), "X") == "We are X, {really}.", "braces of somebody's own are no gap"
    assert consent_texts.write_script(workspace, "en", {"contact": "May we ring you up?", "point-1": "We are {association}, {really}."}) is None
    consent_texts.write_script(workspace, "en", {})
    assert question() == shipped and script.version("en") == 3
    assert [each.version for each in consent_texts.scripts(workspace)] == [2, 3]
    assert workspace.check() == []


def test_the_words_hold_while_the_vault_is_open_and_undo_takes_them_back(workspace: Workspace) -> None:
    shipped = question()
    changes = consent_texts.write_script(workspace, "en", {"contact": "May we ring you up?"})
    assert changes is not None
    workspace.undo(changes)
    assert question() == shipped
    consent_texts.write_script(workspace, "en", {"contact": "May we ring?"})
    folder = workspace.vault.folder
    workspace.close()
    assert question() == shipped
    again = Workspace.open(folder, passphrase=PASSPHRASE)
    try:
        assert question() == "May we ring?"
    finally:
        again.close()


def test_a_consent_leads_to_the_very_words_whatever_is_said_since(workspace: Workspace) -> None:
    who, records = member()
    said = read_out("May we ring you up, in these very words?", "en", 2)
    workspace.save_all([*records, said])
    workspace.add_consent(who, "contact", "given", wording=said.hash, language="en")
    workspace.save(said)  # read out once more: kept once
    assert workspace.count("consent-text") == 1
    found = wordings(workspace, workspace.consents(who), Association())
    assert found == {wording_hash("May we ring you up, in these very words?"): "May we ring you up, in these very words?"}
    with pytest.raises(WrongInput, match="never changed"):
        workspace.save(said.with_values({"text": "Others"}))
    with pytest.raises(WrongInput, match="lines, one for each sentence"):
        workspace.save(ConsentText(kind="script", language="en", version=2, text="\n" * 40 + "x"))
    workspace.erase(who)
    assert workspace.check() == []
    with workspace.atomic():
        workspace._connection.execute("UPDATE \"consent-text\" SET hash = 'another'")
    assert "The words of 1 consents are not what was read out." in workspace.check()


def test_home_names_who_is_to_be_asked_again_as_the_rule_does(workspace: Workspace) -> None:
    day = workspace.today()

    def at(days: int) -> str:
        return (day + datetime.timedelta(days=days)).isoformat()

    people: dict[str, str] = {}
    for label, last in (("ran out", at(-3)), ("today", at(0)), ("soon", at(6)), ("in a month", at(30)), ("later", at(31)), ("no end", None)):
        who, records = member(label)
        people[who] = label
        workspace.save_all(records)
        workspace.add_consent(who, "contact", "given", expires=last, date="2026-01-05")
    renewed, records = member("renewed")
    workspace.save_all(records)
    for last in (at(-3), None):
        workspace.add_consent(renewed, "contact", "given", expires=last, date="2026-01-05")
    refused, records = member("refused")
    workspace.save_all(records)
    workspace.add_consent(refused, "contact", "given", expires=at(-3), date="2026-01-05")
    workspace.add_consent(refused, "contact", "refused")
    found = ask_again.lines(workspace)
    assert [people[each.member] for each in found] == ["ran out", "today", "soon", "in a month"]
    assert {each.member for each in found} == {who for who in (*people, renewed, refused) if ending(workspace.consents(who), day)}
    shown = due(workspace)
    assert (shown.overdue, shown.today, shown.week, shown.later, shown.count) == (1, 1, 1, 1, 4)
    assert [line.record_type for line in shown.lines] == ["consent"] * 4
