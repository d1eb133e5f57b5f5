"""Erasing somebody, or making the record anonymous: the one act that asks, on a page and not in a dialog. What goes, what can't be
reached, and the person's code typed to say that it is meant."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from locales import N_, _, current, iso
from ui.pages.member.contents import Contents
from ui.pages.member.used_in import papers
from ui.parts import button, label
from ui.widgets.fitting import Wrapped
from ui.widgets.reading_order import put_in_order
from ui.widgets.side_by_side import leading

__all__ = ["Farewell"]

WIDEST = 760
GOES = (
    N_("The record with every answer, name and way of contact"), N_("Stories, quotes, needs, contributions, conversations and attachments"),
    N_("What was agreed to, and the lines of the access log"), N_("The history of every change, drafts, and the words the search knows"),
    N_("The place in figures that are still to be printed"), N_("Raddir’s own backups on this computer, which are made anew without the person"),
)
STAYS = (
    N_("Age band, gender, part of the world, area, policy stage and year of arrival"),
    N_("Kinds and status of needs, but none about violence, trafficking, legal status or health"),
    N_("Kinds and hours of contributions; of every date the year"),
)
BEYOND = (
    N_("Paper that was printed and files that were handed to somebody"),
    N_("A copy on a stick or another computer, until the next backup is made there or it is brought back here"),
    N_("The person’s name in what somebody else told: search for it and mend it by hand"),
)


class Farewell(QScrollArea):
    """One page for both acts."""

    left = Signal()
    meant = Signal(bool)
    """The code was typed: whether the record is to be made anonymous rather than erased."""

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self.anonymous = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.heading, self.once = label(name="heading"), label("danger")
        self.titles = {name: label("section") for name in ("goes", "stays", "beyond")}
        self.lists = {name: label() for name in ("goes", "stays", "beyond")}
        self.code_label, self.code = QLabel(wordWrap=True), QLineEdit()
        self.code_label.setBuddy(self.code)
        self.code.setMinimumHeight(32)
        self.code.setMaximumWidth(240)
        self.do_button, self.back_button = button("danger"), button()
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.once)
        for name in ("goes", "stays", "beyond"):
            column.addWidget(self.titles[name])
            column.addWidget(self.lists[name])
        column.addWidget(self.code_label)
        column.addWidget(self.code)
        buttons = Wrapped()
        for part in (self.do_button, self.back_button):
            buttons.add(part)
        column.addWidget(buttons)
        column.addStretch(1)
        self.setWidget(inside)
        self.code.textChanged.connect(lambda _text: self._enable())
        self.code.returnPressed.connect(self._do)
        self.do_button.clicked.connect(self._do)
        self.back_button.clicked.connect(self.left)

    def ask(self, contents: Contents, *, anonymous: bool) -> None:
        """Begin anew for somebody."""
        self._contents, self.anonymous = contents, anonymous
        self.code.clear()
        self.retranslate()
        put_in_order(self)
        self.verticalScrollBar().setValue(0)
        self.code.setFocus()

    def forget_person(self) -> None:
        self._contents = None
        self.code.clear()

    def _fits(self) -> bool:
        return self._contents is not None and self.code.text().strip().casefold() == (self._contents.member.code or "").casefold()

    def _enable(self) -> None:
        self.do_button.setEnabled(self._fits())

    def _do(self) -> None:
        if self._fits():
            self.do_button.setEnabled(False)  # once
            self.meant.emit(self.anonymous)

    def retranslate(self) -> None:
        self.back_button.setText(_("Leave it as it was"))
        self.do_button.setText(_("Make anonymous for ever") if self.anonymous else _("Erase for ever"))
        self.once.setText(_("This cannot be undone."))
        self.titles["goes"].setText(_("What goes"))
        self.titles["stays"].setText(_("What stays, as a record of nobody"))
        self.titles["beyond"].setText(_("What Raddir cannot reach"))
        for name, told in (("goes", GOES), ("stays", STAYS), ("beyond", BEYOND)):
            lines = [_(each) for each in told]
            if name == "beyond" and self._contents is not None:
                lines += papers(self._contents.used_in)
            self.lists[name].setText("\n".join("• " + each for each in lines))
            for part in (self.titles[name], self.lists[name]):
                part.setVisible(name != "stays" or self.anonymous)
                leading(part, current())
        self._enable()
        if self._contents is None:
            return
        member = self._contents.member
        text = _("Make the record of {name} ({code}) anonymous") if self.anonymous else _("Erase {name} ({code})")
        self.heading.setText(text.format(name=iso(member.label or ""), code=iso(member.code or "")))
        self.code_label.setText(_("Type the code {code} to say that you mean it").format(code=iso(member.code or "")))
        for part in (self.heading, self.code_label):
            leading(part, current())
