"""The house: who may know whom, read from the imports; no Qt, SQL, encryption or typesetting outside its room."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("locales", "models", "storage", "reports", "media", "exchange", "commands", "ui")
MAY_KNOW = {
    "locales": {"locales"},
    "models": {"locales", "models"},
    "storage": {"locales", "models", "storage"},
    "reports": {"locales", "models", "reports"},
    "media": {"locales", "models", "media"},
    "exchange": {"locales", "models", "exchange"},
    "commands": {"locales", "models", "storage", "reports", "exchange", "commands"},
    "ui": {"locales", "models", "storage", "reports", "media", "exchange", "ui"},
}
ONLY_IN = {
    "PySide6": ("ui/",), "sqlcipher3": ("storage/vault.py",), "reportlab": ("reports/",), "uharfbuzz": ("reports/",),
    "sqlite_utils": ("storage/",), "sqlite3": (), "babel": ("locales/",), "pyrage": ("storage/",), "argon2": ("storage/",),
    "PIL": ("media/",), "miniaudio": ("media/",), "charset_normalizer": ("media/",),
}


def sources() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "main.py"]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, node.module or ""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_room_knows_only_the_rooms_below_it(path: Path) -> None:
    room = name_of(path).split("/")[0]
    for line, module in imports(path):
        other = module.split(".")[0]
        if other in ROOMS and room in MAY_KNOW:
            assert other in MAY_KNOW[room], f"{name_of(path)}:{line} knows {module}"


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_each_library_stays_in_its_room(path: Path) -> None:
    for line, module in imports(path):
        places = ONLY_IN.get(module.split(".")[0])
        assert places is None or name_of(path).startswith(places), f"{name_of(path)}:{line} imports {module}"


SQL = re.compile(r"\.execute(many|script)?\(|\b(SELECT|INSERT INTO|DELETE FROM|UPDATE) [\w\"*(]")


@pytest.mark.parametrize("path", [each for each in sources() if not name_of(each).startswith("storage/")], ids=name_of)
def test_sql_stays_in_storage(path: Path) -> None:
    assert not SQL.search(path.read_text("utf-8"))


def test_the_tests_of_imports_can_fail(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import storage.vault\nfrom PySide6 import QtCore\n", "utf-8")
    assert [module for _, module in imports(wrong)] == ["storage.vault", "PySide6"]
    assert SQL.search("connection.execute('SELECT 1')")


def test_no_file_names_a_host_of_packages_or_a_path_of_a_machine() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "--hash=sha256:" in text and "://" not in text and "file:" not in text


def pins(name: str) -> dict[str, str]:
    return {plain(library): version for library, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)}


def plain(library: str) -> str:
    """A library's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", library).lower()


def asked(name: str) -> list[str]:
    return [line for line in (ROOT / name).read_text("utf-8").splitlines() if line and line[0] not in "#-"]


def test_both_lists_of_requirements_pin_the_same_versions() -> None:
    needed, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert needed and {name: dev.get(name) for name in needed} == needed


def test_what_is_asked_for_is_asked_for_everywhere_and_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for listed, there, pinned in (
        ("requirements.in", project["project"]["dependencies"], "requirements.txt"),
        ("requirements-dev.in", project["dependency-groups"]["dev"], "requirements-dev.txt"),
    ):
        assert sorted(asked(listed)) == sorted(there)
        assert {plain(re.split(r"[<>=]", each)[0]) for each in there} <= set(pins(pinned))


@pytest.mark.parametrize(
    ("places", "lists"),
    [(ROOMS, ["requirements.in"]), (("tests", "packaging", "benchmarks"), ["requirements.in", "requirements-dev.in"])],
    ids=["program", "tools"],
)
def test_every_library_imported_is_asked_for_by_name(places: tuple[str, ...], lists: list[str]) -> None:
    known = {plain(re.split(r"[<>=]", each)[0]) for name in lists for each in asked(name)}
    known.add("shiboken6")  # a part of PySide6, never installed without it
    homes = packages_distributions()
    for path in sorted(found for place in places for found in (ROOT / place).rglob("*.py")):
        for line, module in imports(path):
            libraries = {plain(each) for each in homes.get(module.split(".")[0], [])}
            assert not libraries or libraries & known, f"{name_of(path)}:{line} imports {module}, which nothing asks for"
