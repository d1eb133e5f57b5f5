"""Python's collector of rubbish runs on the window's thread alone.

It would begin on whichever thread happens to make the next object. What it finds may be a control of a page that is gone, and Qt must not
lose one on another thread than its own: timers and painters end there at the wrong moment, and the program with them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

__all__ = ["Rubbish"]

EVERY_MS = 500


class Rubbish(QObject):
    """Looks twice a second whether enough has gathered, by Python's own measure of what is enough."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation of which there is enough, and the younger with it."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
