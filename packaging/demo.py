"""`make demo`: a vault of fictional people, their brief in every language as PDF, and the window on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "demo"
PASSPHRASE = "sample people only"


def run(*words: str) -> int:
    return subprocess.run([sys.executable, str(ROOT / "main.py"), *words], check=False).returncode


def main() -> int:
    sys.path.insert(0, str(ROOT))
    from locales import LANGUAGES

    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    secret = FOLDER / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    vault, opening = FOLDER / "vault", ("--passphrase-file", str(secret))
    if code := run("create", str(vault), "--sample", "200", "--seed", "7", *opening):
        return code
    print(f"demo/vault holds 200 fictional people. Its passphrase is “{PASSPHRASE}”.")
    for language in LANGUAGES:
        paper = FOLDER / f"brief-{language}.pdf"
        code = run("report", str(vault), "brief", str(paper), "--lang", language, *opening)
        if code not in (0, 5) or not paper.exists():
            return code or 1
        print(f"demo/{paper.name} is the brief for a ministry in {language}.")
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("There is no screen here, so the window stays closed.")
        return 0
    print("The window opens; unlock it with that passphrase.")
    return run("--vault", str(vault))


if __name__ == "__main__":
    sys.exit(main())
