"""Shows a picture, a paper, a text or a recording from memory alone: no file is written, no other program is asked.

`clear` lets go of everything, and so does the lock.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from locales import _, current
from media.player import Player
from ui.events import events
from ui.widgets.keys import on_key
from ui.widgets.plain_editors import TextBox
from ui.widgets.preview import TARGET, ZOOM_STEPS, Preview
from ui.widgets.sound_bar import SoundBar

LARGEST = 2.0
"""Beyond twice its pixels a picture shows nothing more."""
STEP = 60


class _Canvas(QWidget):
    """A picture at a size; only what is in sight is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(event.rect())
        painter.drawImage(self.rect(), self.image)


class PictureView(QWidget):
    """A picture: as large as there is room for, or larger and moved by the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self._canvas = _Canvas()
        self._factor: float | None = None
        """None: as large as there is room for."""
        self.area = _Area()
        self.area.setWidget(self._canvas)
        self.smaller, self.larger, self.fit = (QToolButton() for _each in range(3))
        self.zoom = QLabel()
        bar = QHBoxLayout()
        for part in (self.smaller, self.zoom, self.larger, self.fit):
            bar.addWidget(part)
        bar.addStretch(1)
        for button in (self.smaller, self.larger, self.fit):
            button.setMinimumSize(QSize(TARGET, TARGET))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self.area, 1)
        self.area.resized.connect(self._draw)
        self.smaller.clicked.connect(lambda: self.step(-1))
        self.larger.clicked.connect(lambda: self.step(1))
        self.fit.clicked.connect(self.fit_in)
        on_key(self, QKeySequence.StandardKey.ZoomIn, lambda: self.step(1))
        on_key(self, QKeySequence.StandardKey.ZoomOut, lambda: self.step(-1))
        on_key(self, "Ctrl+0", self.fit_in)

    def show_picture(self, image: QImage) -> None:
        self._canvas.image = image
        self.fit_in()

    @property
    def image(self) -> QImage:
        return self._canvas.image

    def clear(self) -> None:
        self._canvas.image = QImage()
        self._canvas.update()

    def factor(self) -> float:
        """How large it is drawn: 1.0 is a pixel for a pixel."""
        size = self._canvas.image.size()
        if self._factor is not None or size.isEmpty():
            return self._factor or 1.0
        room = self.area.viewport().size()
        return min(1.0, room.width() / size.width(), room.height() / size.height())

    def step(self, steps: int) -> None:
        """The next size up (1) or down (-1)."""
        now = self.factor()
        sizes = [each for each in (0.1, 0.25, *ZOOM_STEPS) if each <= LARGEST]
        further = [each for each in sizes if each > now + 0.01] if steps > 0 else [each for each in reversed(sizes) if each < now - 0.01]
        if further:
            self._factor = further[0]
            self._draw()

    def fit_in(self) -> None:
        """As large as there is room for."""
        self._factor = None
        self._draw()

    def _draw(self) -> None:
        fits = self._factor is None
        for set_policy in (self.area.setHorizontalScrollBarPolicy, self.area.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._canvas.resize(self._canvas.image.size() * self.factor())
        self._canvas.update()
        self.zoom.setText(current().percent(round(self.factor(), 2)))

    def retranslate(self, what: str) -> None:
        self.area.setAccessibleName(what)
        self.area.setAccessibleDescription(_("Plus and minus with Ctrl make it larger and smaller, the arrow keys move it."))
        for button, sign, name in (
            (self.smaller, "\u2212", _("Smaller")), (self.larger, "+", _("Larger")), (self.fit, "\u2194", _("Show all of it")),
        ):
            button.setText(sign)
            button.setAccessibleName(name)
            button.setToolTip(name)


class _Area(QScrollArea):
    """Scrolls by the arrow keys; for the keyboard it stands for the picture."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: (-STEP, 0), Qt.Key.Key_Right: (STEP, 0), Qt.Key.Key_Up: (0, -STEP), Qt.Key.Key_Down: (0, STEP)}
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        by = QPoint(*move)
        across.setValue(across.value() + (-by.x() if self.isRightToLeft() else by.x()))
        down.setValue(down.value() + by.y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Viewer(QStackedWidget):
    """What an attachment holds, whatever it is, or a sentence why it can't be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._what = ""
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture, self.sound = PictureView(), SoundBar()
        self.text = TextBox(8)
        self.text.setReadOnly(True)
        self.paper: Preview | None = None
        for part in (self.sentence, self.picture, self.text, self.sound):
            self.addWidget(part)
        events.covered.connect(self.sound.pause)
        events.locked.connect(self.clear)

    def show_content(self, media_type: str, content: bytes, what: str) -> bool:
        """Show something; `what` is what a screen reader says of it. False when it can't be read."""
        self.clear()
        self._what = what
        if media_type.startswith("image/"):
            shown = self._show_picture(content)
        elif media_type == "application/pdf":
            shown = self._show_paper(content)
        else:
            self.text.set_direction(None)
            self.text.setPlainText(content.decode("utf-8", "replace"))
            self.setCurrentWidget(self.text)
            shown = True
        self.retranslate()
        return shown

    def _show_picture(self, content: bytes) -> bool:
        image = QImage.fromData(content)
        if image.isNull():
            return False
        self.picture.show_picture(image)
        self.setCurrentWidget(self.picture)
        return True

    def _show_paper(self, content: bytes) -> bool:
        if self.paper is None:
            self.paper = Preview()
            self.addWidget(self.paper)
        self.paper.show_paper(content)
        self.setCurrentWidget(self.paper)
        return self.paper.document.pageCount() > 0

    def play(self, player: Player, what: str) -> None:
        """Show a recording that a player has loaded."""
        self.clear()
        self._what = what
        self.sound.play_with(player)
        self.setCurrentWidget(self.sound)
        self.retranslate()
        self.sound.button.setFocus()

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the content."""
        self.clear()
        self.sentence.setText(sentence)

    def clear(self) -> None:
        """Let go of what is shown."""
        self.sentence.clear()
        self.picture.clear()
        self.text.clear()
        self.sound.clear()
        if self.paper is not None:
            self.paper.show_nothing("")
        self.setCurrentWidget(self.sentence)

    def retranslate(self) -> None:
        self.picture.retranslate(self._what)
        self.sound.retranslate(self._what)
        self.text.setAccessibleName(self._what)
        if self.paper is not None:
            self.paper.retranslate()
            self.paper.view.setAccessibleName(self._what)
