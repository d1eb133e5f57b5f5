"""Figures: what a report may show of an archive, and what it must not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.attack import bounds, proven
from models.disclosure import SENSITIVE_NEEDS
from models.errors import WrongInput
from reports import quoting
from reports.archive import Row
from reports.figures import Figures, draw
from tests.reports.crowd import Shelf, crowd, quote


def drawn(shelf: Shelf, **options: Any) -> Figures:
    return draw(shelf, kind="brief", lang="en", **options)


def cells(figures: Figures) -> list[dict[str, Any]]:
    return [cell for table in figures.as_json()["tables"] for cell in table["cells"]]


vaults = st.builds(lambda count, seed: Shelf(crowd(count, seed)), st.integers(0, 400), st.integers(0, 10**6))
quick = settings(max_examples=40, deadline=None)


@quick
@given(vaults, st.sampled_from(["internal", "ministry", "public"]))
def test_every_figure_is_rounded_and_none_is_a_zero(shelf: Shelf, audience: str) -> None:
    figures = drawn(shelf, audience=audience)
    for table in figures.as_json()["tables"]:
        assert table["base"] >= table["threshold"] >= (10 if audience == "public" else 5)
        for cell in table["cells"]:
            assert cell["shown"] != 0
            assert (cell["shown"] is None) == (cell["how"] in ("few", "hidden"))
            assert cell["shown"] is None or cell["shown"] % table["base"] == 0
            assert len(cell["at"]) == len(table["dimensions"])


@quick
@given(vaults)
def test_nothing_can_be_worked_out_from_the_tables_of_a_report(shelf: Shelf) -> None:
    tables = [each.safe for each in drawn(shelf).tables]
    assert proven(tables, {"needing": "everybody", "giving": "everybody", "working": "everybody"}) == ()
    for (population, classes), (least, most) in bounds(tables).items():
        assert not (least >= 1 and most < 5), (population, classes)


def everybody_in(rows: tuple[Row, ...], question: str, code: str) -> int:
    """How many people of a one-way list's class there really are."""
    if question == "category":
        return sum(any(need["category"] == code for need in row.needs) for row in rows)
    if question == "type":
        return sum(any(gift["type"] == code for gift in row.contributions) for row in rows)
    return sum(row.classes.get(question) == code for row in rows)


@quick
@given(vaults)
def test_no_class_of_fewer_than_the_threshold_is_printed(shelf: Shelf) -> None:
    for table in drawn(shelf).tables:
        for dimension in table.safe.dimensions:
            if dimension.code in ("gender", "region", "residence_basis", "category", "type"):
                for code in dimension.classes:
                    if not code.startswith(("group-", "merged", "not-asked", "declined")):
                        assert everybody_in(shelf.rows, dimension.code, code) >= table.safe.rule.threshold


@quick
@given(vaults)
def test_the_same_people_have_the_same_figure_in_every_table(shelf: Shelf) -> None:
    seen: dict[tuple[Any, ...], Any] = {}
    for table in drawn(shelf).as_json()["tables"]:
        codes = [dimension["code"] for dimension in table["dimensions"]]
        for cell in table["cells"]:
            asked = frozenset((code, at) for code, at in zip(codes, cell["at"], strict=True) if at is not None)
            assert seen.setdefault((table["population"], asked), cell["shown"]) == cell["shown"]


@quick
@given(vaults)
def test_a_small_group_has_no_totals_beside_its_lists(shelf: Shelf) -> None:
    for table in drawn(shelf).tables:
        people = {"needing": [row for row in shelf.rows if row.needs], "giving": [row for row in shelf.rows if row.contributions]}
        if table.safe.dimensions and len(people.get(table.safe.population, shelf.rows)) < 30 * table.safe.rule.threshold:
            assert all(None not in cell.at for cell in table.safe.cells)
            assert len(table.safe.dimensions) == 1


@pytest.mark.parametrize(
    ("count", "names"),
    [(4, set()), (12, {"people"}), (40, {"people", "needs", "gender"}), (500, {"people", "needs-by-stage", "protection", "gender"})],
)
def test_the_ladder_of_a_brief(count: int, names: set[str]) -> None:
    figures = drawn(Shelf(crowd(count, 5)))
    assert names <= {table.safe.id for table in figures.tables}
    assert (figures.people is None) == (count < 5)
    if count < 5:
        assert figures.tables == ()
        assert figures.snapshot is None
        assert "words and no figures" in figures.left_out[0].why


def of_needs(count: int, kinds: dict[str, int]) -> tuple[Row, ...]:
    """So many people, the first ones with each need."""
    return tuple(
        Row(f"p{number:03}", {}, tuple({"category": code} for code, having in kinds.items() if number < having), (), (), "2026-01-01")
        for number in range(count)
    )


def test_five_safe_kinds_make_a_list_fewer_make_the_groups_and_none_makes_words() -> None:
    five = drawn(Shelf(of_needs(40, {"housing": 20, "language": 9, "health": 8, "children": 6, "income": 5}))).table("needs")
    four = drawn(Shelf(of_needs(40, {"housing": 20, "finding-work": 4, "labour-rights": 6, "health": 8, "income": 5}))).table("needs")
    none = drawn(Shelf(of_needs(40, {"housing": 4, "language": 3})))
    assert five and five.safe.dimensions[0].classes == ("housing", "language", "health", "children", "income")
    assert four and set(four.safe.dimensions[0].classes) == {"group-housing", "group-work", "group-health", "group-daily"}
    assert none.table("needs") is None
    assert any(each.what == "What people need" for each in none.left_out)


def test_violence_trafficking_and_legal_status_have_a_threshold_of_their_own() -> None:
    figures = drawn(Shelf(of_needs(60, {"violence": 9, "legal-status": 22, "housing": 30, "language": 9, "health": 8, "children": 6})))
    protection = figures.table("protection")
    assert protection and protection.safe.dimensions[0].classes == ("legal-status",)
    assert (protection.safe.rule.threshold, protection.safe.rule.base) == (10, 10)
    needs = figures.table("needs")
    assert needs and not SENSITIVE_NEEDS & set(needs.safe.dimensions[0].classes)


def test_a_sensitive_answer_that_nearly_everybody_gives_is_not_printed() -> None:
    figures = drawn(Shelf(of_needs(40, {"legal-status": 38, "housing": 20})))
    assert figures.table("protection") is None
    assert "Safety and legal status" in {each.what for each in figures.left_out}


def test_a_hundred_and_eighty_people_with_three_minors() -> None:
    rows = tuple(
        Row(f"p{number:03}", {"age_band": "12-17" if number < 3 else "30-39"}, (), (), (), "2026-01-01") for number in range(180)
    )  # fmt: skip
    figures = drawn(Shelf(rows))
    assert figures.people == 180
    assert figures.table("age") is None
    assert "177" not in json.dumps(figures.as_json()["tables"])


def test_the_association_raises_the_threshold_and_never_lowers_it() -> None:
    rows = crowd(200, 3)
    assert drawn(Shelf(rows, threshold=8)).rule.threshold == 8
    assert drawn(Shelf(rows, threshold=3)).rule.threshold == 5
    assert drawn(Shelf(rows), audience="internal").rule.threshold == 5
    assert drawn(Shelf(rows), audience="public").rule.threshold == 10


@quick
@given(vaults)
def test_the_same_question_has_the_same_answer_in_whatever_order_people_lie(shelf: Shelf) -> None:
    turned = replace(shelf, rows=shelf.rows[::-1])
    assert drawn(shelf).as_json() == drawn(turned).as_json()


def test_the_shape_is_the_one_promised() -> None:
    found = drawn(Shelf(crowd(300, 1), (quote(1),))).as_json()
    assert json.loads(json.dumps(found)) == found
    assert set(found) == {"kind", "lang", "snapshot", "people", "tables", "quotes", "left_out", "other"}
    for table in found["tables"]:
        assert set(table) == {"id", "title", "counts", "population", "threshold", "base", "dimensions", "cells"}
        assert table["counts"] == "member"
        assert "recorded by us from February 2025 to November 2026, not a survey" in table["population"]
        assert all(set(each) == {"code", "partition", "classes"} for each in table["dimensions"])
        assert all(set(each) == {"at", "shown", "how"} for each in table["cells"])
    assert found["tables"][0]["cells"] == [{"at": [], "shown": found["people"], "how": "rounded"}]
    assert found["quotes"] == [{"text": "These are words number 1.", "attribution": found["quotes"][0]["attribution"], "language": "en"}]


def test_nobody_is_named_in_figures() -> None:
    written = json.dumps(drawn(Shelf(crowd(300, 1), tuple(quote(number) for number in range(9)))).as_json())
    assert "person-" not in written
    assert "teller-" not in written
    assert "quote-" not in written


def test_a_filter_restricts_the_people_and_says_so() -> None:
    needs = ({"category": "housing"}, {"category": "language"})
    rows = tuple(
        Row(f"p{number:03}", {"region": "capital" if number % 2 else "east"}, needs[number % 3 :], (), (), "2026-01-01") for number in range(200)
    )
    figures = drawn(Shelf(rows), where=["category=housing", "member.region=capital"])
    there = [row for row in rows if row.classes["region"] == "capital" and any(need["category"] == "housing" for need in row.needs)]
    assert figures.people is not None
    assert abs(figures.people - len(there)) < figures.rule.base
    assert figures.frame.endswith("only Kind of need: Housing and homelessness and Area in Iceland: Capital area")


def test_a_group_stands_for_its_members_in_a_filter() -> None:
    rows = of_needs(60, {"housing": 10, "finding-work": 30, "labour-rights": 20})
    assert drawn(Shelf(rows), where=["category=group-work"]).people == 30
    assert drawn(Shelf(rows), where=["category=work"]).people == 30
    assert drawn(Shelf(rows), where=["category=N-HOU"]).people == 10


def test_a_period_counts_who_was_heard_or_recorded_in_it() -> None:
    rows = tuple(
        Row(f"p{number:02}", {}, ({"category": "housing", "opened": "2026-03" if number < 10 else "2024"},), (), (), "2023-05-01")
        for number in range(40)
    )  # fmt: skip
    figures = drawn(Shelf(rows), first="2026-03-15", last="2026-12-31")
    assert figures.people == 10
    assert "from 15 March 2026 to 31 December 2026" in figures.frame
    assert drawn(Shelf(rows)).people == 40


def test_a_filter_by_legal_status_counts_from_ten_people() -> None:
    rows = tuple(Row(f"p{number:02}", {"residence_basis": "IS-REF" if number < 9 else "IS-EEA"}, (), (), (), "2026-01-01") for number in range(60))
    assert drawn(Shelf(rows), where=["member.residence_basis=IS-REF"]).people is None
    figures = drawn(Shelf(rows), where=["member.residence_basis=IS-EEA"])
    assert (figures.rule.threshold, figures.rule.base) == (10, 10)


@pytest.mark.parametrize(
    "written",
    ["housing", "category", "category=caravan", "label=Amina", "member.names=Amina", "category>=housing", "opened>=2026-02-30", "category="],
)
def test_a_filter_that_is_none_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(WrongInput):
        drawn(Shelf(crowd(20)), where=[written])


def test_nationality_area_and_status_are_never_crossed() -> None:
    rows = crowd(400, 2)
    with pytest.raises(WrongInput, match="never crossed"):
        drawn(Shelf(rows), where=["member.origin=PL", "region=capital", "residence_basis=IS-EEA"])


def test_hours_are_told_of_enough_people_none_of_whom_gives_most() -> None:
    def giving(hours: list[str]) -> Figures:
        gifts = [({"type": "care", "hours": each}, {"type": "work", "hours": ""}) for each in hours]
        return drawn(Shelf(tuple(Row(f"p{number:02}", {}, (), gift, (), "2026-01-01") for number, gift in enumerate(gifts))))

    assert giving(["8"] * 12).hours and giving(["8"] * 12).hours.by_type == {"care": 100}  # type: ignore[union-attr]
    assert giving(["8"] * 4 + [""] * 8).hours is None
    assert giving(["2"] * 11 + ["200"]).hours is None
    assert giving(["declined"] * 12).hours is None


@pytest.mark.parametrize(
    ("changes", "audience", "why"),
    [
        ({"state": "marked"}, "ministry", quoting.NOT_APPROVED),
        ({"state": "cleared"}, "ministry", quoting.NOT_APPROVED),
        ({"state": "checked"}, "ministry", quoting.NOT_APPROVED),
        ({"state": "void"}, "ministry", quoting.NOT_APPROVED),
        ({"uses": frozenset()}, "ministry", quoting.NO_CONSENT),
        ({"uses": frozenset({"publish"})}, "ministry", quoting.NO_CONSENT),
        ({"uses": frozenset({"quote-named"})}, "ministry", quoting.NOT_NAMED),
        ({"uses": frozenset({"quote-anonymous"})}, "public", quoting.NOT_PUBLISHED),
    ],
)
def test_a_quote_without_every_step_and_consent_is_left_out_and_counted(changes: dict[str, Any], audience: str, why: str) -> None:
    figures = drawn(Shelf(crowd(60), (quote(1, **changes), quote(2, uses=frozenset({"quote-anonymous", "publish"})))), audience=audience)
    assert [each.text for each in figures.quotes] == ["These are words number 2."]
    assert [(each.what, each.why) for each in figures.left_out if "quote" in each.what] == [("1 quote", why)]


def test_a_name_stands_only_with_the_consent_to_be_named() -> None:
    both = frozenset({"quote-anonymous", "quote-named"})
    named = drawn(Shelf((), (quote(1, name="Amina", uses=both),)))
    unnamed = drawn(Shelf((), (quote(1, name="Amina"),)))
    assert named.quotes[0].attribution == "Amina"
    assert unnamed.quotes[0].attribution == "A member"


@pytest.mark.parametrize(
    ("alike", "aged", "women", "attribution"),
    [(10, 0, 0, "Woman, 30 to 49, Capital area"), (9, 1, 0, "Woman, 30 to 49"), (4, 0, 9, "Woman"), (4, 0, 5, "A member")],
)
def test_a_quote_is_attributed_to_what_ten_people_share(alike: int, aged: int, women: int, attribution: str) -> None:
    own = {"gender": "woman", "age_band": "40-49", "region": "capital"}
    rows = [own] * alike + [{**own, "region": "east"}] * aged + [{"gender": "woman", "age_band": "67+", "region": "south"}] * women
    people = tuple(Row(f"p{number}", classes, heard="2026-01-01") for number, classes in enumerate(rows))
    assert drawn(Shelf(people, (quote(1),))).quotes[0].attribution == attribution


def test_a_quote_in_another_language_is_printed_in_translation_where_there_is_one() -> None:
    told = {"text": "Czekamy.", "language": "pl"}
    translated = quote(1, **told, translation="We wait.", translation_language="en")
    figures = drawn(Shelf((), (translated,)))
    assert (figures.quotes[0].text, figures.quotes[0].language) == ("We wait.", "en")
    assert figures.quotes[0].attribution == "A member · told in Polish"
    own = drawn(Shelf((), (quote(1, **told, translation="Wir warten.", translation_language="de"),)))
    assert (own.quotes[0].text, own.quotes[0].language, own.quotes[0].attribution) == ("Czekamy.", "pl", "A member")


def test_six_quotes_are_chosen_so_that_everybody_speaks_once_first() -> None:
    many = [quote(number, member="one who says much") for number in range(20)]
    others = [quote(number) for number in range(20, 25)]
    figures = drawn(Shelf((), (*many, *others)))
    said = {each.text for each in figures.quotes}
    assert len(figures.quotes) == 6
    assert {each.text for each in others} < said
    assert [each.what for each in figures.left_out if each.why == quoting.NO_ROOM] == ["19 quotes"]
    assert drawn(Shelf((), tuple(reversed((*many, *others))))).quotes == figures.quotes


def test_a_person_speaks_twice_when_there_are_few() -> None:
    figures = drawn(Shelf((), tuple(quote(number, member="the only one") for number in range(3))))
    assert len(figures.quotes) == 3


def test_a_quote_does_not_stand_under_a_filter_that_fewer_than_ten_people_fit() -> None:
    rows = tuple(Row(f"p{number:02}", {"origin": "SY" if number < 7 else "PL"}, heard="2026-01-01") for number in range(60))
    shelf = Shelf(rows, (quote(1, member="p01"), quote(2, member="p30")))
    assert [each.text for each in drawn(shelf).quotes] != []
    few = drawn(shelf, where=["member.origin=SY"])
    assert few.quotes == ()
    assert Counter(each.why for each in few.left_out if "quote" in each.what) == {quoting.TOO_FEW_THERE: 1, quoting.OUTSIDE: 1}
    assert [each.text for each in drawn(shelf, where=["member.origin=PL"]).quotes] == ["These are words number 2."]


def test_an_unknown_kind_of_report_is_refused() -> None:
    with pytest.raises(WrongInput, match="brief"):
        draw(Shelf(), kind="horoscope", lang="en")
