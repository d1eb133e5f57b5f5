"""Partners at the door of the store: their code stays, no two have the same, and one that consents or referrals name is never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from models.consent import SHARE
from models.partner import Partner, check
from models.record import Record
from storage import tables
from storage.vault import Connection

if TYPE_CHECKING:
    from storage.library import Library

_NAMED = (
    f"SELECT p.id AS partner, c.member AS who FROM consent c JOIN partner p ON c.use = '{SHARE}' || p.code "
    "UNION SELECT r.partner, r.member FROM referral r WHERE r.partner IS NOT NULL"
)
"""In SQL: which partner was named for which person, in a consent or in a referral, those in the bin and hidden ones too."""


def every(library: Library) -> list[Partner]:
    """All partners that aren't in the bin, in the order in which they were written down."""
    return cast(list[Partner], library.records(Partner.TYPE))


def users(library: Library) -> dict[str, int]:
    """For how many people each partner was named, by id."""
    return {str(row[0]): int(cast(int, row[1])) for row in library._rows(f"SELECT partner, count(*) FROM ({_NAMED}) GROUP BY partner")}


def is_named(connection: Connection, partner_id: str) -> bool:
    """Whether a consent or a referral names a partner."""
    return bool(connection.execute(f"SELECT EXISTS (SELECT 1 FROM ({_NAMED}) WHERE partner = ?)", (partner_id,)).fetchone()[0])


def check_partner(library: Library, after: Record, before: Record | None, beside: Sequence[Record] = ()) -> None:
    """Whether a partner may be written down so. Anything else may. `beside` are the records that come in the same act. Raises WrongInput."""
    if not isinstance(after, Partner):
        return
    rows = library._rows(f"{tables.select_sql(Partner)} WHERE t.id <> ?", (after.id,)) if before is None else []
    others = [cast(Partner, tables.from_row(Partner, row)) for row in rows]
    others += [each for each in beside if isinstance(each, Partner) and each.id != after.id]
    named = bool(after.archived) and is_named(library._connection, after.id)
    check(after, cast("Partner | None", before), others, named=named)
