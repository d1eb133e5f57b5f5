"""A program that is stopped at any call to its disk, a disk that fails or is full, a power cut: all of an act is there, or none."""

from __future__ import annotations

import pytest

from tests.proofs.conftest import Disk
from tests.proofs.figures import note
from tests.proofs.verbs import VERBS

EVERY_VERB = tuple(each.name for each in VERBS)


def test_killed_at_any_moment_no_verb_loses_what_it_acknowledged(disk: Disk) -> None:
    for found in disk("kill", *EVERY_VERB, rounds=2):
        assert (found["verb"], found["faults"]) == (found["verb"], []) and found["rounds"] == 2


def test_stopped_before_any_call_of_saving_all_of_it_is_there_or_nothing(disk: Disk) -> None:
    (found,) = disk("stop", "add")
    assert (found["lost"], found["faults"]) == (0, []) and found["rounds"] == found["calls"] > 20


def test_stopped_here_and_there_in_every_verb_nothing_is_half_done(disk: Disk) -> None:
    for found in disk("stop", *EVERY_VERB, every=80):
        assert (found["verb"], found["faults"]) == (found["verb"], []) and found["rounds"] > 0


def test_a_disk_that_fails_here_and_there_is_said_and_nothing_is_lost(disk: Disk) -> None:
    for found in disk("fail", "add", "backup", every=47):
        assert (found["verb"], found["faults"]) == (found["verb"], []) and found["rounds"] > 10


def test_a_power_cut_while_saving_takes_nothing_that_was_acknowledged(disk: Disk) -> None:
    (found,) = disk("power", "add")
    assert found["faults"] == [] and found["rounds"] > 50


@pytest.mark.parametrize(("mode", "verb", "control", "every"), [
    ("stop", "add", "promise-early", 5), ("power", "add", "never-sync", 1), ("fail", "add", "swallow-errors", 20),
    ("stop", "rekey", "forget-the-old-key", 4),
])
def test_the_proofs_find_what_was_planted(disk: Disk, mode: str, verb: str, control: str, every: int) -> None:
    (found,) = disk(mode, verb, every=every, control=control)
    assert found["lost"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("verb", EVERY_VERB)
@pytest.mark.parametrize("mode", ["kill", "stop", "power"])
def test_at_every_call_of_every_verb(disk: Disk, mode: str, verb: str) -> None:
    (found,) = disk(mode, verb)
    note("disk", f"{mode}: {verb}", calls=found["calls"], rounds=found["rounds"], lost=found["lost"])
    assert found["faults"] == []


@pytest.mark.slow
@pytest.mark.parametrize("verb", EVERY_VERB)
def test_every_call_of_every_verb_fails_with_no_room_and_many_with_each_error(disk: Disk, verb: str) -> None:
    rounds = lost = calls = 0
    for found in (*disk("fail", verb, errors="ENOSPC"), *disk("fail", verb, errors="EIO,EROFS,EMFILE", every=11)):
        rounds, lost, calls = rounds + found["rounds"], lost + found["lost"], max(calls, found["calls"])
        assert found["faults"] == []
    note("disk", f"fail: {verb}", calls=calls, rounds=rounds, lost=lost)
