"""What a frozen program needs beside its modules: the data in our own rooms, the typefaces the tables name, and which of Babel's locales."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("commands", "exchange", "locales", "media", "models", "reports", "storage", "ui")
NEVER_WRITTEN = {
    "compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns", "currency_names", "currency_names_plural", "date_fields",
    "interval_formats", "meta_zones", "time_zones", "unit_display_names", "unit_patterns", "zone_formats",
}
"""What Babel knows of each locale and Raddir never writes: names of units, currencies and time zones, four fifths of its data."""
SOURCES = {".py", ".pyc", ".po", ".pot", ".md"}


def data_files(root: Path) -> list[tuple[Path, str]]:
    """Each file to take along and the folder, inside the program's own, in which it has to stand."""
    return [*_own(root), *sorted(_typefaces())]


def _own(root: Path) -> Iterator[tuple[Path, str]]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.is_file() and path.suffix not in SOURCES and "__pycache__" not in path.parts:
                yield path, path.parent.relative_to(root).as_posix()


def _typefaces() -> set[tuple[Path, str]]:
    """Those the tables of paper and window name, and nothing else of the packages they come from."""
    from reports.fonts import FAMILIES
    from ui import fonts

    paths = {path for family in FAMILIES for path in family.files} | {*fonts._FIRST, *fonts._REST}
    return {(path, path.parent.relative_to(_packages(path)).as_posix()) for path in paths}


def _packages(path: Path) -> Path:
    return next(each for each in path.parents if each.name in {"site-packages", "dist-packages"})


def wanted_locales() -> set[str]:
    """The locales that dates, names of countries and names of languages are written in: Raddir's own languages, and every
    language a member may speak, for its name in itself. With each come those it builds on, "en_001" and "root" for "en_GB".
    """
    from babel import Locale, UnknownLocaleError

    from locales import LANGUAGES, MEMBER_LANGUAGES, language, names
    from models.vocabulary import vocabulary

    wanted = {language(code).locale for code in (*LANGUAGES, *MEMBER_LANGUAGES)} | {"en_GB"}
    found = set[str]()
    for code in wanted | {names._BABEL_CODES.get(each, each).replace("-", "_") for each in vocabulary("language").by_code}:
        try:
            found.update(_lineage(str(Locale.parse(code))))
        except (UnknownLocaleError, ValueError):  # Babel has nothing for it; its English name is shown
            continue
    return found


def _lineage(code: str) -> Iterator[str]:
    from babel.core import get_global

    exceptions = get_global("parent_exceptions")
    while True:
        yield code
        if code == "root":
            return
        code = exceptions.get(code) or ("_".join(code.split("_")[:-1]) or "root")


def small_locales(folder: Path) -> list[tuple[str, str]]:
    """Babel's data for those locales, written smaller into a folder: each file and where it has to stand."""
    from babel import localedata

    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for code in sorted(wanted_locales()):
        data = pickle.loads(Path(localedata.resolve_locale_filename(code)).read_bytes())
        target = folder / f"{code}.dat"
        target.write_bytes(pickle.dumps({key: value for key, value in data.items() if key not in NEVER_WRITTEN}, protocol=5))
        made.append((str(target), f"babel/locale-data/{code}.dat"))
    return made
