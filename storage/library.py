"""Reading: what the screens, the command line and the reports may look at.

Somebody whose consent to be kept is not in force is hidden here, wherever they would show: lists, search, records, figures.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from locales import N_, fold
from models.association import Association
from models.attachment import Attachment
from models.condition import Condition
from models.consent import Consent
from models.errors import WrongInput
from models.fields import Field
from models.member import Member
from models.question import Question, as_field, in_order
from models.quote import Quote
from models.record import NO_ANSWERS, Record, fields_of
from models.registry import BY_TYPE, PERSONAL
from models.story import Story
from models.volunteer import Volunteer
from storage import access_log, attachments, entries, history, permissions, tables
from storage.filters import to_sql
from storage.schema import quoted
from storage.vault import Connection, translated

_MARKS = "\"'«»“”„().,;:!?¿¡،؛؟-–—[]"
MOST_LOOKED_AT = 20_000
"""Letters of a long story that are looked through for the words to show around a match."""
CANDIDATES = 150
"""Newest matches that are ranked for one page of search results."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: which record, whose, what the person is called, and the words around the match."""

    kind: str
    id: str
    member: str | None
    label: str
    code: str
    snippet: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the list of people."""

    id: str
    label: str
    code: str
    language: str
    region: str
    open_needs: int
    last: str


class Library:
    """What can be read through one connection, on the thread that uses it."""

    def __init__(self, connection: Connection) -> None:
        connection.isolation_level = None
        self._connection = connection
        self._asked: tuple[int, dict[str, list[Field]], dict[str, Field]] | None = None

    def _rows(self, sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
        with translated():
            return cast(list[tuple[Any, ...]], self._connection.execute(sql, values).fetchall())

    def interrupt(self) -> None:
        """Break off the statement that runs on another thread; it raises Interrupted there, and what it changed is rolled back."""
        self._connection.interrupt()

    def today(self) -> datetime.date:
        return datetime.date.today()

    # what there is to fill in

    def _questions(self) -> tuple[dict[str, list[Field]], dict[str, Field]]:
        """Own questions by record type (the bin left out) and all by id; read again when one was added or changed anywhere.

        The newest operation on a question tells whether what is remembered still holds.
        """
        newest = self._rows("SELECT coalesce(max(row), 0) FROM operation WHERE type = 'question'")[0][0]
        if self._asked is None or self._asked[0] != newest:
            found = [cast(Question, tables.from_row(Question, row)) for row in self._rows(f"{tables.select_sql(Question)} ORDER BY t.row")]
            by_type: dict[str, list[Field]] = {}
            for each in in_order(found):
                if not each.archived:
                    by_type.setdefault(each.record_type or "", []).append(as_field(each))
            self._asked = (newest, by_type, {each.id: as_field(each) for each in found})
        return self._asked[1], self._asked[2]

    def questions(self, record_type: str) -> tuple[Field, ...]:
        """The association's own questions about a record type, as fields, in the order the association gave them."""
        return tuple(self._questions()[0].get(record_type, ()))

    def answered(self) -> frozenset[str]:
        """The ids of own questions that have answers."""
        return frozenset(tables.ids(self._rows("SELECT DISTINCT question FROM answer")))

    def _every_question(self) -> dict[str, Field]:
        return self._questions()[1]

    def fields(self, record_type: str) -> tuple[Field, ...]:
        """All fields of a record type as this association uses it."""
        return fields_of(BY_TYPE[record_type], self.questions(record_type))

    # records

    def _owner(self, record_type: type[Record]) -> str:
        if record_type is Member:
            return "t.id"
        if record_type.OWNER == "story":
            return "(SELECT s.member FROM story s WHERE s.id = t.story)"
        return "t.member" if record_type.OWNER else "NULL"

    def _made(self, record_type: type[Record], rows: Sequence[tuple[Any, ...]]) -> list[Record]:
        questions = {each.name: each for each in self.questions(record_type.TYPE)}
        answers = tables.answers_of(self._connection, [row[0] for row in rows], questions) if rows else {}
        return [tables.from_row(record_type, row, answers.get(row[0], NO_ANSWERS)) for row in rows]

    def _shown(self, record_type: type[Record]) -> str:
        """A condition in SQL on the rows `t` of a type: neither hidden with its person nor in the bin, by itself or with its story, and
        agreed to where the type needs a consent of its own."""
        told = " AND NOT EXISTS (SELECT 1 FROM story s WHERE s.id = t.story AND s.archived = 1)" if record_type.OWNER == "story" else ""
        owner = self._owner(record_type)
        return f"coalesce(t.archived, 0) = 0 AND {permissions.kept(owner)} AND {permissions.opened(record_type.TYPE, owner)}{told}"

    def find(self, record_id: str, *, binned: bool = False) -> Record | None:
        """A record by its id; None when there is none, when it was erased or is in the bin, and when its person is hidden.

        With `binned` the bin hides nothing.
        """
        record_type = tables.type_of(self._connection, record_id)
        if record_type is None:
            return None
        visible = permissions.agreed(self._owner(record_type)) if binned else self._shown(record_type)
        rows = self._rows(f"{tables.select_sql(record_type)} WHERE t.id = :id AND {visible}", {"id": record_id, "day": self.today().isoformat()})
        return self._made(record_type, rows)[0] if rows else None

    def person_of(self, record: Record) -> str | None:
        """Whose a record is; None for what belongs to nobody."""
        rows = self._rows(f"SELECT {self._owner(type(record))} FROM {quoted(record.TYPE)} t WHERE t.id = ?", (record.id,))
        return rows[0][0] if rows else None

    def get(self, record_id: str, *, binned: bool = False) -> Record:
        """A record by its id, as `find` finds it. Raises WrongInput when there is none."""
        found = self.find(record_id, binned=binned)
        if found is None:
            raise WrongInput(N_("There is no record with the id “{id}”; it may have been erased."), id=record_id[:40])
        return found

    def code_of(self, record_id: str) -> str:
        """The code of the person whose record this is, the hidden and the binned too; "" where it belongs to nobody."""
        record_type = tables.type_of(self._connection, record_id)
        owner = self._owner(record_type) if record_type is not None else "NULL"
        if record_type is None or owner == "NULL":
            return ""
        sql = f"SELECT m.code FROM {quoted(record_type.TYPE)} t JOIN member m ON m.id = {owner} WHERE t.id = ?"
        return next((str(row[0] or "") for row in self._rows(sql, (record_id,))), "")

    def records(self, record_type: str, where: Sequence[Condition] = (), limit: int | None = None) -> list[Record]:
        """Records of a type, the bin left out, the oldest first. Raises WrongInput for a filter that doesn't fit."""
        kind = BY_TYPE[record_type]
        day = self.today().isoformat()
        condition, values = to_sql(kind, self.fields(record_type), self.fields("member"), where)
        visible = self._shown(kind).replace(":day", f"'{day}'")
        sql = f"{tables.select_sql(kind)} WHERE {condition} AND {visible} ORDER BY t.row LIMIT ?"
        return self._made(kind, self._rows(sql, [*values, -1 if limit is None else limit]))

    def of_member(self, member_id: str, record_type: str) -> list[Record]:
        """What belongs to a person, the newest first; quotes by way of their stories."""
        kind = BY_TYPE[record_type]
        sql = f"{tables.select_sql(kind)} WHERE {self._owner(kind)} = :member AND {self._shown(kind)} ORDER BY t.row DESC"
        return self._made(kind, self._rows(sql, {"member": member_id, "day": self.today().isoformat()}))

    def content_of(self, attachment_id: str, *, original: bool = False) -> Iterator[bytes]:
        """The content of an attachment in pieces, checked against its hash at the end. Raises WrongInput, Damaged."""
        record = cast(Attachment, self.get(attachment_id))
        with translated():
            yield from attachments.content(self._connection, record, original=original)

    def attachments_out_of_sight(self, member_id: str) -> int:
        """How many attachments of a person nobody sees, because the consent to keep them is not in force."""
        with translated():
            return attachments.out_of_sight(self._connection, member_id, self.today().isoformat())

    def quotes_of(self, story_id: str) -> list[Quote]:
        return cast(list[Quote], self._made(Quote, self._rows(f"{tables.select_sql(Quote)} WHERE t.story = ? ORDER BY t.row", (story_id,))))

    def told_in(self, story_id: str) -> list[str]:
        """The ids of all that belongs to a story: its quotes, translations and passages, those in the bin too."""
        kinds = [each.TYPE for each in PERSONAL if each.OWNER == Story.TYPE]
        sql = " UNION ALL ".join(f"SELECT id FROM {quoted(each)} WHERE story = :story" for each in kinds)
        return tables.ids(self._rows(sql, {"story": story_id}))

    def consents(self, member_id: str) -> tuple[Consent, ...]:
        """All consent events of a person, oldest first."""
        with translated():
            return tuple(permissions.events_of(self._connection, [member_id]).get(member_id, ()))

    def association(self) -> Association:
        rows = self._rows(f"{tables.select_sql(Association)} ORDER BY t.row LIMIT 1")
        return cast(Association, tables.from_row(Association, rows[0])) if rows else Association()

    def volunteers(self) -> list[Volunteer]:
        return cast(list[Volunteer], self._made(Volunteer, self._rows(f"{tables.select_sql(Volunteer)} ORDER BY t.row")))

    def count(self, record_type: str) -> int:
        """How many records of a type there are, hidden ones and the bin left out: for the screen, never for paper."""
        kind = BY_TYPE[record_type]
        sql = f"SELECT count(*) FROM {quoted(record_type)} t WHERE {self._shown(kind)}"
        return int(self._rows(sql, {"day": self.today().isoformat()})[0][0])

    def has_any(self, record_type: str) -> bool:
        """Whether there is a record of a type that the screen may show: the first one found is enough."""
        sql = f"SELECT EXISTS (SELECT 1 FROM {quoted(record_type)} t WHERE {self._shown(BY_TYPE[record_type])})"
        return bool(self._rows(sql, {"day": self.today().isoformat()})[0][0])

    def history(self, record_id: str) -> tuple[history.Entry, ...]:
        """What was changed on a record, by whom and when, oldest first."""
        return history.of_record(self, record_id)

    def access_lines(self, subject: str | None = None, limit: int = 500) -> list[access_log.Line]:
        """Who opened or took out what, about one person (by id) or all, the newest first."""
        with translated():
            return access_log.lines(self._connection, subject, limit)

    # finding

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Records that hold every word typed, as the beginning of a word, the best first. Forgives accents and letter variants."""
        found = self._newest(query, "1")
        wanted = fold(query).split()
        ranked = sorted(found, key=lambda row: (-worth(row, wanted), -row[0]))[:limit]
        names = self._labels({row[3] for row in ranked if row[3]})
        snippets = self._snippets(ranked, wanted)
        return [Hit(row[2], row[1], row[3], *names.get(row[3] or "", ("", "")), snippets.get(row[1], "")) for row in ranked]

    def _newest(self, query: str, condition: str) -> list[tuple[Any, ...]]:
        question = entries.matching(query)
        if not question:
            return []
        visible = f"{condition} AND {permissions.found('e.type', 'e.person')}"
        with translated():
            return entries.newest(self._connection, question, visible, {"day": self.today().isoformat()}, CANDIDATES)

    def _labels(self, members: Iterable[str]) -> dict[str, tuple[str, str]]:
        some = list(members)
        sql = f"SELECT id, label, code FROM member WHERE id IN ({', '.join('?' * len(some))})"
        return {row[0]: (row[1] or "", row[2] or "") for row in self._rows(sql, some)} if some else {}

    def _snippets(self, found: Sequence[tuple[Any, ...]], wanted: list[str]) -> dict[str, str]:
        """The words around the match in each record, by id."""
        by_type: dict[str, list[str]] = {}
        for row in found:
            by_type.setdefault(row[2], []).append(row[1])
        made: dict[str, str] = {}
        for record_type, some in by_type.items():
            names = [each.name for each in fields_of(BY_TYPE[record_type]) if each.searchable]
            columns = ", ".join(map(quoted, ["id", *names]))
            sql = f"SELECT {columns} FROM {quoted(record_type)} WHERE id IN ({', '.join('?' * len(some))})"
            answered = tables.answers_of(self._connection, some, {each.name: each for each in self.questions(record_type) if each.searchable})
            for record_id, *texts in self._rows(sql, some):
                told = [text for text in (*texts, *answered.get(record_id, {}).values()) if text and isinstance(text, str)]
                made[record_id] = next((cut for text in told if (cut := _around(text, wanted))), told[0][:80] if told else "")
        return made

    def people(self, typed: str = "", limit: int = 200, after: str | None = None) -> list[PersonLine]:
        """The list of people, the newest first; while somebody types, those whose name, code or number begins with the words."""
        if entries.matching(typed):
            wanted = fold(typed).split()
            found = self._newest(typed, "e.type = 'member'")
            ids = [row[1] for row in sorted(found, key=lambda row: (-worth(row, wanted), -row[0]))][:limit]
            return self._person_lines(ids)
        last = self._rows("SELECT row FROM member WHERE id = ?", (after,)) if after else []
        sql = (f"SELECT t.id FROM member t WHERE t.row < :before AND {self._shown(Member)} "
               "ORDER BY t.row DESC LIMIT :limit")
        values = {"before": last[0][0] if last else 2**62, "day": self.today().isoformat(), "limit": limit}
        return self._person_lines(tables.ids(self._rows(sql, values)))

    def _person_lines(self, ids: list[str]) -> list[PersonLine]:
        lines: dict[str, PersonLine] = {}
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            sql = (
                "SELECT t.id, coalesce(t.label, ''), coalesce(t.code, ''), coalesce(t.preferred_language, ''), coalesce(t.region, ''), "
                "(SELECT count(*) FROM need n WHERE n.member = t.id AND n.status IN ('new', 'active', 'waiting') AND coalesce(n.archived, 0) = 0), "
                "coalesce((SELECT max(c.date) FROM conversation c WHERE c.member = t.id AND coalesce(c.archived, 0) = 0), '') "
                f"FROM member t WHERE t.id IN ({', '.join('?' * len(some))})"
            )
            lines.update({row[0]: PersonLine(*row) for row in self._rows(sql, some)})
        return [lines[each] for each in ids if each in lines]


def worth(row: tuple[Any, ...], wanted: list[str]) -> float:
    """How good a match is: people before papers, whole words before beginnings, short texts before long ones."""
    words = f" {row[4][:2000]} "
    beginning = words[:60]
    whole = sum(f" {word} " in words for word in wanted)
    first = sum(f" {word}" in beginning for word in wanted)
    return {"member": 3.0, "partner": 2.5, "quote": 1.0}.get(row[2], 0.5) + whole + first - min(len(row[4]), 4000) / 4000


def _around(text: str, wanted: list[str]) -> str:
    """The words of a text around the first match, about eighty letters."""
    folded = fold(text[:MOST_LOOKED_AT]).split()
    words = text[:MOST_LOOKED_AT].split()
    for place, word in enumerate(folded[: len(words)]):
        if word.strip(_MARKS).startswith(tuple(wanted)):
            start = max(0, place - 5)
            return ("… " if start else "") + " ".join(words[start : place + 8])[:120] + (" …" if len(words) > place + 8 else "")
    return ""
