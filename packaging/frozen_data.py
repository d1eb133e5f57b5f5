"""What a frozen program needs beside its modules: the data in our own rooms, the typefaces the tables name, and which of Babel's locales."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOMS = ("commands", "exchange", "locales", "models", "reports", "storage", "ui")
SOURCES = {".py", ".pyc", ".po", ".pot"}


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
    from ui.fonts import FILES

    paths = {path for family in FAMILIES for path in family.files} | set(FILES)
    return {(path, path.parent.relative_to(_packages(path)).as_posix()) for path in paths}


def _packages(path: Path) -> Path:
    return next(each for each in path.parents if each.name in {"site-packages", "dist-packages"})


def wanted_locales() -> set[str]:
    """The locales that dates, names of countries and names of languages are written in: Raddir's own languages, and every
    language a member may speak, for its name in itself. With each come those it builds on, "en_001" and "root" for "en_GB".
    """
    from babel.localedata import exists

    from locales import LANGUAGES, MEMBER_LANGUAGES, language
    from models.vocabulary import vocabulary

    spoken = {code.replace("-", "_") for code in vocabulary("language").by_code} | {"zh_Hans", "zh_Hant", "fa_AF"}
    own = {language(code).locale for code in (*LANGUAGES, *MEMBER_LANGUAGES)} | {"en_GB"}
    return {parent for code in own | spoken if exists(code) for parent in _lineage(code)}


def _lineage(code: str) -> Iterator[str]:
    from babel.core import get_global

    exceptions = get_global("parent_exceptions")
    while True:
        yield code
        if code == "root":
            return
        code = exceptions.get(code) or ("_".join(code.split("_")[:-1]) or "root")
