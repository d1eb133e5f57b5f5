"""Making a vault, empty or with fictional people."""

from __future__ import annotations

import argparse
import gc
import sys

from commands import output, secrets
from locales import _, current, ngettext
from models.errors import WrongInput
from models.record import Record
from storage import passphrase as strength
from storage import where
from storage.workspace import Workspace

BATCH = 1000
"""Sample people saved in one transaction."""


def create(asked: argparse.Namespace) -> int:
    """Make a vault; its recovery words are shown once, on standard error."""
    if asked.recovery_key_file:
        raise WrongInput(_("A new vault draws its own recovery words; leave out --recovery-key-file."))
    where.refuse(asked.vault)
    secret = secrets.passphrase(asked, new=True)
    if asked.kdf == "normal":
        _warn_of_weak(secret)
    name = (asked.organisation or "").strip() or (None if asked.sample is None else _sample_name(asked.seed)) or asked.vault.resolve().name
    workspace, words = Workspace.create(asked.vault, secret, association=name, language=asked.speak, kdf=asked.kdf, sign=asked.slot or "boat")
    try:
        if asked.sample is not None:
            fill(workspace, asked.sample, asked.seed)
    finally:
        workspace.close()
    output.tell(_("The recovery words open this vault when a passphrase is forgotten. They are shown only now; write them on paper:"))
    for start in range(0, len(words), 5):
        output.tell("  " + " ".join(words[start : start + 5]))
    return 0


def _warn_of_weak(passphrase: str) -> None:
    """At the command line whoever makes a vault is told and decides; every later passphrase must be strong enough."""
    try:
        strength.refuse_weak(passphrase)
    except WrongInput as weak:
        output.tell(weak.sentence(current()))


def _sample_name(seed: int) -> str | None:
    from models import sample

    return sample.association(seed).name


def fill(workspace: Workspace, count: int, seed: int) -> None:
    """Put fictional people into a vault: the same ones for the same seed."""
    from models import sample

    first = workspace.association()
    like = sample.association(seed)
    words = ("about", "address", "contact", "languages")
    workspace.save(first.with_values({each: getattr(like, each) for each in words if getattr(like, each)}))
    workspace.save_all([*sample.volunteers(seed), *sample.partners(seed), *sample.questions(seed)])
    progress, batch = sys.stderr.isatty(), list[Record]()
    gc.disable()  # tens of thousands of small records live for one batch and make no cycles
    for done, person in enumerate(sample.people(count, seed, workspace.today()), 1):
        batch += person.records()
        if done % BATCH == 0 or done == count:
            workspace.save_all(batch)
            batch = []
            if progress:
                output.tell(ngettext("{n} person", "{n} people", done).format(n=done))
