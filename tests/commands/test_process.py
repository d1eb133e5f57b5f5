"""The command line as a process: killed, in use, without Qt."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Terminal
from tests.proofs.figures import note

MAIN = Path(__file__).resolve().parents[2] / "main.py"
KEEP = [{"use": "keep", "value": "given", "date": "2026-01-05"}]


def start(terminal: Terminal, *words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "RADDIR_PASSPHRASE_FILE": str(terminal.secret)}
    return subprocess.Popen(
        [sys.executable, str(MAIN), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )


def acknowledged_before_a_kill(terminal: Terminal, rounds: int, draw: random.Random) -> list[str]:
    """Feed `add` line by line, kill it at some moment, and return every id it printed."""
    running = start(terminal, "add", str(terminal.vault), "member")
    assert running.stdin and running.stdout
    printed: list[str] = []
    for number in range(rounds):
        running.stdin.write(json.dumps({"label": f"Member {number} (sample)", "consents": KEEP}).encode() + b"\n")
        running.stdin.flush()
        if draw.random() < 0.5:
            printed.append(running.stdout.readline().decode().strip())
    running.send_signal(signal.SIGKILL)
    rest = running.stdout.read().decode().splitlines(keepends=True)
    running.wait()
    printed += [line.strip() for line in rest if line.endswith("\n")]
    for stream in (running.stdin, running.stdout, running.stderr):
        if stream:
            with contextlib.suppress(BrokenPipeError):
                stream.close()
    return [each for each in printed if each]


def no_acknowledged_id_is_lost(terminal: Terminal, kills: int) -> None:
    draw, printed = random.Random(7), list[str]()
    for _ in range(kills):
        printed += acknowledged_before_a_kill(terminal, draw.randint(1, 4), draw)
        assert terminal("check").code == 0
    assert printed
    kept = {row["id"] for row in terminal("list", "member").rows}
    assert set(printed) <= kept and len(set(printed)) == len(printed)


def test_no_acknowledged_id_is_lost_to_a_kill(terminal: Terminal) -> None:
    no_acknowledged_id_is_lost(terminal, 4)


@pytest.mark.slow
def test_no_acknowledged_id_is_lost_to_thirty_kills(terminal: Terminal) -> None:
    no_acknowledged_id_is_lost(terminal, 30)
    note("command line", "killed while many members are added", kills=30, acknowledged_ids_lost=0)


def test_a_vault_in_use_is_left_alone_also_for_reading(terminal: Terminal) -> None:
    running = start(terminal, "add", str(terminal.vault), "partner")
    assert running.stdin and running.stdout
    running.stdin.write(b'{"code": "one"}\n')
    running.stdin.flush()
    assert running.stdout.readline()
    said = terminal("list", "partner")
    assert said.code == 7 and len(said.err.strip().splitlines()) == 1
    running.communicate()
    assert [row["code"] for row in terminal("list", "partner").rows] == ["one"]


def test_no_verb_loads_qt_and_looking_loads_no_paper(terminal: Terminal) -> None:
    # sqlite-utils loads numpy where it is installed, which it is with the solver of the tests and nowhere else
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import main; code = main.main(sys.argv[2:]); "
        "sys.stderr.write(str(sorted({name.split('.')[0] for name in sys.modules} & {'PySide6', 'reportlab', 'fpdf'}))); sys.exit(code)"
    )
    environment = {**os.environ, "RADDIR_PASSPHRASE_FILE": str(terminal.secret)}
    for words in (["kinds"], ["list", str(terminal.vault), "member"]):
        ran = subprocess.run([sys.executable, "-c", program, str(MAIN.parent), *words], capture_output=True, env=environment, check=False)
        assert (ran.returncode, ran.stderr) == (0, b"[]")
