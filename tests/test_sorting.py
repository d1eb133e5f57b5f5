"""Names stand where somebody who reads the language looks for them."""

from __future__ import annotations

import pytest

from locales import words


@pytest.mark.parametrize(("code", "names"), [
    ("is", ["Anna", "Auður", "Áki", "Ása", "Dagur", "Eva", "Édith", "Inga", "Ísak", "Jón", "Olga", "Óli", "Una", "Úlfur", "Þór", "Æsa", "Örn"]),
    ("is", ["Norðurland eystra", "Norðurland vestra", "Suðurland", "Suðurnes", "Vestfirðir", "Vesturland"]),
    ("pl", ["Celina", "Ćwikła", "Lena", "Łucja", "Magda", "Zofia", "Źrebak", "Żaneta"]),
    ("en", ["Ana", "Örn", "Ozan", "Zoe"]),
])
def test_names_are_sorted_by_the_alphabet_of_the_language(code: str, names: list[str]) -> None:
    assert sorted(set(names), key=words(code).sort_key) == names


def test_icelandic_dates_numbers_and_lists_are_written_as_in_iceland() -> None:
    icelandic = words("is")
    assert icelandic.date("2026-03-04") == "4. mars 2026"
    assert icelandic.date("2026-03") == "mars 2026"
    assert icelandic.number(7580) == "7.580"
    assert icelandic.list(["arabíska", "enska", "pólska"]) == "arabíska, enska og pólska"
    assert icelandic.country("PL") == "Pólland"


@pytest.mark.parametrize(("n", "said"), [
    (1, "1 opin þörf"), (2, "2 opnar þarfir"), (11, "11 opnar þarfir"), (21, "21 opin þörf"), (111, "111 opnar þarfir"),
])
def test_a_count_that_ends_in_one_takes_the_singular(n: int, said: str) -> None:
    assert words("is").ngettext("{n} open need", "{n} open needs", n).format(n=n) == said
