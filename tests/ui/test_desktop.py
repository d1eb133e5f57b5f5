"""The desktop says that the computer sleeps, that the lid closes, that the session is locked or somebody else takes over: the window locks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVariant, QDBusVirtualObject

from storage.workspace import Workspace
from tests.ui.robots import PASSPHRASE, Volunteer
from ui import desktop
from ui.desktop.logind import LOGIN, MANAGER, MANAGER_PATH, PROPERTIES, SESSION, Logind, ScreenSavers
from ui.desktop.windows import asks_for_lock
from ui.events import events

MY_SESSION, OTHER_SESSION = MANAGER_PATH + "/session/_31", MANAGER_PATH + "/session/_32"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bus of this test's own."""
    folder = tmp_path_factory.mktemp("bus")
    (folder / "bus.conf").write_text(BUS.format(folder=folder), "utf-8")
    running = subprocess.Popen(["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--print-address=1"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert running.stdout is not None
    yield running.stdout.readline().strip()
    running.kill()
    running.wait()
    running.stdout.close()


def answer(message: QDBusMessage, value: Any) -> QDBusMessage:
    reply = message.createReply()
    reply.setArguments([value])
    return reply


class Login(QDBusVirtualObject):
    """As much of systemd-logind as Raddir speaks with."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self.bus, self.asked = bus, list[list[Any]]()
        self.lid_closed, self.is_active = False, True
        self._reading: list[int] = []
        assert bus.registerService(LOGIN)
        assert bus.registerVirtualObject(MANAGER_PATH, self, QDBusConnection.VirtualObjectRegisterOption.SubPath)

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        name, words = message.member(), message.arguments()
        if name == "Inhibit":
            self.asked.append(words)
            reading, writing = os.pipe()
            os.set_blocking(reading, False)
            self._reading.append(reading)
            connection.send(answer(message, QDBusUnixFileDescriptor(writing)))
            os.close(writing)
        elif name == "Get":
            value = self.lid_closed if words[1] == "LidClosed" else self.is_active
            connection.send(answer(message, QDBusVariant(value)))
        elif name == "GetSession":
            connection.send(answer(message, MY_SESSION))
        else:
            return False
        return True

    def is_held_back(self) -> bool:
        """Whether somebody holds the newest inhibitor: the other end of its pipe is open."""
        try:
            return os.read(self._reading[-1], 1) != b""
        except BlockingIOError:
            return True

    def says(self, path: str, interface: str, name: str, *words: Any) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(words))
        assert self.bus.send(message)


@pytest.fixture
def login(address: str, request: pytest.FixtureRequest) -> Iterator[Login]:
    name = f"login-{request.node.name}"
    made = Login(QDBusConnection.connectToBus(address, name))
    yield made
    made.bus.unregisterObject(MANAGER_PATH)
    made.bus.unregisterService(LOGIN)
    QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def anna(volunteer: Callable[..., Volunteer], login: Login, address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Volunteer]:
    """In an open vault, on a computer with that logind and a screen saver."""
    monkeypatch.setenv("XDG_SESSION_ID", "1")
    name = f"raddir-{id(login)}"
    someone = volunteer()
    heard: list[desktop.Desktop] = [kind(QDBusConnection.connectToBus(address, name), someone.window) for kind in (Logind, ScreenSavers)]
    for each in heard:
        each.wants_lock.connect(someone.window.protect)
        events.closed.connect(each.closed)
    someone.sets_up()
    someone.waits(lambda: bool(login.asked) and heard[0]._session != "" and login.is_held_back())  # type: ignore[attr-defined]
    yield someone
    for each in heard:
        events.closed.disconnect(each.closed)
    QDBusConnection.disconnectFromBus(name)


def test_before_the_computer_sleeps_the_vault_is_closed_and_only_then_it_is_let_go(anna: Volunteer, login: Login, tmp_path: Path) -> None:
    assert login.asked == [["sleep:shutdown", "Raddir", "closing the vault", "delay"]]
    seen: list[tuple[bool, bool]] = []

    def look() -> None:
        seen.append((login.is_held_back(), anna.window.session.jobs._workspace is None))

    events.locked.connect(look)
    events.closed.connect(look)
    login.says(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    anna.waits(lambda: len(seen) == 2)
    events.locked.disconnect(look)
    events.closed.disconnect(look)
    assert anna.is_locked()
    assert seen[0][0] and seen[1][1], "held back while it closes, and closed when that is told"
    anna.waits(lambda: not login.is_held_back())
    Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE).close()
    login.says(MANAGER_PATH, MANAGER, "PrepareForSleep", False)
    anna.waits(lambda: len(login.asked) == 2 and login.is_held_back())


def test_at_the_door_sleep_is_let_go_at_once(anna: Volunteer, login: Login) -> None:
    anna.window.lock()
    anna.waits()
    assert login.is_held_back(), "a lock by hand lets nothing go"
    login.says(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    anna.waits(lambda: not login.is_held_back())


def test_a_lid_that_closes_locks(anna: Volunteer, login: Login) -> None:
    login.says(MANAGER_PATH, PROPERTIES, "PropertiesChanged", MANAGER, {"LidClosed": False}, [])
    anna.waits()
    login.lid_closed = True
    login.says(MANAGER_PATH, PROPERTIES, "PropertiesChanged", MANAGER, {"LidClosed": True}, [])
    anna.waits(anna.is_locked)


def test_the_lock_of_our_session_locks_and_that_of_another_does_not(anna: Volunteer, login: Login) -> None:
    told: list[str] = []
    anna.window.findChild(Logind).wants_lock.connect(lambda: told.append("lock"))
    login.says(OTHER_SESSION, SESSION, "Lock")
    login.says(MY_SESSION, SESSION, "Lock")
    anna.waits(anna.is_locked)
    assert told == ["lock"]


def test_another_user_who_takes_over_locks(anna: Volunteer, login: Login) -> None:
    login.is_active = False
    login.says(MY_SESSION, PROPERTIES, "PropertiesChanged", SESSION, {"Active": False}, [])
    anna.waits(anna.is_locked)


@pytest.mark.parametrize("saver", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_locked_screen_locks(saver: str, anna: Volunteer, login: Login) -> None:
    login.says("/ScreenSaver", saver, "ActiveChanged", False)
    login.says("/ScreenSaver", saver, "ActiveChanged", True)
    anna.waits(anna.is_locked)


def test_somebody_who_is_just_unlocking_ends_at_the_door_again(anna: Volunteer, login: Login) -> None:
    anna.window.lock()
    anna.waits()
    anna.window.activateWindow()
    door: Any = anna.door()
    door.passphrase.edit.setText(PASSPHRASE)
    door.submit()
    anna.window.protect()
    anna.waits(lambda: not login.is_held_back() or anna.window.session.jobs.idle())
    assert anna.is_locked() and not anna.window.session.jobs.is_open()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())


def test_recovery_words_nobody_wrote_down_yet_are_covered_and_not_lost(volunteer: Callable[..., Volunteer]) -> None:
    from ui.cover import Cover

    someone = volunteer()
    door: Any = someone.door()
    someone.window.session.jobs.away(lambda: None)
    someone.window.protect()
    assert isinstance(someone.window.root.currentWidget(), Cover)
    someone.presses("Return")
    assert someone.door() is door


def test_a_bus_that_is_not_there_is_no_trouble(qapp: Any) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nowhere/bus", "nowhere")
    for each in (Logind(nowhere), ScreenSavers(nowhere)):
        each.closed()


def test_a_library_that_is_missing_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch, qapp: Any) -> None:
    def missing(_parent: object) -> list[desktop.Desktop]:
        raise ImportError("libdbus-1.so.3")

    monkeypatch.setattr(desktop, "_listeners", missing)
    assert desktop.watch(qapp) == []


@pytest.mark.parametrize(("message", "word", "asks"), [
    (0x0218, 0x4, True), (0x0218, 0x12, False),  # WM_POWERBROADCAST: suspend, and resume
    (0x02B1, 0x7, True), (0x02B1, 0x8, False), (0x02B1, 0x2, True),  # WM_WTSSESSION_CHANGE: lock, unlock, switch
    (0x0011, 0, True), (0x000F, 0, False),  # WM_QUERYENDSESSION, WM_PAINT
])
def test_what_windows_tells_is_understood(message: int, word: int, asks: bool) -> None:
    assert asks_for_lock(message, word) is asks
