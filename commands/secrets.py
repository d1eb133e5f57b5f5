"""Passphrases and recovery words never stand on the command line: they come from a file, from standard input or from the terminal."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from locales import N_, _
from models.errors import WrongInput


def read_secret(source: str, *, data_on_stdin: bool = False) -> str:
    """The secret in a file, or on standard input for `-`. One final newline is stripped; all other white space counts."""
    if source == "-":
        if data_on_stdin:
            raise WrongInput(N_("Standard input holds the data, so the passphrase has to come from a file (--passphrase-file FILE)."))
        raw = sys.stdin.buffer.read()
    else:
        try:
            raw = Path(source).read_bytes()
        except OSError as error:
            raise WrongInput(N_("The passphrase file {place} can't be read; check its name."), place=source) from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongInput(N_("The passphrase file isn't UTF-8; save it as UTF-8 and try again.")) from error
    return text[:-2] if text.endswith("\r\n") else text[:-1] if text.endswith("\n") else text


def passphrase(asked: argparse.Namespace, *, new: bool = False, data_on_stdin: bool = False) -> str:
    """The passphrase by --passphrase-file, by RADDIR_PASSPHRASE_FILE, or asked for on the terminal without echo."""
    source = _source(asked)
    if source:
        return read_secret(source, data_on_stdin=data_on_stdin)
    if not sys.stdin.isatty():
        raise WrongInput(N_("A passphrase is needed: give it with --passphrase-file FILE, or RADDIR_PASSPHRASE_FILE."))
    return _typed_twice() if new else getpass.getpass(_("Passphrase: "))


def new_passphrase(asked: argparse.Namespace) -> str:
    """The new passphrase by --new-passphrase-file, or asked for on the terminal, twice and without echo."""
    if asked.new_passphrase_file:
        if asked.new_passphrase_file == "-" and "-" in (_source(asked), asked.recovery_key_file):
            raise WrongInput(N_("Standard input can't hold both secrets; give one of them in a file."))
        return read_secret(asked.new_passphrase_file)
    if not sys.stdin.isatty():
        raise WrongInput(N_("A new passphrase is needed: give it with --new-passphrase-file FILE."))
    return _typed_twice()


def _source(asked: argparse.Namespace) -> str | None:
    return asked.passphrase_file or os.environ.get("RADDIR_PASSPHRASE_FILE")


def _typed_twice() -> str:
    first = getpass.getpass(_("New passphrase: "))
    if getpass.getpass(_("The same again: ")) != first:
        raise WrongInput(N_("The two passphrases differ; try again."))
    return first
