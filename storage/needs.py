"""Needs as the board, the table and Home list them: found in SQL, a page at a time, so that a hundred thousand of them wait in the vault."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.consent import CONTACT
from models.need import BOARD, OPEN_STATES, SOLVED_DAYS, is_sensitive
from models.vocabulary import vocabulary
from storage import ask_again, entries, permissions
from storage.schema import NEED_OPEN, NEED_ORDER

if TYPE_CHECKING:
    from storage.library import Library

PAGE = 200
CARDS = 40
"""The most cards of one column of the board: more would take longer to read than the table."""
WEEK = 7
ASKED = 3
"""As many lines on Home are kept for people to be asked again about consent, below what is due."""
CLOSED_COLUMNS = frozenset({"solved", "impossible"})


@dataclass(frozen=True)
class Wanted:
    """Which needs are asked for. `mine` is a volunteer's id, `category` a kind or a group of kinds, `area` a region; `words` are looked for
    in codes, names and what was asked, and `kinds` are the kinds that the words name in the language of the window."""

    mine: str = ""
    late: bool = False
    category: str = ""
    area: str = ""
    words: str = ""
    kinds: tuple[str, ...] = ()
    column: str = ""
    """A column of the board, or "" for all that is open."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need on the board or in the table. `partner` is who was told about it and hasn't finished, since the day `sent`."""

    id: str
    member: str
    code: str
    category: str
    status: str
    urgency: str
    due: str
    opened: str
    closed: str
    area: str
    partner: str
    sent: str
    place: tuple[str, int] = ("", 0)
    """Where the list goes on after it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: how many needs stand in it, and the first of them."""

    count: int
    lines: tuple[NeedLine, ...]


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that falls due: a need, a follow-up, or somebody to be asked again about consents that end (`record_type`). `contact` is
    empty where nobody is to be called (`silent`)."""

    record_type: str
    id: str
    need: str
    member: str
    code: str
    category: str
    due: str
    contact: str
    partner: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due until a week from today: the first lines, and how many there are in all. Of people whose consents end, `later` are
    those within a month."""

    lines: tuple[DueLine, ...]
    overdue: int
    today: int
    week: int
    later: int = 0

    @property
    def count(self) -> int:
        return self.overdue + self.today + self.week + self.later


def _quoted(codes: Iterable[str]) -> str:
    return ", ".join(f"'{each}'" for each in codes)


_ORDER = NEED_ORDER.replace("due", "t.due")
_OPEN = NEED_OPEN.replace("status", "t.status")
_TOLD = ("SELECT {what} FROM referral r JOIN partner p ON p.id = r.partner WHERE r.need = t.id AND r.state IN ('sent', 'accepted') "
         "AND coalesce(r.archived, 0) = 0 ORDER BY r.row DESC LIMIT 1")
_SHOWN = (
    "t.id, t.member, coalesce(m.code, ''), coalesce(t.category, ''), coalesce(t.status, 'new'), coalesce(t.urgency, ''), coalesce(t.due, ''), "
    "coalesce(t.opened, ''), coalesce(t.closed, ''), coalesce(m.region, ''), "
    f"coalesce(({_TOLD.format(what='p.name')}), ''), coalesce(({_TOLD.format(what='r.sent')}), ''), {_ORDER}, t.row"
)
_BY_DAY, _BY_CLOSED = f"{_ORDER}, t.row", "t.closed DESC, t.row DESC"


def hidden(library: Library) -> str:
    """The ids of the people who are shown nowhere, as JSON: few, and asked for once, where a list looks at many needs of the same people."""
    return library.while_unchanged("hidden", lambda: json.dumps(permissions.hidden_people(library._connection, library.today().isoformat())))


_VISIBLE = "coalesce(t.archived, 0) = 0 AND t.member NOT IN (SELECT value FROM json_each(:hidden))"


def _in_column(column: str) -> str:
    """A condition in SQL: the need stands in a column; a solved one only for a while."""
    if not column:
        return _OPEN
    states = BOARD[column]
    if len(states) == 1:
        return f"t.status = '{states[0]}'"
    since = "t.closed >= :since" if column == "solved" else "t.closed IS NOT NULL"
    return f"{since} AND +t.status IN ({_quoted(states)})"  # the plus: found by the day on which it was closed


def _where(library: Library, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    day = library.today()
    since = (day - datetime.timedelta(days=SOLVED_DAYS)).isoformat()
    values: dict[str, Any] = {"day": day.isoformat(), "since": since, "hidden": hidden(library)}
    parts = [_VISIBLE]
    if wanted.mine:
        parts.append("coalesce(t.volunteer, (SELECT o.author FROM operation o WHERE o.id = t.id AND o.kind = 'create' LIMIT 1)) = :mine")
        values["mine"] = wanted.mine
    if wanted.late:
        parts.append(f"{_ORDER} < :day AND {_OPEN}")
    if wanted.category:
        parts.append(f"t.category IN ({_quoted(sorted(vocabulary('need-category').members(wanted.category)))})")
    if wanted.area:
        parts.append(f"t.member IN (SELECT a.id FROM member a WHERE a.region IN ({_quoted(sorted(vocabulary('region').members(wanted.area)))}))")
    if wanted.words:
        parts.append(_found(wanted, values))
    return " AND ".join(parts), values


def _found(wanted: Wanted, values: dict[str, Any]) -> str:
    """A condition in SQL: the words name the person, the kind of need, or stand in what was asked, unless that is sensitive."""
    question = entries.matching(wanted.words)
    if not question:
        return "1"
    values["question"] = question
    hits = "SELECT e.id FROM search JOIN entry e ON e.row = search.rowid WHERE search MATCH :question AND e.type = "
    closed = _quoted(each.code for each in vocabulary("need-category").choices() if is_sensitive(each.code))
    ways = [f"t.member IN ({hits}'member')", f"(t.id IN ({hits}'need') AND t.category NOT IN ({closed}))"]
    if wanted.kinds:
        ways.append(f"t.category IN ({_quoted(each for each in wanted.kinds if not is_sensitive(each))})")
    return f"({' OR '.join(ways)})"


def _lines(library: Library, condition: str, values: Mapping[str, Any], order: str, limit: int) -> tuple[NeedLine, ...]:
    """The rows first, by what the indexes know; what is shown of them afterwards."""
    rows = f"SELECT t.row FROM need t WHERE {condition} ORDER BY {order} LIMIT :limit"
    sql = f"SELECT {_SHOWN} FROM need t JOIN member m ON m.id = t.member WHERE t.row IN ({rows}) ORDER BY {order}"
    return tuple(_line(row) for row in library._rows(sql, {**values, "limit": limit}))


def _line(row: tuple[Any, ...]) -> NeedLine:
    shown: list[Any] = [*row[:-2], (row[-2], row[-1])]
    return NeedLine(*shown)


def page(library: Library, wanted: Wanted, after: NeedLine | None = None, limit: int = PAGE) -> tuple[NeedLine, ...]:
    """A page of needs, those due first on top; `after` is the last line of the page before."""
    condition, values = _where(library, wanted)
    closed = wanted.column in CLOSED_COLUMNS
    if after is not None:
        values |= {"order": after.closed if closed else after.place[0], "row": after.place[1]}
        condition += " AND (t.closed, t.row) < (:order, :row)" if closed else f" AND ({_ORDER}, t.row) > (:order, :row)"
    return _lines(library, f"{_in_column(wanted.column)} AND {condition}", values, _BY_CLOSED if closed else _BY_DAY, limit)


def columns(library: Library, wanted: Wanted, cards: int = CARDS) -> dict[str, Column]:
    """The columns of the board with their first cards; the latest closed on top where nothing is due any more."""
    condition, values = _where(library, wanted)
    found = {}
    for column in BOARD:
        inside = f"{_in_column(column)} AND {condition}"
        lines = _lines(library, inside, values, _BY_CLOSED if column in CLOSED_COLUMNS else _BY_DAY, cards)
        count = len(lines) if len(lines) < cards else int(library._rows(f"SELECT count(*) FROM need t WHERE {inside}", values)[0][0])
        found[column] = Column(count, lines)
    return found


def line(library: Library, need_id: str) -> NeedLine | None:
    """One need as a list shows it; None for one that is gone."""
    values = {"id": need_id, "hidden": hidden(library)}
    return next(iter(_lines(library, f"t.id = :id AND {_VISIBLE}", values, "t.row", 1)), None)


# What falls due

_DUE_NEEDS = f"FROM need t WHERE {_OPEN} AND {_ORDER} <= :until AND {_VISIBLE}"
_DUE_FOLLOW_UPS = (
    'FROM "follow-up" t LEFT JOIN need n INDEXED BY need_stands ON n.id = t.need '
    "LEFT JOIN referral r INDEXED BY referral_stands ON r.id = t.referral "
    f"WHERE t.done IS NULL AND t.due <= :until AND {_VISIBLE} "
    f"AND (n.id IS NULL OR (n.status IN ({_quoted(OPEN_STATES)}) AND coalesce(n.archived, 0) = 0)) "
    "AND (r.id IS NULL OR (r.state <> 'withdrawn' AND coalesce(r.archived, 0) = 0))"
)
"""Of open needs only; to ask a partner who may no longer be told falls due for nobody."""
_NO_CALL = "coalesce(m.do_not_contact, 0) = 1"
_NEED_SHOWN = (
    "SELECT 'need', t.id, t.id, t.member, coalesce(m.code, ''), coalesce(t.category, ''), t.due, '', "
    f"coalesce(({_TOLD.format(what='p.name')}), ''), {_NO_CALL} FROM need t JOIN member m ON m.id = t.member"
)
_FOLLOW_UP_SHOWN = (
    "SELECT 'follow-up', t.id, coalesce(t.need, ''), t.member, coalesce(m.code, ''), coalesce(n.category, ''), t.due, "
    f"CASE WHEN t.referral IS NULL AND ({_NO_CALL} OR NOT {permissions.permitted(CONTACT, 't.member')}) THEN '' ELSE coalesce(t.contact, '') END, "
    f"coalesce((SELECT p.name FROM partner p WHERE p.id = r.partner), ''), t.referral IS NULL AND {_NO_CALL} "
    'FROM "follow-up" t JOIN member m ON m.id = t.member LEFT JOIN need n ON n.id = t.need LEFT JOIN referral r ON r.id = t.referral'
)


def due(library: Library, limit: int = 60) -> Due:
    """What falls due until a week from today, of open needs only, the longest overdue first."""
    values = _until(library)
    found = list[DueLine]()
    for shown, source, order in ((_NEED_SHOWN, _DUE_NEEDS, _BY_DAY), (_FOLLOW_UP_SHOWN, _DUE_FOLLOW_UPS, "t.due, t.row")):
        sql = f"{shown} WHERE t.row IN (SELECT t.row {source} ORDER BY {order} LIMIT :limit) ORDER BY t.due, t.row"
        found += [_due_line(row) for row in library._rows(sql, {**values, "limit": limit})]
    again = ask_again.lines(library)
    ends, until, times = [each.due for each in again], values["until"], _times(library)
    overdue, today, week = (times[0] + sum(each < values["day"] for each in ends), times[1] + ends.count(values["day"]),
                            times[2] + sum(values["day"] < each <= until for each in ends))
    found.sort(key=lambda each: (each.due, each.code))
    room = max(limit - len(again), limit - ASKED)  # what was promised comes before what may be asked again
    shown_again = again[: limit - len(found[:room])]
    lines = [*found[:room], *(DueLine("consent", each.member, "", each.member, each.code, "", each.due, "", "", each.silent) for each in shown_again)]
    return Due(tuple(lines), overdue, today, week, sum(each > until for each in ends))


def _due_line(row: tuple[Any, ...]) -> DueLine:
    shown: list[Any] = [*row[:-1], bool(row[-1])]
    return DueLine(*shown)


def how_many_due(library: Library) -> int:
    """How many things fall due until a week from today."""
    return sum(_times(library))


def _times(library: Library) -> tuple[int, int, int]:
    """How many are overdue, due today and due within the week: asked by Home and by the side bar, and worked out once."""
    values = _until(library)

    def counted() -> tuple[int, int, int]:
        times = [0, 0, 0]
        for source in (_DUE_NEEDS, _DUE_FOLLOW_UPS):
            row = library._rows(f"SELECT sum(t.due < :day), sum(t.due = :day), sum(t.due > :day) {source}", values)[0]
            times = [before + (more or 0) for before, more in zip(times, row, strict=True)]
        return times[0], times[1], times[2]

    return library.while_unchanged("due", counted)


def _until(library: Library) -> dict[str, str]:
    day = library.today()
    return {"day": day.isoformat(), "until": (day + datetime.timedelta(days=WEEK)).isoformat(), "hidden": hidden(library)}
