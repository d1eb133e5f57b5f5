"""Which people a report counts: a period, and filters such as `category=housing` or `member.nationality=PL`, asked of frozen rows.

A filter or a period restricts the people, and of their needs, contributions and stories it keeps those that fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from locales import N_, Words
from models.condition import codes_meant, only_equal, parse_condition
from models.contribution import Contribution
from models.dates import parse_date
from models.disclosure import SENSITIVE_FIELDS
from models.errors import WrongInput
from models.fields import Field, Kind
from models.member import Member
from models.need import Need, kinds_counted_strictly
from models.record import Record, declared_fields
from models.vocabulary import vocabulary
from reports.archive import Row

_FIELDS: Mapping[str, tuple[type[Record], tuple[str, ...]]] = {
    "need": (Need, ("category", "stage", "urgency", "status", "opened", "closed")),
    "contribution": (Contribution, ("type", "whom", "since")),
    "member": (Member, (
        "age_band", "gender", "region", "origin", "nationality", "preferred_language", "residence_basis", "employment", "sector",
        "occupation_before", "occupation_now", "education", "recognition", "household", "stage", "arrived",
    )),
}  # fmt: skip
"""What frozen rows hold, and where a name without `member.` before it is looked for first."""
_PLACE = (frozenset({"nationality", "origin"}), frozenset({"region"}), frozenset({"residence_basis"}))


@dataclass(frozen=True)
class Filter:
    """One comparison. `codes` are what a code or a group stands for; dates compare by `value`."""

    scope: str
    field: Field
    sign: str
    value: str
    codes: frozenset[str] = frozenset()

    def fits(self, found: str) -> bool:
        """Whether an answer fits; one that wasn't asked or was declined fits nothing."""
        if not found or found == "declined":
            return False
        if self.field.kind is not Kind.DATE:
            return (found in self.codes) == (self.sign == "=")
        value, whole = self.value, self.value + "~"  # a partial date stands for all of its days; "~" sorts after them
        match self.sign:
            case ">=":
                return found + "~" >= value
            case ">":
                return found > whole
            case "<=":
                return found <= whole
            case "<":
                return found < value
            case "!=":
                return not found.startswith(value)
            case _:
                return found.startswith(value)

    @property
    def sensitive(self) -> bool:
        """Whether it picks people by violence, trafficking or legal status."""
        return self.field.name in SENSITIVE_FIELDS or bool(self.field.name == "category" and self.codes & kinds_counted_strictly())


@dataclass(frozen=True)
class Asked:
    """The people a report is asked for: from and to (ISO days, months or years, or "") and the filters."""

    first: str = ""
    last: str = ""
    filters: tuple[Filter, ...] = ()

    @property
    def sensitive(self) -> bool:
        return any(each.sensitive for each in self.filters)

    def crosses(self, more: Iterable[str] = ()) -> bool:
        """Whether filters and a further question together cross nationality, place and status, which is never printed."""
        names = {each.field.name for each in self.filters} | set(more)
        return all(names & part for part in _PLACE)

    def holds(self, day: str) -> bool:
        """Whether a full or partial day lies in the period."""
        if not self.first and not self.last:
            return True
        return bool(day) and (not self.first or day + "~" >= self.first) and (not self.last or day <= self.last + "~")


def asked(first: str | None, last: str | None, where: Sequence[str]) -> Asked:
    """Reads a period and filters. Raises WrongInput for a day that doesn't exist and for a filter that isn't one."""
    made = Asked(_day(first), _day(last), tuple(parse(each) for each in where))
    if made.first and made.last and made.first > made.last + "~":
        raise WrongInput(N_("The period ends before it begins; exchange its two days."))
    if made.crosses():
        raise WrongInput(N_("Nationality, area and basis of residence are never crossed in a report; leave out one of the filters."))
    return made


def parse(written: str) -> Filter:
    """A filter from what somebody wrote. Raises WrongInput with one sentence."""
    condition = parse_condition(written)
    name, sign, value = condition.name, condition.sign, condition.value
    scope, field = _field(name)
    if field.kind is Kind.DATE or field.name == "arrived":
        return Filter(scope, field, sign, _day(value))
    if sign not in ("=", "!="):
        raise only_equal(condition)
    return Filter(scope, field, sign, value, codes_meant(field, value))


def _field(name: str) -> tuple[str, Field]:
    scopes = ("member",) if name.startswith("member.") else tuple(_FIELDS)
    bare = name.removeprefix("member.")
    for scope in scopes:
        record_type, names = _FIELDS[scope]
        if bare in names:
            return scope, next(each for each in declared_fields(record_type) if each.name == bare)
    raise WrongInput(
        N_("A report can't be filtered by “{field}”; it takes fields of needs and contributions, and member.FIELD."),
        field=name[:40],
    )


def _day(written: str | None) -> str:
    if not written:
        return ""
    found = parse_date(written)
    if found is None:
        raise WrongInput(N_("The day “{day}” does not exist; write it as 2026-03-31, 2026-03 or 2026."), day=written[:20])
    return found


def pick(rows: Iterable[Row], question: Asked) -> tuple[Row, ...]:
    """The people asked for, each with the needs, contributions and stories that fit."""
    if question == Asked():
        return tuple(rows)
    return tuple(found for row in rows if (found := _picked(row, question)) is not None)


def _picked(row: Row, question: Asked) -> Row | None:
    by_scope = {scope: [each for each in question.filters if each.scope == scope] for scope in _FIELDS}
    if not fits_member(row.classes, question):
        return None
    needs = _fitting(row.needs, by_scope["need"], question, "opened")
    gifts = _fitting(row.contributions, by_scope["contribution"], question, "recorded")
    if (by_scope["need"] and not needs) or (by_scope["contribution"] and not gifts):
        return None
    stories = tuple(each for each in row.stories if question.holds(each.get("told_on", "")))
    told = None if row.referrals is None else _fitting(row.referrals, by_scope["need"], question, "sent")
    if not (question.holds(row.heard) or needs or gifts or stories):
        return None
    return replace(row, needs=needs, contributions=gifts, stories=stories, referrals=told)


def _fitting(
    found: tuple[Mapping[str, str], ...],
    filters: list[Filter],
    question: Asked,
    day: str,
) -> tuple[Mapping[str, str], ...]:
    return tuple(each for each in found if question.holds(each.get(day, "")) and all(one.fits(each.get(one.field.name, "")) for one in filters))


def fits_member(classes: Mapping[str, str], question: Asked) -> bool:
    """Whether somebody's own classes fit the filters that ask about a person."""
    return all(each.fits(classes.get(each.field.name, "")) for each in question.filters if each.scope == "member")


def in_words(question: Asked, words: Words) -> str:
    """The filters in words: "Kind of need: Housing and homelessness, Nationality: Poland". Empty without filters."""
    return words.list(_one(each, words) for each in question.filters)


def _one(one: Filter, words: Words) -> str:
    label = words.gettext(one.field.label)
    if not one.codes:
        shown = words.date(one.value)
        match one.sign:
            case ">=":
                return words.gettext("{field}: from {value} on").format(field=label, value=shown)
            case ">":
                return words.gettext("{field}: after {value}").format(field=label, value=shown)
            case "<=":
                return words.gettext("{field}: until {value}").format(field=label, value=shown)
            case "<":
                return words.gettext("{field}: before {value}").format(field=label, value=shown)
    else:
        shown = _label(one, words)
    if one.sign == "!=":
        return words.gettext("{field}: not {value}").format(field=label, value=shown)
    return words.gettext("{field}: {value}").format(field=label, value=shown)


def _label(one: Filter, words: Words) -> str:
    listed = vocabulary(one.field.vocabulary)
    for code in (one.value, f"group-{one.value}", f"world-{one.value}", listed.find(one.value) or ""):
        if code in listed.by_code:
            return listed.label(code, words)
    return one.value
