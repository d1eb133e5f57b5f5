"""`make bench`, or `python -m benchmarks --members 20000`: measure, and write the table."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import acts, lists, paper, start, unlock, waits

TARGETS = {
    "start": "≤ 1.5", "save one intake": "≤ 3", "search a rare": "≤ 1.2", "search the most": "≤ 0.02, < 5 ms", "search one letter": "≤ 0.02, < 5 ms",
    "brief in PDF": "≤ 1.5 (warm)", "backup": "≤ 1.3", "right passphrase": "≤ 2", "key derivation": "0.7–1.5 s",
    "longest wait": "≤ 50 ms",
}


def _line(row: tuple[str, float, float]) -> str:
    act, ours, bare = row
    target = next((value for start, value in TARGETS.items() if act.startswith(start)), "")
    ratio = f"{ours / bare:.3g}" if bare else ""
    return f"| {act} | {ours * 1000:.2f} ms | {f'{bare * 1000:.2f} ms' if bare else ''} | {ratio} | {target} |"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=20_000)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="raddir-bench-") as name:
        folder = Path(name)
        rate, rows = acts.run(folder, asked.members)
        rows += paper.run(folder)
        rows += lists.measure(folder)
        rows += start.measure(folder / "vault")
        rows += unlock.measure(folder / "vault", acts.PASSPHRASE)
        rows += waits.measure(folder / "vault")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    table = [
        "# Benchmarks", "",
        f"Measured by `make bench` on {datetime.date.today().isoformat()}: {machine}; a vault of {asked.members:,} sample members. Medians; "
        "the bare thing ran in turn in the same run. Other machines give other times; the ratios are what `benchmarks/` is for.", "",
        "| act | Raddir | bare | ratio | target |", "|---|---|---|---|---|", *map(_line, rows),
        f"| sample members made, saved, journalled and indexed | {rate:,.0f} a second | | | ≥ 1,000 a second |", "",
    ]
    notes = asked.out.read_text("utf-8").partition("## Notes")[2] if asked.out.exists() else ""
    asked.out.write_text("\n".join(table) + (f"\n## Notes{notes}" if notes else ""), "utf-8")
    print("\n".join(table))
    return 0


if __name__ == "__main__":
    sys.exit(main())
