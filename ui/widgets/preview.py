"""A paper on the screen: pages, zoom and "updating…", kept where they were when the paper is made anew.

The paper never touches the disk: it comes as bytes and is read from a buffer, which has to live as long as the view shows it.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from locales import _, current, iso
from ui.widgets.keys import on_key

DPI = 300
ZOOM_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
TARGET = 32
READ_OUT = 4_000
"""Letters of a page that a screen reader is given as its description."""


class Preview(QWidget):
    """Shows a PDF given by `show_paper`. Page, place on the page and zoom outlast a new paper."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument()  # no parent: the view would keep both alive
        self._buffer: QBuffer | None = None
        self._paper = b""
        self._empty_text = ""
        self.view = QPdfView(self)
        self.view.setDocument(self._document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.before, self.after = QToolButton(self), QToolButton(self)
        self.page = QComboBox(self)
        self.page.setMinimumHeight(TARGET)
        self.page.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.smaller, self.larger, self.fit = (QToolButton(self) for _each in range(3))
        self.zoom = QLabel(self)
        self.updating = QLabel(self)
        self.empty = QLabel(self)
        self._build()
        self.retranslate()
        self._show_state()

    def _build(self) -> None:
        bar = QHBoxLayout()
        for each in (self.before, self.page, self.after, self.smaller, self.zoom, self.larger, self.fit):
            bar.addWidget(each)
        bar.addStretch(1)
        bar.addWidget(self.updating)
        for button in (self.before, self.after, self.smaller, self.larger, self.fit):
            button.setMinimumSize(QSize(TARGET, TARGET))
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(bar)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.empty, 1)
        self.smaller.clicked.connect(lambda: self.step_zoom(-1))
        self.larger.clicked.connect(lambda: self.step_zoom(1))
        self.fit.clicked.connect(self.fit_width)
        self.before.setArrowType(Qt.ArrowType.UpArrow)
        self.after.setArrowType(Qt.ArrowType.DownArrow)
        self.before.clicked.connect(lambda: self._turn_to(self.page.currentIndex() - 1))
        self.after.clicked.connect(lambda: self._turn_to(self.page.currentIndex() + 1))
        self.page.activated.connect(self._turn_to)
        self.view.pageNavigator().currentPageChanged.connect(self._page_turned)
        self.view.zoomFactorChanged.connect(self._say_zoom)
        on_key(self, QKeySequence.StandardKey.ZoomIn, lambda: self.step_zoom(1))
        on_key(self, QKeySequence.StandardKey.ZoomOut, lambda: self.step_zoom(-1))

    def retranslate(self) -> None:
        """Set every text in the window's language."""
        self.view.setAccessibleName(_("Preview of the report"))
        self.page.setAccessibleName(_("Page"))
        for button, name in ((self.before, _("Page before")), (self.after, _("Next page"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        for button, sign, name in (
            (self.smaller, "\u2212", _("Smaller")), (self.larger, "+", _("Larger")), (self.fit, "\u2194", _("Fit the width")),
        ):
            button.setText(sign)
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.updating.setText(_("updating…"))
        self._show_state()

    # What is shown

    @property
    def paper(self) -> bytes:
        """The PDF that is shown, empty while there is none."""
        return self._paper

    @property
    def document(self) -> QPdfDocument:
        return self._document

    def show_paper(self, paper: bytes) -> None:
        """Show a PDF where the one before stood: same page, same place, same zoom."""
        page = self.view.pageNavigator().currentPage()
        across, down = self.view.horizontalScrollBar().value(), self.view.verticalScrollBar().value()
        buffer = QBuffer()
        buffer.setData(QByteArray(paper))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.close()
        self._document.load(buffer)
        self._buffer, self._paper = buffer, paper
        self.set_updating(False)
        self._show_state()
        last = max(0, self._document.pageCount() - 1)
        self.view.pageNavigator().jump(min(page, last), QPointF())
        self.view.horizontalScrollBar().setValue(across)
        self.view.verticalScrollBar().setValue(down)
        self._page_turned(min(page, last))
        self.shown.emit()

    def show_nothing(self, sentence: str) -> None:
        """No paper, and why."""
        self._document.close()
        self._paper = b""
        self._empty_text = sentence
        self.set_updating(False)
        self._show_state()

    def set_updating(self, on: bool) -> None:
        """Say that a newer paper is on its way; the one shown stays."""
        self.updating.setVisible(on)

    def _show_state(self) -> None:
        count = self._document.pageCount()
        self.view.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.empty.setText(self._empty_text)
        for each in (self.before, self.page, self.after, self.smaller, self.larger, self.fit):
            each.setEnabled(count > 0)
        chosen = self.page.currentIndex()
        self.page.clear()
        self.page.addItems([_("page {n} of {count}").format(n=n + 1, count=count) for n in range(count)])
        self.page.setCurrentIndex(min(max(chosen, 0), count - 1))
        self._say_zoom()

    # Page and zoom

    def _turn_to(self, page: int) -> None:
        if 0 <= page < self._document.pageCount():
            self.view.pageNavigator().jump(page, QPointF())

    def _page_turned(self, page: int) -> None:
        self.page.setCurrentIndex(page)
        if self._document.pageCount():
            self.view.setAccessibleDescription(iso(self._document.getAllText(page).text()[:READ_OUT]))

    def zoom_factor(self) -> float:
        """How large a page is drawn: 1.0 is the size of the paper."""
        if self.view.zoomMode() == QPdfView.ZoomMode.Custom or not self._document.pageCount():
            return self.view.zoomFactor()
        points = self._document.pagePointSize(0)
        dots = self.view.logicalDpiX() / 72 * points.width()
        margins = self.view.documentMargins()
        return max(0.1, (self.view.viewport().width() - margins.left() - margins.right()) / dots)

    def step_zoom(self, steps: int) -> None:
        """The next size up (1) or down (-1)."""
        now = self.zoom_factor()
        further = [z for z in ZOOM_STEPS if z > now + 0.01] if steps > 0 else [z for z in reversed(ZOOM_STEPS) if z < now - 0.01]
        if further:
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(further[0])
        self._say_zoom()

    def fit_width(self) -> None:
        """Draw a page as wide as there is room."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._say_zoom()

    def _say_zoom(self, *_ignored: object) -> None:
        self.zoom.setText(current().percent(round(self.zoom_factor(), 2)) if self._document.pageCount() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_zoom()


def print_paper(document: QPdfDocument, printer: QPrinter) -> bool:
    """Paint the chosen pages at 300 dots an inch. The system's viewer, which keeps copies, never sees the paper.

    False when the printer couldn't begin.
    """
    printer.setResolution(DPI)
    first = max(0, printer.fromPage() - 1)
    last = min(document.pageCount(), printer.toPage() or document.pageCount()) - 1
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for page in range(first, last + 1):
            if page > first and not printer.newPage():
                return False
            painter.drawImage(painter.viewport(), on_white(document, page, painter.viewport().size()))
    finally:
        painter.end()
    return True


def on_white(document: QPdfDocument, page: int, room: QSize) -> QImage:
    """One page as a picture that fits into the room. Qt draws pages on nothing, which prints black: so it goes on white."""
    size = document.pagePointSize(page).toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    drawn = document.render(page, size)
    white = QImage(room, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage((room.width() - size.width()) // 2, 0, drawn)
    painter.end()
    return white
