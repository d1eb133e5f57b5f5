"""Keys that work while the keyboard is anywhere inside a widget, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def combination(keys: str) -> QKeySequence:
    """Keys as the code writes them: "Alt+Right", "Escape". Read as the window's language calls them, "Right" would be no key in Icelandic."""
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)


def on_key(owner: QWidget, keys: str | QKeySequence.StandardKey, act: Callable[[], object]) -> QShortcut:
    """Call a function when the keys are pressed inside the owner."""
    shortcut = QShortcut(combination(keys) if isinstance(keys, str) else QKeySequence(keys), owner)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut
