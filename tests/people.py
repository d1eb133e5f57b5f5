"""People for tests, plainly fictional."""

from __future__ import annotations

from models.consent import Consent
from models.member import Member
from models.operation import new_id
from models.record import Record

PASSPHRASE = "ladder dial gorilla"


def member(label: str = "Mía (sample)", uses: tuple[str, ...] = ("keep", "statistics"), **fields: object) -> tuple[str, list[Record]]:
    """A member with consents, ready to be saved, and the id."""
    record_id = new_id()
    person = Member(id=record_id, label=label, **fields)  # type: ignore[arg-type]
    return record_id, [person, *(Consent(member=record_id, use=use, value="given", date="2026-01-05") for use in uses)]
