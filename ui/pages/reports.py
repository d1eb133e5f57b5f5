"""Reports: options on one side, the paper on the other, made anew with every change; then saved or printed.

The newest options win: what was begun for older ones is dropped when it arrives. The paper is set in a child process, so that the
window never waits for it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from locales import N_, _, current, iso, ngettext
from models.errors import PlaceFailed, Trouble
from reports.kinds import KINDS, find
from ui import messages
from ui.operations.reports import Made, file_name, keep_in_register, keep_options, kept_options, make_report, save_pdf, set_pages
from ui.pages import Page
from ui.pages.report_options import OptionsForm
from ui.session import Session
from ui.widgets.file_dialogs import ask_save
from ui.widgets.fitting import ORDINARY_LINE, Wrapped
from ui.widgets.keys import on_key
from ui.widgets.preview import Preview, print_paper
from ui.widgets.reading_order import put_in_order

PAUSE_MS = 120
"""How long a change waits for the next one before the paper is made anew."""
OPTIONS_WIDTH = 300
SIDE_BY_SIDE = 840
LEAST_PREVIEW = 120
OPTIONS, PAPER = 0, 1


class ReportsPage(Page):
    """A report of any kind, as it will stand on paper, while it is being chosen."""

    title_msg = N_("Reports")
    help_msg = N_("Choose what stands on the paper and see it at once. No names, no codes; small groups are never printed as figures.")
    SHOWS = frozenset({"member", "consent", "story", "quote", "need", "contribution", "association", "snapshot"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._serial, self._running = 0, False
        self._made: Made | None = None
        self._save_when_ready = self._has_printer = self._restored = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._start)
        self.kinds = QButtonGroup(self)
        self.what, self.promise = QLabel(), QLabel()
        self.purposes: list[QLabel] = []
        self.forms = [OptionsForm(kind) for kind in KINDS]
        self.preview = Preview()
        self.save_button, self.print_button = QPushButton(), QPushButton()
        self.no_printer, self.checks, self.problem = QLabel(), QLabel(), QLabel()
        self.why_button, self.left_out = QPushButton(), QListWidget()
        self.forms_button = QPushButton()
        self._build()
        on_key(self, QKeySequence.StandardKey.Save, self.save)
        on_key(self, QKeySequence.StandardKey.Print, self.print)
        self.retranslate()
        self._show_state()
        put_in_order(self)

    # Building

    def _build(self) -> None:
        for label, kind in ((self.what, "section"), (self.promise, "muted"), (self.no_printer, "muted"), (self.problem, "danger")):
            label.setProperty("kind", kind)
            label.setWordWrap(True)
        self.checks.setWordWrap(True)
        self.save_button.setProperty("kind", "primary")
        self.why_button.setProperty("kind", "quiet")
        self.why_button.setCheckable(True)
        self.left_out.setWordWrap(True)
        self.left_out.hide()
        self.switch = QTabBar()
        self.switch.setExpanding(False)
        for _each in (OPTIONS, PAPER):
            self.switch.addTab("")
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices = self._options()
        self.area.setWidget(self.choices)
        self.side = self._paper()
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addWidget(self.area)
        halves.addWidget(self.side, 1)
        self.body.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(halves, 1)
        self.switch.currentChanged.connect(lambda _shown: self._fit_options())
        for form in self.forms:
            form.changed.connect(self._changed)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        self.why_button.toggled.connect(self.left_out.setVisible)

    def _options(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 14, 8)
        column.setSpacing(14)
        column.addWidget(self.what)
        for place in range(len(self.forms)):
            button = QRadioButton()
            button.setChecked(place == 0)
            self.kinds.addButton(button, place)
            purpose = QLabel(wordWrap=True)
            purpose.setProperty("kind", "muted")
            purpose.setIndent(28)
            self.purposes.append(purpose)
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(button)
            pair.addWidget(purpose)
            column.addLayout(pair)
        for place, form in enumerate(self.forms):
            column.addWidget(form)
            self.purposes[place].setVisible(place == 0)
            form.setVisible(place == 0)  # once it has a parent: before, it would be a window of its own
        column.addWidget(self.promise)
        self.forms_button.setProperty("kind", "quiet")
        self.forms_button.clicked.connect(lambda: self.go.emit("forms", None))
        column.addWidget(self.forms_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self.kinds.idToggled.connect(lambda _place, on: self._choose_kind() if on else None)
        return inside

    def _paper(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.problem)
        self.preview.setMinimumHeight(LEAST_PREVIEW)
        column.addWidget(self.preview, 1)
        column.addWidget(self.checks)
        buttons = Wrapped(spacing=8)
        for part in (self.save_button, self.print_button, self.why_button):
            buttons.add(part)
        column.addWidget(buttons)
        column.addWidget(self.left_out)
        column.addWidget(self.no_printer)
        return side

    def retranslate(self) -> None:
        super().retranslate()
        self.switch.setTabText(OPTIONS, _("What stands on it"))
        self.switch.setTabText(PAPER, _("The paper"))
        self.switch.setAccessibleName(_("Options or paper"))
        self.what.setText(_("What"))
        for button, form in zip(self.kinds.buttons(), self.forms, strict=True):
            button.setText(_(form.kind.label))
            button.setAccessibleDescription(_(form.kind.purpose))
            form.retranslate()
        for purpose, form in zip(self.purposes, self.forms, strict=True):
            purpose.setText(_(form.kind.purpose))
        self.promise.setText(_("No names and no codes stand in a report."))
        self.forms_button.setText(_("Forms on paper…"))
        self.save_button.setText(_("Save PDF"))
        self.save_button.setToolTip(_("Save PDF (Ctrl+S)"))
        self.print_button.setText(_("Print"))
        self.no_printer.setText(_("No printer is set up on this computer; save the PDF instead."))
        self.why_button.setText(_("What was left out, and why"))
        self.left_out.setAccessibleName(_("What was left out, and why"))
        self.preview.retranslate()
        self._say_checks()
        self._fit_options()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_options()

    def _fit_options(self) -> None:
        """Beside the paper the options are a column; where there is no room for both, two tabs change between them."""
        scale = max(self.fontMetrics().height() / ORDINARY_LINE, 1)
        longest = self.choices.minimumSizeHint().width() + self.area.verticalScrollBar().sizeHint().width()  # a box for ticking can't wrap
        column = max(int(OPTIONS_WIDTH * scale), longest)
        narrow = self.width() < (SIDE_BY_SIDE - OPTIONS_WIDTH) * scale + column
        self.area.setMinimumWidth(0 if narrow else column)
        self.area.setMaximumWidth(16_777_215 if narrow else column)
        self.switch.setVisible(narrow)
        self.area.setVisible(not narrow or self.switch.currentIndex() == OPTIONS)
        self.side.setVisible(not narrow or self.switch.currentIndex() == PAPER)

    # The page

    @property
    def form(self) -> OptionsForm:
        """The options of the kind that is chosen."""
        return self.forms[max(0, self.kinds.checkedId())]

    def first_focus(self) -> QWidget | None:
        return self.kinds.checkedButton()

    def refresh(self) -> None:
        """Make the paper anew: something was recorded, or the page comes up."""
        has_printer = bool(QPrinterInfo.availablePrinterNames())
        self.no_printer.setVisible(not has_printer)
        self._has_printer = has_printer
        if not self._restored:
            self._restored = True
            kept_options(self.session, [form.kind.code for form in self.forms], self._restore)
        self._changed()

    def _restore(self, kept: dict[str, str]) -> None:
        """What was chosen for each kind the last time one was saved stands there again."""
        for form in self.forms:
            if form.kind.code in kept:
                form.restore(kept[form.kind.code])

    def _choose_kind(self) -> None:
        for form, purpose in zip(self.forms, self.purposes, strict=True):
            form.setVisible(form is self.form)
            purpose.setVisible(form is self.form)
        self._fit_options()
        self._changed()

    # The paper

    def _changed(self) -> None:
        """The options are others than those the paper was made for."""
        found = self.form.problems()
        self.problem.setText("\n".join(found))
        self.problem.setVisible(bool(found))
        if found:
            return
        self._serial += 1
        self.preview.set_updating(True)
        self._pause.start()

    def _start(self) -> None:
        if self._running:
            return
        self._running = True
        serial = self._serial
        make_report(self.session, self.form.kind, self.form.options(), lambda made: self._drawn(serial, made),
                    lambda trouble: self._failed(serial, trouble))

    def _drawn(self, serial: int, made: Made) -> None:
        if self._stale(serial):
            return
        set_pages(self.session, made.document, lambda paper: self._arrived(serial, made, paper), lambda trouble: self._failed(serial, trouble))

    def _arrived(self, serial: int, made: Made, paper: bytes) -> None:
        if self._stale(serial):
            return
        self._running = False
        self._made = made
        self.preview.show_paper(paper)
        if made.figures.kind == self.form.kind.code:
            self.form.suggest(made.messages)
            self.form.offer(made.figures.choices)
        messages.clear()
        self._say_checks()
        self._show_state()
        if self._save_when_ready:
            self.save()

    def _stale(self, serial: int) -> bool:
        """Drop what was made for older options and begin with the newest."""
        if serial == self._serial:
            return False
        self._running = False
        self._pause.stop()
        self._start()
        return True

    def _failed(self, serial: int, trouble: Trouble) -> None:
        if self._stale(serial):
            return
        self._running, self._save_when_ready = False, False
        if self.preview.paper and self._made is not None and self._made.figures.kind == self.form.kind.code:
            self.preview.set_updating(False)
            messages.show(trouble)
        else:  # a paper of another kind would look like the one that couldn't be made
            self._made = None
            self.preview.show_nothing(trouble.sentence(current()))
            self._say_checks()
            self._show_state()

    def settled(self) -> bool:
        """Whether the paper shown is the one the options ask for."""
        return not self._running and not self._pause.isActive() and not self.form.problems()

    # Checks

    def _say_checks(self) -> None:
        """How many quotes and tables stand on the paper, what was left out and why, and of which day the figures are."""
        made = self._made
        self.checks.setVisible(made is not None)
        self.why_button.setVisible(made is not None and bool(made.figures.left_out))
        if made is None:
            return
        figures = made.figures
        kind, said = find(figures.kind), []
        if kind.quotes:
            said.append(ngettext("{n} quote shown", "{n} quotes shown", len(figures.quotes)).format(n=len(figures.quotes)))
        if kind.questions:
            said.append(ngettext("{n} table shown", "{n} tables shown", len(figures.tables)).format(n=len(figures.tables)))
        if figures.left_out:
            said.append(ngettext("{n} thing left out", "{n} things left out", len(figures.left_out)).format(n=len(figures.left_out)))
        if kind.questions:
            said.append(
                _("figures of {date}").format(date=iso(current().date(figures.snapshot))) if figures.snapshot
                else _("too few people for figures: words only")
            )
        self.checks.setText(_("Checks: {list}").format(list=current().list(said)))
        self.left_out.clear()
        self.left_out.addItems([_("{what}: {why}").format(what=iso(each.what), why=iso(each.why)) for each in figures.left_out])
        lines = min(len(figures.left_out), 3)
        self.left_out.setFixedHeight(lines * max(30, self.fontMetrics().height() + 8) + 2 * self.left_out.frameWidth() + 2)
        self.left_out.setVisible(self.why_button.isChecked() and bool(figures.left_out))

    def _show_state(self) -> None:
        ready = bool(self.preview.paper)
        self.save_button.setEnabled(ready)
        self.print_button.setEnabled(ready and self._has_printer)

    # Saving and printing

    def save(self) -> None:
        """Ask once for a place and write the paper there; a paper that is being made is waited for."""
        if not self.settled():
            self._save_when_ready = self.preview.updating.isVisible()
            return
        self._save_when_ready = False
        if self._made is None or not self.preview.paper:
            return
        paper, made, kind, chosen = self.preview.paper, self._made, self.form.kind.code, self.form.kept()

        def write(place: Path) -> None:
            keep_options(self.session, kind, chosen)
            self._write(paper, made, place)

        ask_save(self, _("Save PDF"), file_name(made), [_("PDF files (*.pdf)")], write)

    def _write(self, paper: bytes, made: Made, place: Path) -> None:
        save_pdf(self.session, paper, place, lambda _none: self._saved(made, place), messages.show)

    def _saved(self, made: Made, place: Path) -> None:
        keep_in_register(self.session, made, "saved")
        messages.say(lambda: _("The report is saved as {place}.").format(place=iso(place)))

    def print(self) -> None:
        """Print the paper that is shown, page by page, as pictures made here."""
        if not self._has_printer or not self.preview.paper or not self.settled():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Raddir")
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)  # that is what saving is for
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, self.preview.document.pageCount())
        dialog.accepted.connect(lambda: self._print_on(printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # not waited for: a loop of its own would stand between the window and the lock

    def _print_on(self, printer: QPrinter) -> None:
        if print_paper(self.preview.document, printer):
            if self._made is not None:
                keep_in_register(self.session, self._made, "printed")
        else:
            messages.show(PlaceFailed(N_("The printer does not answer; check that it is switched on, and print again.")))
