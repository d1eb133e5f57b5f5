"""Answers in and out: three states, partial dates, amounts, codes, and one sentence for what can't be understood."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contribution import Contribution
from models.dates import parse_date
from models.fields import DECLINED, Field, Kind
from models.member import Member
from models.need import Need
from models.record import declared_fields
from models.registry import RECORDS
from models.values import WrongValue, as_json, from_column, from_journal, make, parse, to_column, to_journal
from models.vocabulary import names, region_of, vocabulary

FIELDS = {each.name: each for each in (*declared_fields(Member), *declared_fields(Need), *declared_fields(Contribution))}


@pytest.mark.parametrize(("written", "kept"), [
    ("2019", "2019"), ("2019-3", "2019-03"), ("2019-03-04", "2019-03-04"), ("4.3.2019", "2019-03-04"), ("03.2019", "2019-03"), ("٢٠١٩-٠٣", "2019-03"),
    ("2026-02-30", None), ("2026-13", None), ("soon", None), ("0000", None), ("2026-00-01", None), ("20261", None),
])
def test_partial_dates_are_dates_people_remember(written: str, kept: str | None) -> None:
    assert parse_date(written) == kept


@pytest.mark.parametrize(("name", "written", "kept"), [
    ("category", "N-HOU", "housing"), ("category", "HOUSING", "housing"), ("urgency", "emergency", "U1"), ("stage", "P5", "participation"),
    ("nationality", "pl", "PL"), ("spoken_languages", ["PL", "en", "pl"], ("pl", "en")), ("spoken_languages", "pl, en", ("pl", "en")),
    ("hours", "2,5", Decimal("2.5")), ("hours", "١٢", Decimal(12)), ("interpreter", "yes", True), ("interpreter", False, False),
    ("birth_year", 1990, 1990), ("label", "  Þóra  \u0000 ", "Þóra"), ("label", " ", None), ("gender", {"declined": True}, DECLINED),
    ("gender", None, None), ("arrived", 2019, "2019"),
])
def test_an_answer_is_understood_as_people_write_it(name: str, written: object, kept: object) -> None:
    assert parse(FIELDS[name], written) == kept


@pytest.mark.parametrize(("name", "written"), [
    ("category", "castle"), ("category", "group-housing"), ("hours", "many"), ("hours", -1), ("hours", "2.555"),
    ("hours", float("nan")), ("hours", True),
    ("birth_year", 1700), ("birth_year", "1e9999"), ("arrived", "2026-02-30"), ("interpreter", "perhaps"), ("label", 7), ("label", "x" * 3000),
    ("spoken_languages", [1]), ("spoken_languages", {"a": 1}), ("preferred_language", "klingon"), ("label", "\ud800"),
])
def test_what_cannot_be_understood_is_one_sentence_without_the_answer_in_full(name: str, written: object) -> None:
    with pytest.raises(WrongValue) as trouble:
        parse(FIELDS[name], written)
    assert name in str(trouble.value) and "\n" not in str(trouble.value) and len(str(trouble.value)) < 200


def test_a_field_that_is_not_there_is_named() -> None:
    with pytest.raises(WrongValue, match="colour"):
        make(Need, declared_fields(Need), {"colour": "blue"})
    with pytest.raises(WrongValue, match="code"):
        make(Member, declared_fields(Member), {"label": "A", "code": "AAAA"})


answers = {
    Kind.TEXT: st.text(min_size=1, max_size=20), Kind.NUMBER: st.integers(1900, 2100), Kind.YES_NO: st.booleans(),
    Kind.QUANTITY: st.integers(0, 74400).map(lambda n: Decimal(n) / 100),
    Kind.SCORE: st.integers(0, 10_000).map(lambda n: Decimal(n) / 10_000),
    Kind.DATE: st.dates().map(lambda day: day.isoformat()),
    Kind.CODES: st.lists(st.sampled_from(["pl", "ar", "is"]), min_size=1, unique=True).map(tuple),
}


@given(st.sampled_from(sorted(answers)).flatmap(lambda kind: st.tuples(st.just(kind), answers[kind])))
def test_every_kind_survives_the_store_and_the_journal(kind_and_value: tuple[Kind, object]) -> None:
    kind, value = kind_and_value
    field = Field("f", kind, "")
    assert from_column(field, to_column(field, value)) == value  # type: ignore[arg-type]
    assert from_journal(field, to_journal(field, value)) == value  # type: ignore[arg-type]
    assert from_journal(field, to_journal(field, DECLINED)) is DECLINED


def test_three_states_stay_three_in_json() -> None:
    record = make(Member, declared_fields(Member), {"label": "A", "gender": {"declined": True}, "birth_year": None})
    shown = as_json(record, declared_fields(Member))
    assert shown["gender"] == {"declined": True} and shown["birth_year"] is None and shown["label"] == "A"


def test_every_field_of_every_record_has_a_label_and_a_vocabulary_that_exists() -> None:
    for record_type in RECORDS:
        for field in declared_fields(record_type):
            assert field.label, (record_type.TYPE, field.name)
            if field.kind in (Kind.CODE, Kind.CODES):
                assert field.vocabulary in names()


def test_vocabularies_have_unique_codes_and_parents_that_exist() -> None:
    for name in names():
        codes = vocabulary(name).codes
        assert len({each.code for each in codes}) == len(codes)
        assert all(not each.parent or each.parent in vocabulary(name).by_code for each in codes)


def test_needs_roll_up_to_eight_groups_and_stages_to_three() -> None:
    assert len(vocabulary("need-category").groups) == 8 and len(vocabulary("stage").groups) == 3
    assert vocabulary("need-category").group_of("trafficking") == "group-safety"
    assert region_of("Kopavogur") == "capital" and region_of("Nowhere") is None
    assert vocabulary("country").members("world-europe") >= {"PL", "UA", "IS"}
