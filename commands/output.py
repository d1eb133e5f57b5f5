"""Standard output is data only: JSON lines in UTF-8. What people read goes to standard error."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from locales import N_
from models.errors import PlaceFailed, WrongInput
from storage import files


def data(value: Any) -> None:
    """One JSON object, on a line of its own."""
    line(json.dumps(value, ensure_ascii=False))


def line(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")


def acknowledge(text: str) -> None:
    """A line that promises something was kept: written and flushed."""
    line(text)
    sys.stdout.buffer.flush()


def tell(sentence: str) -> None:
    sys.stderr.buffer.write(sentence.encode("utf-8", "replace") + b"\n")
    sys.stderr.buffer.flush()


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner only. Raises PlaceFailed, WrongInput."""
    if path.is_dir():
        raise WrongInput(N_("{place} is a folder; name a file."), place=path)
    try:
        files.replace(path, content)
    except OSError as error:
        raise PlaceFailed(N_("{place} could not be written; check that the folder is there, that you may write to it and that the disk has room."),
                          place=path) from error
