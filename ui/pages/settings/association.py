"""Fields of the association's record in a section: each is kept when it is left, or at once where it is chosen and not typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from locales import current
from models.association import Association
from models.errors import Trouble
from models.fields import Kind
from models.record import declared_fields
from ui import messages
from ui.operations import settings
from ui.pages.settings.section import Section
from ui.session import Session
from ui.widgets.choice_editors import Choices
from ui.widgets.form import Form, answer
from ui.widgets.reading_order import put_in_order

__all__ = ["AssociationSection"]

TYPED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER})


class AssociationSection(Section):
    """A section with some fields of the association. A subclass names them in its constructor."""

    def __init__(
        self, session: Session, names: Sequence[str], parent: QWidget | None = None, *, choices: Mapping[str, Choices] | None = None,
    ) -> None:
        super().__init__(session, parent)
        self._association: Association | None = None
        declared = {each.name: each for each in declared_fields(Association)}
        self.form = Form([declared[name] for name in names], current(), declinable=False, choices=choices)
        self.form.setEnabled(False)
        for name, editor in self.form.editors.items():
            if editor.field.kind in TYPED:
                target = editor.focus_target()
                target.installEventFilter(self)
                if isinstance(target, QLineEdit):
                    target.returnPressed.connect(self.leave)
            else:
                editor.changed.connect(lambda name=name: self._keep((name,)))
        self.form.changed.connect(lambda: put_in_order(self))
        self.body.addWidget(self.form)

    def refresh(self) -> None:
        settings.read_association(self.session, self._take)

    def _take(self, association: Association) -> None:
        """Show what is kept, but never over what is being typed."""
        before, self._association = self._association, association
        self.form.setEnabled(True)
        for field in self.form.fields:
            editor = self.form.editors[field.name]
            if before is None or editor.value() == answer(before, field):
                editor.set_value(answer(association, field))
        put_in_order(self)  # chips are made anew

    def leave(self) -> None:
        self._keep(tuple(self.form.editors))

    def _keep(self, names: Sequence[str]) -> None:
        """Save those of the fields that say something else than what is kept, and say at the field what can't be."""
        before = self._association
        if before is None:
            return
        wrong = {field.name: sentence for field, sentence in self.form.problems(before)}
        for name in names:
            self.form.editors[name].show_problem(wrong.get(name, ""))
        values = {name: self.form.editors[name].value() for name in names if name not in wrong}
        after = before.with_values(values)
        if after != before:
            self._association = after
            settings.save_association(self.session, before, after, self._failed)

    def _failed(self, trouble: Trouble) -> None:
        messages.show(trouble)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._keep(tuple(name for name, editor in self.form.editors.items() if editor.focus_target() is watched))
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        super().retranslate()
        self.form.retranslate(current())
        put_in_order(self)
