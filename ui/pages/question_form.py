"""One own question: of whom it is asked, its words by language, and what kind of answer it takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from locales import _, current, iso, language
from models.fields import Kind
from models.question import ASKED_OF, Question
from models.vocabulary import vocabulary
from ui.widgets.fitting import Wrapped
from ui.widgets.own_answers import OwnAnswers, clear
from ui.widgets.plain_editors import Line
from ui.widgets.reading_order import put_in_order

CHOICES = frozenset({Kind.CODE, Kind.CODES})
KNOWN_LISTS = (
    "language", "country", "region", "need-category", "contribution-type", "employment", "occupation", "sector", "education",
    "household", "age-band", "urgency",
)
OWN_LIST = ""


class Choice(QComboBox):
    """A short list of codes of a vocabulary."""

    def __init__(self, name: str, codes: Sequence[str]) -> None:
        super().__init__()
        self._name, self.codes = name, list(codes)
        self.addItems([""] * len(self.codes))
        self.setMinimumHeight(32)

    def code(self) -> str:
        return self.codes[max(0, self.currentIndex())]

    def choose(self, code: str) -> None:
        self.setCurrentIndex(self.codes.index(code) if code in self.codes else 0)

    def retranslate(self) -> None:
        for place, code in enumerate(self.codes):
            self.setItemText(place, vocabulary(self._name).label(code, current()))


class QuestionForm(QWidget):
    """What is typed becomes a `Question`; a question that was answered keeps its kind and whom it is asked of."""

    kept = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.question = Question()
        self._languages: tuple[str, ...] = ()
        self.title, self.problems = QLabel(), QLabel()
        self.title.setObjectName("heading")
        self.title.setWordWrap(True)
        self.problems.setProperty("kind", "danger")
        self.problems.setWordWrap(True)
        self.save_button, self.leave_button = QPushButton(), QPushButton()
        self.save_button.setProperty("kind", "primary")
        self.of = Choice("record-type", ASKED_OF)
        self.kind = Choice("answer-kind", [each.code for each in vocabulary("answer-kind").choices()])
        self.sensitivity = Choice("sensitivity", [each.code for each in vocabulary("sensitivity").choices()])
        self.list = QComboBox()
        self.list.setMinimumHeight(32)
        self.list.addItems([""] * (1 + len(KNOWN_LISTS)))
        self.words: dict[str, Line] = {}
        self.own = OwnAnswers()
        self.labels = {name: QLabel() for name in ("of", "words", "kind", "list", "own", "sensitivity")}
        self.why, self.fixed = QLabel(), QLabel()
        self.fixed.setProperty("kind", "muted")
        self.fixed.setWordWrap(True)
        self.why.setProperty("kind", "muted")
        self._build()

    def _build(self) -> None:
        self.lines = QGridLayout()
        self.lines.setColumnStretch(1, 1)
        inside = QWidget()
        inside.setMaximumWidth(820)
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 12, 24)
        self.groups: dict[str, QWidget] = {}
        parts: dict[str, QWidget | QGridLayout] = {
            "of": self.of, "words": self.lines, "kind": self.kind, "list": self.list, "own": self.own, "sensitivity": self.sensitivity,
        }
        column.addWidget(self.fixed)
        for name, part in parts.items():
            self.groups[name] = _under(self.labels[name], part)
            column.addWidget(self.groups[name])
        column.addWidget(self.why)
        self.why.setWordWrap(True)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        buttons = Wrapped()
        buttons.add(self.save_button)
        buttons.add(self.leave_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, buttons, self.problems):
            whole.addWidget(widget)
        whole.addWidget(area, 1)
        self.problems.hide()
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)
        self.kind.currentIndexChanged.connect(self._fit)
        self.list.currentIndexChanged.connect(self._fit)

    def show_question(self, question: Question, languages: Sequence[str], *, answered: bool = False) -> None:
        """Begin with a question (a new one has no id) in the association's languages."""
        self.question = question
        self._languages = tuple(dict.fromkeys([*languages, *(question.labels or {})]))
        clear(self.lines)
        self.words = {}
        for row, code in enumerate(self._languages):
            line = Line()
            line.setText((question.labels or {}).get(code, ""))
            line.setMinimumHeight(32)
            line.setLayoutDirection(Qt.LayoutDirection.RightToLeft if language(code).direction == "rtl" else Qt.LayoutDirection.LeftToRight)
            name = QLabel(language(code).endonym)
            name.setBuddy(line)
            self.lines.addWidget(name, row, 0)
            self.lines.addWidget(line, row, 1)
            self.words[code] = line
        self.of.choose(question.record_type or ASKED_OF[0])
        self.kind.choose(question.kind or Kind.TEXT)
        self.sensitivity.choose(question.sensitivity or "identifying")
        self.list.setCurrentIndex(KNOWN_LISTS.index(question.vocabulary) + 1 if question.vocabulary in KNOWN_LISTS else 0)
        self.own.show_answers(question.options, self._languages)
        for fixed in (self.of, self.kind, self.list):
            fixed.setEnabled(not answered)
        self.fixed.setVisible(answered)
        self.problems.hide()
        self._fit()
        self.retranslate()
        put_in_order(self)

    def focus(self) -> None:
        (next(iter(self.words.values())) if self.question.id else self.of).setFocus()

    def _fit(self) -> None:
        """Show what the kind of answer needs."""
        choice = self.kind.code() in CHOICES
        self.groups["list"].setVisible(choice)
        self.groups["own"].setVisible(choice and self.list.currentIndex() == 0)

    def made(self) -> Question:
        """The question as it stands."""
        choice = self.kind.code() in CHOICES
        own = choice and self.list.currentIndex() == 0
        typed = {code: line.text().strip() for code, line in self.words.items() if line.text().strip()}
        return self.question.with_values({
            "record_type": self.of.code(), "kind": self.kind.code(), "sensitivity": self.sensitivity.code(), "labels": typed or None,
            "vocabulary": KNOWN_LISTS[self.list.currentIndex() - 1] if choice and not own else None,
            "options": (self.own.answers() or None) if own else None,
        })

    def wrong(self) -> list[str]:
        """What is missing, a sentence each."""
        question, found = self.made(), []
        if not question.labels:
            found.append(_("Write the question in at least one language."))
        if question.kind in CHOICES and not question.vocabulary and len(question.options or {}) < 2:
            found.append(_("Write at least two answers to choose from, or take one of the lists."))
        elif question.options and self.own.lost():
            found.append(_("An answer that was offered once stays, for somebody may have given it; change its words instead."))
        return found

    def save(self) -> None:
        """Hand the question over, or say what is missing."""
        found = self.wrong()
        self.problems.setText("\n".join(found))
        self.problems.setVisible(bool(found))
        if not found:
            self.kept.emit(self.made())
        elif not self.made().labels:
            next(iter(self.words.values())).setFocus()

    def retranslate(self) -> None:
        self.title.setText(_("Change a question") if self.question.id else _("A new question"))
        self.save_button.setText(_("Save"))
        self.save_button.setToolTip(_("Ctrl+S"))
        self.leave_button.setText(_("Leave it as it was"))
        texts = {
            "of": _("Asked of"), "words": _("The question, in each language you work in"), "kind": _("Kind of answer"),
            "list": _("Answers to choose from"), "own": _("The answers, in each language"), "sensitivity": _("How sensitive the answers are"),
        }
        for name, text in texts.items():
            self.labels[name].setText(text)
        for part, name in ((self.of, "of"), (self.kind, "kind"), (self.list, "list"), (self.sensitivity, "sensitivity")):
            part.setAccessibleName(texts[name])
        for choice in (self.of, self.kind, self.sensitivity):
            choice.retranslate()
        self.list.setItemText(0, _("Answers of our own"))
        for place, name in enumerate(KNOWN_LISTS, 1):
            self.list.setItemText(place, _("The list “{name}”").format(name=iso(_(vocabulary(name).title))))
        for code, line in self.words.items():
            line.setAccessibleName(_("The question in {language}").format(language=iso(language(code).endonym)))
        self.own.retranslate()
        self.fixed.setText(_(
            "This question was answered, and its answers keep their form: whom it is asked of and its kind stay. For another kind, no longer ask it "
            "and add a new one."
        ))
        self.why.setText(_("Answers that may identify somebody never appear in a report; when in doubt, leave it at that."))
        if self.problems.isVisibleTo(self):
            self.problems.setText("\n".join(self.wrong()))


def _under(label: QLabel, part: QWidget | QGridLayout) -> QWidget:
    """A label and what it names, which come and go together."""
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 8)
    label.setWordWrap(True)
    column.addWidget(label)
    if isinstance(part, QWidget):
        label.setBuddy(part)
        column.addWidget(part)
    else:
        column.addLayout(part)
    return group
