"""The association's own words: what is kept of them, who uses a code, and laying them over the vocabularies while the vault is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models.fields import Field, Kind
from models.own_words import OwnWords, check, check_vocabulary
from models.record import declared_fields
from models.registry import RECORDS
from models.term import Term
from models.vocabulary import shipped
from storage import tables
from storage.schema import quoted

if TYPE_CHECKING:
    from storage.library import Library


def every(library: Library) -> list[Term]:
    """All that was ever said of a word, the oldest first, what was taken back too: a code stays readable for whoever used it."""
    return [cast(Term, tables.from_row(Term, row)) for row in library._rows(f"{tables.select_sql(Term)} ORDER BY t.row")]


def own_words(library: Library) -> OwnWords:
    """What is to be laid over the vocabularies."""
    return OwnWords(every(library))


def users(library: Library, name: str) -> dict[str, int]:
    """How many records use each code of a vocabulary, in a field or in the answer to an own question: what is hidden and what lies in
    the bin too, for it may come back."""
    found: dict[str, int] = {}
    for kind in RECORDS:
        for field in declared_fields(kind):
            if field.vocabulary == name:
                _add(found, library._rows(_counting(quoted(kind.TYPE), f"t.{quoted(field.name)}", field)))
    for question in library._every_question().values():
        if question.vocabulary == name:
            column = "t.value" if question.many else "t.value ->> '$'"
            _add(found, library._rows(_counting("(SELECT value FROM answer WHERE question = ?)", column, question), (question.name,)))
    return found


def _counting(table: str, column: str, field: Field) -> str:
    if field.kind is Kind.CODES:  # nobody's list of codes holds one twice
        return f"SELECT j.value, count(*) FROM {table} t, json_each({column}) j GROUP BY 1"
    return f"SELECT {column}, count(*) FROM {table} t WHERE {column} IS NOT NULL GROUP BY 1"


def _add(found: dict[str, int], rows: list[tuple[object, ...]]) -> None:
    for code, count in rows:
        if isinstance(code, str):
            found[code] = found.get(code, 0) + int(cast(int, count))


def check_term(library: Library, term: Term) -> None:
    """Whether a word may be written down so. Raises WrongInput."""
    check_vocabulary(term.vocabulary or "")
    rows = library._rows(f"{tables.select_sql(Term)} WHERE t.id = ?", (term.id,))
    before = cast(Term, tables.from_row(Term, rows[0])) if rows else None
    used = bool(term.archived) and users(library, term.vocabulary or "").get(term.code or "", 0) > 0
    check(term, before, own_words(library).over(shipped(term.vocabulary or "")), used=used)
