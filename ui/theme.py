"""Colours and sizes. Fusion on every system, one accent, light and dark.

Every pair below was computed against WCAG 2.2 AA (`tests/ui/test_accessible.py` does it again): text 4.5:1, borders and
the focus ring 3:1. Stock Fusion doesn't reach them, and its buttons are 22 pixels high.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui import fonts
from ui.events import events

__all__ = ["DARK", "LIGHT", "SCHEMES", "TEXT_SIZES", "Tokens", "apply", "choose", "few", "follow", "has_few", "scaled", "scheme", "text_size",
           "tokens"]

TEXT_SIZES = (100, 125, 150, 200)
SCHEMES = ("system", "light", "dark")


class Tokens(NamedTuple):
    """The colours of one theme, by what they are for."""

    window: str
    base: str
    text: str
    muted: str
    accent: str
    on_accent: str
    border: str
    line: str
    """Between things that don't need it to be told apart: cards, the side bar."""
    hover: str
    danger: str
    danger_back: str
    ok: str
    ok_back: str
    warn: str
    warn_back: str
    disabled: str


LIGHT = Tokens(
    window="#f5f6f8", base="#ffffff", text="#1b1f24", muted="#57606a", accent="#0b5cad", on_accent="#ffffff", border="#7d8590",
    line="#d9dde3", hover="#e8eef6", danger="#b42318", danger_back="#fdf0ee", ok="#1a7f37", ok_back="#eef8f0", warn="#8a5a00",
    warn_back="#fff7e6", disabled="#6e7781",
)
DARK = Tokens(
    window="#1c1f24", base="#14171b", text="#e8eaed", muted="#a7b0ba", accent="#7ab7ff", on_accent="#0b1a2b", border="#7d8793",
    line="#343a43", hover="#26303b", danger="#ff9a8f", danger_back="#33201f", ok="#6fdd8b", ok_back="#1b2a20", warn="#f0c05a",
    warn_back="#2f2817", disabled="#8b949e",
)



def few(t: Tokens) -> Tokens:
    """The same theme in ink and greys: whatever a colour says, an icon or a word beside it says too."""
    return t._replace(accent=t.text, on_accent=t.base, hover=t.line, danger=t.text, danger_back=t.window, ok=t.text, ok_back=t.window,
                      warn=t.text, warn_back=t.window)


_current = LIGHT
_size = 100
_scheme = "system"
_few = False
_has_style = False
_has_look = False


def tokens() -> Tokens:
    """The colours of the moment."""
    return _current


def text_size() -> int:
    """The size of the text in per cent of the ordinary."""
    return _size


def scheme() -> str:
    """What was chosen: "system", "light" or "dark"."""
    return _scheme


def has_few() -> bool:
    """Whether fewer colours were chosen."""
    return _few


def fusion(argv: Sequence[str]) -> list[str]:
    """The words an application starts with, so that it has its style from the start and needn't be asked for it."""
    global _has_style
    _has_style = True
    return [*argv[:1], "-style", "fusion", *argv[1:]]


def apply(app: QApplication, *, dark: bool | None = None, size: int = 100) -> None:
    """Give the program its look. `dark=None` follows the system, now and when it changes."""
    global _current, _size, _has_style, _has_look
    if dark is None:
        dark = _system_is_dark()
    theme = DARK if dark else LIGHT
    _current, _size = (few(theme) if _few else theme), size
    if not _has_style:  # 3 ms for the wrapper of a style that nobody talks to
        app.setStyle("Fusion")
        _has_style = True
    _has_look = True
    app.setPalette(_palette(_current))
    app.setFont(fonts.base(fonts.BASE_POINTS * size / 100))
    app.setStyleSheet(_sheet(_current, size))
    events.look_changed.emit()


def _system_is_dark() -> bool:
    """Whether the system's colours are dark. Before the first look is given they are the palette's own, which needn't be asked by name
    (`steady.spare_names`)."""
    if not _has_look:
        return QGuiApplication.palette().window().color().lightness() < 128
    return QGuiApplication.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark


def choose(app: QApplication, *, size: int, scheme: str, few_colours: bool | None = None) -> None:
    """Take the look that somebody chose, and tell whoever keeps it. `few_colours=None` leaves the colours as they are."""
    global _few, _scheme
    _scheme = scheme if scheme in SCHEMES else "system"
    _few = _few if few_colours is None else few_colours
    apply(app, dark=None if _scheme == "system" else _scheme == "dark", size=size)
    events.look_chosen.emit()


def scaled(pixels: int) -> int:
    """A width meant for ordinary text, in logical pixels, at the size of the moment."""
    return pixels * _size // 100


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, value in (
        (role.Window, t.window), (role.WindowText, t.text), (role.Base, t.base), (role.AlternateBase, t.window),
        (role.Text, t.text), (role.Button, t.base), (role.ButtonText, t.text), (role.BrightText, t.danger),
        (role.Highlight, t.accent), (role.HighlightedText, t.on_accent), (role.Accent, t.accent), (role.Link, t.accent),
        (role.LinkVisited, t.accent), (role.PlaceholderText, t.muted), (role.ToolTipBase, t.base), (role.ToolTipText, t.text),
        (role.Light, t.base), (role.Midlight, t.line), (role.Mid, t.border), (role.Dark, t.border), (role.Shadow, t.text),
    ):
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(t.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(t.border))
    return palette


def _sheet(t: Tokens, size: int) -> str:
    """Sizes, and the few shapes a palette can't give. No left and no right anywhere: a style sheet isn't mirrored."""
    mark = 20 * size // 100
    link = " text-decoration: underline;" if _few else ""  # where a link has the colour of any other word
    heading, title = fonts.BASE_POINTS * size / 100 * 1.5, fonts.BASE_POINTS * size / 100 * 2.2
    return f"""
* {{ outline: none; }}
QLineEdit, QComboBox, QAbstractSpinBox, QDateEdit {{ min-height: 28px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {mark}px; height: {mark}px; }}
QCheckBox, QRadioButton {{ min-height: 26px; spacing: 8px; }}
QAbstractItemView::item {{ min-height: 28px; }}
QMenu::item {{ padding: 6px 24px; }} QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
QMenuBar::item {{ padding: 5px 10px; }} QMenuBar::item:selected {{ background: {t.hover}; color: {t.text}; }}
QPushButton {{ min-height: 24px; padding: 4px 16px; border: 1px solid {t.border}; border-radius: 6px; background: {t.base}; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {t.hover}; border-color: {t.accent}; }}
QPushButton:disabled {{ color: {t.disabled}; background: {t.window}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ border-color: {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.window}; color: {t.disabled}; border-color: {t.border}; }}
QPushButton[size="big"] {{ min-height: 34px; padding: 6px 22px; border-radius: 8px; }}
QPushButton[kind="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
QPushButton[kind="danger"]:disabled {{ color: {t.disabled}; border-color: {t.line}; }}
QPushButton[kind="quiet"] {{ color: {t.accent}; border-color: transparent; background: transparent; padding: 4px 8px;{link} }}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; }}
QPushButton[kind="quiet"]:disabled {{ color: {t.disabled}; }}
QPushButton[chip="true"] {{ padding: 4px 12px; border-radius: 14px; }}
QPushButton[chip="true"]:checked {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QPushButton[chip="true"]:disabled {{ color: {t.disabled}; background: {t.window}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {t.danger}; border-radius: 4px; }}
QListWidget#choices {{ background: {t.base}; border: 1px solid {t.border}; }}
QListWidget#signs::item {{ padding: 6px 2px; }}
QListWidget#signs::item:selected {{ background: {t.hover}; color: {t.accent}; border: 2px solid {t.accent}; border-radius: 8px; }}
QFrame#turned, QFrame#turned QWidget {{ background: {t.base}; }}
QToolButton {{ min-height: 26px; min-width: 26px; padding: 3px 6px; border: 1px solid transparent; border-radius: 6px; }}
QToolButton:hover, QToolButton:checked {{ background: {t.hover}; }}
QLineEdit QToolButton {{ min-height: 0; min-width: 0; padding: 0; border: none; background: transparent; }}
QToolButton::menu-indicator {{ image: none; }}
QFrame#sidebar, QFrame#topbar {{ background: {t.base}; }}
QFrame#sidebar QToolButton {{ min-height: 30px; padding: 4px 10px; }}
QFrame#sidebar QToolButton[low="true"] {{ min-height: 24px; padding: 1px 10px; }}
QFrame#sidebar QToolButton:checked {{ background: {t.hover}; color: {t.accent}; font-weight: 600; }}
QFrame[card="true"] {{ background: {t.base}; border: 1px solid {t.line}; border-radius: 8px; }}
QLabel#heading {{ font-size: {heading:.1f}pt; font-weight: 600; }}
QLabel#title {{ font-size: {title:.1f}pt; font-weight: 600; }}
QLabel[kind="section"] {{ font-weight: 600; }}
QLabel[kind="muted"], QLabel#help {{ color: {t.muted}; }}
QLabel[kind="danger"] {{ color: {t.danger}; }}
QLabel[kind="ok"] {{ color: {t.ok}; }}
QFrame[bar="trouble"] {{ background: {t.danger_back}; border: 1px solid {t.danger}; border-radius: 6px; }}
QFrame[bar="said"] {{ background: {t.ok_back}; border: 1px solid {t.ok}; border-radius: 6px; }}
QFrame[bar="undo"] {{ background: {t.base}; border: 1px solid {t.border}; border-radius: 6px; }}
QFrame[bar="idle"] {{ background: {t.accent}; border: none; }} QFrame[bar="idle"] QLabel {{ color: {t.on_accent}; }}
QFrame[bar="practice"] {{ background: {t.warn_back}; border: none; border-bottom: 2px solid {t.warn}; }}
QFrame[bar="practice"] QLabel {{ color: {t.warn}; font-weight: 600; }}
QFrame[bar="test"] {{ background: {t.danger_back}; border: none; }} QFrame[bar="test"] QLabel {{ color: {t.danger}; font-weight: 600; }}
"""


def follow(app: QApplication) -> None:
    """Follow the system from light to dark and back while the program runs, unless one of the two was chosen."""
    def changed(now: QtCore.Qt.ColorScheme) -> None:
        if _scheme == "system":
            apply(app, dark=now == QtCore.Qt.ColorScheme.Dark, size=_size)

    app.styleHints().colorSchemeChanged.connect(changed)
