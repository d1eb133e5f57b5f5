"""Plays a recording: play and pause, a place to go to, and how far it is. The sound is made in a child process (`media.player`)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from locales import _, iso
from media.player import Player
from ui import icons
from ui.events import events

LOOK_MS = 100
JUMP = 5
"""Seconds that an arrow key goes."""


def clock(seconds: float) -> str:
    """Minutes and seconds: 1:03."""
    return _("{minutes}:{seconds}").format(minutes=int(seconds) // 60, seconds=f"{int(seconds) % 60:02}")


class _Slider(QSlider):
    """Goes by seconds; Home and End go to the ends."""

    space = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.space.emit()
        else:
            super().keyPressEvent(event)


class SoundBar(QWidget):
    """One recording. `play_with` gives it a player that has it loaded."""

    def __init__(self) -> None:
        super().__init__()
        self._player: Player | None = None
        self._playing = False
        self.button = QPushButton()
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setMinimumHeight(32)
        self.slider.setSingleStep(JUMP)
        self.slider.setPageStep(3 * JUMP)
        self.time = QLabel()
        row = QHBoxLayout()
        for part, stretch in ((self.button, 0), (self.slider, 1), (self.time, 0)):
            row.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addStretch(1)
        events.look_changed.connect(self._say_button)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._see)
        self.button.clicked.connect(self.toggle)
        self.slider.space.connect(self.toggle)
        self.slider.valueChanged.connect(self._go)

    def play_with(self, player: Player) -> None:
        """Take a player, standing at the beginning."""
        self.clear()
        self._player = player
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(1, round(player.length)))
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self._look.start()
        self.retranslate(self.slider.accessibleName())

    def toggle(self) -> None:
        """Play, or stop where it is."""
        if self._player is not None:
            (self._player.pause if self._playing else self._player.play)()

    def pause(self) -> None:
        """Be silent: the screen is covered."""
        if self._player is not None:
            self._player.pause()

    def _go(self, seconds: int) -> None:
        if self._player is not None:
            self._player.seek(seconds)

    def _see(self) -> None:
        """Follow the recording without waiting for it."""
        now = self._player.standing() if self._player is not None else None
        if now is None:
            self._look.stop()
            self.button.setEnabled(False)
            self.slider.setEnabled(False)
            return
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(int(now.seconds))
            self.slider.blockSignals(False)
        if now.playing != self._playing:
            self._playing = now.playing
            self._say_button()
        self._say_time(now.seconds)

    def clear(self) -> None:
        """End the player, and with it all it held."""
        self._look.stop()
        player, self._player = self._player, None
        if player is not None:
            player.close()
        self._playing = False
        for part in (self.button, self.slider):
            part.setEnabled(True)

    def _say_time(self, seconds: float) -> None:
        length = self._player.length if self._player is not None else 0
        self.time.setText(_("{now} of {whole}").format(now=iso(clock(seconds)), whole=iso(clock(length))))

    def _say_button(self) -> None:
        self.button.setIcon(icons.icon("pause" if self._playing else "play"))
        self.button.setIconSize(icons.beside_text())
        self.button.setText(_("Pause") if self._playing else _("Play"))

    def retranslate(self, what: str) -> None:
        self.slider.setAccessibleName(what)
        self.slider.setAccessibleDescription(_("The arrow keys go five seconds on or back, the space bar plays and stops."))
        self._say_button()
        self._say_time(self.slider.value())
