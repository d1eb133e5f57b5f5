"""The words consents are asked with: what an association says in its own way, and what was in fact read out, each kept for good.

A consent points to the very words by their hash (`models.consent.Consent.wording`). Raddir's own script is version 1 of every language and
isn't kept as a script: what was read out of it is.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from locales import N_, script
from models import fields as f
from models.consent import wording_hash
from models.errors import WrongInput
from models.fields import PLAIN
from models.record import Record

SCRIPT, READ = "script", "read-out"
FIRST = 1
"""The version that Raddir brings."""
MOST = 400
"""Letters a line of the script may have: what is longer isn't read out whole."""


@dataclass(frozen=True, kw_only=True)
class ConsentText(Record):
    """Words in one language. A script has a line for each of `script.PARTS`, an empty one where Raddir's words are said; what was read
    out is kept as it was read. Neither is ever changed: new words are a new version."""

    TYPE: ClassVar[str] = "consent-text"
    LABEL: ClassVar[str] = N_("Words of a consent")

    kind: str | None = f.code(N_("What it is"), "consent-text-kind", PLAIN, required=True)
    language: str | None = f.code(N_("Language of the consent"), "language", PLAIN, required=True)
    version: int | None = f.number(N_("Version"), PLAIN, least=FIRST)
    since: str | None = f.date(N_("In use since"), PLAIN)
    text: str | None = f.long_text(N_("The words"), PLAIN, required=True)
    hash: str | None = f.text(N_("Hash of the words"), PLAIN, system=True)


def read_out(text: str, language: str, version: int) -> ConsentText:
    """What was read out, as a record. The same words of the same version make the same id on every laptop, so they are kept once."""
    drawn = hashlib.sha256(f"{language} {version}\n{text}".encode()).digest()
    return ConsentText(
        id=str(uuid.UUID(bytes=drawn[:16], version=4)), kind=READ, language=language, version=version, text=text, hash=wording_hash(text),
    )


def parts(text: str) -> dict[str, str]:
    """The parts of a script that say something else than Raddir's."""
    lines = text.split("\n")
    return {name: line.strip() for name, line in zip(script.PARTS, lines, strict=False) if line.strip()}


def text_of(said: Mapping[str, str]) -> str:
    """A script of its parts, a line each."""
    return "\n".join(" ".join(said.get(name, "").split()) for name in script.PARTS)


def in_use(texts: Iterable[ConsentText]) -> dict[str, ConsentText]:
    """The newest script of each language. Where two laptops made the same version, one of them holds everywhere alike."""
    found: dict[str, ConsentText] = {}
    for each in texts:
        if each.kind == SCRIPT and each.language and not each.archived:
            before = found.get(each.language)
            if before is None or (each.version or 0, each.id) > (before.version or 0, before.id):
                found[each.language] = each
    return found


def check(text: ConsentText) -> None:
    """Raises WrongInput for a script that can't be read out: too many lines, or one that is too long."""
    lines = (text.text or "").split("\n")
    if text.kind != SCRIPT:
        return
    if len(lines) > len(script.PARTS):
        raise WrongInput(N_("A script has {most} lines, one for each sentence that is said; leave a line empty for Raddir’s words."),
                         most=len(script.PARTS))
    if any(len(line) > MOST for line in lines):
        raise WrongInput(N_("A sentence of the script has {most} letters at most: what is longer is not read out whole."), most=MOST)
