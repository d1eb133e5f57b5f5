"""How a need ended: why it was not possible, what the member says, and what became of it, to be read aloud in the member's language."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from locales import _, current, iso, member_words, script
from models.became import what_became
from models.need import OPEN_STATES
from models.vocabulary import vocabulary
from ui.pages.needs.contents import NeedContents
from ui.parts import label
from ui.widgets.chips import Chips
from ui.widgets.side_by_side import leading, text_label

__all__ = ["Ending"]

class Ending(QWidget):
    """Answers here are kept at once and can be undone; none of them has to be given."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.contents: NeedContents | None = None
        self.why_title, self.view_title, self.read_title = label("section"), label("section"), label("section")
        self.read_help, self.unreviewed = label("muted"), label("muted")
        self.why = Chips([each.code for each in vocabulary("unmet-reason").choices()], _why, leads=False)
        self.view = Chips([each.code for each in vocabulary("member-view").choices()], _view, leads=False)
        self.text = text_label()
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.card = QFrame()
        self.card.setProperty("card", True)
        QVBoxLayout(self.card).addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.why_title, self.why, self.view_title, self.view, self.read_title, self.read_help, self.card, self.unreviewed):
            column.addWidget(widget)
        self.why.picked.connect(lambda code: self._keep("unmet_reason", code))
        self.view.picked.connect(lambda code: self._keep("member_view", code))

    def _keep(self, name: str, code: str) -> None:
        if self.contents is not None:
            self.changed.emit(self.contents.need.with_values({name: code or None}))

    def show_need(self, contents: NeedContents) -> None:
        self.contents = contents
        need = contents.need
        closed = need.status not in OPEN_STATES
        self.why.set_code(need.unmet_reason or "")
        self.view.set_code(need.member_view if isinstance(need.member_view, str) else "")
        for widget in (self.why_title, self.why):
            widget.setVisible(need.status == "unmet")
        for widget in (self.view_title, self.view):
            widget.setVisible(closed)
        for chips in (self.why, self.view):
            chips.setEnabled(not contents.fixed)
        self.retranslate()

    def _read_aloud(self) -> None:
        contents = self.contents
        if contents is None:
            return
        wanted = contents.member.preferred_language
        code = wanted if isinstance(wanted, str) and script.has_catalog(wanted) else current().code
        words = member_words(code)
        said = what_became(contents.need, contents.referrals, contents.follow_ups, contents.partner_names, words)
        self.text.setText("\n".join(said))
        leading(self.text, words)
        self.read_help.setText(_("Read it to the person, in {language}.").format(language=iso(current().tongue(code))))
        self.unreviewed.setText(_("The words in this language ({language}) are not reviewed by a native speaker yet.").format(
            language=iso(current().tongue(code))))
        self.unreviewed.setVisible(not script.reviewed(code))

    def retranslate(self) -> None:
        self.why_title.setText(_("Why was it not possible?"))
        self.view_title.setText(_("What does the member say?"))
        self.read_title.setText(_("What became of it"))
        self.text.setAccessibleName(_("What became of it"))
        for chips, name in ((self.why, _("Why was it not possible?")), (self.view, _("What does the member say?"))):
            chips.renew()
            chips.name(name)
        self._read_aloud()


def _why(code: str) -> str:
    return vocabulary("unmet-reason").label(code, current())


def _view(code: str) -> str:
    return vocabulary("member-view").label(code, current())
