"""One coded row a person, for a figures snapshot: whoever consents to be counted, today, once, however many records they have."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from models.consent import KEEP, STATISTICS
from models.frozen import CLASSES, Row
from models.referral import TOLD
from models.vocabulary import region_of
from storage.permissions import binned, permitted
from storage.schema import quoted
from storage.vault import Connection

_PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "needs": ("need", ("category", "stage", "urgency", "status", "opened", "closed")),
    "contributions": ("contribution", ("type", "whom", "since", "hours", "people_reached", "benefit_person", "benefit_community")),
    "stories": ("story", ("language", "told_on")),
}
_REFERRED = ("state", "outcome", "sent")


def age_band(birth_year: int | None, today: datetime.date) -> str:
    """The age band of somebody born in a year, as of the middle of what it can be."""
    if birth_year is None or not 0 <= today.year - birth_year <= 120:
        return ""
    age = today.year - birth_year
    lines = ((5, "0-4"), (12, "5-11"), (18, "12-17"), (25, "18-24"), (30, "25-29"), (40, "30-39"), (50, "40-49"), (60, "50-59"), (67, "60-66"))
    return next((band for line, band in lines if age < line), "67+")


def counted(member: str) -> str:
    """A condition in SQL: the person may be counted on :day, and isn't in the bin."""
    return f"{permitted(KEEP, member)} AND {permitted(STATISTICS, member)} AND NOT {binned(member)}"


def _parts(connection: Connection, day: str) -> dict[str, dict[str, list[dict[str, str]]]]:
    """Needs, contributions and stories of everybody who may be counted, by person."""
    found: dict[str, dict[str, list[dict[str, str]]]] = {}
    for part, (table, names) in _PARTS.items():
        by_person: dict[str, list[dict[str, str]]] = defaultdict(list)
        columns = ", ".join(f"t.{quoted(name)}" for name in names)
        extra = ", c.date" if table == "contribution" else ""
        join = "LEFT JOIN conversation c ON c.id = t.conversation" if table == "contribution" else ""
        rows = f"FROM {quoted(table)} t {join} WHERE coalesce(t.archived, 0) = 0 AND {counted('t.member')} ORDER BY t.row"
        sql = f"SELECT t.member, {columns}{extra} {rows}"
        keys = [*names, *(["recorded"] if extra else [])]
        for row in connection.execute(sql, {"day": day}):
            by_person[row[0]].append(_coded({key: _text(key, value) for key, value in zip(keys, row[1:], strict=True)}))
        found[part] = by_person
    return found


def _coded(part: dict[str, str]) -> dict[str, str]:
    """A contribution as codes: of what it brings only that something was told, and to whom. What was said are somebody's own words."""
    if "benefit_person" not in part:
        return part
    told = [name for name in ("person", "community") if part.pop(f"benefit_{name}")]
    return {**part, "reached": part.pop("people_reached"), "benefits": " ".join(told)}


def _referrals(connection: Connection, day: str) -> dict[str, list[dict[str, str]]]:
    """What partners were told about whoever may be counted, by person, with what is known of the need."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    needs = _PARTS["needs"][1]
    columns = ", ".join([*(f"r.{quoted(name)}" for name in _REFERRED), *(f"n.{quoted(name)}" for name in needs)])
    told = ", ".join(f"'{each}'" for each in sorted(TOLD))
    rows = f"FROM referral r LEFT JOIN need n ON n.id = r.need WHERE coalesce(r.archived, 0) = 0 AND r.state IN ({told}) AND {counted('r.member')}"
    for row in connection.execute(f"SELECT r.member, {columns} {rows} ORDER BY r.row", {"day": day}):
        found[row[0]].append({key: _text(key, value) for key, value in zip((*_REFERRED, *needs), row[1:], strict=True)})
    return found


def _themes(connection: Connection, day: str) -> dict[str, tuple[str, ...]]:
    """The ids of the themes by person, as the codebook counts them."""
    merged = dict(connection.execute("SELECT id, merged_into FROM theme WHERE merged_into IS NOT NULL").fetchall())
    found: dict[str, set[str]] = defaultdict(set)
    shown = "coalesce(p.archived, 0) = 0 AND coalesce(s.archived, 0) = 0 AND p.theme IS NOT NULL"
    sql = f"SELECT s.member, p.theme FROM passage p JOIN story s ON s.id = p.story WHERE {shown} AND {counted('s.member')}"
    for member, theme in connection.execute(sql, {"day": day}):
        seen = [theme]
        while merged.get(seen[-1]) and merged[seen[-1]] not in seen:
            seen.append(merged[seen[-1]])
        found[member].add(seen[-1])
    return {member: tuple(sorted(themes)) for member, themes in found.items()}


def _text(key: str, value: Any) -> str:
    if value is None:
        return ""
    if key == "hours":
        return f"{value / 100:g}"
    return str(value)


def rows(connection: Connection, today: datetime.date) -> tuple[Row, ...]:
    """The rows of everybody whose consents to be kept and to be counted are in force, in the order of their ids."""
    day = today.isoformat()
    parts, referrals, themes = _parts(connection, day), _referrals(connection, day), _themes(connection, day)
    names = [*CLASSES, "birth_year", "municipality", "declined"]
    columns = ", ".join(f"t.{quoted(name)}" for name in names)
    heard = "(SELECT min(c.date) FROM conversation c WHERE c.member = t.id AND coalesce(c.archived, 0) = 0)"
    sql = f"SELECT t.id, {heard}, {columns} FROM member t WHERE {counted('t.id')} ORDER BY t.id"
    made = []
    for row in connection.execute(sql, {"day": day}).fetchall():
        values = dict(zip(names, row[2:], strict=True))
        member = row[0]
        own = {part: tuple(parts[part].get(member, ())) for part in _PARTS}
        told, about = tuple(referrals.get(member, ())), themes.get(member, ())
        made.append(Row(member, _classes(values, today), own["needs"], own["contributions"], own["stories"], _heard(row[1], own), told, about))
    return tuple(made)


def _heard(first: str | None, own: Mapping[str, Iterable[Mapping[str, str]]]) -> str:
    days = [first or ""] + [each.get("told_on", "") for each in own["stories"]] + [each.get("opened", "") for each in own["needs"]]
    return min((day for day in days if day), default="")


def _classes(values: Mapping[str, Any], today: datetime.date) -> dict[str, str]:
    declined = json.loads(values["declined"]) if values["declined"] else ()
    classes = {name: "declined" if name in declined else str(values[name] or "") for name in CLASSES}
    classes["arrived"] = classes["arrived"][:4] if classes["arrived"] != "declined" else "declined"
    if not classes["age_band"]:
        classes["age_band"] = age_band(values["birth_year"], today)
    if not classes["region"] and values["municipality"]:
        classes["region"] = region_of(values["municipality"]) or ""
    return classes


def row_text(row: Row) -> str:
    """A frozen row as it is kept, the id of the person apart."""
    kept: dict[str, Any] = {
        "classes": row.classes, "needs": row.needs, "contributions": row.contributions, "stories": row.stories, "heard": row.heard,
    }
    if row.referrals is not None:
        kept |= {"referrals": row.referrals, "themes": row.themes}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def row_of(member: str, kept: str) -> Row:
    data = json.loads(kept)
    parts = tuple(data["needs"]), tuple(data["contributions"]), tuple(data["stories"])
    if "referrals" not in data:
        return Row(member, data["classes"], *parts, data["heard"])
    return Row(member, data["classes"], *parts, data["heard"], tuple(data["referrals"]), tuple(data["themes"]))


def as_frozen_before(row: Row) -> Row:
    """A row as a snapshot holds it that was drawn before referrals, themes and what a contribution brings were frozen.

    Such a snapshot is compared by what it knows: were the new answers called changes, everybody would have changed on the day of an
    upgrade, and the next snapshot, drawn at once, would show one person's arrival.
    """
    gifts = tuple({key: value for key, value in gift.items() if key not in ("reached", "benefits")} for gift in row.contributions)
    return replace(row, contributions=gifts, referrals=None, themes=None)
