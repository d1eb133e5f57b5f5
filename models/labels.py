"""What a field is called, wherever it is shown: forms, lists, exports, paper."""

from __future__ import annotations

from locales import Words
from models.fields import Field


def label_of(field: Field, words: Words) -> str:
    """A declared field by the catalogs; an own question in its own words, as near to the language as it has them."""
    if not field.own:
        return words.gettext(field.label)
    labels = field.labels or {}
    return labels.get(words.code) or labels.get("en") or next(iter(labels.values()), "")
