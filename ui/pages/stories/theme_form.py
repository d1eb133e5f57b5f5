"""The form of one theme of the codebook."""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QVBoxLayout

from locales import LANGUAGES, _, current
from models.codebook import COLOURS, Codebook, name_of
from models.operation import new_id
from models.theme import Theme
from models.vocabulary import vocabulary
from ui import theme_colours
from ui.parts import button, label
from ui.widgets.fitting import Wrapped
from ui.widgets.plain_editors import ShortBox

LETTERS = 8


class ThemeForm(QFrame):
    """`kept` carries the theme as it is now; a new one has its id."""

    kept = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.theme = Theme()
        self._book: Codebook | None = None
        self.name, self.parent_box, self.colour, self.merge = QLineEdit(), QComboBox(), QComboBox(), QComboBox()
        self.definition, self.retired = ShortBox(2), QCheckBox()
        self.labels = tuple(label() for _each in range(5))
        self.save_button, self.leave_button = button("primary"), button()
        column = QVBoxLayout(self)
        column.setSpacing(4)
        for title, part in zip(self.labels, (self.name, self.parent_box, self.colour, self.definition, self.merge), strict=True):
            title.setBuddy(part)
            column.addWidget(title)
            column.addWidget(part)
            if isinstance(part, QComboBox):
                part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                part.setMinimumContentsLength(LETTERS)
        column.addWidget(self.retired)
        buttons = Wrapped()
        buttons.add(self.save_button)
        buttons.add(self.leave_button)
        column.addWidget(buttons)
        self.name.returnPressed.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)

    def begin(self, theme: Theme, book: Codebook) -> None:
        """Show a theme, or a new one."""
        self.theme, self._book = theme, book
        self.name.setText(name_of(theme, current()) if theme.id else "")
        self.definition.setPlainText(theme.definition or "")
        self.retired.setChecked(bool(theme.retired))
        self.retranslate()
        for box, code in ((self.parent_box, theme.parent), (self.colour, theme.colour or COLOURS[0]), (self.merge, theme.merged_into)):
            box.setCurrentIndex(max(0, box.findData(code or "")))
        for part in (self.labels[4], self.merge, self.retired):
            part.setVisible(bool(theme.id))

    def save(self) -> None:
        """Keep it, once it has a name."""
        name = " ".join(self.name.text().split())
        if not name:
            self.name.setFocus()
            return
        labels = dict(self.theme.labels or {})
        if not self.theme.id or name != name_of(self.theme, current()):
            labels[current().code if current().code in LANGUAGES else "en"] = name
        self.kept.emit(self.theme.with_values({
            "id": self.theme.id or new_id(), "labels": MappingProxyType(labels) if labels else None, "parent": self.parent_box.currentData() or None,
            "colour": self.colour.currentData() or None, "definition": self.definition.toPlainText().strip() or None,
            "merged_into": self.merge.currentData() or None, "retired": self.retired.isChecked() or None,
        }))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        names = (_("Name of the theme"), _("Stands under"), _("Colour"), _("What belongs to it"), _("Merge into"))
        for title, text in zip(self.labels, names, strict=True):
            title.setText(text)
        self.definition.setAccessibleName(_("What belongs to it"))
        self.retired.setText(_("No longer offered"))
        self.save_button.setText(_("Keep the theme"))
        self.leave_button.setText(_("Leave (Esc)"))
        if self._book is None:
            return
        tops = [(each.id, name_of(each, current())) for each in self._book.shown() if each.parent is None and each.id != self.theme.id]
        others = [(each.id, name_of(each, current())) for each in self._book.shown() if each.id != self.theme.id and not self._book.is_heading(each)]
        colours = [(each, vocabulary("theme-colour").label(each, current())) for each in COLOURS]
        for box, none, rows in ((self.parent_box, _("nothing"), tops), (self.merge, _("nothing"), others), (self.colour, "", colours)):
            chosen = box.currentData()
            box.clear()
            if none:
                box.addItem(none, "")
            for code, shown in rows:
                box.addItem(shown, code)
                if box is self.colour:
                    box.setItemIcon(box.count() - 1, _swatch(code))
            box.setCurrentIndex(max(0, box.findData(chosen)))


def _swatch(colour: str) -> QIcon:
    made = QPixmap(14, 14)
    made.fill(QColor(theme_colours.strong(colour)))
    return QIcon(made)
