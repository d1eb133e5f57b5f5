"""A quote that somebody cleared is checked by somebody else; one volunteer alone waits a day and reads it again."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable

from locales import N_
from models import quote as rules
from models.errors import WrongInput
from models.quote import LADDER, Cleared, Quote
from storage.vault import Connection


def now_ms() -> int:
    return int(time.time() * 1000)


def cleared(connection: Connection, quotes: Iterable[str]) -> dict[str, Cleared]:
    """Who cleared each of some quotes last, and when, as the journal tells; the others are left out."""
    found = {}
    sql = ("SELECT author, ms FROM operation WHERE id = ? AND type = 'quote' AND vals ->> '$.state' = 'cleared' "
           "ORDER BY ms DESC, counter DESC LIMIT 1")
    for each in quotes:
        row = connection.execute(sql, (each,)).fetchone()
        if row is not None:
            found[each] = Cleared(row[0] or "", int(row[1]))
    return found


def refuse_early(connection: Connection, before: Quote, wanted: str | None, who: str) -> None:
    """Raises WrongInput when who cleared a quote says within a day that it was checked, or approved.

    Somebody who brings a quote from further down to approval in one act writes down what was done before, on paper; no screen does that.
    """
    if before.state != LADDER[1] or wanted not in LADDER[2:]:
        return
    last = cleared(connection, [before.id]).get(before.id)
    if not rules.may_check(last, who, now_ms()):
        ms = (last.ms if last is not None else now_ms()) + rules.ALONE_MS
        moment = datetime.datetime.fromtimestamp(ms / 1000).strftime("%Y-%m-%d %H:%M")
        raise WrongInput(N_("You cleared this quote yourself. Ask a second volunteer to check it, or read it again yourself after {moment}."),
                         moment=moment)
