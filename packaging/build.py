"""`make build`: the frozen program in `dist/raddir`, for the system it is built on, and what is big in it."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import archive

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 200_000_000
"""Bytes the folder may have."""
WITH_DEBUGGING = ("libpython*.so*", "python3*/lib-dynload/*.so", "sqlcipher3/*.so", "cryptography/**/*.so", "uharfbuzz/*.so")
"""Linux: files that come with names for debuggers. Others are left as their makers packed them: some don't stand being touched."""


def files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()]


def size(path: Path) -> int:
    """Bytes of a file, or of all files below a folder, links not counted."""
    return sum(each.stat().st_size for each in files(path)) if path.is_dir() else path.stat().st_size


def freeze(dist: Path, work: Path) -> Path:
    """Run PyInstaller and give the finished folder. What it says is kept in a file and shown only if it fails."""
    work.mkdir(parents=True, exist_ok=True)
    said = work / "pyinstaller.txt"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--distpath", str(dist), "--workpath", str(work),
               str(ROOT / "packaging" / "raddir.spec")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "1"}
    with said.open("w", encoding="utf-8") as stream:
        done = subprocess.run(command, cwd=work, env=environment, stdout=stream, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        print(*said.read_text("utf-8", "replace").splitlines()[-25:], sep="\n", file=sys.stderr)
        sys.exit(f"PyInstaller failed; all it said is in {said}.")
    return dist / "raddir"


def slim(folder: Path) -> None:
    """Take names for debuggers out, where the tool for it is there; the program runs the same with them."""
    if not sys.platform.startswith("linux") or shutil.which("strip") is None:
        return
    for pattern in WITH_DEBUGGING:
        for path in (folder / "_internal").glob(pattern):
            if not path.is_symlink():
                subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def tell(folder: Path, seconds: float) -> int:
    """Say what came out, largest first. Gives the exit code: 1 for a folder that is too big."""
    whole = size(folder)
    print(f"{folder} was built in {seconds:.0f} s and has {whole / 1e6:.0f} MB.")
    parts = sorted(((size(each), each.name) for each in (folder / "_internal").iterdir() if not each.is_symlink()), reverse=True)
    print("Largest, in MB:", ", ".join(f"{name} {amount / 1e6:.1f}" for amount, name in parts[:12]))
    if whole > LIMIT:
        print(f"That is more than the {LIMIT // 1_000_000} MB it may have.", file=sys.stderr)
        return 1
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="the folder in which raddir/ comes to stand")
    parser.add_argument("--work", type=Path, default=ROOT / "build", help="for what is needed only while building")
    parser.add_argument("--archive", action="store_true", help="pack the folder too: .zip on Windows, .tar.gz elsewhere, .deb where dpkg is")
    asked = parser.parse_args()
    start = time.monotonic()
    subprocess.run([sys.executable, str(ROOT / "packaging" / "catalogs.py"), "compile"], check=True)
    folder = freeze(asked.dist.resolve(), asked.work.resolve())
    slim(folder)
    code = tell(folder, time.monotonic() - start)
    if asked.archive and not code:
        for made in archive.pack(folder, asked.work.resolve()):
            print(f"{made} has {made.stat().st_size / 1e6:.0f} MB.")
    return code


if __name__ == "__main__":
    sys.exit(main())
