"""A laptop is lost: what to do tonight. The general part needs no vault; whom to warn first comes from an open one, by code unless the
volunteer chooses names.

Sources: GDPR articles 33 and 34 (in Iceland by Act 90/2018); the supervisory authority of Iceland is Persónuvernd.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from locales import N_, Words
from reports.blocks import Block, Bullets, Document, Heading, KeepTogether, Paragraph, Table, plain

__all__ = ["ToWarn", "lost_laptop"]


class ToWarn(NamedTuple):
    """A line for the paper: the person's code (or, where that was chosen, name), why they come first, and how they may be reached."""

    who: str
    why: str
    how: str


FIRST = (
    N_("Write down when and where it was last seen, who had it, and whether it was switched off, locked or open."),
    N_("Tell the coordinator, and whoever answers for data protection in your association. Tonight, not on Monday."),
    N_("Report it to the police and keep the number of the report."),
    N_("Find the recovery sheet. If it, or a written passphrase, was with the computer, count on everything having been read."),
)
THIEF = (
    N_("Switched off or locked: without a passphrase or the recovery sheet nobody can read the vault. What shows is that Raddir is there, how "
       "large the vault is, and the drawings of those who have a key."),
    N_("Open: what was on the screen was seen, and the rest could be read. Act as if it was."),
    N_("Nobody can lock or empty it from afar: Raddir is connected to nothing."),
)
LEFT = (
    N_("Restore the newest backup on another computer, and see that it opens."),
    N_("If a passphrase may be known: choose new ones for everybody who had a key, and have the data key changed (Settings, people and "
       "passphrases). This protects what is written from now on, not what was on the lost computer."),
    N_("Remove the key of whoever lost the computer until you know what happened, and give them a new one."),
    N_("Make a new recovery sheet if the old one was with the computer or may have been copied. Then burn the old one."),
)
WARN = (
    N_("Begin with those who could come to harm if somebody learnt that they spoke with you, or what they said."),
    N_("Use only the safe way that each of them named. Leave nothing that others could read or hear."),
    N_("Whoever asked not to be contacted is not contacted. Decide with the coordinator what else can be done for them."),
    N_("Say what happened, what may have been seen, what you have done, and what they can do themselves. Say it plainly, and say sorry."),
)
AUTHORITY = (
    N_("Tell Persónuvernd without delay, and within 72 hours of learning of it where you can, unless people are unlikely to come to harm (GDPR, "
       "article 33). Later is better than not at all; then say why it is late."),
    N_("Say what happened, roughly how many people and records it is about, what may follow, what you have done, and whom they can ask. "
       "What you don’t know yet can follow later."),
    N_("Tell the people themselves without delay when the risk for them is high (article 34). If the vault was locked and nobody else knows a "
       "passphrase, what is in it can’t be understood, and telling them may not be required. Ask Persónuvernd when in doubt."),
    N_("Write it down in any case, with what you decided and why (article 33, paragraph 5)."),
)
NOTES = (
    N_("Last seen: day, time, place"), N_("Switched off, locked or open"), N_("Who noticed it, and when"),
    N_("Recovery sheet or passphrase with it?"), N_("Number of the police report"), N_("Persónuvernd told: day, time"),
    N_("People warned (codes only)"), N_("Keys, passphrases and sheet renewed: day"),
)
PARTS = (
    (N_("First"), FIRST), (N_("What a thief can do, and can’t"), THIEF), (N_("Whom to warn, and how"), WARN),
    (N_("The data-protection authority: 72 hours"), AUTHORITY), (N_("On the computers that are left"), LEFT),
)


def lost_laptop(words: Words, day: datetime.date, people: Sequence[ToWarn] = (), *, association: str = "", to_write: bool = True) -> Document:
    """The sheet in a language. `people` are those to warn first; `to_write` leaves lines to write on, which a screen has no use for."""
    _ = words.gettext
    blocks: list[Block] = [Paragraph(plain(_("Begin now, in this order. Write down what you do, and when.")), "lead")]
    for heading, items in PARTS:
        blocks += [Heading(2, _(heading)), Bullets(tuple(plain(_(each)) for each in items))]
    if people:
        blocks += [Heading(2, _("Warn these people first")), Table(
            "", (_("Who"), _("Why"), _("How")), tuple(tuple(each) for each in people), widths=(0.2, 0.4, 0.4),
            note=_("This list is in the open now. Burn it when the last of them was warned."))]
    if to_write:
        lines = tuple((_(each), "") for each in NOTES)
        blocks.append(KeepTogether((Heading(2, _("Write down")), Table("", (_("What to note"), ""), lines, widths=(0.45, 0.55)))))
    return Document(
        title=_("A laptop is lost: what to do tonight"), subject="", language=words.code, association=association or "Raddir", day=day,
        blocks=tuple(blocks), page_label=_("Page {page} of {pages}"),
    )
