"""The same question twice: in the volunteer's language and in the member's, each column with a direction of its own.

Both directions are always set by hand: a column that only follows the window turns around when the window's language changes.
The columns stack where the width or the text size leaves no room for two; with one language there is one column.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from locales import M_, Words, iso, member_words
from models.fields import DECLINED, Field, Kind, Value
from models.values import options_of
from ui.widgets.answers import label_of, question_of
from ui.widgets.choice_editors import field_label
from ui.widgets.editor import Editor
from ui.widgets.fitting import ORDINARY_LINE, Fitting

YES_WORD, NO_WORD, DECLINED_WORDS = M_("Yes"), M_("No"), M_("Prefers not to say")
ALONE, WIDEST = 760, 16_777_215
"""The widest that one column alone grows, in pixels: longer lines tire the eye."""
TWO_COLUMNS = 680
"""The least width of two columns, in pixels of ordinary text."""


def direction(words: Words) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if words.rtl else Qt.LayoutDirection.LeftToRight


def leading(label: QLabel, words: Words) -> None:
    """Put a label's text at the side where its language begins, whatever letter comes first."""
    side = Qt.AlignmentFlag.AlignRight if words.rtl else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)


def text_label(kind: str = "") -> QLabel:
    """A label for words that somebody typed or that wrap: plain text, never markup."""
    label = QLabel(wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if kind:
        label.setProperty("kind", kind)
    return label


class SideBySide(Fitting):
    """Two columns, the volunteer's first. Build into `volunteer_box` and `member_box`."""

    def __init__(self) -> None:
        super().__init__(TWO_COLUMNS, spacing=24)
        self.volunteer, self.member = QWidget(), QWidget()
        self.volunteer_box, self.member_box = QVBoxLayout(self.volunteer), QVBoxLayout(self.member)
        for box in (self.volunteer_box, self.member_box):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(4)
            box.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add(self.volunteer, 1)
        self.add(self.member, 1)

    def speak(self, volunteer: Words, member: Words | None) -> None:
        """Set both directions; without a member's language of its own there is one column."""
        self.volunteer.setLayoutDirection(direction(volunteer))
        self.member.setHidden(member is None)
        alone = int(ALONE * self.fontMetrics().height() / ORDINARY_LINE)
        self.volunteer.setMaximumWidth(WIDEST if member is not None else alone)
        self.setMaximumWidth(WIDEST if member is not None else alone)
        if member is not None:
            self.member.setLayoutDirection(direction(member))


class AskedTwice(SideBySide):
    """A question in both languages: what is answered with stands in the volunteer's column, what was answered is read back
    in the member's."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.question, self.same, self.answered = text_label(kind), text_label(kind), text_label("muted")
        self.volunteer_box.addWidget(self.question)
        self.member_box.addWidget(self.same)
        self.member_box.addWidget(self.answered)
        self.answered.hide()

    def ask(self, volunteer: Words, member: Words | None, text: str, same: str) -> None:
        """Put the question into both columns."""
        self.speak(volunteer, member)
        self.question.setText(text)
        leading(self.question, volunteer)
        if member is not None:
            self.same.setText(same)
            leading(self.same, member)
            leading(self.answered, member)

    def read_back(self, words: str) -> None:
        """Show the answer in the member's language; an empty one shows nothing."""
        self.answered.setText(words)
        self.answered.setVisible(bool(words))


class AskedField(AskedTwice):
    """A field of a record as it is asked in a conversation."""

    def __init__(self, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field, self.editor = field, editor
        self.volunteer_box.addWidget(editor)
        self.question.setBuddy(editor.focus_target())
        self._member: Words | None = None
        editor.changed.connect(self.read_again)

    def translate(self, volunteer: Words, member: Words | None) -> None:
        """Take the languages: the window's catalog for the editor, the members' for both questions."""
        self._member = member
        self.editor.retranslate(volunteer)
        asked = question_of(self.field, member_words(volunteer.code)) if self.field.question else label_of(self.field, volunteer)
        same = question_of(self.field, member) if member is not None else ""
        self.ask(volunteer, member, asked, same)
        self.editor.name(asked)
        self.read_again()

    def read_again(self) -> None:
        """Read the answer back anew."""
        self.read_back(said(self.field, self.editor.value(), self._member) if self._member is not None else "")


def said(field: Field, value: Value, words: Words) -> str:
    """An answer in words of a language; empty for none and for what was typed by hand, which needs no reading back."""
    if value is None:
        return ""
    if value is DECLINED:
        return words.gettext(DECLINED_WORDS)
    if field.kind in (Kind.CODE, Kind.CODES) and (field.options or options_of(field)):
        codes = value if isinstance(value, tuple) else (value,)
        return words.list(iso(field_label(field, str(code), words)) for code in codes)
    if field.kind is Kind.YES_NO:
        return words.gettext(YES_WORD if value else NO_WORD)
    if field.kind is Kind.DATE:
        return words.date(str(value))
    return ""
