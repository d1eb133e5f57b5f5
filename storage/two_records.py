"""Two records of one person become one by an alias operation, and two again by the answer to it.

Nothing is moved in the journal: the operations of the record that goes stay its own, and the tables put what belongs to it under the
record that stays (`storage.aliases`). So the answer to the alias brings back two whole records; what was added in between was added to
the record that stayed, and stays there. Consent is the union of all events of both, and the one rule decides (`models.consent`): a no in
either closes what the other opened, unless it knew of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from locales import N_
from models.consent import CLOSING, FREE, KEEP, SHARE, Consent, Limits, permits
from models.errors import WrongInput
from models.fields import Field
from models.member import Member
from models.operation import ALIAS, Operation, new_id, project
from models.record import Record
from models.referral import WITHDRAWN, Referral
from models.registry import PERSONAL
from models.story import Story
from models.two_records import joined
from storage import entries, erasure, journal, permissions, referrals
from storage.aliases import aliases, family, surviving
from storage.changes import Changes
from storage.schema import quoted

if TYPE_CHECKING:
    from storage.library import Library
    from storage.recorder import Recorder
    from storage.undo import Undone

HALF = "record"
"""The step of a draft that is a half-edited record."""
EVERYTHING = frozenset(each.TYPE for each in PERSONAL)
SAME = N_("These are the same record already.")
GONE = N_("One of the two records is not there any more; look at the list again.")
HALF_EDITED = N_("One of the two records was left half edited. Open it, save it or leave it, and then join the two.")
WOULD_HIDE = N_("Both records hold a no to being kept that was taken back. Joined, they would hide the person; so they stay two records.")


def pair(library: Library, one: str, other: str) -> tuple[Member, Member]:
    """Two visible records, the one that would stay first. Raises WrongInput."""
    if surviving(library._connection, one) == surviving(library._connection, other):
        raise WrongInput(SAME)
    found = [library.find(each) for each in sorted((one, other))]
    if not all(isinstance(each, Member) for each in found):
        raise WrongInput(GONE)
    return cast(Member, found[0]), cast(Member, found[1])


def join(recorder: Recorder, one: str, other: str, chosen: Mapping[str, str]) -> Changes:
    """Make one record of two: that with the smaller id stays, with the answers `chosen` by field (`models.two_records`).

    Raises WrongInput: one is gone, restricted, anonymous or half edited, or nobody would be kept any more.
    """
    with recorder.atomic():
        mark = len(recorder._written)
        this, that = pair(recorder, one, other)
        refuse(recorder, this.id, that.id)
        whole = joined(this, that, _fields(recorder), chosen)
        _point(recorder, that.id, this.id, None)
        recorder._change(whole)
        return Changes(EVERYTHING, (this.id,), tuple(recorder._written[mark:]))


def _fields(library: Library) -> Sequence[Field]:
    return library.fields(Member.TYPE)


def refuse(recorder: Recorder, this: str, that: str) -> None:
    """Raise WrongInput where two records can't become one now."""
    recorder._refuse_closed([this, that])
    if recorder._rows("SELECT 1 FROM draft WHERE step = ? AND member IN (?, ?)", (HALF, this, that)):
        raise WrongInput(HALF_EDITED)
    if KEEP in closing(recorder, this, that):
        raise WrongInput(WOULD_HIDE)


def closing(library: Library, this: str, that: str) -> tuple[str, ...]:
    """The uses of consent that are open today in one of two records, or both, and would be closed once they are one."""
    events = permissions.events_of(library._connection, [this, that])
    limits = permissions.limits_in(library._connection, [this, that])
    either = [limits.get(each, FREE) for each in (this, that)]
    both = Limits(any(each.restricted for each in either), any(each.objects for each in either))
    told, day = [event for each in (this, that) for event in events.get(each, [])], library.today()
    opened = {use for each, limit in zip((this, that), either, strict=True) for use in _uses(events.get(each, []))
              if permits(events.get(each, []), use, day, limit)}
    return tuple(sorted(use for use in opened if not permits(told, use, day, both)))


def _uses(events: Iterable[Consent]) -> list[str]:
    return list(dict.fromkeys(each.use or "" for each in events))


def _point(recorder: Recorder, member: str, to: str | None, answers: Operation | None) -> None:
    """Write where a record belongs, and put everything where it belongs now. `answers` is the operation that this one takes back."""
    connection = recorder._connection
    before = {*family(connection, member), *(family(connection, to) if to else ())}
    allowed = {each.id for person in before for each in _permitted_referrals(recorder, person)}
    base = {"alias": answers.op} if answers is not None else recorder._journal.base_of(member, ["alias"])
    recorder._journal.write([recorder._journal.make(Member.TYPE, member, ALIAS, {"alias": to}, base)])
    connection.execute("UPDATE member SET alias = ? WHERE id = ?", (to, member))
    settle(recorder, before)
    if to is not None:
        _end_referrals(recorder, surviving(connection, to), allowed)


def settle(recorder: Recorder, people: Iterable[str]) -> None:
    """Put everything that belongs to some records under the records that stay, and work out anew what their consents open."""
    connection, some, where = recorder._connection, sorted(people), aliases(recorder._connection)
    for kind in PERSONAL:
        if kind.OWNER == Member.TYPE:
            sql = f"SELECT id, member FROM {quoted(kind.TYPE)} WHERE member IN ({', '.join('?' * len(some))})"
            stands = dict(recorder._rows(sql, some))
            made_for = _made_for(recorder, list(stands))
            for record_id, whose in made_for.items():
                now = where.get(whose, whose)
                if stands[record_id] != now:
                    _put_under(recorder, kind, record_id, now)
    for each in some:
        entries.reown(connection, [each], where.get(each, each))
    permissions.renew(connection, some)
    erasure.leave_figures(connection, {where.get(each, each) for each in some}, recorder.today().isoformat())


def _permitted_referrals(recorder: Recorder, member: str) -> list[Referral]:
    """The referrals of a person that are under way with a consent in force."""
    history = permissions.events_of(recorder._connection, [member]).get(member, [])
    return [each for each, code in referrals.not_done(recorder, member) if permits(history, SHARE + code, recorder.today(), FREE)]


def _end_referrals(recorder: Recorder, member: str, allowed: set[str]) -> None:
    """End those that rested on a consent which the other record's no has closed now."""
    still = {each.id for each in _permitted_referrals(recorder, member)}
    for each, _code in referrals.not_done(recorder, member):
        if each.id in allowed - still:
            recorder._write_change(each, each.with_values({"state": WITHDRAWN}), {"state": WITHDRAWN}, {}, rights=True)


def _put_under(recorder: Recorder, kind: type[Record], record_id: str, member: str) -> None:
    recorder._connection.execute(f"UPDATE {quoted(kind.TYPE)} SET member = ? WHERE id = ?", (member, record_id))
    told = recorder.told_in(record_id) if kind is Story else []
    entries.reown(recorder._connection, [record_id, *told], member)


def _made_for(library: Library, record_ids: Sequence[str]) -> dict[str, str]:
    """The person whose each record is by its own operations, whatever was joined since."""
    by_record: dict[str, list[Operation]] = {}
    for each in journal.of_records(library._connection, record_ids):
        by_record.setdefault(each.record_id, []).append(each)
    return {record_id: str((project(some) or {}).get(Member.TYPE) or "") for record_id, some in by_record.items()}


# taking it back


def undo(recorder: Recorder, operation: Operation, undone: Undone) -> None:
    """Answer one alias operation: two records again, or one again. What can't be any more is left and named."""
    member = operation.record_id
    told = [each for each in journal.of_record(recorder._connection, member) if each.kind == ALIAS]
    if not told or told[-1].op != operation.op:
        undone.skipped.append((member, "alias"))
        return
    before = next((each.values["alias"] for each in told if each.op == operation.base.get("alias")), None)
    if before is None:
        _part(recorder, member, operation)
    elif not _joins_again(recorder, member, before, operation):
        undone.skipped.append((member, "alias"))
        return
    undone.kinds |= EVERYTHING
    undone.ids.append(surviving(recorder._connection, member))


def _joins_again(recorder: Recorder, member: str, to: str, operation: Operation) -> bool:
    try:
        pair(recorder, member, to)
        refuse(recorder, surviving(recorder._connection, to), member)
    except WrongInput:
        return False
    _point(recorder, member, to, operation)
    return True


def _part(recorder: Recorder, member: str, operation: Operation) -> None:
    """Two records again. What the person took back or objected to while they were one holds for both: nobody says it twice."""
    root = surviving(recorder._connection, member)
    closed, objection = _closed_since(recorder, root, operation), _objected_since(recorder, root, operation)
    _point(recorder, member, None, operation)
    for each in closed:
        again = {name: getattr(each, name) for name in ("use", "value", "date", "how", "language", "given_by", "reason")}
        recorder._append_consent(Consent(id=new_id(), member=member, **again))
    found = recorder.find(member, binned=True)
    if objection and isinstance(found, Member) and not found.objection:
        recorder._change(found.with_values(objection))


def _closed_since(library: Library, root: str, operation: Operation) -> list[Consent]:
    """The last refusal or withdrawal of each use that was said since two records were joined and stands."""
    history = permissions.events_of(library._connection, [root]).get(root, [])
    since = {each.record_id for each in journal.of_records(library._connection, [each.id for each in history]) if each.stamp > operation.stamp}
    last = {each.use: each for each in history if each.value in CLOSING and each.id in since}
    return [each for use, each in last.items() if not permits(history, use or "", library.today(), FREE)]


def _objected_since(library: Library, root: str, operation: Operation) -> dict[str, str]:
    told = [each for each in journal.of_record(library._connection, root) if each.stamp > operation.stamp]
    values = project(each for each in told if {"objection", "objection_date"} & each.values.keys()) or {}
    return {name: values[name] for name in ("objection", "objection_date") if values.get(name)}
