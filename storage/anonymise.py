"""Anonymising: what figures need lives on in a record of nobody; everything else about the person is erased.

A fresh record with a fresh id and code is made of bands and codes, and the person is erased with a tombstone, journal and all, so that
nothing leads from the one to the other. What stays: age band, gender, region, part of the world, policy stage, year of arrival; kind,
stage and status of needs; kind and hours of contributions; of days the year. What goes with the rest: needs about violence, trafficking,
legal status or health, since they single people out. Nothing is left to count where the person wasn't counted: then it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from locales import N_
from models.consent import GIVEN, KEEP, STATISTICS, Consent, limits_of, permits
from models.contribution import Contribution
from models.conversation import Conversation
from models.defaults import CLOSED
from models.errors import WrongInput
from models.fields import DECLINED
from models.member import Member, draw_code
from models.need import Need, is_sensitive
from models.operation import new_id
from models.record import Record
from models.vocabulary import region_of, vocabulary
from storage.tally import age_band
from storage.workspace import Workspace

BANDS = ("gender", "age_band", "region", "stage")
NEED = ("category", "stage", "status")
GIFT = ("type", "whom", "hours")


def anonymise(workspace: Workspace, member_id: str) -> str:
    """Keep what can be counted without the person, and erase the person. Returns the id of the anonymous record; it can't be undone.

    Raises WrongInput: nobody with this id; not counted, because they never agreed to it, object, or asked for restriction.
    """
    person = workspace.get(member_id)
    if not isinstance(person, Member) or person.anonymous:
        raise WrongInput(N_("There is no member with the id “{id}”; they may have been erased already."), id=member_id[:40])
    if not permits(workspace.consents(member_id), STATISTICS, workspace.today(), limits_of(person)):
        raise WrongInput(N_("This person may not be counted, so nothing would be left to keep; erase the record, or renew it."))
    records = _anonymous(workspace, person)
    workspace.replace_by(member_id, records, "anonymise")
    workspace.after_erasing()
    return records[0].id


def _anonymous(workspace: Workspace, person: Member) -> list[Record]:
    """The record of nobody, with the two consents it stands on; the years are those of the person's own."""
    member, code = new_id(), _fresh_code(workspace)
    history, this_year = workspace.consents(person.id), _year(workspace.today().isoformat())
    made: list[Record] = [Member(id=member, label=code, code=code, anonymous=True, **_bands(workspace, person))]
    for use in (KEEP, STATISTICS):
        days = [each.date for each in history if each.use == use and each.value == GIVEN and each.date]
        made.append(Consent(id=new_id(), member=member, use=use, value=GIVEN, date=_year(max(days, default=None)) or this_year))
    met = min((each.date for each in workspace.of_member(person.id, "conversation") if isinstance(each, Conversation) and each.date), default=None)
    made.append(Conversation(id=new_id(), member=member, date=_year(met), outcome="saved"))
    for need in workspace.of_member(person.id, "need"):
        if isinstance(need, Need) and not is_sensitive(need.category):
            ended = _year(need.closed) or this_year if need.status in CLOSED else None
            made.append(Need(id=new_id(), member=member, opened=_year(need.opened) or this_year, closed=ended, **_same(need, NEED)))
    for gift in workspace.of_member(person.id, "contribution"):
        if isinstance(gift, Contribution):
            made.append(Contribution(id=new_id(), member=member, since=_year(gift.since), until=_year(gift.until), **_same(gift, GIFT)))
    return made


def _bands(workspace: Workspace, person: Member) -> Mapping[str, Any]:
    bands = _same(person, BANDS)
    if not isinstance(bands["age_band"], str):
        born = person.birth_year if isinstance(person.birth_year, int) else None
        bands["age_band"] = age_band(born, workspace.today()) or bands["age_band"]
    if bands["region"] is None and isinstance(person.municipality, str):
        bands["region"] = region_of(person.municipality)
    origin = vocabulary("country").group_of(person.origin) if isinstance(person.origin, str) else person.origin
    return {**bands, "origin": origin, "arrived": _year(person.arrived)}


def _same(record: Record, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _year(day: Any) -> Any:
    """The year of a day; "preferred not to say" stays that."""
    return day if day is None or day is DECLINED else str(day)[:4]


def _fresh_code(workspace: Workspace) -> str:
    return draw_code({row[0] for row in workspace._rows("SELECT code FROM member")})
