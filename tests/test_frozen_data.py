"""What a frozen program takes along is enough: every name and date comes out the same from the small data as from all of it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import babel.localedata
import pytest

from locales import LANGUAGES, MEMBER_LANGUAGES, formats, language, names, words
from models.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parent.parent
_spec = importlib.util.spec_from_file_location("frozen_data", ROOT / "packaging" / "frozen_data.py")
assert _spec and _spec.loader
frozen_data = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(frozen_data)


def everything_written() -> dict[str, object]:
    """All names of countries and languages, and one of each way to write a date, a number and a list."""
    for cache in (names._locale, names.endonym, formats._locale):
        cache.cache_clear()
    babel.localedata._cache.clear()
    tongues, countries = list(vocabulary("language").by_code), list(vocabulary("country").by_code)
    said: dict[str, object] = {"endonyms": [names.endonym(each) for each in tongues]}
    for code in dict.fromkeys((*LANGUAGES, *MEMBER_LANGUAGES)):
        speaks = words(code)
        said[code] = (
            [speaks.tongue(each) for each in tongues], [speaks.country(each) for each in countries],
            [speaks.date(day, form) for day in ("2026", "2026-03", "2026-03-04") for form in ("short", "medium", "long", "full")],
            speaks.number(12345.5), speaks.percent(0.25), speaks.list("abc"), language(code).endonym,
        )
    return said


def test_small_locales_say_everything_the_whole_ones_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = everything_written()
    made = frozen_data.small_locales(tmp_path)
    assert len(made) == len(list(tmp_path.iterdir())) > 50
    monkeypatch.setattr(babel.localedata, "_dirname", str(tmp_path))
    try:
        assert everything_written() == whole
        (tmp_path / "pl.dat").unlink()
        with pytest.raises(Exception, match="pl"):
            everything_written()
    finally:
        monkeypatch.undo()
        everything_written()


def test_every_data_file_of_the_rooms_is_taken_along_and_no_source() -> None:
    taken = {(folder, path.name) for path, folder in frozen_data.data_files(ROOT)}
    assert {("models/vocabularies", "country.toml"), ("models/sample", "ar.toml"), ("ui/icons", "home.svg")} <= taken
    assert {("fontpkg_amiri/files", "Amiri-Bold.ttf"), ("manimgx_fonts", "NotoSansArabic[wght].ttf")} <= taken
    assert not [name for _, name in taken if name.endswith((".py", ".po"))]
