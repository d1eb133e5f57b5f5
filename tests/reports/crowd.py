"""People for tests of reports: a plain archive in memory, and fictional rows as skewed as real ones."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.association import Association
from models.codebook import starter_id
from models.theme import Theme
from reports.archive import Frozen, QuoteCandidate, Row

BANDS = ("0-4", "12-17", "18-24", "25-29", "30-39", "40-49", "50-59", "60-66", "67+", "unknown", "", "declined")
NEEDS = (
    "housing", "language", "finding-work", "labour-rights", "qualifications", "legal-status", "health", "children", "income",
    "documents", "mental-health", "violence", "protection-procedure", "education", "trafficking", "digital",
)  # fmt: skip
OUTCOMES = ("full", "part", "none", "waiting-list", "unknown")
THEMES = tuple(starter_id(code) for code in ("work", "language", "peers", "home", "faith", "belonging"))
STAGES = ("reception", "settlement", "participation", "", "return-preparation")


@dataclass
class Shelf:
    """An archive in memory."""

    rows: tuple[Row, ...] = ()
    candidates: tuple[QuoteCandidate, ...] = ()
    threshold: int | None = None
    key: bytes = b"k" * 32
    name: str = "Bridges"
    about: str | None = None

    def association(self) -> Association:
        return Association(name=self.name, threshold=self.threshold, about=self.about)

    def snapshot(self) -> Frozen | None:
        return Frozen("s", "2026-11-20", "2025-02-11", "2026-11-19", self.rows) if len(self.rows) >= 3 else None

    def quotes(self) -> Sequence[QuoteCandidate]:
        return self.candidates

    def themes(self) -> Mapping[str, Theme]:
        return {}

    def coin(self, members: Iterable[str]) -> bytes:
        return hmac.new(self.key, "\n".join(sorted(members)).encode(), hashlib.sha256).digest()

    def printed(self, question: str) -> str | None:
        return None

    def keep_printed(self, question: str, value: str) -> None:
        """Every test asks for the first time; what is kept is proved with a real vault."""

    def today(self) -> datetime.date:
        return datetime.date(2026, 11, 24)


def skewed(draw: random.Random, codes: Sequence[str], steep: float = 0.6) -> str:
    """One code; each half as likely as the one before, or so: most people in few classes, a few in many."""
    weights = [steep**place for place in range(len(codes))]
    return draw.choices(codes, weights)[0]


def crowd(count: int, seed: int = 0) -> tuple[Row, ...]:
    """So many fictional people, the same for the same seed."""
    draw = random.Random(seed)
    orders = {name: draw.sample(codes, len(codes)) for name, codes in _CODES.items()}
    needs, steep = draw.sample(NEEDS, len(NEEDS)), draw.choice((0.5, 0.7, 0.9))
    return tuple(_person(draw, number, orders, needs, steep) for number in range(count))


_CODES: dict[str, tuple[str, ...]] = {
    "gender": ("woman", "man", "other", "", "declined"),
    "age_band": BANDS,
    "region": ("capital", "sudurnes", "northeast", "west", "east", ""),
    "origin": ("PL", "UA", "SY", "VE", "LT", "NG", "PH", "AF", ""),
    "stage": ("settlement", "reception", "long-term", "reintegration", ""),
    "employment": ("employed", "unemployed", "casual", "studying", "not-allowed", ""),
    "occupation_before": ("ISCO-2", "ISCO-5", "ISCO-7", "ISCO-9", ""),
    "occupation_now": ("ISCO-9", "ISCO-5", "ISCO-2", ""),
    "residence_basis": ("IS-EEA", "IS-COL", "IS-REF", "IS-NON", "IS-TRA", ""),
    "arrived": ("2026", "2024", "2020", "2010", "", "declined"),
}


def _person(draw: random.Random, number: int, orders: dict[str, list[str]], needs: list[str], steep: float) -> Row:
    classes = {name: skewed(draw, codes, steep) for name, codes in orders.items()}
    asked = tuple(
        {"category": skewed(draw, needs, steep), "stage": skewed(draw, STAGES), "opened": f"2026-{draw.randint(1, 11):02}-11"}
        for _ in range(draw.choice((0, 1, 2, 3, 5)))
    )
    asked = tuple(each | _followed(number * 7 + place, steep) for place, each in enumerate(asked))
    gifts = tuple(
        {"type": skewed(draw, ("work", "volunteering", "care", "culture", "civic")), "hours": draw.choice(("", "4", "12.5", "40")),
         "recorded": "2026-05-02"} | _brings(number) for _ in range(draw.choice((0, 1, 2)))
    )  # fmt: skip
    stories = ({"language": draw.choice(("pl", "ar", "en")), "told_on": "2026-03-03"},)
    told = tuple({"state": "done", "outcome": skewed(random.Random(number), OUTCOMES, steep), "sent": "2026-06-02"} for _ in asked[:1])
    themes = tuple(sorted({skewed(random.Random(number), THEMES, steep), skewed(random.Random(number + 1), THEMES, steep)}))
    return Row(f"person-{number:05}", classes, asked, gifts, stories, f"2025-{draw.randint(2, 12):02}-10", told, themes)


def _brings(number: int) -> dict[str, str]:
    draw = random.Random(number)
    return {"whom": skewed(draw, ("own-community", "neighbourhood", "national", "")), "benefits": draw.choice(("person", "person community", "")),
            "reached": draw.choice(("", "4", "20"))}


def _followed(seed: int, steep: float) -> dict[str, str]:
    """How urgent a need was, where it stands, and when it was closed; by a draw of its own, so that the people stay who they were."""
    draw = random.Random(seed)
    status = skewed(draw, ("active", "met", "waiting", "part", "unmet"), steep)
    closed = "" if status in ("active", "waiting") else "2026-11-15"
    return {"urgency": skewed(draw, ("U3", "U2", "U4", "U1", ""), steep), "status": status, "closed": closed}


def quote(number: int, **changes: object) -> QuoteCandidate:
    """A quote that may be printed unless changed."""
    made = QuoteCandidate(
        f"quote-{number}", f"teller-{number}", f"These are words number {number}.", "en", "approved", frozenset({"quote-anonymous"}),
        classes={"gender": "woman", "age_band": "30-39", "region": "capital"}, category=NEEDS[number % len(NEEDS)],
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]
