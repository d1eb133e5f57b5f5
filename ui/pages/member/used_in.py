"""Where a person's words were used: the papers they stand on and the services that were told, with what can be undone and what can't."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QFrame, QVBoxLayout

from locales import _, current, iso
from models.consent import KEEP, PUBLISH, QUOTE, QUOTE_NAMED, SHARE, limits_of, permits
from models.report import Quoted
from models.vocabulary import vocabulary
from ui.pages.member.contents import Contents, today
from ui.parts import label
from ui.widgets.side_by_side import leading

__all__ = ["UsedIn", "papers", "told_before"]

WORDS = frozenset({KEEP, QUOTE, QUOTE_NAMED, PUBLISH})
"""Uses that let words stand on paper."""
TOLD = frozenset({"sent", "accepted", "done", "refused", "no-place", "withdrawn", "lost"})
"""States of a referral in which the service knows of the person."""


def papers(used: Collection[Quoted]) -> list[str]:
    """Each paper once: its kind, the day, and for whom it was made."""
    found = {each.report: each for each in used}
    return [_in_words(each) for each in found.values()]


def _in_words(each: Quoted) -> str:
    words = current()
    kind = vocabulary("report-kind").label(each.paper or "", words)
    day = iso(words.date(each.date, "medium")) if each.date else ""
    if each.for_whom:
        text = _("{paper}, {date}, for {whom}") if not each.named else _("{paper}, {date}, for {whom}, with their name")
        return text.format(paper=kind, date=day, whom=iso(each.for_whom))
    return (_("{paper}, {date}") if not each.named else _("{paper}, {date}, with their name")).format(paper=kind, date=day)


def told_before(contents: Contents, closing: Collection[str]) -> list[str]:
    """What had been done with the uses that are taken back, in sentences."""
    said = []
    if WORDS & set(closing) and contents.used_in:
        said.append(_("This person’s words had been used in: {papers}.").format(papers=current().list(papers(contents.used_in))))
        said.append(_("From now on no paper shows them. A paper that was given away cannot be called back: ask whoever has it not to use these "
                      "words, and print it anew without them."))
    told = [each for each in contents.referrals if each.sent and each.state in TOLD]
    names = {code: name for code, name in contents.partners.items() if SHARE + code in closing or KEEP in closing}
    known = [iso(name) for name in dict.fromkeys(contents.told.get(each.partner or "", "") for each in told) if name and name in names.values()]
    if known:
        said.append(_("These services know of the person already: {services}. Ask them to delete what they were told.").format(
            services=current().list(known)))
    return said


class UsedIn(QFrame):
    """The list on a person's page; nothing where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._contents: Contents | None = None
        self.title, self.lines, self.note = label("section"), label(), label("muted")
        column = QVBoxLayout(self)
        for part in (self.title, self.lines, self.note):
            column.addWidget(part)
        self.hide()

    def show_person(self, contents: Contents) -> None:
        self._contents = contents
        self.setVisible(bool(contents.used_in))
        self.retranslate()

    def retranslate(self) -> None:
        if self._contents is None:
            return
        contents = self._contents
        limits = limits_of(contents.member)
        allowed = any(permits(contents.consents, use, today(), limits) for use in (QUOTE, QUOTE_NAMED))
        self.title.setText(_("Papers with this person’s words"))
        self.lines.setText("\n".join("• " + each for each in papers(contents.used_in)))
        self.note.setText(
            _("If the person takes it back, later papers leave the words out; these papers cannot be called back.") if allowed
            else _("The person has not agreed any more: no paper shows the words from now on. These papers cannot be called back: ask whoever "
                   "has them not to use the words, and print them anew."))
        for part in (self.title, self.lines, self.note):
            leading(part, current())
