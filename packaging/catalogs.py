"""The catalogs of translations: `update` brings them up to date with the sources, `compile` makes what the program reads, `check`
fails for what is missing, unclear or different from the sources.

Four catalogs: `raddir` (window, command line, reports, labels of the vocabularies), `member` (what a member sees or hears: marked
by `M_`), `qt` (words that Qt has no translation of its own for, which in Icelandic are all) and `argparse` (words of Python's reader of
the command line); the last two are written by hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from locales import LANGUAGES, MEMBER_LANGUAGES, language  # noqa: E402

KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "NP_": ((1, "c"), 2),
            "npgettext": ((1, "c"), 2, 3)}
ROOMS = ("commands", "exchange", "locales", "media", "models", "reports", "storage", "ui")
FIELD = re.compile(r"\{[a-z_]*\}")
BY_HAND = ("qt", "argparse")
"""Catalogs of words that no source of ours names: those of Qt and of Python's reader of the command line."""
FOREIGN_FIELD = re.compile(r"%\d|%\(\w+\)[rs]|%[rs]|&(?=\w)")
"""A value's place in them, and the mark of the letter that Alt goes with."""
DOMAINS = {"raddir": tuple(each for each in LANGUAGES if each != "en"), "member": tuple(each for each in MEMBER_LANGUAGES if each != "en")}
TOLD = ("age-band", "contribution-type", "employment", "gender", "household", "need-category", "occupation", "region", "urgency")
"""Vocabularies whose words a member reads or hears in a conversation, for languages and countries have theirs from CLDR."""
NOT_REVIEWED = "# No native speaker has reviewed this translation yet.\n"


def _from_python(keywords: dict[str, object]) -> list[tuple[str, int, object, list[str], object]]:
    found = []
    for room in ROOMS:
        if not (ROOT / room).exists():
            continue
        rows = extract_from_dir(str(ROOT / room), [("**.py", "python")], {}, keywords, ("Translators:",), strip_comment_tags=True)
        for name, line, message, comments, context in rows:
            found.append((f"{room}/{name}", line, message, comments, context))
    return sorted(found, key=lambda each: (each[0], each[1]))


def template(domain: str, code: str = "") -> Catalog:
    """Every message of a catalog, from the sources as they are now. The member catalog of a language that the window doesn't speak has the
    answers a member chooses from too; the others find them in the window's."""
    catalog = Catalog(project="Raddir", version="0.1", copyright_holder="the makers of Raddir", charset="utf-8")
    keywords = dict(KEYWORDS) if domain == "raddir" else {"M_": None}
    for name, _line, message, comments, context in _from_python(keywords):
        catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    for path in sorted((ROOT / "models" / "vocabularies").glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        if domain == "raddir":
            catalog.add(data["title"], None, [(f"models/vocabularies/{path.name}", 0)])
        if domain == "raddir" or (code not in LANGUAGES and path.stem in TOLD):
            for row in data.get("code", ()):
                if domain == "raddir" or not row.get("group"):  # nobody chooses a group
                    catalog.add(row["label"], None, [(f"models/vocabularies/{path.name}", 0)], context=f"vocabulary {path.stem}")
    return catalog


def path_of(domain: str, code: str) -> Path:
    return ROOT / "locales" / code / "LC_MESSAGES" / f"{domain}.po"


def read(domain: str, code: str) -> Catalog:
    path = path_of(domain, code)
    if not path.exists():
        return Catalog(locale=code, domain=domain, project="Raddir", version="0.1")
    with path.open("rb") as stream:
        return read_po(stream, locale=code, domain=domain)


def update() -> int:
    for domain, codes in DOMAINS.items():
        for code in codes:
            fresh, catalog = template(domain, code), read(domain, code)
            catalog.update(fresh, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            catalog.header_comment = f"# {language(code).endonym}: the {domain} catalog of Raddir.\n{NOT_REVIEWED}#"
            catalog.fuzzy = False
            path = path_of(domain, code)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                write_po(stream, catalog, width=140, no_location=False, include_lineno=False, sort_by_file=False, omit_header=False)
            lacking = sum(not _whole(each.string) for each in catalog if each.id)
            print(f"{domain} {code}: {len(catalog)} messages, {lacking} without a translation")
    return 0


def compile_all() -> int:
    for path in sorted(ROOT.glob("locales/*/LC_MESSAGES/*.po")):
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=path.parts[-3])
        with path.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalog)
    return 0


def _whole(translation: object) -> bool:
    return all(translation) if isinstance(translation, tuple | list) else bool(translation)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (str(value),)


def problems(domain: str, code: str) -> list[str]:
    """What is wrong with a catalog, a line each."""
    fresh, catalog, found = template(domain, code), read(domain, code), list[str]()
    for message in fresh:
        if not message.id:
            continue
        there = catalog.get(message.id if isinstance(message.id, str) else message.id[0], context=message.context)
        name = f"{domain} {code}: {_texts(message.id)[0][:60]!r}"
        if there is None or not _whole(there.string):
            found.append(f"{name} has no translation")
        elif there.fuzzy:
            found.append(f"{name} is marked unclear")
        else:
            found += _fields_differ(name, _texts(message.id), _texts(there.string))
            if isinstance(message.id, tuple | list) and len(_texts(there.string)) != catalog.num_plurals:
                found.append(f"{name} lacks plural forms")
    found += [f"{domain} {code}: {_texts(each.id)[0][:60]!r} is no longer in the sources"
              for each in catalog if each.id and fresh.get(_texts(each.id)[0], context=each.context) is None]
    return found + _header_silent(f"{domain} {code}", catalog)


def problems_by_hand(domain: str, code: str) -> list[str]:
    """What is wrong with a catalog written by hand: gaps, and places for values that differ."""
    catalog, found = read(domain, code), list[str]()
    for message in catalog:
        if message.id and not _whole(message.string):
            found.append(f"{domain} {code}: {message.id[:60]!r} has no translation")
        elif message.id and sorted(FOREIGN_FIELD.findall(str(message.id))) != sorted(FOREIGN_FIELD.findall(str(message.string))):
            found.append(f"{domain} {code}: {message.id[:60]!r} has other placeholders or another key")
    return found + _header_silent(f"{domain} {code}", catalog)


def _header_silent(name: str, catalog: Catalog) -> list[str]:
    said = catalog.header_comment or ""
    if NOT_REVIEWED.strip("# \n") in said or "Reviewed by" in said:
        return []
    return [f"{name}: the header doesn't say whether a native speaker reviewed it"]


def _fields_differ(name: str, sources: tuple[str, ...], translations: tuple[str, ...]) -> list[str]:
    """Placeholders must be the same; a plural form may leave out the number ("one person")."""
    wanted = set(FIELD.findall(" ".join(sources)))
    for each in translations:
        there = set(FIELD.findall(each))
        if there - wanted or (wanted - there) - ({"{n}"} if len(translations) > 1 else set()):
            return [f"{name} has other placeholders: {sorted(there ^ wanted)}"]
    return []


def check() -> int:
    found = [each for domain, codes in DOMAINS.items() for code in codes for each in problems(domain, code)]
    for domain in BY_HAND:
        found += [each for path in sorted(ROOT.glob(f"locales/*/LC_MESSAGES/{domain}.po")) for each in problems_by_hand(domain, path.parts[-3])]
    for each in found[:60]:
        print(each)
    print(f"{len(found)} problems in the catalogs" if found else "The catalogs are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    act = {"update": update, "compile": compile_all, "check": check}.get(sys.argv[1] if len(sys.argv) == 2 else "")
    if act is None:
        sys.exit(subprocess.list2cmdline(["usage: catalogs.py", "update|compile|check"]))
    sys.exit(act())
