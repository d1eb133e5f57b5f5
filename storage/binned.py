"""The bin: what was put there can be taken out for thirty days; then it is removed for good, and only its id stays behind.

A person in the bin takes along everything of theirs, a story its quotes. A person who is removed from it is erased like anybody else.
A question that was ever answered stays: its answers stand in other people's records. So do a theme that passages were coded with,
and a partner that a consent or a referral names.
"""

from __future__ import annotations

import datetime
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locales import N_
from models.association import Association
from models.codebook import starter
from models.consent import Consent
from models.consent_text import ConsentText
from models.errors import WrongInput
from models.member import Member
from models.partner import Partner
from models.question import Question
from models.record import Record
from models.registry import BY_TYPE, RECORDS
from models.report import Quoted, Report
from models.story import Story
from models.term import Term
from models.theme import Theme
from models.volunteer import Volunteer
from storage import clock, compact, erasure, partners, permissions, tables
from storage.schema import quoted
from storage.vault import Connection, translated

if TYPE_CHECKING:
    from storage.changes import Changes
    from storage.library import Library
    from storage.workspace import Workspace

DAYS = 30
DAY_MS = 24 * 3600 * 1000
TOGETHER_MS = 5_000
"""What went into the bin within so short a time of its person, or its story, went there by the same act."""
KINDS = tuple(each for each in RECORDS if each.JOURNALLED and each not in (Association, Volunteer, Consent, ConsentText, Term, Report, Quoted))
"""What can be put in the bin. Consents and the words they were asked with are never taken out of their history, nor papers out of their
register; volunteers leave by becoming inactive, and a word that was taken back stays readable for whoever used it."""


@dataclass(frozen=True, slots=True)
class Binned:
    """One line of the bin: the record, the code of the person it belongs to, when it was put there, and the days it still stays."""

    record: Record
    code: str
    when: datetime.datetime
    days_left: int


def listing(library: Library) -> list[Binned]:
    """What lies in the bin, the latest first; what is hidden along with its person or its story isn't listed by itself."""
    found = []
    day, now = library.today().isoformat(), _now_ms()
    for kind in KINDS:
        owner = library._owner(kind)
        above = "" if kind is Member or not kind.OWNER else f" AND NOT {permissions.binned(owner)}"
        if kind.OWNER == "story":
            above += " AND NOT EXISTS (SELECT 1 FROM story s WHERE s.id = t.story AND s.archived = 1)"
        sql = f"{tables.select_sql(kind)} WHERE t.archived = 1 AND {permissions.agreed(owner)} AND {permissions.opened(kind.TYPE, owner)}{above}"
        for record in library._made(kind, library._rows(sql, {"day": day})):
            put = put_there(library._connection, record.id)
            when = datetime.datetime.fromtimestamp(put / 1000, datetime.UTC)
            found.append(Binned(record, library.code_of(record.id), when, max(0, DAYS - (now - put) // DAY_MS)))
    return sorted(found, key=lambda each: each.when, reverse=True)


def put_there(connection: Connection, record_id: str) -> int:
    """When a record was put in the bin, in ms."""
    row = connection.execute("SELECT max(ms) FROM operation WHERE id = ? AND vals ->> '$.archived' = 1", (record_id,)).fetchone()
    return int(row[0] or 0)


def restore(workspace: Workspace, record_id: str) -> Changes:
    """Take a record out of the bin, with what went there by the same act. Raises WrongInput when it isn't there any more."""
    found = workspace.find(record_id, binned=True)
    if found is None or not found.archived:
        raise WrongInput(N_("This record is no longer in the bin."))
    return workspace.save_all([each.with_values({"archived": None}) for each in (found, *_along(workspace, found))])


def _along(workspace: Workspace, above: Record) -> list[Record]:
    """The binned belongings of a person, or the binned quotes of a story, that went into the bin together with it."""
    moment, along = put_there(workspace._connection, above.id), list[Record]()
    for kind in KINDS:
        if isinstance(above, Member) and kind.OWNER:
            reach = workspace._owner(kind)
        elif isinstance(above, Story) and kind.OWNER == "story":
            reach = "t.story"
        else:
            continue
        along += workspace._made(kind, workspace._rows(f"{tables.select_sql(kind)} WHERE t.archived = 1 AND {reach} = ?", (above.id,)))
    return [each for each in along if abs(put_there(workspace._connection, each.id) - moment) <= TOGETHER_MS]


def empty(workspace: Workspace) -> Changes:
    """Remove everything in the bin now, people included."""
    removed = _remove(workspace, _there(workspace._connection, _now_ms() + DAY_MS))
    workspace.after_erasing()
    return removed


def purge_overdue(workspace: Workspace) -> None:
    """Remove what has been in the bin for thirty days, if the clock can be believed."""
    if clock.trustworthy(workspace._connection, _now_ms()):
        _remove(workspace, _there(workspace._connection, _now_ms() - DAYS * DAY_MS))


def _there(connection: Connection, before_ms: int) -> dict[str, list[str]]:
    """What was put in the bin before a moment and may be removed, by type."""
    found: dict[str, list[str]] = {}
    with translated():
        for kind in KINDS:
            some = tables.ids(connection.execute(f"SELECT id FROM {quoted(kind.TYPE)} WHERE archived = 1").fetchall())
            found[kind.TYPE] = [
                each for each in some if put_there(connection, each) < before_ms and not (kind is Question and answered(connection, each))
                and not (kind is Theme and _coded(connection, each)) and not (kind is Partner and partners.is_named(connection, each))
            ]
    return found


def answered(connection: Connection, question: str) -> bool:
    """Whether a question was ever answered: the answer stands in the history of another record."""
    named = f'%"{tables.ANSWER}{question}"%'
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM operation WHERE vals LIKE ?)", (named,)).fetchone()[0])


def _coded(connection: Connection, theme: str) -> bool:
    """Whether a theme has to stay: passages were coded with it, or it is of the starter codebook, which is there in every vault."""
    used = "SELECT EXISTS (SELECT 1 FROM passage WHERE theme = ?) OR EXISTS (SELECT 1 FROM theme WHERE ? IN (parent, merged_into))"
    return starter(theme) is not None or bool(connection.execute(used, (theme, theme)).fetchone()[0])


def _remove(workspace: Workspace, gone: dict[str, list[str]]) -> Changes:
    from storage.changes import Changes

    for member in gone.pop(Member.TYPE):
        workspace.forget_for_ever(member)
    left = {kind: [each for each in some if _still_there(workspace, kind, each)] for kind, some in gone.items()}
    _for_good(workspace, left)
    compact.empty_log(workspace._connection)
    kinds = frozenset(each.TYPE for each in KINDS)
    return Changes(kinds, tuple(each for some in left.values() for each in some))


def _still_there(workspace: Workspace, kind: str, record_id: str) -> bool:
    return bool(workspace._rows(f"SELECT 1 FROM {quoted(kind)} WHERE id = ?", (record_id,)))


def _for_good(workspace: Workspace, left: dict[str, list[str]]) -> None:
    """First the ids go where no restored copy forgets them, then the records go: an interrupted removal is finished at the next opening."""
    everything = [each for some in left.values() for each in some]
    if not everything:
        return
    workspace.vault.erased.add_all(everything)
    with workspace.atomic():
        for kind, some in left.items():
            erasure.purge(workspace._connection, BY_TYPE[kind], some)


def _now_ms() -> int:
    return int(time.time() * 1000)
