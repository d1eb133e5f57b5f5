"""Editors for pictures, for words by language, and for the answers of an own question."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from locales import LANGUAGES, MEMBER_LANGUAGES, N_, Words, language
from models.fields import Kind
from ui.widgets.buttons import button
from ui.widgets.editor import Editor
from ui.widgets.file_dialogs import ask_open
from ui.widgets.fitting import Wrapped
from ui.widgets.plain_editors import Line, TextBox

CHOOSE_PICTURE, NO_PICTURE = N_("Choose a picture…"), N_("Take the picture away")
PICTURES = N_("Pictures")
UNREADABLE = N_("This file is not a picture Raddir can keep; choose a PNG or JPEG of at most two megabytes.")
MOST_BYTES = 2 * 1024 * 1024
SHOWN_HEIGHT = 72


class ImageEditor(Editor):
    """A picture (PNG or JPEG, two megabytes at most), kept as base64."""

    def _make_input(self) -> QWidget:
        self._kept: str | None = None
        whole = Wrapped(spacing=12)
        self._shown = QLabel()
        self.choose = button(enter=False)
        self.choose.clicked.connect(self._ask)
        self._away = button(enter=False)
        self._away.clicked.connect(lambda: self._take(None))
        for part in (self._shown, self.choose, self._away):
            whole.add(part)
        self._shown.hide()
        self._away.hide()
        return whole

    def focus_target(self) -> QWidget:
        return self.choose

    def _ask(self) -> None:
        words = self.words.gettext
        ask_open(self, words(CHOOSE_PICTURE), [f"{words(PICTURES)} (*.png *.jpg *.jpeg)"], self.load)

    def load(self, place: Path) -> None:
        """Take a picture from a file, or say at the field why it can't be taken."""
        try:
            raw = place.read_bytes() if place.stat().st_size <= MOST_BYTES else b""
        except OSError:
            raw = b""
        good = raw.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) and not QImage.fromData(raw).isNull()
        self.show_problem("" if good else self.words.gettext(UNREADABLE))
        if good:
            self._take(base64.b64encode(raw).decode("ascii"))

    def _take(self, kept: str | None) -> None:
        self._write(kept)
        self.changed.emit()

    def _read(self) -> Any:
        return self._kept

    def _write(self, raw: Any) -> None:
        self._kept = raw if isinstance(raw, str) else None
        image = QImage.fromData(QByteArray.fromBase64(QByteArray(self._kept.encode("ascii")))) if self._kept else QImage()
        self._shown.setVisible(not image.isNull())
        self._away.setVisible(not image.isNull())
        if not image.isNull():
            self._shown.setPixmap(QPixmap.fromImage(image.scaledToHeight(SHOWN_HEIGHT, Qt.TransformationMode.SmoothTransformation)))

    def _relabel(self) -> None:
        self.choose.setText(self.words.gettext(CHOOSE_PICTURE))
        self._away.setText(self.words.gettext(NO_PICTURE))


class LabelsEditor(Editor):
    """Words by language: a line each for the window's languages and for those of members."""

    def _make_input(self) -> QWidget:
        whole = QWidget()
        form = QFormLayout(whole)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.lines: dict[str, Line] = {}
        self._others: dict[str, str] = {}
        for code in dict.fromkeys((*LANGUAGES, *MEMBER_LANGUAGES)):
            line = Line()
            line.textChanged.connect(self._tell)
            form.addRow(language(code).endonym, line)
            self.lines[code] = line
        return whole

    def offer(self, codes: Sequence[str]) -> None:
        """Show the lines of these languages, and those that say something."""
        form = self.input.layout()
        for code, line in self.lines.items():
            if isinstance(form, QFormLayout):
                form.setRowVisible(line, code in codes or bool(line.text()))

    def focus_target(self) -> QWidget:
        return self.lines[self.words.code if self.words.code in self.lines else "en"]

    def name(self, label: str) -> None:
        for code, line in self.lines.items():
            line.setAccessibleName(f"{label} ({language(code).endonym})")

    def _read(self) -> Any:
        typed = {code: line.text().strip() for code, line in self.lines.items() if line.text().strip()}
        return {**self._others, **typed} or None

    def _write(self, raw: Any) -> None:
        given = dict(raw) if isinstance(raw, Mapping) else {}
        self._others = {code: text for code, text in given.items() if code not in self.lines}
        for code, line in self.lines.items():
            if line.text() != given.get(code, ""):
                line.setText(given.get(code, ""))


class OptionsEditor(Editor):
    """The answers of an own question: one a line, in the window's language. Their words in other languages stay with them."""

    def _make_input(self) -> QWidget:
        self._known: dict[str, dict[str, str]] = {}
        self.box = TextBox(4)
        self.box.textChanged.connect(self._tell)
        return self.box

    def _read(self) -> Any:
        code_of = {self._shown_as(code): code for code in self._known}
        made: dict[str, dict[str, str]] = {}
        for shown in dict.fromkeys(line.strip() for line in self.box.toPlainText().splitlines()):
            if shown and shown in code_of:
                made[code_of[shown]] = self._known[code_of[shown]]
            elif shown:
                made[self._free({*self._known, *made})] = {self.words.code: shown}
        return made or None

    def _shown_as(self, code: str) -> str:
        labels = self._known[code]
        return labels.get(self.words.code) or labels.get("en") or next(iter(labels.values()), code)

    @staticmethod
    def _free(taken: set[str]) -> str:
        return next(code for number in range(1, len(taken) + 2) if (code := f"answer-{number}") not in taken)

    def _write(self, raw: Any) -> None:
        given = raw if isinstance(raw, Mapping) else {}
        self._known = {code: dict(labels) for code, labels in given.items()}
        self._show()

    def _show(self) -> None:
        lines = "\n".join(self._shown_as(code) for code in self._known)
        if self.box.toPlainText() != lines:
            self.box.setPlainText(lines)

    def retranslate(self, words: Words) -> None:
        """Read the lines in the language they stand in before they are shown in another."""
        self._known = self._read() or {}
        super().retranslate(words)
        was = self.blockSignals(True)
        self._show()
        self.blockSignals(was)


KINDS = {Kind.IMAGE: ImageEditor, Kind.LABELS: LabelsEditor, Kind.OPTIONS: OptionsEditor}
