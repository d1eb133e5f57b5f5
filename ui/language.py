"""Changing the window's language while it runs: words, direction, figures, and Qt's own sentences. Nothing typed is touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QLabel

import locales
from ui.events import events

__all__ = ["QtBridge", "choose", "lead", "offered"]


class QtBridge(QTranslator):
    """Qt's own texts ("Cancel", "&Undo" …) from our catalog `qt`, and from Qt's shipped one where ours says nothing."""

    def __init__(self, code: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = locales.words(code, "qt")
        self._shipped = QTranslator(self)
        self._has_shipped = code not in ("en", locales.PSEUDO) and self._shipped.load(
            f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        )

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        found: str | None = self._words.pgettext(context, source)
        if found == source:
            found = self._words.gettext(source)
        if found == source and self._has_shipped:
            found = self._shipped.translate(context, source, disambiguation, n)
        return found or source  # an empty answer isn't the null that lets Qt fall back to the source


_bridge: QtBridge | None = None
DEEPEST = 8
"""Rounds of layout requests: a layout asks the one around it only when its own request is answered."""


def offered() -> tuple[str, ...]:
    """The languages the window can speak, in the order they are shown."""
    return locales.LANGUAGES


LEFT, RIGHT, ABSOLUTE, MIDDLE = 0x1, 0x2, 0x10, 0x80
"""Numbers of `Qt.AlignmentFlag`."""


def lead(words: QLabel) -> None:
    """Put words of a user that stand alone on the side where the window's lines begin: Qt would put Arabic ones to the right."""
    words.setProperty("alignment", (RIGHT if locales.current().rtl else LEFT) | ABSOLUTE | MIDDLE)


def choose(app: QApplication, code: str) -> None:
    """Make a language the window's own. Every widget is told by Qt (`QEvent.LanguageChange`) and sets its texts anew."""
    global _bridge
    chosen = locales.use(code).language
    rtl = chosen.direction == "rtl"
    # Figures are typed with Latin digits everywhere: `ar_AE` has them in Qt as in Babel.
    QLocale.setDefault(QLocale(chosen.locale))
    if _bridge is not None:
        app.removeTranslator(_bridge)
    _bridge = QtBridge(chosen.code, app)
    app.installTranslator(_bridge)
    # After the translator: installing one makes Qt set the direction from its own catalog.
    app.setProperty("layoutDirection", int(rtl))  # by number: see `steady.spare_names`
    events.language_changed.emit()
    settle()


def settle() -> None:
    """Say and lay out everything anew before it is painted: no word shows clipped, not even for a moment."""
    QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
    for _depth in range(DEEPEST):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
