"""`make build-check`: starts the frozen program as a volunteer would have it, without Python, and does the core acts with it.

On the command line from another folder, with an empty home and nothing of Python on the path; then the window, on a screen that nobody
sees where there is none. One line a step; ends with 1 and one sentence at the first that fails.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.resource_tracker import ensure_running
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "sample people only"
LONGEST = 120.0
"""Seconds a step may take."""
MEMBER = {
    "label": "Sample Alder", "preferred_language": "pl", "municipality": "Reykjavík",
    "consents": [{"use": "keep", "value": "given", "date": "2026-01-05", "how": "spoken"}],
}
LATIN_LETTERS, ARABIC_LETTERS = ("a", "z"), ("\u0600", "\u06ff")


class Failed(Exception):
    """A step that didn't do what it should, in one sentence."""


class Frozen:
    """The frozen program in surroundings of its own: an empty home, and no more of the system than a desktop gives."""

    def __init__(self, program: Path, home: Path) -> None:
        self.program, self.home = program, home
        self.secret = home / "passphrase.txt"
        self.secret.write_text(PASSPHRASE + "\n", "utf-8")

    def surroundings(self, **more: str) -> dict[str, str]:
        if sys.platform == "win32":
            kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "WINDIR") if name in os.environ}
            return {**kept, "PATH": "", "USERPROFILE": str(self.home), "LOCALAPPDATA": str(self.home), "APPDATA": str(self.home), **more}
        return {"PATH": str(self.home / "no-programs"), "HOME": str(self.home), "TMPDIR": str(self.home), **more}

    def run(self, *words: str, data: str = "", good: tuple[int, ...] = (0,), **more: str) -> str:
        """Run a verb and give what it printed. Raises Failed for another exit code than a good one."""
        try:
            done = subprocess.run([str(self.program), *words], input=data.encode(), capture_output=True, cwd=self.home, timeout=LONGEST,
                                  env=self.surroundings(RADDIR_PASSPHRASE_FILE=str(self.secret), **more), check=False)
        except subprocess.TimeoutExpired:
            raise Failed(f"“{words[0]}” was not done after {LONGEST:.0f} s.") from None
        if done.returncode not in good:
            raise Failed(f"“{words[0]}” ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()[-600:]}")
        return done.stdout.decode("utf-8")


def holds(condition: object, sentence: str) -> None:
    """Go on if it is so. Raises Failed with the sentence."""
    if not condition:
        raise Failed(sentence)


# --- The steps ---------------------------------------------------------------------------------------------------------


def a_vault_of_ones_own(frozen: Frozen) -> str:
    vault = str(frozen.home / "own vault")
    frozen.run("create", vault, "--kdf", "test")
    added = frozen.run("add", vault, "member", data=json.dumps(MEMBER) + "\n").split()
    holds(len(added) == 1, "“add member” didn't print one id for one member.")
    listed = [json.loads(line) for line in frozen.run("list", vault, "member").splitlines()]
    holds([each["id"] for each in listed] == added, "“list member” doesn't show the member that was added.")
    holds(listed[0]["municipality"] == MEMBER["municipality"], "“list member” shows another municipality than was added.")
    found = frozen.run("search", vault, "Alder").splitlines()
    holds(any(added[0] in line for line in found), "“search” doesn't find the member that was added.")
    frozen.run("check", vault)
    return "create, add, list, search and check a vault"


def in_a_c_locale(frozen: Frozen) -> str:
    told = frozen.run("search", str(frozen.home / "own vault"), "Reykjavík", LC_ALL="C", LANG="C", PYTHONIOENCODING="ascii")
    holds(all(json.loads(line) for line in told.splitlines()), "“search” in a C locale doesn't print JSON.")
    listed = frozen.run("list", str(frozen.home / "own vault"), "member", LC_ALL="C", LANG="C")
    holds("Reykjavík" in listed or "Reykjav\\u00edk" in listed, "“list” in a C locale loses letters.")
    return "letters of every script in a C locale"


def sample_people(frozen: Frozen) -> str:
    vault = str(frozen.home / "sample")
    frozen.run("create", vault, "--kdf", "test", "--sample", "40", "--seed", "7")
    holds(len(frozen.run("list", vault, "member").splitlines()) >= 30, "The sample vault holds too few members.")
    frozen.run("check", vault)
    return "a vault of 40 sample people"


def brief(language: str, letters: tuple[str, str]) -> Callable[[Frozen], str]:
    def step(frozen: Frozen) -> str:
        paper = frozen.home / f"brief-{language}.pdf"
        start = time.monotonic()
        frozen.run("report", str(frozen.home / "sample"), "brief", str(paper), "--lang", language, good=(0, 5))
        seconds = time.monotonic() - start
        holds(paper.exists() and paper.read_bytes().startswith(b"%PDF"), f"“report brief” in {language} made no PDF.")
        said = f"the brief in {language}, {paper.stat().st_size // 1000} kB in {seconds:.1f} s"
        reader = shutil.which("pdftotext")
        if reader is None:
            return said + "; its text was not read, pdftotext isn't here"
        text = subprocess.run([reader, "-enc", "UTF-8", str(paper), "-"], capture_output=True, check=True).stdout.decode("utf-8")
        own = sum(letters[0] <= letter <= letters[1] for letter in text)
        holds(own > 300, f"The brief in {language} has only {own} letters of its script.")
        return f"{said}, {own} letters of its script read back"

    return step


def the_vaults_own_acts(frozen: Frozen) -> str:
    vault, stick, home = str(frozen.home / "sample"), frozen.home / "stick", frozen.home
    (home / "new passphrase.txt").write_text("copper window seven rivers\n", "utf-8")
    stick.mkdir()
    frozen.run("recovery", vault, str(home / "sheet.pdf"))
    holds((home / "sheet.pdf").read_bytes().startswith(b"%PDF"), "“recovery” made no sheet.")
    frozen.run("volunteer", vault, "add", "Sample Volunteer", "--new-passphrase-file", str(home / "new passphrase.txt"))
    member = json.loads(frozen.run("list", vault, "member").splitlines()[0])["id"]
    frozen.run("access", vault, member, str(home / "copy.zip"))
    with zipfile.ZipFile(home / "copy.zip") as copy:
        holds(any(name.endswith(".pdf") for name in copy.namelist()), "The copy for a member holds no PDF.")
    frozen.run("backup", vault, str(stick))
    frozen.run("restore", str(next(stick.glob("*.backup"))), str(home / "restored"))
    holds(frozen.run("digest", vault) == frozen.run("digest", str(home / "restored")), "What was restored isn't what was backed up.")
    return "a recovery sheet, a volunteer, a member's copy, a backup and what it brings back"


def attachments(frozen: Frozen) -> str:
    """Files are taken in and played by children of the frozen program, which are started here as it starts them itself."""
    sys.path.insert(0, str(ROOT))
    from media.child import Intake
    from media.player import Player
    from tests.media import samples

    pictures = {"JPEG": samples.photo(), "PNG": samples.screen(), **{kind: samples.picture(kind) for kind in ("WEBP", "TIFF", "GIF")}}
    with _children_of(frozen):
        for name, data in pictures.items():
            with Intake(LONGEST) as intake:
                intake.read(samples.pieces(data))
                kept = b"".join(intake.content())
            holds(kept and not samples.has_mark(kept), f"A {name} was not taken in as it should be.")
        player = Player("NULL")
        try:
            holds(player.load(samples.pieces(samples.tone(2.0))) > 1, "A recording can't be played.")
        finally:
            player.close()
    return f"pictures taken in ({', '.join(pictures)}) and a recording opened"


@contextmanager
def _children_of(frozen: Frozen) -> Iterator[None]:
    """Children are started from the frozen program, in its surroundings."""
    ensure_running()  # what keeps count of shared things is this Python's own
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(frozen.surroundings())
    sys.frozen = True  # type: ignore[attr-defined]
    multiprocessing.set_executable(str(frozen.program))
    try:
        yield
    finally:
        multiprocessing.set_executable(sys.executable)
        del sys.frozen  # type: ignore[attr-defined]
        os.environ.update(before)


def window(frozen: Frozen) -> str:
    """The window comes, stays, and is ended."""
    if not sys.platform.startswith("linux"):
        return _window_lives(frozen)
    with _screen() as display:
        return _window_is_shown(frozen, display)


def _start(frozen: Frozen, **more: str) -> subprocess.Popen[bytes]:
    program = frozen.program.with_name("raddir.exe") if sys.platform == "win32" else frozen.program
    return subprocess.Popen([str(program), "--vault", str(frozen.home / "sample"), "--lang", "ar"], cwd=frozen.home,
                            env=frozen.surroundings(**more), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _window_lives(frozen: Frozen) -> str:
    """Where titles of windows can't be asked for: it is still there after ten seconds."""
    running = _start(frozen)
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        return "the window was open for ten seconds (its title was not read on this system)"
    finally:
        _end(running)
    raise Failed(f"The window ended by itself with {running.returncode}: {_complaint(running)}")


def _window_is_shown(frozen: Frozen, display: str) -> str:
    finder = shutil.which("xdotool")
    if finder is None:
        raise Failed("xdotool is needed to look for the window; on Debian: apt-get install xdotool")
    start = time.monotonic()
    running = _start(frozen, DISPLAY=display, LC_ALL="C")
    try:
        ask = [finder, "search", "--all", "--onlyvisible", "--pid", str(running.pid), "--name", "Raddir"]
        while True:
            found = subprocess.run(ask, env={**os.environ, "DISPLAY": display}, capture_output=True, text=True, check=False).stdout.split()
            if found:
                break
            if running.poll() is not None:
                raise Failed(f"The window ended by itself with {running.returncode}: {_complaint(running)}")
            holds(time.monotonic() - start < 30, "No window with “Raddir” in its title came within 30 s.")
            time.sleep(0.05)
        seconds = time.monotonic() - start
        foreign = _foreign_code(running.pid, frozen.program.parent)
        holds(not foreign, f"The window uses code that is neither its own nor the system's: {', '.join(sorted(foreign))}")
        return f"the window after {seconds:.1f} s, all its code its own or the system's{_picture(found[0], display)}"
    finally:
        _end(running)


def _foreign_code(process: int, own: Path) -> set[str]:
    """Linux: libraries in a process that another computer wouldn't have, as those of the Python it was built with."""
    mapped = {line.split(maxsplit=5)[5] for line in Path(f"/proc/{process}/maps").read_text("utf-8").splitlines() if ".so" in line}
    return {path for path in mapped if not path.startswith((f"{own}/", "/lib", "/usr/lib"))}


def _picture(window_id: str, display: str) -> str:
    """A picture of the screen beside the program, where ImageMagick is there to take one."""
    taker = shutil.which("import")
    if taker is None:
        return ""
    time.sleep(1)  # a window is found before it is painted, and no tool here can ask whether it is
    place = PICTURES / "build-check-window.png"
    done = subprocess.run([taker, "-window", window_id, str(place)], env={**os.environ, "DISPLAY": display}, capture_output=True, check=False)
    return f", its picture in {place}" if done.returncode == 0 else ""


def _complaint(running: subprocess.Popen[bytes]) -> str:
    return running.stderr.read().decode("utf-8", "replace").strip()[-600:] if running.stderr else ""


def _end(running: subprocess.Popen[bytes]) -> None:
    running.terminate()
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


@contextmanager
def _screen() -> Iterator[str]:
    """The screen there is, or one of its own that nobody sees."""
    if os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
        return
    server = shutil.which("Xvfb")
    if server is None:
        raise Failed("There is no screen, and no Xvfb to make one; on Debian: apt-get install xvfb")
    reading, writing = os.pipe()
    running = subprocess.Popen([server, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"], pass_fds=(writing,),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # written once it is ready
        holds(number, "Xvfb could not be started.")
        yield f":{number}"
    finally:
        _end(running)


STEPS: tuple[Callable[[Frozen], str], ...] = (
    a_vault_of_ones_own, in_a_c_locale, sample_people, brief("en", LATIN_LETTERS), brief("ar", ARABIC_LETTERS), brief("is", LATIN_LETTERS),
    the_vaults_own_acts, attachments, window,
)
PICTURES = ROOT / "dist"


def main() -> int:
    global PICTURES
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="the folder in which raddir/ stands")
    PICTURES = parser.parse_args().dist.resolve()
    name = {"win32": "raddir-command.exe"}.get(sys.platform, "raddir")
    program = PICTURES / "raddir" / name
    if not program.exists():
        print(f"There is no {program}; run “make build” first.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="raddir-check-", ignore_cleanup_errors=True) as home:
        frozen = Frozen(program, Path(home))
        for step in STEPS:
            try:
                print("well:", step(frozen), flush=True)
            except Failed as failure:
                print(f"failed: {failure}", file=sys.stderr)
                return 1
    print("The frozen program does its work.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
