"""Who a sample person is: a member drawn from a life, with facts that can be true together."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from models.fields import Value
from models.member import CODE_LETTERS, Member
from models.record import NO_ANSWERS
from models.sample.around import HEARD, questions
from models.sample.draw import Draw, day
from models.sample.lives import Life, Origin, facts
from models.sample.texts import Kit, kit

FIRST_DAY = datetime.date(2024, 1, 8).toordinal()
"""The day the fictional association began to write things down."""
_MASS_FLIGHT = datetime.date(2022, 3, 4).toordinal()
"""Before this day nobody had collective protection (`vocabularies.md` 10)."""
_BANDS = ((4, "0-4"), (11, "5-11"), (17, "12-17"), (24, "18-24"), (29, "25-29"), (39, "30-39"), (49, "40-49"), (59, "50-59"), (66, "60-66"))
_IN_WORK = ("employed", "self-employed", "casual")
_SOCIAL_SUPPORT = {"single-parent": "SP"}
_OWN_WORDS = {"en": "non-binary", "ar": "خارج الثنائية", "is": "kynsegin"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the other records of a person are drawn from: days are numbers in the calendar."""

    id: str
    life: Life
    kit: Kit
    language: str
    first: int
    today: int
    arrived: int | None
    stage: str
    household: str
    working: bool
    volunteer: str


def band(age: int) -> str:
    """The age band of `vocabularies.md` 13."""
    return next((code for most, code in _BANDS if age <= most), "67+")


@lru_cache(maxsize=1)
def _municipalities() -> Mapping[str, tuple[str, ...]]:
    return {region: tuple(found) for region, found in facts()["municipalities"].items()}


def _preferred(draw: Draw, life: Life, origin: Origin) -> str:
    if life.icelandic and draw.random() * 10 < life.icelandic:
        return "is"
    return draw.pick(origin.languages)


def _others(draw: Draw, origin: Origin, preferred: str, years: float) -> tuple[str, ...] | None:
    found = [] if origin.tongue == preferred else [origin.tongue]
    if "en" not in (preferred, origin.tongue) and (preferred == "is" or draw.random() < 0.55):
        found.append("en")
    if preferred != "is" and draw.random() * 8 < years:
        found.append("is")
    return tuple(found) or None


def _basis(draw: Draw, life: Life, origin: Origin, years: float) -> str | None:
    """EEA citizens need no permit; permanent residence and citizenship take years."""
    if origin.country in life.bases_of:
        return life.bases_of[origin.country]
    if (not life.bases and not origin.eea) or life.away:
        return None
    if origin.eea and not life.settled:
        return "IS-EEA"
    basis = draw.pick(life.bases)
    return basis if basis != "IS-PER" or years >= 5 else life.bases[0]


def _stage(draw: Draw, life: Life, years: float) -> str:
    stage = draw.pick(life.stages)
    if stage == "long-term" and years < 5:
        return "settlement" if years < 2 else "participation"
    return "participation" if stage == "settlement" and years > 6 else stage


def _arrival(draw: Draw, life: Life, origin: Origin, age: int, first: int) -> int | None:
    if life.years is None:
        return None
    least, most = life.years[0], min(life.years[1], life.most_years.get(origin.country, 99), age - (1 if life.child else 18))
    arrived = first - int(365.25 * (least + draw.random() * max(most - least, 0))) - 3
    if "IS-COL" in (*life.bases, life.bases_of.get(origin.country)):
        arrived = max(arrived, min(_MASS_FLIGHT, first - 7))
    return arrived


def _written(draw: Draw, ordinal: int | None) -> str | None:
    """A date as people remember it: most know the year, some the month, few the day."""
    if ordinal is None:
        return None
    whole, chance = day(ordinal), draw.random()
    return whole[:4] if chance < 0.6 else whole[:7] if chance < 0.9 else whole


def _answers(draw: Draw, seed: int) -> Mapping[str, Value]:
    if draw.random() < 0.35:
        return NO_ANSWERS
    heard, evenings = questions(seed)
    drawn: dict[str, Value] = {heard.id: draw.answer(draw.pick(HEARD)), evenings.id: draw.answer(draw.whole(0, 8), 0.06, 0.2)}
    return MappingProxyType({question: value for question, value in drawn.items() if value is not None})


class Register:
    """The codes and labels already given out in one run, and a number for each contact."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.labels: set[str] = set()

    def code(self, draw: Draw) -> str:
        while True:
            drawn = "".join([draw.pick(CODE_LETTERS), draw.pick(CODE_LETTERS), draw.pick(CODE_LETTERS), draw.pick(CODE_LETTERS)])
            if drawn not in self.codes:
                self.codes.add(drawn)
                return drawn

    def label(self, draw: Draw, name: str, origin: Origin, mark: str) -> str:
        """The name with the mark that says it is invented; the second of a name bears an initial too."""
        label = f"{name} {mark}"
        if label in self.labels:
            label = f"{name} {draw.pick(origin.initials)}. {mark}"
        self.labels.add(label)
        return label

    def contact(self, phone: str) -> str:
        number = f"{len(self.codes):07d}"
        return phone.format(number=f"{number[:3]} {number[3:]}")


def member(draw: Draw, life: Life, seed: int, today: int, register: Register, volunteer: str) -> tuple[Member, Frame]:
    """A member, and the frame that everything else of this person is drawn from. Consent is not yet asked."""
    origin = draw.pick(life.origins)
    age = draw.whole(*life.ages)
    floor = max(FIRST_DAY, today - 30 * life.recent if life.recent else 0)
    first = draw.whole(min(floor, today - 60), today - 2)
    arrived = _arrival(draw, life, origin, age, first)
    years = (today - arrived) / 365.25 if arrived is not None else 0.0
    preferred, employment = _preferred(draw, life, origin), draw.pick(life.employment)
    frame = Frame(
        id=draw.id(), life=life, kit=kit(life, preferred), language=preferred, first=first, today=today, arrived=arrived,
        stage=_stage(draw, life, years), household=draw.pick(life.households), working=employment in _IN_WORK,
        volunteer=volunteer,
    )
    return _filled(draw, frame, origin, age, years, seed, register, employment), frame


def _support(draw: Draw, frame: Frame) -> tuple[str, ...] | None:
    found = [_SOCIAL_SUPPORT[frame.household]] if frame.household in _SOCIAL_SUPPORT and draw.random() < 0.6 else []
    if frame.life.support and draw.random() < 0.4:
        other = draw.pick(frame.life.support)
        if other not in found and (other != "SP" or frame.household == "single-parent"):
            found.append(other)
    return tuple(found) or None


def _filled(draw: Draw, frame: Frame, origin: Origin, age: int, years: float, seed: int, register: Register,
            employment: str) -> Member:
    life, words, preferred = frame.life, frame.kit, frame.language
    gender, region = draw.pick(life.genders), draw.maybe(life.regions)
    name = draw.pick(origin.names[gender if gender in origin.names else draw.pick(("woman", "man"))])
    birth_year = datetime.date.fromordinal(frame.today).year - age
    towns = _municipalities().get(region or "", ())
    basis = _basis(draw, life, origin, years)
    return Member(
        id=frame.id, answers=_answers(draw, seed), code=register.code(draw), label=register.label(draw, name, origin, words.mark),
        names=draw.answer(f"{name} {words.surname}", 0.06, 0.55), preferred_language=preferred,
        spoken_languages=draw.answer(_others(draw, origin, preferred, years)),
        interpreter=draw.answer(preferred not in ("en", "is") and draw.random() < 0.55),
        birth_year=draw.answer(birth_year, 0.08, 0.35), age_band=draw.answer(band(age)), gender=draw.answer(gender),
        gender_words=_OWN_WORDS.get(preferred, _OWN_WORDS["en"]) if gender == "other" and draw.random() < 0.5 else None,
        origin=draw.answer(origin.country, 0.05), nationality=draw.answer("IS" if basis == "IS-CIT" else origin.country, 0.06, 0.1),
        stateless=(origin.country == "PS" and draw.random() < 0.4) or None,
        region=draw.answer(region, 0.02), municipality=draw.answer(draw.maybe(towns), 0.03, 0.5),
        household=draw.answer(frame.household, 0.04), arrived=draw.answer(_written(draw, frame.arrived)),
        residence_basis=draw.answer(basis, 0.12), stage=frame.stage, employment=draw.answer(employment, 0.02, 0.02),
        occupation_before=draw.answer(draw.maybe(life.before)), occupation_now=draw.answer(draw.maybe(life.now)) if frame.working else None,
        sector=draw.answer(draw.maybe(life.sectors)) if frame.working else None, education=draw.answer(draw.maybe(life.education), 0.05),
        recognition=draw.answer(draw.maybe(life.recognition)), specific_needs=draw.answer(_support(draw, frame), 0.08),
        contact=draw.answer(register.contact(words.phone), 0.08, 0.12),
        do_not_contact=None if draw.random() < 0.3 else draw.random() < 0.06,
        review_date=day(frame.first + 730) if draw.random() < 0.8 else None, restricted=True if draw.random() < 0.01 else None,
    )
