"""Correcting a consent: a new event, nothing changed, and nothing open that the right details don't open."""

from __future__ import annotations

import datetime

import pytest

from models.consent import FREE, permits, state
from models.errors import WrongInput
from storage.correcting import correct_consent
from storage.workspace import Workspace
from tests.people import member

TODAY = datetime.date.today()
LATER = TODAY + datetime.timedelta(days=400)


@pytest.fixture
def told(workspace: Workspace) -> str:
    who, records = member(uses=("keep", "statistics"))
    workspace.save_all(records)
    workspace.add_consent(who, "contact", "given", date="2026-01-05", witness="Nobody (sample)")
    return who


def test_a_witness_is_put_right_by_a_new_event(workspace: Workspace, told: str) -> None:
    last = workspace.consents(told)[-1]
    correct_consent(workspace, last.with_values({"id": "", "witness": "Somebody (sample)"}))
    events = [each for each in workspace.consents(told) if each.use == "contact"]
    assert [(each.value, each.witness, each.reason) for each in events] == [
        ("given", "Nobody (sample)", None), ("withdrawn", None, "mistake"), ("given", "Somebody (sample)", None)]
    assert permits(workspace.consents(told), "contact", TODAY, FREE) and workspace.check() == []


def test_an_expiry_that_was_forgotten_counts_from_then_on(workspace: Workspace, told: str) -> None:
    last = workspace.consents(told)[-1]
    correct_consent(workspace, last.with_values({"id": "", "expires": (TODAY + datetime.timedelta(days=30)).isoformat()}))
    history = workspace.consents(told)
    assert permits(history, "contact", TODAY, FREE) and not permits(history, "contact", LATER, FREE)


def test_a_correction_can_be_undone_and_opens_nothing_that_was_not_open(workspace: Workspace, told: str) -> None:
    last = workspace.consents(told)[-1]
    done = correct_consent(workspace, last.with_values({"id": "", "witness": "Somebody (sample)"}))
    workspace.undo(done)
    assert state(workspace.consents(told), "contact", TODAY) == "given" and workspace.check() == []


def test_a_withdrawal_stays_one_with_its_reason_put_right(workspace: Workspace, told: str) -> None:
    workspace.add_consent(told, "contact", "withdrawn", reason="wrong")
    correct_consent(workspace, workspace.consents(told)[-1].with_values({"id": "", "reason": "moved away"}))
    assert not permits(workspace.consents(told), "contact", TODAY, FREE) and workspace.consents(told)[-1].reason == "moved away"


def test_an_older_answer_is_not_corrected(workspace: Workspace, told: str) -> None:
    first = workspace.consents(told)[-1]
    workspace.add_consent(told, "contact", "withdrawn")
    before = workspace.digest()
    with pytest.raises(WrongInput, match="last answer"):
        correct_consent(workspace, first.with_values({"id": ""}))
    assert workspace.digest() == before


def test_somebody_who_is_kept_stays_so_while_that_consent_is_corrected(workspace: Workspace, told: str) -> None:
    keep = next(each for each in workspace.consents(told) if each.use == "keep")
    correct_consent(workspace, keep.with_values({"id": "", "how": "written"}))
    assert workspace.find(told) is not None and permits(workspace.consents(told), "statistics", TODAY, FREE)
