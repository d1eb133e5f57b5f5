"""The disk that stops, fails or loses power, under a real verb. Run as a program of its own with `shim.c` loaded before everything:

    python -m tests.proofs.disk kill|stop|fail|power ROOT [VERB …] [--every K] [--errors E,E] [--rounds N] [--control NAME] [--seconds N]

Everything is imported once; a child is forked for every n-th call to the disk, which costs a hundredth of a second instead of half
a second. Prints one JSON object a verb: how many calls it makes, how many rounds were played, and what was wrong in any of them.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import errno
import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import commands.arguments
import commands.paper
from models.errors import WrongSecret
from tests.proofs import control, power
from tests.proofs.place import Lost, Place, State, ids_in, look
from tests.proofs.verbs import BY_NAME, VERBS, Verb, prepare, run

LOADED = (commands.arguments, commands.paper)
"""Imported once, for every child."""
NOTHING, STOP, FAIL, FAIL_FROM, SHORT, RECORD = range(6)
STOPPED = 137
SUBREAPER = 36
"""`prctl`: whoever is orphaned below this process becomes its child."""
KEPT = Path(__file__).resolve().parents[1] / "vaults"
ENDS = {0: "done", 5: "done, and what couldn't be done beside it is listed", 6: "no room"}
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EROFS": errno.EROFS, "EMFILE": errno.EMFILE}


@dataclass
class Found:
    """What one proof of one verb came to."""

    verb: str
    calls: int = 0
    rounds: int = 0
    lost: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, where: str, what: str) -> None:
        if len(self.faults) < 8:
            self.faults.append(f"{where}: {what}")
        self.lost += 1


def shim() -> ctypes.CDLL:
    """The shim that is loaded in this process; raises AttributeError where it isn't."""
    loaded = ctypes.CDLL(None)
    loaded.proof_arm.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int]
    loaded.proof_seen.restype = ctypes.c_long
    loaded.prctl(SUBREAPER, 1, 0, 0, 0)
    return loaded


def _all_gone() -> None:
    """Wait for what a killed child had started: between its fork and its exec it still holds the vault's lock."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def forked(
    verb: Verb, place: Place, mode: int, number: int, error: int = 0, record: Path | None = None, killed_after: float | None = None,
) -> tuple[int, list[str], int]:
    """Run a verb in a child with the disk armed. Gives its exit code, the lines it printed, and the calls it made."""
    said = place.root.parent / "said"
    said.write_bytes(b"")
    child = os.fork()
    if child == 0:
        _child(verb, place, mode, number, error, record, said)
    if killed_after is not None:
        select.select([], [], [], killed_after)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    _all_gone()
    whole = said.read_text("utf-8")
    lines = whole[: whole.rfind("\n") + 1].splitlines()  # a last line without its end was never told
    promised = [line for line in lines if ids_in([line]) == {line}]
    seen = next((int(line[1:]) for line in lines if line.startswith("#")), 0)
    return os.waitstatus_to_exitcode(status), promised, seen


def _child(verb: Verb, place: Place, mode: int, number: int, error: int, record: Path | None, said: Path) -> None:
    """What the child does; it never comes back."""
    code = 99
    try:
        out = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        into = os.open(record, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600) if record else -1
        os.dup2(out, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        place.at_home()
        disk = shim()
        disk.proof_arm(str(place.root).encode(), mode, number, error, into)
        code = run(verb, place)
        sys.stdout.flush()
        seen = disk.proof_seen()
        disk.proof_arm(b"", NOTHING, 0, 0, -1)
        os.write(1, f"#{seen}\n".encode())
    finally:
        os._exit(code)


@dataclass
class Bench:
    """One verb with what stands before it, what stands after it, and a room to play in. `every` leaves out calls between."""

    verb: Verb
    base: Place
    room: Path
    before: State | Lost
    after: State
    known: frozenset[str]
    every: int
    rounds: int
    errors: tuple[str, ...]

    @classmethod
    def of(cls, verb: Verb, base: Place, room: Path, asked: argparse.Namespace) -> Bench:
        if verb.makes or verb.kept:
            base = base.copy_to(room / "base")
            shutil.rmtree(base.vault)
        if verb.kept:
            shutil.copytree(KEPT / verb.kept, base.vault)
        before = Lost("nothing there") if verb.makes else look(base.copy_to(room / "before"))
        done = base.copy_to(room / "done")
        code, _lines, _calls = forked(verb, done, NOTHING, 0)
        assert code == 0, f"{verb.name} ends with {code} before anything is armed"
        after = look(done)
        assert isinstance(after, State), after
        return cls(verb, base, room, before, after, ids_in(before.lines), asked.every, asked.rounds, tuple(asked.errors.split(",")))

    def fresh(self) -> Place:
        return self.base.copy_to(self.room / "round")

    def wrong(self, place: Place, promised: list[str]) -> str:
        """What is wrong with a vault after the disk misbehaved; empty when all is well."""
        found = look(place)
        if isinstance(found, Lost):
            return "" if self.verb.makes and not promised else found.why
        if found.wrong:
            return "check: " + found.wrong[0]
        if what := self.verb.also(place):
            return what
        done, undone = found.like(self.after, self.known), isinstance(self.before, State) and found.like(self.before, self.known)
        if promised and not set(promised) <= ids_in(found.lines):
            return "an acknowledged record is gone"
        if promised and not done:
            return "acknowledged and not there"
        return "" if done or undone else "half of it is there"


def kill(bench: Bench, until: float) -> Found:
    """The process is killed at any moment of its run."""
    found, draw = Found(bench.verb.name), random.Random(9)
    start = time.monotonic()
    forked(bench.verb, bench.fresh(), NOTHING, 0)
    whole = time.monotonic() - start
    for number in range(bench.rounds):
        place = bench.fresh()
        _code, promised, _calls = forked(bench.verb, place, NOTHING, 0, killed_after=draw.uniform(0, whole))
        if what := bench.wrong(place, promised) or _again(bench, place):
            found.fault(f"kill {number}", what)
        found.rounds += 1
    return found


def stop(bench: Bench, until: float) -> Found:
    """The program is stopped before its first, second, third … call to the disk, until one run is complete."""
    found = Found(bench.verb.name)
    number = 1
    while time.monotonic() < until:
        place = bench.fresh()
        code, promised, calls = forked(bench.verb, place, STOP, number)
        if code != STOPPED:
            found.calls = calls
            if code != 0:
                found.fault(f"call {number}", f"ends with {code}")
            return found
        if what := bench.wrong(place, promised):
            found.fault(f"stopped before call {number}", what)
        elif (again := _again(bench, place)):
            found.fault(f"stopped before call {number}, then tried again", again)
        found.rounds += 1
        number += bench.every
    found.fault("time", "the rounds were not finished in time")
    return found


def _again(bench: Bench, place: Place) -> str:
    """A verb that makes a vault has to succeed on what a crash of its own left; others were looked at already."""
    if not bench.verb.makes or isinstance(look(place), State):
        return ""
    code, _lines, _calls = forked(bench.verb, place, NOTHING, 0)
    return "" if code == 0 else f"ends with {code}"


def fail(bench: Bench, until: float) -> Found:
    """Each call to the disk fails in turn, once and from then on, with each of the errors a disk can give."""
    found = Found(bench.verb.name)
    for name in bench.errors:
        error = ERRORS[name]
        for mode in (FAIL, FAIL_FROM):
            number = 1
            while True:
                if time.monotonic() > until:
                    found.fault("time", "the rounds were not finished in time")
                    return found
                place = bench.fresh()
                code, promised, calls = forked(bench.verb, place, mode, number, error)
                where = f"{name} {'at' if mode == FAIL else 'from'} call {number}"
                if code not in ENDS:
                    found.fault(where, f"ends with {code}")
                elif what := bench.wrong(place, promised):
                    found.fault(where, what)
                elif code == 0 and not _complete(bench, place):
                    found.fault(where, "says it is done, and it isn't")
                elif code == 6 and (again := _succeeds(bench, place)):
                    found.fault(where + ", then with room", again)
                found.rounds += 1
                if calls and calls < number:
                    found.calls = calls
                    break
                number += bench.every
    return found


def _complete(bench: Bench, place: Place) -> bool:
    found = look(place)
    return isinstance(found, State) and found.like(bench.after, bench.known) and bench.verb.done(place)


def _succeeds(bench: Bench, place: Place) -> str:
    """With room again, the same verb succeeds. What was kept before it failed may be there already: a new passphrase, for one."""
    code, _lines, _calls = forked(bench.verb, place, NOTHING, 0)
    changed_all_the_same = code == WrongSecret.exit_code and bench.verb.done(place)
    return "" if (code in (0, 2) or changed_all_the_same) and isinstance(look(place), State) else f"ends with {code}"


def cut(bench: Bench, until: float) -> Found:
    """The power goes at any moment: what wasn't synced is there, or not, or in part."""
    found, place, record = Found(bench.verb.name), bench.fresh(), bench.room / "record"
    code, _lines, found.calls = forked(bench.verb, place, RECORD, 0, record=record)
    assert code == 0, code
    played = bench.room / "played"
    for state in power.states(record, bench.base.root, place.root, random.Random(4)):
        if time.monotonic() > until:
            found.fault("time", "the rounds were not finished in time")
            break
        state.lay(bench.base.root, played)
        promised = [line for line in state.promised.decode().splitlines() if ids_in([line]) == {line}]
        if what := bench.wrong(Place(played), promised):
            found.fault(state.where, what)
        found.rounds += 1
    return found


MODES: dict[str, Callable[[Bench, float], Found]] = {"kill": kill, "stop": stop, "fail": fail, "power": cut}


def main(given: list[str]) -> Iterator[Found]:
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("root", type=Path)
    parser.add_argument("verbs", nargs="*", default=[each.name for each in VERBS])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--errors", default=",".join(ERRORS))
    parser.add_argument("--control", choices=control.CONTROLS)
    parser.add_argument("--seconds", type=float, default=3600.0)
    asked = parser.parse_args(given)
    shim()
    base = prepare(asked.root / "base")
    if asked.control:
        control.CONTROLS[asked.control]()
    until = time.monotonic() + asked.seconds
    for name in asked.verbs:
        room = asked.root / name
        room.mkdir(exist_ok=True)
        yield MODES[asked.mode](Bench.of(BY_NAME[name], base, room, asked), until)


if __name__ == "__main__":
    for each in main(sys.argv[1:]):
        print(json.dumps(vars(each)), flush=True)
