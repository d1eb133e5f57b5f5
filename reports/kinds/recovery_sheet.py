"""The recovery sheet: one page with the fifteen words that open a vault, and what to do with it.

It is made of words that are stored nowhere, so it can be made only while they are shown; it exists on paper, or where the person saves it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from locales import Words, iso
from reports.blocks import Bullets, Document, Heading, Paragraph, QrCode, WordGroups, plain

__all__ = ["GROUP", "groups", "recovery_sheet"]

GROUP = 3
"""Words in a group; the groups are numbered, and two of them are asked for as proof that the paper is there."""
_SQUARE = 44.0


def groups(recovery_words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The words by threes, as the sheet numbers them."""
    return tuple(tuple(recovery_words[start : start + GROUP]) for start in range(0, len(recovery_words), GROUP))


def recovery_sheet(recovery_words: Sequence[str], association: str, day: datetime.date, words: Words) -> Document:
    """The sheet in a language; the words of the key are the same in all."""
    _ = words.gettext
    return Document(
        title=_("Recovery sheet"),
        subject=_("Made on {day}").format(day=words.date(day.isoformat())),
        language=words.code,
        association=association,
        day=day,
        blocks=(
            Paragraph(plain(_("These fifteen words open everything that {association} keeps in Raddir, without a passphrase.").format(
                association=iso(association))), "lead"),
            WordGroups(groups(recovery_words)),
            QrCode(" ".join(recovery_words), _SQUARE, _("The square holds the same words in the same order, for a scanner that keeps nothing.")),
            Heading(2, _("What to do with it")),
            Bullets((
                plain(_("Put it in a sealed envelope with the chair. Do not photograph it.")),
                plain(_("Keep it apart from the computer: whoever holds this sheet and a copy of the vault can read everything.")),
                plain(_("When a passphrase is forgotten: choose “Use the recovery words…” on the unlock page, type the words in this order, "
                        "and choose a new passphrase.")),
                plain(_("Make a new sheet when the envelope was opened, when somebody may have seen or copied it, and when whoever kept it "
                        "leaves. Then burn this one: it opens backups made before.")),
            )),
        ),
        page_label=_("Page {page} of {pages}"),
    )
