"""An editor for every kind of field, made from the declaration: `editor_for(field, words)`."""

from __future__ import annotations

from locales import Words
from models.fields import Field, Kind
from ui.widgets.answers import label_of, question_of
from ui.widgets.choice_editors import Choices, CodeEditor, CodesEditor, YesNoEditor, field_choices
from ui.widgets.editor import Editor
from ui.widgets.other_editors import KINDS as OTHER_KINDS
from ui.widgets.plain_editors import FiguresEditor, LongTextEditor, TextEditor

__all__ = ["Editor", "editor_for", "field_choices", "label_of", "question_of"]

_PLAIN: dict[Kind, type[Editor]] = {
    Kind.TEXT: TextEditor, Kind.LONG_TEXT: LongTextEditor, Kind.YES_NO: YesNoEditor,
    Kind.DATE: FiguresEditor, Kind.NUMBER: FiguresEditor, Kind.QUANTITY: FiguresEditor, Kind.SCORE: FiguresEditor,
    **OTHER_KINDS,
}


def editor_for(field: Field, words: Words, *, declinable: bool | None = None, choices: Choices | None = None) -> Editor:
    """The editor of a field, in the words of the window's language.

    `declinable` shows or hides "Prefer not to say" (shown unless the field is required). A reference chooses among `choices`,
    which only the page knows.
    """
    if field.kind in (Kind.CODE, Kind.REFERENCE):
        return CodeEditor(field, words, declinable=declinable, choices=choices)
    if field.kind in (Kind.CODES, Kind.REFERENCES):
        return CodesEditor(field, words, declinable=declinable, choices=choices)
    return _PLAIN[field.kind](field, words, declinable=declinable)
