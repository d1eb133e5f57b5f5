"""Proofs from outside. They stand on Linux: the shim between a program and its disk is loaded by the loader of glibc."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
Disk = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, built."""
    built = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(built), str(source), "-ldl"], check=True)
    return built


@pytest.fixture
def disk(shim: Path, tmp_path: Path) -> Disk:
    """Plays a verb on a disk that misbehaves: `disk("stop", "add", every=3)`. Gives what was found, a dictionary a verb."""
    def play(
        mode: str, *verbs: str, every: int = 1, rounds: int = 100, errors: str = "", control: str = "", seconds: int = 3600,
    ) -> list[dict[str, Any]]:
        place = Path(tempfile.mkdtemp(dir=tmp_path))
        words = [sys.executable, "-m", "tests.proofs.disk", mode, str(place), *verbs, "--every", str(every), "--rounds", str(rounds)]
        words += ["--seconds", str(seconds)]
        environment = {**os.environ, "LD_PRELOAD": str(shim), "XDG_DATA_HOME": str(place / "profile")}
        if errors:
            words += ["--errors", errors]
        if control:
            words += ["--control", control]
        ran = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return [json.loads(line) for line in ran.stdout.splitlines()]

    return play
