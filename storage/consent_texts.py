"""The words consents are asked with: what is kept of them, which are in use, and the very words behind a hash."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from locales import script
from models import consent_text as rules
from models.consent import wording_hash
from models.consent_text import READ, SCRIPT, ConsentText
from models.operation import new_id
from storage import tables

if TYPE_CHECKING:
    from storage.changes import Changes
    from storage.library import Library
    from storage.workspace import Workspace

__all__ = ["check", "fall_silent", "say", "scripts", "words_of", "write_script"]


def scripts(library: Library) -> list[ConsentText]:
    """Every script this association ever had, by language and version."""
    sql = f"{tables.select_sql(ConsentText)} WHERE t.kind = '{SCRIPT}' AND coalesce(t.archived, 0) = 0 ORDER BY t.language, t.version, t.id"
    return [cast(ConsentText, tables.from_row(ConsentText, row)) for row in library._rows(sql)]


def say(library: Library) -> None:
    """From now on the script reads as this association says it."""
    script.lay_over(library, {
        code: script.Own(each.version or rules.FIRST, rules.parts(each.text or "")) for code, each in rules.in_use(scripts(library)).items()
    })


def fall_silent(library: Library) -> None:
    """The vault is closed: its words are said no more."""
    script.lay_over(library, None)


def check(text: ConsentText) -> None:
    """Raises WrongInput for words that can't be kept so."""
    rules.check(text)


def write_script(workspace: Workspace, language: str, said: dict[str, str]) -> Changes | None:
    """Keep what the association says in a language as a new version; None where it says that already."""
    with workspace.atomic():
        before = rules.in_use(scripts(workspace)).get(language)
        text = rules.text_of(said)
        if text == (before.text if before is not None else rules.text_of({})):
            return None
        return workspace.save(ConsentText(
            id=new_id(), kind=SCRIPT, language=language, version=(before.version or rules.FIRST if before is not None else rules.FIRST) + 1,
            since=workspace.today().isoformat(), text=text, hash=wording_hash(text),
        ))


def words_of(library: Library, hashes: Iterable[str]) -> dict[str, ConsentText]:
    """What was read out, by hash. A hash whose words weren't kept is left out."""
    some = list(dict.fromkeys(hashes))
    found: dict[str, ConsentText] = {}
    for start in range(0, len(some), 500):
        part: Any = tuple(some[start : start + 500])
        sql = f"{tables.select_sql(ConsentText)} WHERE t.kind = '{READ}' AND t.hash IN ({', '.join('?' * len(part))})"
        for row in library._rows(sql, part):
            text = cast(ConsentText, tables.from_row(ConsentText, row))
            found[text.hash or ""] = text
    return found
