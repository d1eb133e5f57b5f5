"""A vault with a cheap key derivation, open for one test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.workspace import Workspace
from tests.people import PASSPHRASE


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made, _ = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Example Association (fictional)", kdf="test")
    yield made
    made.close()
