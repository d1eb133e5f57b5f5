"""Linux: systemd-logind on the system bus, and the screen savers on the session's.

logind asks whoever holds a delay inhibitor to be ready before the computer sleeps (systemd.io, "Inhibitor Locks"): Raddir holds one while it
runs, closes the vault when `PrepareForSleep` comes, and lets the inhibitor go only then. A lid that closes mostly means sleep; where it
doesn't, `LidClosed` tells. Another user who takes over makes this session's `Active` false.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

from ui.desktop import Desktop

__all__ = ["Logind", "ScreenSavers", "found"]

LOGIN = "org.freedesktop.login1"
MANAGER_PATH, SESSION_PATH = "/org/freedesktop/login1", "/org/freedesktop/login1/session/auto"
MANAGER, SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
WATCHED = ((MANAGER_PATH, MANAGER, "LidClosed", True), (SESSION_PATH, SESSION, "Active", False))
"""Whose property, its name, and the value that asks for a lock."""


def found(parent: QObject) -> list[Desktop]:
    """What there is on this computer. A bus that doesn't run is left alone: asking for it would start one."""
    heard: list[Desktop] = []
    if "DBUS_SYSTEM_BUS_ADDRESS" in os.environ or Path("/run/dbus/system_bus_socket").exists():
        heard.append(Logind(QDBusConnection.systemBus(), parent))
    if "DBUS_SESSION_BUS_ADDRESS" in os.environ or Path(f"/run/user/{os.getuid()}/bus").exists():
        heard.append(ScreenSavers(QDBusConnection.sessionBus(), parent))
    return heard


def _slot(signature: str) -> Any:
    """A slot as `connect` takes it: text, though its stub asks for bytes."""
    return SLOT(signature)


class Logind(Desktop):
    """Sleep, shutting down, the lid, the session's own lock, and a change of user."""

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._inhibitor, self._going = bus, -1, False
        if not bus.isConnected():
            return
        for name in ("PrepareForSleep", "PrepareForShutdown"):
            bus.connect(LOGIN, MANAGER_PATH, MANAGER, name, self, _slot("prepare(bool)"))
        bus.connect(LOGIN, "", SESSION, "Lock", self, _slot("lock(QDBusMessage)"))
        bus.connect(LOGIN, "", PROPERTIES, "PropertiesChanged", self, _slot("changed(QDBusMessage)"))
        self._session = ""
        if "XDG_SESSION_ID" in os.environ:
            self._call(MANAGER_PATH, MANAGER, "GetSession", [os.environ["XDG_SESSION_ID"]], self._know_session)
        self._inhibit()

    def closed(self) -> None:
        if self._going:
            self._let_go()

    @Slot(bool)
    def prepare(self, going: bool) -> None:
        """The computer is about to sleep or to be shut down, or has come back."""
        self._going = going
        if going:
            self.wants_lock.emit()
        else:
            self._inhibit()

    @Slot(QDBusMessage)
    def lock(self, message: QDBusMessage) -> None:
        """A session is to be locked; where it isn't known which one is ours, any."""
        if self._session in ("", message.path()):
            self.wants_lock.emit()

    @Slot(QDBusMessage)
    def changed(self, message: QDBusMessage) -> None:
        """A property changed: ask for what it is now, for a changed one needn't be told with its value."""
        whose = next(iter(message.arguments()), "")
        for path, interface, name, asks in WATCHED:
            if whose == interface:
                self._call(path, PROPERTIES, "Get", [interface, name], lambda value, asks=asks: self._is_now(value, asks))

    def _is_now(self, value: Any, asks: bool) -> None:
        if isinstance(value, QDBusVariant):
            value = value.variant()
        if value is asks:
            self.wants_lock.emit()

    def _know_session(self, path: Any) -> None:
        self._session = path.path() if hasattr(path, "path") else str(path)

    # The inhibitor ----------------------------------------------------------------------------------------------------

    def _inhibit(self) -> None:
        if self._inhibitor < 0:
            self._call(MANAGER_PATH, MANAGER, "Inhibit", ["sleep:shutdown", "Raddir", "closing the vault", "delay"], self._hold)

    def _hold(self, descriptor: Any) -> None:
        if self._inhibitor < 0 and descriptor.isValid():
            self._inhibitor = os.dup(descriptor.fileDescriptor())

    def _let_go(self) -> None:
        self._going = False
        if self._inhibitor >= 0:
            os.close(self._inhibitor)
            self._inhibitor = -1

    def _call(self, path: str, interface: str, method: str, words: list[str], then: Any) -> None:
        """Ask without waiting; a refusal is none of ours."""
        message = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
        message.setArguments(words)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(message), self)

        def answered(call: QDBusPendingCallWatcher) -> None:
            reply = call.reply()
            if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                then(reply.arguments()[0])
            call.deleteLater()

        watcher.finished.connect(answered)


class ScreenSavers(Desktop):
    """The screen of the session was locked."""

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        for name in SAVERS if bus.isConnected() else ():
            bus.connect("", "", name, "ActiveChanged", self, _slot("active(bool)"))

    @Slot(bool)
    def active(self, on: bool) -> None:
        """The screen saver came, or went."""
        if on:
            self.wants_lock.emit()
