"""Settings: the words consents are asked with, by language and version, and for how long a consent holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from locales import MEMBER_LANGUAGES, N_, Words, _, current, iso, language, member_words, script
from models.consent_text import FIRST, ConsentText, in_use, parts
from ui import messages
from ui.operations import consent_texts as acts
from ui.pages.settings.association import AssociationSection
from ui.parts import button, label
from ui.session import Session
from ui.widgets.reading_order import put_in_order
from ui.widgets.side_by_side import direction, leading

__all__ = ["AskingSection"]

LINES, LETTERS = 2, 16
"""The least room of a sentence and of a choice: a long one never pushes the window open."""


class AskingSection(AssociationSection):
    """A sentence a box, begun with Raddir's words. A box that was emptied is asked in them again."""

    title_msg = N_("Asking for consent")
    help_msg = N_("The words that are read out before anything is written down. New words are a new version; what was read out before stays as it "
                  "was read, and shows on each person’s page.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("consent_months",), parent)
        self._scripts = acts.Scripts((), "", ())
        self._shown = ("", "")
        self.tongue_label, self.tongue, self.standing = label(), QComboBox(), label("muted")
        self.tongue_label.setBuddy(self.tongue)
        self.gaps = label("muted")
        self.names = {part: label() for part in script.PARTS}
        self.boxes = {part: QPlainTextEdit() for part in script.PARTS}
        self.keep_button = button("primary")
        self.older_label, self.older, self.old_words = label(), QComboBox(), label()
        self.older_label.setBuddy(self.older)
        for head in (self.tongue_label, self.tongue, self.standing, self.gaps):
            self.body.addWidget(head)
        for part, box in self.boxes.items():
            box.setTabChangesFocus(True)
            self.names[part].setBuddy(box)
            self.body.addWidget(self.names[part])
            self.body.addWidget(box)
        self.body.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeading)
        for foot in (self.older_label, self.older, self.old_words):
            self.body.addWidget(foot)
        for choice in (self.tongue, self.older):
            choice.setMinimumHeight(32)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(LETTERS)
        self.tongue.currentIndexChanged.connect(self._other_tongue)
        self.keep_button.clicked.connect(self.save)
        self.older.currentIndexChanged.connect(self._say_old)
        self.retranslate()

    def refresh(self) -> None:
        super().refresh()
        acts.look(self.session, self._show)

    def _show(self, found: acts.Scripts) -> None:
        self._scripts = found
        codes = list(dict.fromkeys([*found.languages, *MEMBER_LANGUAGES]))
        if [self.tongue.itemData(place) for place in range(self.tongue.count())] != codes:
            chosen = self.code()
            self.tongue.blockSignals(True)
            self.tongue.clear()
            for code in codes:
                self.tongue.addItem("", code)
            self.tongue.setCurrentIndex(codes.index(chosen) if chosen in codes else 0)
            self.tongue.blockSignals(False)
        self._fill()
        self.retranslate()
        put_in_order(self)

    def code(self) -> str:
        """The language whose words are shown."""
        return str(self.tongue.currentData() or "")

    def _newest(self) -> ConsentText | None:
        return in_use(self._scripts.texts).get(self.code())

    def _fill(self) -> None:
        """Show what is said in the chosen language, but never over what is being typed."""
        newest = self._newest()
        shown = (self.code(), newest.id if newest is not None else "")
        if shown != self._shown:
            self._shown = shown
            said, words = parts(newest.text or "") if newest is not None else {}, member_words(self.code() or "en")
            for part, box in self.boxes.items():
                box.setLayoutDirection(direction(words))
                option = box.document().defaultTextOption()
                option.setTextDirection(direction(words))
                option.setAlignment((Qt.AlignmentFlag.AlignRight if words.rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute)
                box.document().setDefaultTextOption(option)
                box.setPlainText(said.get(part) or script.shipped(part, words))

    def said(self) -> dict[str, str]:
        """What the boxes say otherwise than Raddir."""
        words = member_words(self._shown[0])
        typed = {part: " ".join(box.toPlainText().split()) for part, box in self.boxes.items()}
        return {part: text for part, text in typed.items() if text and text != " ".join(script.shipped(part, words).split())}

    def _before(self) -> dict[str, str]:
        newest = in_use(self._scripts.texts).get(self._shown[0])
        return parts(newest.text or "") if newest is not None else {}

    def save(self) -> None:
        """Keep what is typed as a new version of its language."""
        if self._shown[0] and self.said() != self._before():
            acts.write(self.session, self._shown[0], self.said(), lambda _changes: self.refresh(), messages.show)

    def _other_tongue(self) -> None:
        self.save()
        self._fill()
        self.retranslate()

    def leave(self) -> None:
        super().leave()
        self.save()

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "old_words"):
            return  # the form is built before the boxes
        self.tongue_label.setText(_("Language of the words"))
        self.tongue.setAccessibleName(self.tongue_label.text())
        for place in range(self.tongue.count()):
            self.tongue.setItemText(place, language(self.tongue.itemData(place)).endonym)
        newest = self._newest()
        self.standing.setText(
            _("In use: version {n}, since {date}.").format(n=current().number(newest.version or 0), date=iso(current().date(newest.since or "")))
            if newest is not None else _("In use: version 1, the words that Raddir brings."))
        self.gaps.setText(_("{gap_association} stands for the association’s name and {gap_partner} for the service that is told.").format(
            gap_association="{association}", gap_partner="{partner}"))
        self._name_boxes()
        self.keep_button.setText(_("Read these words out from now on"))
        self.older_label.setText(_("Versions, to be read"))
        self._offer_older()

    def _name_boxes(self) -> None:
        own = current()
        for part, box in self.boxes.items():
            number = script.PARTS.index(part) + 1
            text = _("Sentence {n}").format(n=own.number(number)) if part.startswith("point-") else _("Question: {use}").format(
                use=script.use_words(part, member_words(own.code)) or _("Tell a service about my need"))
            self.names[part].setText(text)
            box.setAccessibleName(text)
            box.setFixedHeight(box.fontMetrics().lineSpacing() * LINES + 20)

    def _offer_older(self) -> None:
        row = max(0, self.older.currentIndex())
        self.older.blockSignals(True)
        self.older.clear()
        self.older.addItem(_("Version {n}: the words that Raddir brings").format(n=current().number(FIRST)), "")
        for each in self._scripts.texts:
            if each.language == self.code():
                self.older.addItem(_("Version {n}, since {date}").format(
                    n=current().number(each.version or 0), date=iso(current().date(each.since or "", "medium"))), each.id)
        self.older.setCurrentIndex(min(row, self.older.count() - 1))
        self.older.blockSignals(False)
        self.older.setAccessibleName(self.older_label.text())
        self._say_old()

    def _say_old(self) -> None:
        chosen = next((each for each in self._scripts.texts if each.id == self.older.currentData()), None)
        said = parts(chosen.text or "") if chosen is not None else {}
        words = member_words(self.code() or "en")
        self.old_words.setText("\n".join(said.get(part) or script.shipped(part, words) for part in script.PARTS))
        tongue = Words(language(self.code() or "en"), words.catalog)
        self.old_words.setLayoutDirection(direction(tongue))
        leading(self.old_words, tongue)
