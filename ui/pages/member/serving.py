"""What happens when a button of the rights is pressed: files are asked for, acts are done, and the page goes where it must."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from locales import _, iso
from models.errors import Trouble
from ui import messages
from ui.operations import rights as acts

if TYPE_CHECKING:
    from ui.pages.member import MemberPage

__all__ = ["Serving"]


class Serving:
    """The rights of whoever the page shows."""

    def __init__(self, page: MemberPage) -> None:
        self._page = page
        rights, farewell = page.rights, page.farewell
        page.overview.header.rights.connect(self.open)
        rights.left.connect(page.to_overview)
        rights.copy.connect(self.ask_copy)
        rights.paper.connect(self.ask_paper)
        rights.correct.connect(self._correct)
        rights.ask.connect(self._ask_consent)
        rights.restricted.connect(lambda on: acts.restrict(page.session, page.member_id, on))
        rights.objected.connect(lambda said: acts.keep_objection(page.session, page.member_id, said))
        rights.erase.connect(lambda: self.say_farewell(anonymous=False))
        rights.anonymise.connect(lambda: self.say_farewell(anonymous=True))
        farewell.left.connect(self.open)
        farewell.meant.connect(self._let_go)

    def open(self) -> None:
        """Show the rights of the person."""
        page = self._page
        if page.contents is not None:
            page.rights.show_person(page.contents)
            page.farewell.forget_person()
            page.stack.setCurrentWidget(page.rights)
            page.rights.back_button.setFocus()

    def _correct(self) -> None:
        self._page.to_overview()
        self._page.edit_member()

    def _ask_consent(self) -> None:
        self._page.to_overview()
        self._page.ask()

    # a copy of everything

    def ask_copy(self) -> None:
        self._ask_place(_("Save everything (ZIP)"), ".zip", _("ZIP files (*.zip)"), self.save_copy)

    def ask_paper(self) -> None:
        self._ask_place(_("Save the paper (PDF)"), ".pdf", _("PDF files (*.pdf)"), self.save_paper)

    def _ask_place(self, title: str, ending: str, kind: str, chosen: object) -> None:
        from ui.widgets import file_dialogs

        name = f"what-we-keep-{datetime.date.today().isoformat()}{ending}"  # nobody's name, nobody's code
        file_dialogs.ask_save(self._page, title, name, [kind], chosen)  # type: ignore[arg-type]

    def save_copy(self, place: Path) -> None:
        acts.give_copy(self._page.session, self._page.member_id, place, lambda: self._say_saved(place), self._failed)

    def save_paper(self, place: Path) -> None:
        acts.print_paper(self._page.session, self._page.member_id, place, lambda: self._say_saved(place), self._failed)

    def _say_saved(self, place: Path) -> None:
        name = place.name
        messages.say(lambda: _("Saved as {file}. Everything in it is in the clear: give it to the person and keep no copy.").format(file=iso(name)))

    def _failed(self, trouble: Trouble) -> None:
        messages.show(trouble)

    # the end

    def say_farewell(self, *, anonymous: bool) -> None:
        """Ask once more, on a page of its own."""
        page = self._page
        if page.contents is not None:
            page.stack.setCurrentWidget(page.farewell)
            page.farewell.ask(page.contents, anonymous=anonymous)

    def _let_go(self, anonymous: bool) -> None:
        page = self._page
        code = page.contents.member.code or "" if page.contents is not None else ""

        def done() -> None:
            erased = _("{code} is erased from this vault and its backups here; what is elsewhere is for you to destroy.")
            text = _("The record of {code} is anonymous now; the person is erased.") if anonymous else erased
            page.gone()
            messages.say(lambda: text.format(code=iso(code)))

        act = acts.anonymise if anonymous else acts.erase
        act(page.session, page.member_id, done, self._not_done)

    def _not_done(self, trouble: Trouble) -> None:
        messages.show(trouble)
        self._page.farewell.code.setFocus()
