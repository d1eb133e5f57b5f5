"""The figures of a long proof, written down as they come, for `docs/proofs.md`."""

from __future__ import annotations

import json
import os
from pathlib import Path

WHERE = "RADDIR_PROOFS"


def note(proof: str, what: str, **figures: int | float | str) -> None:
    """Add one line to the file that `make prove` names; without one, nothing is written."""
    name = os.environ.get(WHERE)
    if name:
        with Path(name).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"proof": proof, "what": what, **figures}, ensure_ascii=False) + "\n")
