"""The command line in this process: quick, and with the exit codes and the two streams a script would see."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import commands
import locales


@dataclass(frozen=True)
class Said:
    """What a verb answered."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal:
    """A volunteer's coordinator at a terminal: `terminal("list", "member")` runs the verb on the vault of the test."""

    def __init__(self, vault: Path, secret: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[], Any]) -> None:
        self.vault, self.secret, self._monkeypatch, self._read = vault, secret, monkeypatch, read

    def __call__(
        self, verb: str, *words: str, given: str | bytes | list[dict[str, Any]] = "", vault: Path | None = None, secret: Path | None = None
    ) -> Said:
        if isinstance(given, list):
            given = "".join(json.dumps(each) + "\n" for each in given)
        raw = given if isinstance(given, bytes) else given.encode()
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8"))
        opening = [] if verb == "kinds" else [str(vault or self.vault)]
        closing = [] if verb == "kinds" else ["--passphrase-file", str(secret or self.secret)]
        code = commands.main([verb, *opening, *words, *closing])
        said = self._read()
        return Said(code, said.out.decode(), said.err.decode())

    def member(self, label: str = "Mía (sample)", uses: tuple[str, ...] = ("keep", "statistics"), **fields: Any) -> str:
        """Add a member and return the id."""
        consents = [{"use": use, "value": "given", "date": "2026-01-05", "how": "spoken"} for use in uses]
        said = self("add", "member", given=[{"label": label, "consents": consents, **fields}])
        assert said.code == 0, said.err
        return said.out.strip()


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Terminal]:
    secret = tmp_path / "passphrase"
    secret.write_text("ladder dial gorilla\n", "utf-8")
    monkeypatch.setenv("LANGUAGE", "")  # which verbs set for Python's own words
    made = Terminal(tmp_path / "vault", secret, monkeypatch, capsysbinary.readouterr)
    said = made("create", "--organisation", "Example Association (fictional)", "--kdf", "test")
    assert said.code == 0, said.err
    yield made
    locales.use("en")
