"""Filters: `stage=integration`, `category=housing`, `opened>=2026-01-01`, `member.nationality=PL`.

Any field of the kind and of the person it belongs to, an own question by its id, a group standing for its members. What a field
can't be compared with is refused with one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from locales import N_
from models.condition import Condition, codes_meant, only_equal
from models.fields import SCALE, Field, Kind
from models.member import Member
from models.record import Record
from models.values import WrongValue, parse, to_column, to_journal
from storage.schema import quoted

ORDERED = frozenset({Kind.DATE, Kind.NUMBER, Kind.QUANTITY, Kind.SCORE})


def _comparison(field: Field, column: str, condition: Condition) -> tuple[str, list[Any]]:
    if field.kind in (Kind.CODE, Kind.CODES):
        codes = sorted(codes_meant(field, condition.value))
        marks = ", ".join("?" * len(codes))
        inside = f"{column} IN ({marks})" if field.kind is Kind.CODE else f"EXISTS (SELECT 1 FROM json_each({column}) j WHERE j.value IN ({marks}))"
        if condition.sign not in ("=", "!="):
            raise only_equal(condition)
        return (inside if condition.sign == "=" else f"NOT coalesce({inside}, 0)"), list(codes)
    value = parse(field, condition.value)
    if condition.sign not in ("=", "!=") and field.kind not in ORDERED:
        raise only_equal(condition)
    kept = to_column(field, value)
    if field.kind is Kind.DATE:  # a partial date stands for all of its days
        if condition.sign == "=":
            return f"({column} = ? OR {column} LIKE ?)", [kept, f"{kept}-%"]
        if condition.sign in ("<=", ">"):
            return f"{column} {condition.sign} ?", [f"{kept}~"]  # "~" sorts after every digit and hyphen
    sign = "IS NOT" if condition.sign == "!=" else condition.sign
    return f"{column} {sign} ?", [kept]


def to_sql(
    record_type: type[Record], fields: Sequence[Field], member_fields: Sequence[Field], conditions: Iterable[Condition]
) -> tuple[str, list[Any]]:
    """Conditions on the rows `t` of a record type, as SQL and its values. Raises WrongInput for a field that isn't there."""
    parts, values = ["1"], list[Any]()
    for condition in conditions:
        name, of_member = condition.name.removeprefix("answers."), False
        if name.startswith("member.") and name != "member":
            name, of_member = name.removeprefix("member.").removeprefix("answers."), record_type is not Member
        if name == "id":
            parts.append("t.id = ?")
            values.append(condition.value)
            continue
        field = next((each for each in (member_fields if of_member else fields) if each.name == name), None)
        if field is None or (of_member and "member" not in {each.name for each in fields} and record_type.OWNER != "story"):
            raise WrongValue(N_("A {kind} has no field “{field}”; “kinds” lists its fields."), kind=record_type.TYPE, field=condition.name[:40])
        if of_member:
            owner = "t.member" if record_type.OWNER != "story" else "(SELECT s.member FROM story s WHERE s.id = t.story)"
            part, more = _own_or_column(field, "m", "m.id", condition)
            parts.append(f"EXISTS (SELECT 1 FROM member m WHERE m.id = {owner} AND {part})")
        else:
            part, more = _own_or_column(field, "t", "t.id", condition)
            parts.append(part)
        values += more
    return " AND ".join(parts), values


def _own_or_column(field: Field, table: str, owner: str, condition: Condition) -> tuple[str, list[Any]]:
    if not field.own:
        return _comparison(field, f"{table}.{quoted(field.name)}", condition)
    column = "a.value ->> '$'" if field.kind is not Kind.CODES else "a.value"
    part, values = _comparison(field, column, condition)
    if field.kind is Kind.YES_NO or field.kind in SCALE:
        values = [to_journal(field, parse(field, condition.value))]
    return f"EXISTS (SELECT 1 FROM answer a WHERE a.owner = {owner} AND a.question = ? AND {part})", [field.name, *values]
