"""Copies of a vault: backup, restore, drill."""

from __future__ import annotations

import argparse
import sys

from commands import output, secrets
from commands.opening import opened
from locales import N_, _, current, ngettext
from models.errors import SetAside, WrongInput, WrongSecret
from storage import backup as backups
from storage import container, drill, files, header, restore
from storage import passphrase as strength
from storage import vault as vaults
from storage.copies import Progress
from storage.workspace import Workspace


def backup(asked: argparse.Namespace) -> int:
    """Make a backup, proved by opening; its path is printed once it is safely there."""
    with opened(asked) as workspace:
        if asked.folder is not None and asked.folder.absolute().parent.is_dir():
            with files.place_errors(asked.folder):
                asked.folder.mkdir(exist_ok=True)
        path = backups.make(workspace, asked.folder, _progress())
        output.acknowledge(str(path))
    return 0


def _progress() -> Progress | None:
    """Ten lines at most, and on a terminal only."""
    if not sys.stderr.isatty():
        return None
    told = [0]

    def say(done: int, of: int) -> None:
        tenth = 10 * done // of if of else 0
        if tenth > told[0]:
            told[0] = tenth
            output.tell(_("Step {step} of {steps}").format(step=tenth, steps=10))

    return say


def bring_back(asked: argparse.Namespace) -> int:
    """Bring a backup back into a new folder, or over the vault it was made of."""
    with container.reading(asked.backup) as reader:  # no secret is asked for where there is no backup
        is_test = header.parse(reader.small(header.NAME), asked.backup).is_test
    recovery = asked.recovery_key_file
    secret = restore.Secret(words=secrets.read_secret(recovery)) if recovery else restore.Secret(secrets.passphrase(asked), sign=asked.slot)
    fresh = secrets.read_secret(asked.new_passphrase_file) if asked.new_passphrase_file else None
    if fresh is not None and recovery:
        raise WrongInput(N_("A new passphrase takes the place of an old one: open the backup with a passphrase, not with the recovery words."))
    if fresh is not None and not is_test:
        strength.refuse_weak(fresh)
    done = restore.restore(asked.backup, asked.vault, secret, _progress())
    _tell(done)
    if fresh is not None:
        try:
            with vaults.open_vault(asked.vault, passphrase=secret.passphrase, slot=asked.slot) as vault:
                vault.replace_passphrase(fresh)
        except WrongSecret:  # the passphrase of that day opened the backup, and the vault keeps those of now
            raise SetAside(N_("The new passphrase was not set, because the old one opens only the backup; use “passwd” with that of now.")) from None
    return 0


def _tell(done: restore.Restored) -> None:
    day = current().date(done.made.astimezone().date().isoformat())
    output.tell(_("The vault is as it was on {day}; what was written since isn't in it.").format(day=day))
    if done.erased:
        output.tell(ngettext("{n} person who was erased since then was taken out again.",
                             "{n} people who were erased since then were taken out again.", done.erased).format(n=done.erased))
    if done.set_aside is not None:
        output.tell(_("What stood there couldn't be opened; its files are kept in {place}.").format(place=done.set_aside))
    if done.keys_kept:
        output.tell(_("It opens with the passphrases of now, not with those of that day."))


def try_it(asked: argparse.Namespace) -> int:
    """The restore drill: it proves the paper, so it takes the recovery words and nothing else."""
    vaults.read_header_facts(asked.vault)
    if not asked.recovery_key_file:
        raise WrongInput(N_("The drill tries the recovery words on paper: give them with --recovery-key-file FILE."))
    words = secrets.read_secret(asked.recovery_key_file)
    workspace = Workspace.open(asked.vault, recovery_words=words)
    try:
        passed = drill.drill(workspace, words, _progress())
    finally:
        workspace.close()
    day = current().date(passed.made.astimezone().date().isoformat())
    output.tell(_("Drill passed: the recovery words and the backup of {day} bring everything back.").format(day=day))
    return 0
