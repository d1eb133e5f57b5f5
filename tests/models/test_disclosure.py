"""Safe figures: what is merged, how it is rounded, and what a reader of several tables could still work out."""

from __future__ import annotations

import hashlib
import hmac
import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.attack import bounds, key_of, proven
from models.disclosure import (
    MERGED,
    Cell,
    Dimension,
    Rule,
    SafeTable,
    merge_all,
    merge_neighbours,
    merge_small,
    percent,
    rounded,
    rule_for,
    singled_out,
    stricter,
    table,
)

FIVE = Rule(5, 5)


def coin(members: Iterable[str]) -> bytes:
    return hmac.new(b"a key of tests", "\n".join(sorted(members)).encode(), hashlib.sha256).digest()


def group(name: str, count: int) -> frozenset[str]:
    return frozenset(f"{name}{number}" for number in range(count))


def named(**counts: int) -> dict[str, frozenset[str]]:
    return {code: group(code, count) for code, count in counts.items()}


sizes = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1).map(lambda found: named(**found))


@pytest.mark.parametrize(
    ("audience", "raised", "sensitive", "rule"),
    [
        ("ministry", None, False, Rule(5, 5)),
        ("public", None, False, Rule(10, 10)),
        ("internal", None, False, Rule(3, 5)),
        ("internal", None, True, Rule(10, 10)),
        ("ministry", 8, False, Rule(8, 10)),
        ("ministry", 2, False, Rule(5, 5)),
        ("public", 12, True, Rule(12, 20)),
    ],
)
def test_the_threshold_belongs_to_the_audience_and_is_only_ever_raised(audience: str, raised: int | None, sensitive: bool, rule: Rule) -> None:
    assert rule_for(audience, raised, sensitive=sensitive) == rule
    assert rule.base >= rule.threshold >= 3


def test_an_audience_is_made_stricter_and_never_looser() -> None:
    assert stricter("ministry", "public") == "public"
    assert stricter("ministry", "internal") == "ministry"
    assert stricter("ministry", None) == "ministry"


@given(st.integers(0, 60), st.sampled_from([5, 10, 20]))
def test_a_count_is_rounded_to_one_of_its_two_neighbours_and_the_same_each_time(count: int, base: int) -> None:
    people = group("p", count)
    shown = rounded(people, base, coin)
    assert shown % base == 0
    assert abs(shown - count) < base
    assert rounded(sorted(people, reverse=True), base, coin) == shown


def test_rounding_is_without_bias() -> None:
    shown = [rounded(group(f"seed{seed}-", 12), 5, coin) for seed in range(2000)]
    assert set(shown) == {10, 15}
    assert abs(sum(shown) / len(shown) - 12) < 0.25


def test_the_coin_of_another_archive_falls_otherwise() -> None:
    def other(members: Iterable[str]) -> bytes:
        return hmac.new(b"another key", "\n".join(sorted(members)).encode(), hashlib.sha256).digest()

    crowds = [group(f"c{number}-", 12) for number in range(40)]
    assert [rounded(each, 5, coin) for each in crowds] != [rounded(each, 5, other) for each in crowds]


@given(sizes, st.sampled_from([3, 5, 10]), st.booleans())
def test_no_class_of_fewer_people_than_the_threshold_is_left(classes: dict[str, frozenset[str]], threshold: int, partition: bool) -> None:
    kept, whole = merge_small(classes, threshold, partition=partition)
    assert all(len(people) >= threshold for people in kept.values())
    if whole:
        assert frozenset().union(*kept.values()) == frozenset().union(*classes.values())
    for made in (merge_all(classes, threshold), merge_neighbours(classes, threshold)):
        assert not made or (len(made) > 1 and all(len(people) >= threshold for people in made.values()))
        if made:
            assert sum(map(len, made.values())) == sum(map(len, classes.values()))


def test_a_list_looks_the_same_whether_nobody_or_a_few_are_in_a_small_class() -> None:
    for few in range(5):
        kept, whole = merge_small(named(woman=100, man=77, other=few), 5, partition=True)
        assert (list(kept), whole) == (["woman", "man"], False)
        assert list(merge_neighbours(named(young=few, middle=60, old=20), 5)) == ["young+middle", "old"]


def test_what_is_too_small_stands_together_when_it_is_enough_people() -> None:
    kept, whole = merge_small(named(a=20, b=3, c=4), 5, partition=True)
    assert whole
    assert len(kept[MERGED]) == 7


def test_a_class_that_nearly_everybody_is_in_is_singled_out() -> None:
    everybody = group("a", 40)
    assert singled_out({"x": group("a", 38), "y": group("a", 20)}, everybody, 10) == {"x"}


@pytest.mark.parametrize(("part", "base", "share"), [(15, 30, 0.5), (15, 25, None), (35, 30, None), (None, 50, None), (5, None, None)])
def test_percentages_are_of_printed_figures_over_a_base_of_thirty(part: int | None, base: int | None, share: float | None) -> None:
    assert percent(part, base) == share


def one_way(counts: dict[str, int], *, total: int | None = None, rule: Rule = FIVE, partition: bool = True) -> SafeTable:
    """A table of printed figures as a reader finds it; 0 is "few or none"."""
    cells = [Cell((code,), shown or None, "rounded" if shown else "few") for code, shown in counts.items()]
    if total is not None:
        cells.append(Cell((None,), total, "rounded"))
    return SafeTable("t", "all", rule, (Dimension("d", tuple(counts), partition),), tuple(cells))


def test_the_attack_wins_where_figures_are_exact() -> None:
    exact = one_way({"adult": 177, "minor": 3}, total=180, rule=Rule(5, 1))
    assert {proof.at for proof in proven([exact])} == {("adult",), ("minor",), (None,)}


def test_the_attack_wins_where_a_small_class_is_only_hidden() -> None:
    cells = (Cell(("adult",), 177, "rounded"), Cell(("minor",), None, "hidden"), Cell((None,), 180, "rounded"))
    hidden = SafeTable("t", "all", Rule(5, 1), (Dimension("age", ("adult",), rest=True),), (cells[0], cells[2]))
    assert any(proof.least == proof.most == 3 for proof in proven([hidden]))


def test_a_hundred_and_eighty_people_with_three_minors_come_out_safe() -> None:
    """The table of practice: 180 people, 177 adults, three minors, whatever the coin says."""
    adults, minors = group("adult", 177), group("minor", 3)
    kept, whole = merge_small({"adult": adults, "minor": minors}, 5, partition=True)
    assert list(kept) == ["adult"]
    assert merge_all({"adult": adults, "minor": minors}, 5) == {}
    assert not whole
    for key in range(50):

        def tossed(members: Iterable[str], key: int = key) -> bytes:
            return hmac.new(bytes([key]), "\n".join(sorted(members)).encode(), hashlib.sha256).digest()

        cells = {("adult",): adults, (None,): adults | minors}
        both = table("t", "all", FIVE, (Dimension("age", ("adult",), rest=True),), cells, tossed)
        assert proven([both]) == ()
        least, most = bounds([both])["all", frozenset({("age", "\0rest ['adult']")})]
        assert (least, most) == (0, 4)


def test_four_times_few_or_none_under_a_known_total_is_found_out() -> None:
    cells = dict.fromkeys("abcd", 0)
    line = one_way(cells, total=20)
    unknown = SafeTable("t", "all", FIVE, (Dimension("e", ("x",)), line.dimensions[0]), tuple(
        Cell(("x", *cell.at), cell.shown, cell.how) for cell in line.cells
    ))  # fmt: skip
    assert proven([unknown])


def test_the_same_place_in_two_tables_is_one_unknown() -> None:
    first = one_way({"a": 10, "b": 10})
    second = SafeTable("s", "all", FIVE, (), (Cell((), 15, "rounded"),))
    apart, together = bounds([first]), bounds([first, second])
    key = key_of(first, ("a",))
    assert apart[key] == (6, 14)
    assert together[key][1] == 13  # 19 people at most, six of whom are in b


@given(st.integers(0, 10_000), st.integers(12, 300))
def test_the_truth_lies_within_what_the_attack_believes(seed: int, count: int) -> None:
    draw = random.Random(seed)
    people = [f"p{number}" for number in range(count)]
    needs = {code: frozenset(draw.sample(people, draw.randint(5, count))) for code in "abc"}
    stages = {code: frozenset(draw.sample(people, draw.randint(5, count))) for code in "xy"}
    crossed = {(n, s): needs[n] & stages[s] for n in needs for s in stages}
    margins = {**{(n, None): needs[n] for n in needs}, **{(None, s): stages[s] for s in stages}, (None, None): frozenset(people)}
    gender = {"woman": frozenset(people[: count // 2]), "man": frozenset(people[count // 2 :])}
    tables = [
        table("needs", "all", FIVE, (Dimension("n", tuple(needs)), Dimension("s", tuple(stages))), {**crossed, **margins}, coin),
        table("gender", "all", FIVE, (Dimension("g", tuple(gender), partition=True),), {(g,): found for g, found in gender.items()}, coin),
    ]
    believed = bounds(tables)
    truth = [(tables[0], {**crossed, **margins}), (tables[1], {(g,): found for g, found in gender.items()})]
    for one, counted in truth:
        for at, found in counted.items():
            least, most = believed[key_of(one, at)]
            assert least <= len(found) <= most
