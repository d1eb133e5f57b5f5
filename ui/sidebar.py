"""The side bar: the one act above, the places below it, and at the foot what protects. Icons alone where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QPushButton, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from locales import _, current, ngettext
from ui import icons
from ui.parts import button, kinds, tool
from ui.places import PLACES, place
from ui.widgets.keys import combination

__all__ = ["Sidebar"]

WIDTH, NARROW = 176, 56
SPACING = 4
LOW = 560
"""Under this height, in logical pixels, what can be pressed stands closer together."""


def keys(sequence: str) -> str:
    """A shortcut as this system writes it."""
    return combination(sequence).toString(QKeySequence.SequenceFormat.NativeText)


class Sidebar(QFrame):
    """The way to every place. It asks; the main window goes."""

    go = Signal(str, object)
    lock = Signal()
    cover = Signal()
    danger = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._narrow = False
        self._refused = ""
        self._due = 0
        self._low = False
        self.places: dict[str, QToolButton | QPushButton] = {}
        self.area, inside = QScrollArea(widgetResizable=True), QWidget()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column, outer = QVBoxLayout(inside), QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 0)
        column.setSpacing(SPACING)
        self.area.setWidget(inside)
        for part in (self.area.viewport(), inside):
            part.setAutoFillBackground(False)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.area, 1)  # in a low window the places scroll; what protects stays in sight
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 4, 8, 12)
        foot.setSpacing(SPACING)
        self._column, self._foot = column, foot
        outer.addLayout(foot)
        for each in PLACES:
            if each.on_sidebar and not each.at_foot:
                made = button("primary", icon=each.icon) if each.needs_people else self._tool(each.icon, checkable=True)
                made.clicked.connect(lambda _checked=False, name=each.name: self.go.emit(name, None))
                self.places[each.name] = made
                column.addWidget(made)
                if each.needs_people:
                    column.addSpacing(12)
        column.addStretch(1)
        for each in PLACES:
            if each.at_foot:
                made = self.places[each.name] = self._tool(each.icon, checkable=True)
                made.clicked.connect(lambda _checked=False, name=each.name: self.go.emit(name, None))
                foot.addWidget(made)
        self.danger_button, self.cover_button, self.lock_button = (self._tool(name) for name in ("danger", "cover", "lock"))
        for made, signal in ((self.danger_button, self.danger), (self.cover_button, self.cover), (self.lock_button, self.lock)):
            made.clicked.connect(signal)
            foot.addWidget(made)
        self.retranslate()

    @staticmethod
    def _tool(name: str, *, checkable: bool = False) -> QToolButton:
        made = tool(name)
        made.setCheckable(checkable)
        made.setAutoExclusive(checkable)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons and words."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.retranslate()

    def set_current(self, name: str) -> None:
        """Mark the place that is shown. A conversation and the bin are no places of the list, so nothing is marked; a person's page
        leaves the mark of where it was reached from."""
        marked = self.places.get(name)
        if isinstance(marked, QToolButton):
            if not marked.isChecked():
                self._mark_nothing()  # the places and the foot have parents of their own, so Qt takes them for two groups
            marked.setChecked(True)
            self.area.ensureWidgetVisible(marked)
        elif not place(name).of_a_list:
            self._mark_nothing()

    def _mark_nothing(self) -> None:
        for each in self.places.values():
            if isinstance(each, QToolButton) and each.isChecked():
                each.setAutoExclusive(False)  # one of an exclusive group can't be switched off
                each.setChecked(False)
                each.setAutoExclusive(True)

    def refuse_people(self, reason: str) -> None:
        """Switch the act off and say why; "" switches it on again."""
        self._refused = reason
        self.places["conversation"].setEnabled(not reason)
        self.retranslate()

    def set_due(self, count: int) -> None:
        """Show how much falls due beside Needs."""
        if count != self._due:
            self._due = count
            self.retranslate()

    def retranslate(self) -> None:
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if self._narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for each in PLACES:
            if each.on_sidebar:
                self._word(self.places[each.name], _(each.title), each.key, style)
        self._word_needs()
        self._word(self.danger_button, _("In danger now"), "F2", style)
        self._word(self.cover_button, _("Cover the screen"), "F9", style)
        self._word(self.lock_button, _("Lock"), "Ctrl+L", style)
        if self._refused:
            self.places["conversation"].setToolTip(_(self._refused))
            self.places["conversation"].setAccessibleDescription(_(self._refused))
        self.setFixedWidth(self._width())

    def _word(self, made: QToolButton | QPushButton, text: str, key: str, style: Qt.ToolButtonStyle) -> None:
        made.setIconSize(icons.size() if self._narrow else icons.beside_text())
        made.setAccessibleName(text)
        made.setToolTip(_("{name} ({key})").format(name=text, key=keys(key)))
        if isinstance(made, QToolButton):
            made.setText(text)
            made.setToolButtonStyle(style)
        else:
            made.setText("" if self._narrow else text)

    def _word_needs(self) -> None:
        made = self.places.get("needs")
        if made is None or not self._due:
            return
        number = current().number(self._due)
        if not self._narrow:
            made.setText(_("{name} · {n}").format(name=_("Needs"), n=number))
        said = ngettext("{name}: {n} thing falls due", "{name}: {n} things fall due", self._due).format(name=_("Needs"), n=number)
        made.setAccessibleName(said)
        made.setToolTip(_("{name} ({key})").format(name=said, key=keys("Ctrl+4")))

    def _width(self) -> int:
        inside = self.area.widget()
        scrolls = inside is not None and inside.sizeHint().height() + self._foot.sizeHint().height() > self.height()
        bar = self.area.verticalScrollBar().sizeHint().width() if scrolls else 0
        if self._narrow:
            return max(NARROW, self.danger_button.sizeHint().width() + 16) + bar
        return max(WIDTH, *(each.sizeHint().width() + 16 for each in self.findChildren(QAbstractButton))) + bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < LOW
        if low != self._low:
            self._low = low
            for layout in (self._column, self._foot):
                layout.setSpacing(0 if low else SPACING)
            for each in self.findChildren(QToolButton):
                kinds(each, low=low)
                each.updateGeometry()
        self.setFixedWidth(self._width())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and hasattr(self, "lock_button"):
            self.retranslate()
        super().changeEvent(event)
