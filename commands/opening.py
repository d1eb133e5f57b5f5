"""Opening a vault for a verb, and closing it whatever happens."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands import output, secrets
from locales import N_, _, current
from models import wrong_date
from models.errors import SetAside
from storage import backup, forgetting, vault, where
from storage.vault import translated
from storage.workspace import Workspace


@contextmanager
def opened(asked: argparse.Namespace, *, data_on_stdin: bool = False) -> Iterator[Workspace]:
    """The vault that a verb names. Raises what opening raises: 2 no vault, 3 wrong secret, 4 damaged, 6 place, 7 in use, 8 newer."""
    vault.read_header_facts(asked.vault)  # no secret is asked for where there is no vault
    if asked.recovery_key_file:
        secret = {"recovery_words": secrets.read_secret(asked.recovery_key_file, data_on_stdin=data_on_stdin)}
    else:
        secret = {"passphrase": secrets.passphrase(asked, data_on_stdin=data_on_stdin)}
    workspace = Workspace.open(asked.vault, slot=asked.slot, **secret)
    try:
        warning = where.warning(asked.vault)
        if warning is not None:
            output.tell(warning.sentence(current()))
        if workspace.vault.used_previous_header:
            output.tell(_("The header of the vault was damaged; the one before it was good and is used again."))
        _tell_of_the_date(workspace)
        with translated():  # whatever a verb asks of the store
            yield workspace
        if forgetting.is_due(workspace):  # somebody was erased, now or before the last stop
            forgetting.purge(workspace)
    except BaseException:
        if workspace.standing.older:
            output.tell(older_copy(asked.vault).sentence(current()))
        raise
    finally:
        workspace.close()
    if workspace.standing.older:
        raise older_copy(asked.vault)


def _tell_of_the_date(workspace: Workspace) -> None:
    if workspace.has_a_late_clock():
        output.tell(wrong_date.behind())
    elif not workspace.believes_the_clock():
        output.tell(wrong_date.beyond())


def older_copy(folder: Path) -> SetAside:
    """What there is to say, once, of an older copy of a vault that was put back."""
    newest = backup.newest(folder)
    if newest is None:
        return SetAside(N_("An older copy of the vault at {place} was put back; what was written since isn't in it."), place=folder)
    return SetAside(
        N_("An older copy of the vault at {place} was put back; what was written since isn't in it. The newest backup is {backup}."),
        place=folder, backup=newest.path,
    )
