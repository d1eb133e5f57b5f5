"""Settings: how large the text is, whether the window is light or dark, and in how many colours."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from locales import N_, _, current
from ui import messages, theme
from ui.events import events
from ui.pages.settings.section import Section
from ui.parts import label
from ui.session import Session
from ui.widgets.chips import Chips

__all__ = ["LookSection"]

SCHEMES = {"system": N_("As this computer"), "light": N_("Light"), "dark": N_("Dark")}


class LookSection(Section):
    """Two rows to choose from, and a box. The whole window shows at once what was chosen."""

    title_msg = N_("Look")
    help_msg = N_("This is kept on this computer, for this window alone. It tells nothing about anybody.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.size_label, self.scheme_label, self.keys = label("section"), label("section"), label("muted")
        self.sizes = Chips([str(each) for each in theme.TEXT_SIZES], lambda code: current().percent(int(code) / 100))
        self.schemes = Chips(tuple(SCHEMES), lambda code: _(SCHEMES[code]))
        self.sizes.picked.connect(self._size)
        self.schemes.picked.connect(self._scheme)
        self.few, self.few_note = QCheckBox(), label("muted")
        self.few.clicked.connect(lambda on: self._choose(theme.text_size(), theme.scheme(), on))
        for widget in (self.size_label, self.sizes, self.keys, self.scheme_label, self.schemes, self.few, self.few_note):
            self.body.addWidget(widget)
        events.look_changed.connect(self.refresh)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        self.sizes.set_code(str(theme.text_size()))
        self.schemes.set_code(theme.scheme())
        self.few.setChecked(theme.has_few())

    def _size(self, code: str) -> None:
        self._choose(int(code) if code else theme.text_size(), theme.scheme(), theme.has_few())

    def _scheme(self, code: str) -> None:
        self._choose(theme.text_size(), code or theme.scheme(), theme.has_few())

    def _choose(self, size: int, scheme: str, few: bool) -> None:
        before = (theme.text_size(), theme.scheme(), theme.has_few())
        if (size, scheme, few) == before:  # the one that is chosen was pressed again
            self.refresh()
            return
        _wear(size, scheme, few)
        messages.undoable(lambda: _("The look of the window was changed."), lambda: _wear(*before))

    def retranslate(self) -> None:
        super().retranslate()
        self.size_label.setText(_("Size of the text"))
        self.keys.setText(_("Ctrl and + make the text larger on every page, Ctrl and - smaller."))
        self.scheme_label.setText(_("Light or dark"))
        self.few.setText(_("Fewer colours"))
        self.few_note.setText(_("Ink and greys. Whatever a colour says, a word or a drawing beside it says too."))
        self.sizes.renew()
        self.sizes.name(self.size_label.text())
        self.schemes.renew()
        self.schemes.name(self.scheme_label.text())


def _wear(size: int, scheme: str, few: bool) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.choose(app, size=size, scheme=scheme, few_colours=few)
