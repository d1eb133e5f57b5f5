"""The codebook beside a story: themes under numbers, how many people spoke of each, a filter, and the form of one theme."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from locales import _, current, fold, iso, ngettext
from models.codebook import Codebook, name_of
from models.theme import Theme
from ui import theme_colours
from ui.pages.stories.theme_form import ThemeForm
from ui.parts import button, label
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key

SIDE = 14
KEYS = 9
ID = Qt.ItemDataRole.UserRole


class Themes(QWidget):
    """`chosen` carries the id of a theme to code with, `kept` the themes that a form changed."""

    chosen = Signal(str)
    kept = Signal(object, str)
    form_open = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.book: Codebook | None = None
        self._people: Mapping[str, int] = {}
        self.title, self.box, self.list = label("section"), QLineEdit(), QListWidget()
        self.new_button, self.edit_button = button(), button("quiet")
        self.form = ThemeForm()
        self.form.hide()
        self.box.setClearButtonEnabled(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        buttons = Wrapped()
        buttons.add(self.new_button)
        buttons.add(self.edit_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.title, self.box, self.form):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.box.textChanged.connect(lambda _text: self._fill())
        self.box.returnPressed.connect(self._take_first)
        self.box.installEventFilter(self)
        self.list.activated.connect(self._take)
        self.list.clicked.connect(self._take)
        self.new_button.clicked.connect(self.begin_new)
        self.edit_button.clicked.connect(self.begin_edit)
        self.form.kept.connect(self._kept)
        self.form.left.connect(self.close_form)
        on_key(self.list, "Alt+Up", lambda: self._move(-1))
        on_key(self.list, "Alt+Down", lambda: self._move(1))
        self._fit()

    def _fit(self) -> None:
        """High enough for a heading and the nine themes that have a digit."""
        self.list.setMinimumHeight(max(28, self.list.fontMetrics().height() + 8) * (KEYS + 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    # the list ---------------------------------------------------------------------------------------------------------

    def show_book(self, book: Codebook, people: Mapping[str, int]) -> None:
        """Take the codebook, and how many people spoke of each theme."""
        self.book, self._people = book, people
        self._fill()

    def numbered(self) -> list[Theme]:
        """The themes that digits code with, in the order of the digits: those shown that no others stand under."""
        return [each for each in self._shown() if self.book is not None and not self.book.is_heading(each)]

    def under(self, number: int) -> Theme | None:
        """The theme under a number from 1 to 9."""
        some = self.numbered()
        return some[number - 1] if 1 <= number <= min(KEYS, len(some)) else None

    def _shown(self) -> list[Theme]:
        if self.book is None:
            return []
        wanted = fold(self.box.text())
        shown = self.book.shown()
        if not wanted:
            return list(shown)
        fits = {each.id for each in shown if wanted in fold(name_of(each, current()))}
        above = {each.parent for each in shown if each.id in fits}
        return [each for each in shown if each.id in fits or each.id in above or each.parent in fits]

    def _fill(self) -> None:
        chosen = self.current()
        self.list.clear()
        number = 0
        for each in self._shown():
            heading = self.book is not None and self.book.is_heading(each)
            number += 0 if heading else 1
            self._add({ID: each.id, **(self._heading(each) if heading else self._line(each, number if number <= KEYS else 0))})
            if chosen is not None and each.id == chosen.id:
                self.list.setCurrentRow(self.list.count() - 1)

    def _add(self, told: Mapping[int, object]) -> None:
        """A line by what it tells, by role. The list makes its items itself: of those that Python makes, PySide 6.12 loses one now and then,
        and the program with it when the list is emptied."""
        self.list.addItem("")
        model = self.list.model()
        index = model.index(self.list.count() - 1, 0)
        for role, value in told.items():
            model.setData(index, value, role)

    def _heading(self, theme: Theme) -> dict[int, object]:
        font = self.list.font()
        font.setBold(True)
        return {Qt.ItemDataRole.DisplayRole: name_of(theme, current()), Qt.ItemDataRole.FontRole: font}

    def _line(self, theme: Theme, number: int) -> dict[int, object]:
        name, count = name_of(theme, current()), self._people.get(theme.id, 0)
        people = ngettext("{n} person", "{n} people", count).format(n=current().number(count))
        swatch = QPixmap(SIDE, SIDE)
        swatch.fill(QColor(theme_colours.strong(theme.colour)))
        told = [str(number) if number else "", iso(name), people]
        return {
            Qt.ItemDataRole.DisplayRole: f"{number}  {iso(name)}  · {count}" if number else f"     {iso(name)}  · {count}",
            Qt.ItemDataRole.DecorationRole: QIcon(swatch),
            Qt.ItemDataRole.AccessibleTextRole: current().list([each for each in told if each]),
            Qt.ItemDataRole.ToolTipRole: "\n".join(each for each in (name, people, theme.definition or "") if each),
        }

    def current(self) -> Theme | None:
        """The theme that is marked in the list."""
        marked = self.list.currentIndex()
        return self.book.find(str(marked.data(ID))) if marked.isValid() and self.book is not None else None

    def _take(self, index: QModelIndex) -> None:
        self._code(str(index.data(ID)))

    def _take_first(self) -> None:
        if found := self.numbered():
            self._code(found[0].id)

    def _code(self, theme_id: str) -> None:
        theme = self.book.find(theme_id) if self.book is not None else None
        if theme is not None and self.book is not None and not self.book.is_heading(theme):
            self.chosen.emit(theme_id)

    def _move(self, by: int) -> None:
        """Move the marked theme up or down among those it stands with: the first nine have the numbers."""
        theme = self.current()
        if theme is None or self.book is None:
            return
        beside = [each for each in self.book.shown() if each.parent == theme.parent]
        place = [each.id for each in beside].index(theme.id)
        if 0 <= place + by < len(beside):
            beside.insert(place + by, beside.pop(place))
            least = min((each.position or 0 for each in beside), default=0)
            moved = [each.with_values({"position": least + 10 * at}) for at, each in enumerate(beside)]
            changed = [now for now in moved if now != self.book.find(now.id)]
            self.kept.emit(changed, name_of(theme, current()))

    # the form ---------------------------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """N: a theme of one's own."""
        if self.book is not None:
            self._open(Theme(parent=next((each.id for each in self.book.shown() if self.book.is_heading(each)), None)))

    def begin_edit(self) -> None:
        """Change the marked theme: its name and colour, where it stands, what it is merged into, and whether it is still offered."""
        theme = self.current()
        if theme is not None:
            self._open(theme)

    def _open(self, theme: Theme) -> None:
        assert self.book is not None
        self.form.begin(theme, self.book)
        self.list.hide()
        self.form.show()
        self.form.name.setFocus()
        self.form_open.emit(True)

    def close_form(self) -> None:
        if not self.form.isHidden():
            self.form.hide()
            self.list.show()
            self.form_open.emit(False)

    def _kept(self, theme: Theme) -> None:
        self.close_form()
        self.kept.emit([theme], name_of(theme, current()))

    # words ------------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.title.setText(_("Themes"))
        self.box.setPlaceholderText(_("Filter; Enter codes with the first"))
        self.box.setAccessibleName(_("Filter the themes"))
        self.list.setAccessibleName(_("Themes, with the number of people who spoke of each"))
        self.list.setToolTip(_("Enter codes the selected words. Alt+Up and Alt+Down move a theme: the first nine have the digits."))
        self.new_button.setText(_("New theme (N)"))
        self.edit_button.setText(_("Change this theme"))
        self.form.retranslate()
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else 0
        if pressed == Qt.Key.Key_Down and self.list.count():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
