"""What may be written on the command line."""

from __future__ import annotations

import argparse
import datetime
import locale
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn, Protocol

from commands import backup, change, create, keys, look, proof
from locales import LANGUAGES, N_, _, known, lend_to_python, use
from models.errors import WrongInput


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise WrongInput(N_("The command isn't right: {message}. “--help” shows how it is written."), message=message)


def spoken() -> str:
    """The language people are spoken to in when none is named: the system's, where Raddir speaks it."""
    code = (locale.getlocale()[0] or "en").split("_")[0].lower()
    return code if code in LANGUAGES else "en"


def _language(code: str) -> str:
    if not known(code):
        raise WrongInput(N_("Raddir doesn't speak “{code}”; it speaks {languages}."), code=code[:20], languages=", ".join(LANGUAGES))
    return code


def _seed(text: str) -> int:
    if not text.lstrip("-").isdigit():
        raise WrongInput(N_("“{number}” is not a whole number."), number=text[:20])
    return int(text)


def _count(text: str) -> int:
    value = _seed(text)
    if not 0 <= value <= 1_000_000:
        raise WrongInput(N_("The number {number} is out of range."), number=text[:20])
    return value


def _day(text: str) -> str:
    from models.dates import parse_date

    found = parse_date(text)
    if found is None:
        raise WrongInput(N_("There is no day “{day}”; write it as 2026-03-31."), day=text[:20])
    return found


def _whole_day(text: str) -> str:
    found = _day(text)
    if len(found) != 10 or not datetime.date.fromisoformat(found):
        raise WrongInput(N_("There is no day “{day}”; write it as 2026-03-31."), day=text[:20])
    return found


def _opening(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("vault", type=Path)
    _secrets(verb)


def _secrets(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--passphrase-file", metavar="FILE")
    verb.add_argument("--recovery-key-file", metavar="FILE")
    verb.add_argument("--slot", metavar="SIGN")


def _new_secret(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--new-passphrase-file", metavar="FILE")


def _asking(verb: argparse.ArgumentParser) -> None:
    """What figures and reports have in common."""
    verb.add_argument("--lang", dest="paper_language", default=None)
    verb.add_argument("--from", dest="first", type=_day, metavar="DATE")
    verb.add_argument("--to", dest="last", type=_day, metavar="DATE")
    verb.add_argument("--where", action="append", default=[], metavar="F=V")
    verb.add_argument("--audience", choices=("internal", "ministry", "public"))


def _figures(asked: argparse.Namespace) -> int:
    from commands import paper  # reports are loaded for those who ask for one

    return paper.figures(asked)


def _report(asked: argparse.Namespace) -> int:
    from commands import paper

    return paper.report(asked)


def _access(asked: argparse.Namespace) -> int:
    from commands import rights

    return rights.access(asked)


def _snapshot(asked: argparse.Namespace) -> int:
    from commands import paper

    return paper.snapshot(asked)


class Verb(Protocol):
    """Adds a verb to the parser and gives its own parser."""

    def __call__(self, name: str, run: Callable[[argparse.Namespace], int], about: str, *, opens: bool = True) -> argparse.ArgumentParser: ...


def _vault(verb: Verb) -> None:
    """Making a vault, and whether it is whole."""
    made = verb("create", create.create, _("make a new vault"))
    made.add_argument("--organisation", metavar="NAME")
    made.add_argument("--sample", type=_count, metavar="N", help=_("fill it with N fictional members"))
    made.add_argument("--seed", type=_seed, default=1, metavar="S")
    made.add_argument("--kdf", choices=("normal", "test"), default="normal")
    verb("check", proof.check, _("check that the vault is whole"))
    verb("digest", proof.digest, _("print the SHA-256 of the canonical state"))


def _looking(verb: Verb) -> None:
    """Reading what is in it."""
    made = verb("kinds", look.kinds, _("list record types, their fields and codes; of a vault, its own words and questions too"), opens=False)
    made.add_argument("vault", type=Path, nargs="?")
    _secrets(made)
    made = verb("list", look.list_records, _("list the records of a kind"))
    made.add_argument("kind")
    made.add_argument("--where", action="append", default=[], metavar="F=V")
    verb("show", look.show, _("show one record with its labels, history and consents")).add_argument("id")
    made = verb("search", look.search, _("find records by words"))
    made.add_argument("query")
    made.add_argument("--limit", type=_count, default=50, metavar="N")


def _changing(verb: Verb) -> None:
    """Writing into it."""
    verb("add", change.add, _("add records, JSON lines on standard input")).add_argument("kind")
    verb("change", change.change, _("change records, JSON lines on standard input"))
    made = verb("consent", change.consent, _("record that a consent was given, refused or taken back"))
    made.add_argument("member")
    made.add_argument("use")
    made.add_argument("act", choices=("grant", "refuse", "withdraw"))
    made.add_argument("--on", type=_whole_day, metavar="DATE")
    made.add_argument("--until", type=_whole_day, metavar="DATE", help=_("the last day on which what is given holds"))
    made.add_argument("--language", metavar="CODE")
    verb("erase", change.erase, _("erase a member and every trace of them")).add_argument("member")


def _keys(verb: Verb) -> None:
    """Who opens it."""
    made = verb("passwd", keys.passwd, _("change a passphrase"))
    made.add_argument("--sign", metavar="SIGN", help=_("whose passphrase, if not one's own"))
    _new_secret(made)
    _new_secret(verb("rekey", keys.rekey, _("put everything under a new key, and make the old one useless")))
    verb("recovery", keys.recovery, _("draw new recovery words and write their sheet as PDF")).add_argument("out", type=Path, metavar="OUT.pdf")
    made = verb("volunteer", keys.volunteer, _("list, add or remove who opens the vault"))
    made.add_argument("act", choices=("add", "remove", "list"))
    made.add_argument("name", nargs="?", metavar="NAME")
    made.add_argument("--sign", metavar="SIGN")
    made.add_argument("--coordinator", action="store_true")
    _new_secret(made)


def _papers(verb: Verb) -> None:
    """What goes out for people to read."""
    made = verb("access", _access, _("write a copy of everything kept about a member, for the member"))
    made.add_argument("member")
    made.add_argument("out", type=Path, metavar="OUT.zip")
    made = verb("figures", _figures, _("print the figures a report would print"))
    made.add_argument("kind", nargs="?", default="brief")
    _asking(made)
    made = verb("report", _report, _("write a report as PDF"))
    made.add_argument("kind")
    made.add_argument("out", type=Path, metavar="OUT.pdf")
    made.add_argument("--figures", type=Path, metavar="OUT.json")
    _asking(made)
    verb("snapshot", _snapshot, _("draw a figures snapshot, or say why not yet"))


def _copies(verb: Verb) -> None:
    """Copies, and the way back."""
    verb("backup", backup.backup, _("make a backup, proved by opening")).add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    made = verb("restore", backup.bring_back, _("bring a backup back"), opens=False)
    made.add_argument("backup", type=Path, metavar="BACKUP")
    _opening(made)
    made.add_argument("--new-passphrase-file", metavar="FILE")
    verb("drill", backup.try_it, _("try whether the recovery words and the newest backup bring everything back"))
    made = verb("export", proof.export, _("export the live state"))
    made.add_argument("out", type=Path, metavar="OUT.jsonl")
    made.add_argument("--canonical", action="store_true")


def build() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="raddir" if getattr(sys, "frozen", False) else "main.py",
        description=_("Raddir keeps members' stories, needs and contributions. Without a verb it opens its window."),
        epilog=_("The window takes --vault FOLDER, --lang CODE, --text-size 100, 125, 150 or 200, and --demo for invented people."),
    )
    parser.add_argument("--lang", dest="speak", type=_language, default=spoken(), metavar="CODE")
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser, metavar="VERB")

    def verb(name: str, run: Callable[[argparse.Namespace], int], about: str, *, opens: bool = True) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=about, description=about)
        made.set_defaults(run=run)
        if opens:
            _opening(made)
        if name not in ("report", "figures", "consent"):
            made.add_argument("--lang", dest="speak", type=_language, default=argparse.SUPPRESS, metavar="CODE")
        return made

    for group in (_vault, _looking, _changing, _keys, _papers, _copies):
        group(verb)
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Raises WrongInput. `--help` prints and ends the program, as everywhere."""
    given = list(arguments)
    asked = next((each for word, each in pairwise(given) if word == "--lang"), "")
    lend_to_python(use(asked if known(asked) else spoken()).code)  # help and complaints are written while the words are still being read
    return build().parse_args(given)
