"""The line above every step: the member's language, who interprets, and the screen turned to the member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from locales import MEMBER_LANGUAGES, Words, _, current, fold, iso
from locales.script import has_catalog, reviewed
from models.values import MOST_LINE
from models.vocabulary import vocabulary
from ui.widgets.buttons import button
from ui.widgets.chooser import Choice, Chooser, choices_of
from ui.widgets.fitting import Fitting, Wrapped
from ui.widgets.plain_editors import Line
from ui.widgets.side_by_side import leading, text_label

NOBODY, OURS = "none", "volunteer"
BY_NAME = "name:"
"""What the choice of a volunteer of the association begins with: it says who interprets and of which kind at once."""


class TopLine(QWidget):
    """`language_picked` tells a code, `interpreter_changed` that it is somebody else now."""

    language_picked = Signal(str)
    interpreter_changed = Signal()

    def __init__(self, often: Sequence[str] = ()) -> None:
        super().__init__()
        self._volunteers: tuple[str, ...] = ()
        self._wanted, self._chosen = False, ""
        self.caption = QLabel()
        self.tongue = Chooser(lambda: tongues(current(), often))
        self.tongue.setObjectName("top.language")
        self.tongue.setMinimumWidth(160)
        self.tongue.setMaximumWidth(360)
        self.tongue.picked.connect(self.language_picked)
        self.caption.setBuddy(self.tongue)
        self.who = button(name="top.who", enter=False)
        self.who.setCheckable(True)
        self.who.toggled.connect(self._who_toggled)
        self.turn = button(name="top.turn", enter=False)
        self.note = text_label("muted")
        spoken = QWidget()
        tongue = QHBoxLayout(spoken)
        tongue.setContentsMargins(0, 0, 0, 0)
        tongue.addWidget(self.caption)
        tongue.addWidget(self.tongue)
        line = Wrapped(spacing=10)
        for part in (spoken, self.who, self.turn):
            line.add(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(line)
        box.addWidget(self._interpreter_line())
        box.addWidget(self.note)

    def _interpreter_line(self) -> QWidget:
        self.interpreter = Chooser(self._interpreters, lambda code: vocabulary("interpreter").label(code, current()))
        self.interpreter.setObjectName("top.interpreter")
        self.interpreter.picked.connect(self._picked)
        self.name = Line()
        self.name.setObjectName("top.interpreter_name")
        self.name.setMaxLength(MOST_LINE)
        self.name.textChanged.connect(lambda _text: self._tell())
        self._row = Fitting(420, spacing=10)
        self._row.add(self.interpreter, 1)
        self._row.add(self.name, 1)
        self._row.hide()
        return self._row

    # who interprets ---------------------------------------------------------------------------------------------------

    def _interpreters(self) -> tuple[Choice, ...]:
        """Nobody, our own volunteers by name, and the other kinds."""
        kinds = choices_of(vocabulary("interpreter"), current())
        ours = tuple(Choice(BY_NAME + name, _("{name}, our volunteer").format(name=iso(name)), (fold(name),)) for name in self._volunteers)
        return (*[each for each in kinds if each.code == NOBODY], *ours, *[each for each in kinds if each.code != NOBODY])

    def _picked(self, code: str) -> None:
        if code.startswith(BY_NAME):
            self.interpreter.set_code(OURS)
            self.name.setText(code.removeprefix(BY_NAME))
        elif code in ("", NOBODY):
            self.name.clear()
        self._tell()

    def _tell(self) -> None:
        self._show_who()
        self.interpreter_changed.emit()

    def _who_toggled(self, on: bool) -> None:
        self._row.setVisible(on)
        if on and self.who.hasFocus():
            self.ask_interpreter()

    def ask_interpreter(self) -> None:
        """Somebody comes to interpret, or goes: the line opens with the keyboard in it (Ctrl+I)."""
        self.who.setChecked(True)
        self.interpreter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_line(self) -> None:
        """The line gives its room back to the step once somebody goes on."""
        self.who.setChecked(False)

    def raw(self) -> dict[str, str]:
        """Who interprets, as the conversation keeps it; nothing where nobody said."""
        code, name = self.interpreter.code(), self.name.text()
        return {key: value for key, value in (("interpreter", code), ("interpreter_name", name)) if value.strip()}

    def set_interpreter(self, raw: Mapping[str, Any], volunteers: Sequence[str], *, wanted: bool) -> None:
        """Show who interprets. `wanted`: the person asked for somebody, which is said while nobody is there."""
        was = self.blockSignals(True)
        self._volunteers, self._wanted = tuple(volunteers), wanted
        self.interpreter.renew()
        code, name = raw.get("interpreter"), raw.get("interpreter_name")
        self.interpreter.set_code(code if isinstance(code, str) else "")
        self.name.setText(name if isinstance(name, str) else "")
        self.who.setChecked(False)
        self.blockSignals(was)
        self._show_who()

    def _show_who(self) -> None:
        code, name = self.interpreter.code(), self.name.text().strip()
        self.name.setVisible(code not in ("", NOBODY) or bool(name))
        called = iso(name) if name else vocabulary("interpreter").label(code, current()) if code else _("nobody yet") if self._wanted else "…"
        self.who.setText(_("Interpreter: {who} (Ctrl+I)").format(who=called.replace("&", "&&")))
        self.who.setAccessibleName(_("Interpreter: {who}").format(who=called))
        wanted = _("This person asked for an interpreter.") if self._wanted and not code else ""
        self.note.setText(" ".join(each for each in (wanted, note_on(self._chosen)) if each))
        leading(self.note, current())
        self.note.setVisible(bool(self.note.text()))
        self.updateGeometry()

    # words ------------------------------------------------------------------------------------------------------------

    def retranslate(self, chosen: str) -> None:
        self.caption.setText(_("Member’s &language:"))
        self.tongue.setAccessibleName(_("Member’s language"))
        self.tongue.setPlaceholderText(_("two letters and Enter"))
        self.tongue.renew()
        self.interpreter.setAccessibleName(_("Who interprets"))
        self.interpreter.setPlaceholderText(_("Who interprets"))
        self.interpreter.renew()
        self.name.setAccessibleName(_("Name of the interpreter"))
        self.name.setPlaceholderText(_("Name of the interpreter"))
        self._chosen = chosen
        self._show_who()
        self.turn.setText(_("Turn the screen to the member (Ctrl+T)"))


def tongues(words: Words, often: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Languages to choose from: those that the members speak most, those that Raddir has words in, all others after them."""
    listed = choices_of(vocabulary("language"), words)
    places = {code: place for place, code in enumerate(often)}
    return tuple(sorted(listed, key=lambda each: (places.get(each.code, len(places)), each.code not in MEMBER_LANGUAGES)))


def note_on(code: str) -> str:
    """What the volunteer should know of the words that the member sees; empty when there is nothing to say."""
    if not code:
        return ""
    name = iso(current().tongue(code))
    if not has_catalog(code):
        return _("Raddir has no words in this language yet ({language}): the member’s column is in English. Please say them in your own words."
                 ).format(language=name)
    if not reviewed(code):
        return _("The words in this language ({language}) are not reviewed by a native speaker yet.").format(language=name)
    return ""
