"""Adding a picture, a recording or a paper: while the file is being read, a volunteer says what it is. Where the person hasn't agreed
to keep such things yet, they are asked right here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from locales import _, current, iso
from media.facts import FIRST_ONLY, GUESSED, MAY_HOLD_NAMES, NOT_PLAYED
from models.attachment import Attachment
from models.record import declared_fields
from ui.operations.attachments import Source, Taken
from ui.pages.member.about_choice import AboutChoice
from ui.pages.member.contents import Contents
from ui.pages.member.media_question import MediaQuestion
from ui.pages.member.record_form import typed_fields
from ui.widgets.fitting import Wrapped
from ui.widgets.form import Form
from ui.widgets.reading_order import put_in_order
from ui.widgets.side_by_side import leading

STEPS = 1000
MOST_WIDTH = 820


def notes_of(taken: Taken) -> list[str]:
    """What a volunteer should know about a file that was read, in sentences."""
    sentences = {
        FIRST_ONLY: _("There are several pictures in this file; only the first one is kept."),
        MAY_HOLD_NAMES: _("A PDF is kept as it is: it may hold the name of whoever wrote it."),
        NOT_PLAYED: _("Raddir keeps this recording and cannot play it; a copy can be saved and played elsewhere."),
        GUESSED: _("The letters of this old text were guessed: open it afterwards and see whether they are right."),
    }
    found = [sentences[each] for each in taken.facts.notes]
    if taken.facts.media_type.startswith("image/"):
        found.insert(0, _("Place, time and camera are taken out of the picture; what can be seen on it stays."))
    return found


class AttachmentForm(QWidget):
    """`kept` is told once there is something to keep or to write down; `left` when the file is let go."""

    kept = Signal()
    left = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self.source: Source | None = None
        self.taken: Taken | None = None
        self.is_saving = False
        self.title, self.state, self.notes, self.problems = (QLabel() for _each in range(4))
        self.title.setObjectName("heading")
        self.problems.setProperty("kind", "danger")
        self.notes.setProperty("kind", "muted")
        for label in (self.title, self.state, self.notes, self.problems):
            label.setWordWrap(True)
        self.bar = QProgressBar(textVisible=False, maximum=STEPS)
        self.save_button, self.leave_button, self.stop_button = QPushButton(), QPushButton(), QPushButton()
        self.save_button.setProperty("kind", "primary")
        self.form = Form(typed_fields(Attachment(), declared_fields(Attachment)), current(), declinable=False)
        self.about, self.question = AboutChoice(), MediaQuestion()
        self.original, self.original_hint = QCheckBox(), QLabel(wordWrap=True)
        self.original_hint.setProperty("kind", "muted")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        buttons = Wrapped()
        for button in (self.save_button, self.leave_button, self.stop_button):
            buttons.add(button)
        inside = QWidget()
        inside.setMaximumWidth(MOST_WIDTH)
        room = QVBoxLayout(inside)
        room.setContentsMargins(4, 4, 12, 24)
        for part in (self.question, self.form, self.about, self.original, self.original_hint):
            room.addWidget(part)
        room.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, buttons, self.state, self.bar, self.notes, self.problems):
            column.addWidget(widget)
        column.addWidget(area, 1)
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)
        self.stop_button.clicked.connect(self.stopped)
        self.question.answered.connect(self._say)

    # What is shown

    def begin(self, contents: Contents, source: Source, raw: Mapping[str, Any] | None = None) -> None:
        """Begin with a file; `raw` is what was half typed before."""
        self._contents, self.source, self.taken, self.is_saving = contents, source, None, False
        self.form.set_raw({})
        self.form.set_record(Attachment(kind="photo"))
        self.about.ask(contents)
        self.question.ask(contents)
        self.original.setChecked(False)
        self.problems.hide()
        if raw is not None:
            self.form.set_raw(raw.get("form", {}))
            self.about.choose(str(raw.get("about", "")))
            self.question.choose(raw.get("agreed"))
            self.original.setChecked(bool(raw.get("original")))
        self._say()
        put_in_order(self)

    def raw(self) -> dict[str, Any]:
        """Every letter that stands in the form, and where the file is."""
        return {
            "path": self.source.path if self.source is not None else "", "form": self.form.raw(), "about": self.about.chosen(),
            "agreed": self.question.agreed(), "original": self.original.isChecked(),
        }

    def half_typed(self) -> bool:
        """Whether a file with a path waits here, which can be read again."""
        return self.source is not None and bool(self.source.path)

    def progressed(self, done: int, of: int) -> None:
        """How far the reading or the keeping is."""
        self.bar.setValue(done * STEPS // of if of else 0)

    def take(self, taken: Taken) -> None:
        """The file was read: it can be kept now."""
        self.taken = taken
        if "kind" not in self.form.raw() or self.form.raw()["kind"] == "photo":
            self.form.set_raw({**self.form.raw(), "kind": taken.facts.kind})
        self._say()

    def saving(self, on: bool) -> None:
        """It is being kept: nothing is pressed twice."""
        self.is_saving = on
        self._say()

    def forget(self) -> None:
        """Let go of the file and of what was typed."""
        self.is_saving = False
        self.source = self.taken = self._contents = None
        self.form.set_raw({})

    def focus(self) -> None:
        if self.question.isVisibleTo(self):
            self.question.yes.setFocus()
        else:
            self.form.focus_field("title")

    # What comes of it

    def save(self) -> None:
        """Say what is wrong and where, or hand it over."""
        if not self.save_button.isEnabled():
            return
        found = self.form.problems(self.record()) if self.question.agreed() is not False else []
        self.form.show_problems(found)
        unanswered = self.question.isVisibleTo(self) and self.question.agreed() is None
        sentences = [sentence for _field, sentence in found]
        if unanswered:
            sentences.insert(0, _("Ask first whether it may be kept, and answer yes or no."))
            self.question.yes.setFocus()
        self.problems.setText("\n".join(sentences))
        self.problems.setVisible(bool(sentences))
        if not sentences:
            self.kept.emit()

    def record(self) -> Attachment:
        """What was typed and what is known of the file, as a record without content."""
        facts = self.taken.facts if self.taken is not None else None
        member = self._contents.member.id if self._contents is not None else ""
        made = self.form.record(Attachment(member=member)).with_values(self.about.values())
        if facts is None:
            return made
        return made.with_values({"media_type": facts.media_type, "width": facts.width, "height": facts.height, "seconds": facts.seconds})

    def _say(self) -> None:
        reading, refused = self.taken is None, self.question.agreed() is False
        picture = self.taken is not None and self.taken.facts.media_type.startswith("image/")
        self.bar.setVisible(reading or self.is_saving)
        self.stop_button.setVisible(reading or self.is_saving)
        self.state.setVisible(reading or self.is_saving)
        self.state.setText(_("The file is being put into the vault.") if self.is_saving else _("The file is being read."))
        self.notes.setText("\n".join(notes_of(self.taken)) if self.taken is not None else "")
        self.notes.setVisible(bool(self.notes.text()) and not refused)
        self.original.setVisible(picture and not refused)
        self.original_hint.setVisible(picture and not refused)
        for part in (self.form, self.about):
            part.setVisible(not refused)
        self.save_button.setEnabled(refused or (not reading and not self.is_saving))
        self.save_button.setText(_("Write down that the answer is no") if refused else _("Keep it in the vault"))

    def retranslate(self) -> None:
        self.save_button.setToolTip(_("Ctrl+S"))
        self.leave_button.setText(_("Don’t keep it"))
        self.stop_button.setText(_("Stop"))
        self.bar.setAccessibleName(_("How far it is"))
        self.original.setText(_("Keep the original file too"))
        self.original_hint.setText(_("The original tells place, time and camera; keep it only where it has to prove something."))
        self.form.retranslate(current())
        self.about.retranslate()
        self.question.retranslate()
        name = self._contents.member.label if self._contents is not None else ""
        self.title.setText(_("A picture, a recording or a paper – {name}").format(name=iso(name)))
        leading(self.title, current())
        self._say()


def path_of(raw: Mapping[str, Any]) -> Path | None:
    """Where the file of a half-typed form is; None for a picture that was pasted, which is gone."""
    return Path(str(raw["path"])) if raw.get("path") else None
