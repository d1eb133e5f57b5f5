"""`make prove [NAME …]`: the long proofs, and their figures in `docs/proofs.md`.

A name is that of a file in `tests/proofs/` (`disk` for `test_disk.py`) or a word in the name of a long test anywhere. Only a run of all
of them writes the page: figures of different days don't stand side by side.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOUND, PAGE = ROOT / "build" / "proofs.jsonl", ROOT / "docs" / "proofs.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def chosen(names: list[str]) -> list[str]:
    """The words for pytest that run the proofs named."""
    files = [str(path) for name in names if (path := ROOT / "tests" / "proofs" / f"test_{name}.py").exists()]
    words = [name for name in names if not (ROOT / "tests" / "proofs" / f"test_{name}.py").exists()]
    return files + (["-k", " or ".join(words)] if words else [])


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FOUND.read_text("utf-8").splitlines()] if FOUND.exists() else []


def table(found: list[dict[str, Any]]) -> str:
    lines = ["| proof | what | figures |", "|---|---|---|"]
    for each in sorted(found, key=lambda row: (row["proof"], row["what"])):  # two run at a time, and end as they end
        figures = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in each.items() if name not in ("proof", "what"))
        lines.append(f"| {each['proof']} | {each['what']} | {figures} |")
    return "\n".join(lines)


def write_page(found: list[dict[str, Any]], minutes: float) -> None:
    text = PAGE.read_text("utf-8")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    told = f"Run by `make prove` on {date.today().isoformat()} in {minutes:.0f} minutes: {machine}.\n\n{table(found)}"
    PAGE.write_text(f"{text[: text.index(BEGIN) + len(BEGIN)]}\n{told}\n{text[text.index(END):]}", "utf-8")


def main(names: list[str]) -> int:
    FOUND.parent.mkdir(exist_ok=True)
    FOUND.unlink(missing_ok=True)
    start = time.monotonic()
    words = [sys.executable, "-m", "pytest", "-q", "-m", "slow", "-n", "2", *chosen(names)]
    code = subprocess.run(words, cwd=ROOT, env={**os.environ, "RADDIR_PROOFS": str(FOUND)}, check=False).returncode
    found = rows()
    print(table(found))
    if code == 0 and not names:
        write_page(found, (time.monotonic() - start) / 60)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
