"""What is around the sample people: a fictional association, its volunteers, its partners and two questions of its own."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from models.association import Association
from models.fields import Kind, Sensitivity
from models.partner import Partner
from models.question import Question
from models.sample.draw import Draw
from models.volunteer import Volunteer

_PARTNERS = (
    ("LEGAL", "Legal Aid (sample)", ("en", "is", "ar"), "Tuesday 16-18", False),
    ("CLINIC", "Health Centre (sample)", ("is", "en", "pl"), "every day 8-16", True),
    ("UNION", "Workers' Union (sample)", ("is", "en", "pl", "lt", "es"), "Monday to Friday 9-15", False),
    ("SCHOOL", "Adult School (sample)", ("is", "en", "uk"), "Monday to Thursday 10-19", False),
    ("TOWNHALL", "Welfare Office of the Town (sample)", ("is", "en"), "Monday to Friday 10-14", False),
    ("PANTRY", "Open Pantry (sample)", ("en", "fa", "ar"), "Saturday 11-14", True),
)
_VOLUNTEERS = (
    ("Dalia (sample)", ("ar", "en", "is")), ("Krystyna (sample)", ("pl", "en", "is")),
    ("Sigrún (sample)", ("is", "en", "es")), ("Farid (sample)", ("fa", "en", "uk")),
)
_HEARD = {
    "friend": {"en": "From a friend or relative", "ar": "من صديق أو قريب", "is": "Frá vini eða ættingja"},
    "school": {"en": "From the language school", "ar": "من مدرسة اللغة", "is": "Úr tungumálaskólanum"},
    "office": {"en": "From an office or a clinic", "ar": "من دائرة أو مركز صحي", "is": "Frá skrifstofu eða heilsugæslu"},
    "internet": {"en": "On the internet", "ar": "من الإنترنت", "is": "Á netinu"},
}


def association(seed: int) -> Association:
    """The association of the sample vault. Nobody is meant by it."""
    return Association(
        id=Draw("association", seed).id(), name="Sample Association of Newcomers (fictional)", number="000000-0000",
        address="Sample Street 1, 000 Sampletown", contact="phone 000 0000, office@sample.example", languages=("en", "ar", "is"),
        retention_months=24,
        about="A fictional association, made to try Raddir out. Everybody in it is invented.",
    )


@lru_cache(maxsize=8)
def volunteers(seed: int) -> tuple[Volunteer, ...]:
    """The volunteers who wrote the sample down. None has a key slot: they can't open anything."""
    draw = Draw("volunteers", seed)
    return tuple(
        Volunteer(id=draw.id(), name=name, languages=languages, active=True, coordinator=False) for name, languages in _VOLUNTEERS
    )


@lru_cache(maxsize=8)
def partners(seed: int) -> tuple[Partner, ...]:
    """The services that sample members agree to be referred to."""
    draw = Draw("partners", seed)
    return tuple(
        Partner(id=draw.id(), code=code, name=name, languages=languages, hours=hours, phone=f"000 01{place:02d}", urgent=urgent)
        for place, (code, name, languages, hours, urgent) in enumerate(_PARTNERS)
    )


@lru_cache(maxsize=8)
def questions(seed: int) -> tuple[Question, ...]:
    """Two questions of the association's own: how a member heard of it, and how many evenings a month they have free."""
    draw = Draw("questions", seed)
    return (
        Question(
            id=draw.id(), record_type="member", kind=Kind.CODE.value, options=MappingProxyType(_HEARD),
            sensitivity=Sensitivity.ORDINARY.value, retired=False,
            labels=MappingProxyType({"en": "How did you hear of us?", "ar": "كيف سمعت عنا؟", "is": "Hvernig fréttir þú af okkur?"}),
        ),
        Question(
            id=draw.id(), record_type="member", kind=Kind.NUMBER.value, sensitivity=Sensitivity.ORDINARY.value, retired=False,
            labels=MappingProxyType({"en": "How many evenings a month could you join something?",
                                     "ar": "كم مساءً في الشهر يمكنك المشاركة في نشاط؟",
                                     "is": "Hve mörg kvöld í mánuði gætir þú tekið þátt í einhverju?"}),
        ),
    )


HEARD = tuple(_HEARD)
