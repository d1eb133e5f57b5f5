"""What happened, for whoever shows it: screens refresh themselves by listening, nobody tells them one by one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

__all__ = ["Events", "events"]


class Events(QObject):
    """The window's news. Everything is told on the window's thread."""

    changed = Signal(object)
    """`storage.workspace.Changes`: which kinds of record changed, and whose. Told by `Jobs.write` after the commit."""
    saved = Signal()
    """Something is durable on the disk, a draft among others; the top line shows the time."""
    language_changed = Signal()
    look_changed = Signal()
    """Colours or text size changed: icons are drawn anew."""
    look_chosen = Signal()
    """Somebody chose colours or a text size: the window keeps them for the next time."""
    covered = Signal()
    """Whatever lies over the page goes: the screen is about to be covered or locked."""
    language_wanted = Signal(str)
    """Somebody chose the language of the window in the settings."""
    practise = Signal(bool)
    """Somebody wants to go into the practice vault, or back to the real one: the window locks the one and shows the other."""
    lock_wanted = Signal()
    """The vault can't go on (its key was being changed, and the disk failed): the window locks."""
    restore = Signal(object)
    """Somebody wants a backup brought back: a tuple of its path, or of None to choose one. The window locks and shows the page for it;
    None leads back to the ordinary door."""
    locked = Signal()
    """Nothing of the vault is on the screen any more; it is being closed."""
    closed = Signal()
    """The vault is closed and its keys are dropped."""
    unlocked = Signal()
    idle_changed = Signal(int)
    """After how many minutes without a key the window locks, from now on."""


events = Events()
