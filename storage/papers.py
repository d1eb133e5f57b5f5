"""The register of papers: what left the vault on paper or as a file, and whose words stood on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from models.operation import new_id
from models.record import Record
from models.report import Quoted, Report
from storage import permissions

if TYPE_CHECKING:
    from storage.changes import Changes
    from storage.library import Library
    from storage.workspace import Workspace

__all__ = ["Words", "listing", "register", "where_quoted"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a paper: the ids of the quote and of the person, and whether a name stands beside them."""

    quote: str
    member: str
    named: bool = False


def register(workspace: Workspace, paper: Report, words: Sequence[Words]) -> Changes:
    """Write down that a paper was made, and whose words stand on it.

    Somebody who was erased or hidden between the drawing of the paper and now has no record to link to any more; the paper's own count
    of quotes says that there were so many.
    """
    day = workspace.today().isoformat()
    with workspace.atomic():
        line = paper.with_values({"id": new_id(), "date": paper.date or day, "quotes": len(words)})
        made: list[Record] = [line]
        sql = (f"SELECT q.id FROM quote q JOIN story s ON s.id = q.story JOIN member m ON m.id = s.member WHERE {permissions.kept('s.member')} "
               "AND coalesce(m.restricted, 0) = 0 AND coalesce(q.archived, 0) = 0 AND coalesce(s.archived, 0) = 0")
        here = {row[0] for row in workspace._rows(sql, {"day": day})} if words else set()
        made += [
            Quoted(id=new_id(), member=each.member, report=line.id, quote=each.quote, paper=line.kind, date=line.date, for_whom=line.for_whom,
                   named=each.named or None)
            for each in words if each.quote in here
        ]
        return workspace.save_all(made)


def listing(library: Library) -> list[Report]:
    """The register, the newest first."""
    return sorted(cast(list[Report], library.records(Report.TYPE)), key=lambda each: each.date or "", reverse=True)


def where_quoted(library: Library, member_id: str) -> list[Quoted]:
    """The papers on which a person's words stand, the newest first."""
    return sorted(cast(list[Quoted], library.of_member(member_id, Quoted.TYPE)), key=lambda each: each.date or "", reverse=True)
