"""Proof: check, digest, export --canonical."""

from __future__ import annotations

import argparse

from commands import output
from commands.opening import opened
from locales import N_, _, ngettext
from models.errors import Damaged, SetAside, WrongInput
from storage import backup


def check(asked: argparse.Namespace) -> int:
    """Exit 4 when something is wrong; what was found is said, and nothing is changed."""
    with opened(asked) as workspace:
        found = workspace.check()
        if not found:
            digest, state = workspace.digest(), backup.state_of(workspace._connection)
            if workspace.marks.contradicted(digest, state):
                raise Damaged(N_("Something in the vault is older than it should be: a part of its store was put back or altered. "
                                 "Bring back the newest good backup."))
            workspace.marks.know(digest, state)
    for sentence in found:
        output.tell(sentence)
    if found:
        raise Damaged(N_("The vault is damaged; bring back the newest good backup."))
    output.tell(_("The vault is whole: pages, tables, journal, consents and search index agree."))
    return 0


def digest(asked: argparse.Namespace) -> int:
    with opened(asked) as workspace:
        digest = workspace.digest()
        workspace.marks.know(digest, backup.state_of(workspace._connection))
        output.line(digest)
    return 0


def export(asked: argparse.Namespace) -> int:
    """The live state, one record a line, sorted, without the time of export. It is as secret as the vault."""
    if not asked.canonical:
        raise WrongInput(N_("Only “export OUT.jsonl --canonical” is there yet; other formats will follow."))
    with opened(asked) as workspace:
        if not workspace.is_coordinator:
            raise WrongInput(N_("Only a coordinator takes everything out in the clear; ask one to open the vault with their passphrase."))
        workspace.log_access("export", None)
        lines, left_out = workspace.exportable_lines()
        output.write_file(asked.out, "".join(line + "\n" for line in lines).encode("utf-8"))
    output.tell(_("{place} holds everything in the clear; keep it as safe as the vault.").format(place=asked.out))
    if left_out:
        output.tell(ngettext(
            "{n} person was left out: they took back their consent or asked that nothing be used.",
            "{n} people were left out: they took back their consent or asked that nothing be used.", left_out,
        ).format(n=left_out))
    return SetAside.exit_code if left_out else 0
