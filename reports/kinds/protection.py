"""The honest page: what Raddir protects, what it doesn't, and what nobody has tried yet. On the screen and on paper, the same sentences."""

from __future__ import annotations

import datetime

from locales import N_, Words
from reports.blocks import Block, Bullets, Document, Heading, Paragraph, Span, plain

__all__ = ["protection"]

LEAD = N_("Raddir keeps everything in one encrypted vault on this computer. This page says what that protects and what it can't.")

HOLDS = (
    (N_("Lost or stolen, switched off or locked"),
     N_("Nobody can read the vault without a passphrase or the recovery sheet. Five words drawn at random are out of reach of guessing by "
        "any means known today.")),
    (N_("Asleep"),
     N_("The vault locks when nobody uses the window, and when the system says that the computer goes to sleep or another person takes over. "
        "Its keys leave the memory.")),
    (N_("A shared computer"),
     N_("Every volunteer has a passphrase of their own. Outside the vault stand no names: not in the window’s title, not in file names, "
        "not in a list of recent files.")),
    (N_("Lent to somebody"),
     N_("Lock first, with Ctrl+L. The unlock page shows drawings and no names, and whether a conversation waits.")),
    (N_("A backup on a stick"),
     N_("It is encrypted like the vault itself.")),
    (N_("Our own mistakes"),
     N_("They are likelier than theft. Undo, the bin, backups that were tried and the recovery sheet are there for them.")),
    (N_("A person who wants to be forgotten"),
     N_("Erasing reaches the record, the story, the index, the history, and the backups on this computer; a backup elsewhere drops the person "
        "when it is restored. Only a random number stays, so that nothing brings the person back.")),
)

DOES_NOT = (
    (N_("Taken while it is open"),
     N_("Whoever takes the computer while the vault is open sees what is on the screen and can go on from there. F9 covers the screen, Ctrl+L "
        "locks. Use them early.")),
    (N_("One key opens it all"),
     N_("Whoever has a passphrase of the vault can read all of it. Coordinator and volunteer are roles, not locks: they decide what Raddir "
        "offers, not what could be read. Who must not see something must have no key.")),
    (N_("A weak passphrase"),
     N_("Whoever has the computer can guess for years. Raddir refuses what is easy to guess; it can’t know that the words stand on a note "
        "under the keyboard.")),
    (N_("Malware and recorded keys"),
     N_("A program that watches the keys or the screen sees what you see. Raddir can’t notice it. Open the vault only on a computer you trust.")),
    (N_("An administrator of the computer"),
     N_("Whoever administers the computer can install such a program, today or before you came.")),
    (N_("Somebody who looks"),
     N_("Over your shoulder, through a window, with a camera.")),
    (N_("Paper"),
     N_("What is printed is open to whoever finds it. When a person is erased, paper that shows them stays paper: find it and destroy it. "
        "The recovery sheet opens everything.")),
    (N_("Traces of the system"),
     N_("The system may write parts of its memory to the disk, when memory is short or the computer hibernates. Raddir can’t prevent that. "
        "Encrypting the whole disk does, where your system offers it.")),
    (N_("Being forced"),
     N_("There is no hidden vault and no false passphrase. Promises that can’t be kept put people in danger. Keep less, and keep it in "
        "fewer places.")),
    (N_("An older copy put back"),
     N_("Raddir notices it where this computer kept a mark of the newer one, and not elsewhere. Whoever has an old copy and its old passphrase "
        "can read what was in it.")),
    (N_("Somebody who knows the person well"),
     N_("Reports leave out names and small groups. An acquaintance may still recognise a story. Ask the person before it is printed.")),
)

UNTRIED = (
    N_("Windows and macOS: prepared for, and not tried."),
    N_("No expert from outside has examined Raddir yet."),
    N_("What a disk keeps when power fails was tried with a simulated disk, not with many real ones."),
)


def protection(words: Words, day: datetime.date) -> Document:
    """The page in a language."""
    _ = words.gettext
    blocks: list[Block] = [Paragraph(plain(_(LEAD)), "lead")]
    for heading, rows in ((_("What holds"), HOLDS), (_("What doesn’t hold"), DOES_NOT)):
        blocks += [Heading(2, heading), Bullets(tuple(_named(_(name), _(text)) for name, text in rows))]
    blocks += [Heading(2, _("What nobody has tried yet")), Bullets(tuple(plain(_(each)) for each in UNTRIED))]
    return Document(
        title=_("What is protected, and what isn't"), subject="", language=words.code, association="Raddir", day=day, blocks=tuple(blocks),
        page_label=_("Page {page} of {pages}"),
    )


def _named(name: str, text: str) -> tuple[Span, ...]:
    return (Span(f"{name}: ", bold=True), Span(text))
