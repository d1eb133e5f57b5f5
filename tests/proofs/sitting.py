"""A sitting at the real window, in a process of its own, that a proof watches from outside. What is typed comes on standard input as JSON,
so that no word of it stands on the command line or in the environment. Says on standard output how far it is, in words of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from storage import header, slots

header.FLOOR = header.TEST_FLOOR  # a real vault, which takes people in, with the quickest derivation
slots.calibrate = lambda *_measure: header.TEST_FLOOR  # type: ignore[assignment]

from storage.workspace import Workspace
from tests.ui.robots import Volunteer
from ui import app as program
from ui import fonts, language, theme
from ui.main_window import MainWindow
from ui.session import Session


def say(step: str) -> None:
    sys.stdout.write(step + "\n")
    sys.stdout.flush()


def sit(place: Path, words: dict[str, str]) -> None:
    qt = program.make(["raddir"])
    fonts.load_first()
    theme.apply(qt, dark=False)
    language.choose(qt, "en")
    workspace, _paper = Workspace.create(place / "vault", words["passphrase"], association="Example Association (fictional)", volunteer="Anna")
    workspace.close()
    window = MainWindow(Session(place / "vault"))
    window.show()
    window.activateWindow()
    anna = Volunteer(window)
    anna.waits()
    anna.unlocks(words["passphrase"])
    anna.waits(lambda: not anna.is_locked())
    say("unlocked")
    talk(anna, words)
    say("saved")
    looks_about(anna, words)
    say("looked")
    anna.presses("Ctrl+L")
    anna.waits(anna.is_locked)
    say("locked")
    anna.unlocks(words["passphrase"])
    anna.waits(lambda: not anna.is_locked())
    anna.presses("Ctrl+N", "Alt+A")
    anna.types("y")
    anna.presses("Ctrl+Return")
    anna.types(words["draft"])
    QTimer.singleShot(1500, lambda: say("typing"))
    qt.exec()


def talk(anna: Volunteer, words: dict[str, str]) -> None:
    """A conversation from consent to saving."""
    anna.presses("Ctrl+N", "Alt+A")
    anna.types("yyyy")
    anna.presses("Ctrl+Return")
    anna.types(words["name"])
    anna.presses("Ctrl+Return")
    anna.types(words["story"] + " " + words["arabic"] + " " + words["place"] + " " + words["phone"])
    anna.presses("Ctrl+Return")
    anna.types("hou")
    anna.presses("Tab")
    anna.types(words["need"])
    anna.presses("Return", "Ctrl+Return")
    anna.types("vol")
    anna.presses("Tab")
    anna.types(words["gives"])
    anna.presses("Return", "Ctrl+Return", "Ctrl+S")
    anna.waits()


def looks_about(anna: Volunteer, words: dict[str, str]) -> None:
    """Search, open the record, copy and paste, make a report, undo, attach."""
    anna.presses("Ctrl+K")
    anna.types(words["search"])
    anna.presses("Return")
    anna.presses("Ctrl+K", "Ctrl+A")
    anna.types(words["name"].split()[0])
    anna.presses("Return")
    anna.waits()
    QApplication.clipboard().setText(words["story"])
    box = next((each for each in anna.window.findChildren(QLineEdit) if each.isVisible()), None)
    if box is not None:
        box.paste()
    anna.presses("Ctrl+8")
    anna.waits(lambda: anna.page().settled())  # type: ignore[attr-defined]
    anna.window.session.jobs.write_now(lambda workspace: attach(workspace, words["attachment"]))
    anna.presses("Ctrl+1", "Ctrl+Z")


def attach(workspace: Any, content: str) -> None:
    """A document with the marker in it, kept with the person's consent."""
    from models.attachment import Attachment
    from models.consent import Consent
    from models.operation import new_id

    members = workspace.records("member")
    workspace.attachments.add(
        Attachment(id=new_id(), member=members[0].id, kind="document", title=content, media_type="text/plain"), [content.encode() * 500],
        size=len(content) * 500, consents=[Consent(id=new_id(), member=members[0].id, use="media", value="given")],
    )


if __name__ == "__main__":
    given = json.loads(sys.stdin.readline())
    sit(Path(given["place"]), given["words"])
