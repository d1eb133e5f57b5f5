"""The one door for writing: every change is a row, an operation of the journal and an entry of the search index, in one transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, cast

from locales import N_
from models import consent as rules
from models import passage
from models.consent import Consent
from models.consent_text import ConsentText
from models.conversation import Conversation
from models.defaults import fill, follow
from models.errors import Trouble, WrongInput
from models.member import THEIR_RIGHTS, Member, draw_code
from models.operation import CREATE, GRANT, SET, WITHDRAW, Operation, new_id
from models.passage import Passage
from models.question import Question, check_change
from models.quote import LADDER, VOID, Quote, steps_to
from models.record import Record, declared_fields
from models.referral import Referral
from models.registry import BY_TYPE
from models.story import Story
from models.term import Term
from models.translation import Translation
from models.values import missing, to_journal
from models.vocabulary import lay_over
from storage import (
    binned,
    check,
    consent_texts,
    entries,
    erasure,
    four_eyes,
    partners,
    passages,
    permissions,
    referrals,
    tables,
    terms,
    two_records,
    undo,
)
from storage.aliases import surviving
from storage.changes import Changes
from storage.drafts import Drafts
from storage.journal import Journal
from storage.library import Library
from storage.schema import quoted
from storage.vault import Connection, translated

MANY = 200
"""From so many new records on, all codes are read at once instead of asking for each whether it is taken."""


class Recorder(Library, ABC):
    """Writes records, on one thread: all of an act is kept, or nothing."""

    _journal: Journal
    """Made by whoever knows under which `dev` it is written."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._written: list[str] = []
        """Ids of the operations written since the transaction began."""
        self._words_changed = False
        """Whether words of the association were written since then."""
        self.drafts = Drafts(connection, self.atomic)

    @abstractmethod
    def _flag_unfinished(self) -> None:
        """Note outside the store whether something unfinished waits in it. Raises Trouble."""

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing, and durable at the end. Inside another it belongs to that one."""
        with translated():
            inside = self._connection.in_transaction
            if inside:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            self._written.clear()
            self._words_changed = False
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        if self._words_changed:
            self._speak_our_words()
        if self.drafts.touched:
            self._tell_unfinished()

    def _speak_our_words(self) -> None:
        """From now on the vocabularies read as this association uses them."""
        lay_over(self, terms.own_words(self).over)
        consent_texts.say(self)

    def _tell_unfinished(self) -> None:
        """Let the unlock page know at once that something waits or nothing does any more: it must be right after a crash too.

        What is in the vault is safe without the header knowing of it, so a failure is none.
        """
        self.drafts.touched = False
        with suppress(Trouble):
            self._flag_unfinished()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # what failed may have ended it already
            self._connection.execute("ROLLBACK")

    # saving

    def save(self, record: Record) -> Changes:
        """Save one record: made when its id is new, else one operation for each field that differs."""
        return self.save_all([record])

    def save_all(self, records: Sequence[Record]) -> Changes:
        """Save several records in one transaction, the whole or nothing.

        Raises WrongInput: a new member without a given consent to be kept beside it, a required field without an answer, a
        reference to nobody, an id that was erased.
        """
        with self.atomic():
            mark = len(self._written)
            known = self._known([each.id for each in records if each.id])
            prepared = [each if each.id else each.with_values({"id": new_id()}) for each in records]
            whole = passages.with_starters(self, prepared)
            known |= self._known([each.id for each in whole[: len(whole) - len(prepared)]])
            fresh = [each for each in whole if each.id not in known]
            changed = self._create([fill(each, self.today()) for each in fresh])
            changed |= {each.TYPE for each in whole}
            for each in whole:
                if each.id in known:
                    changed |= self._change(each)
            ids = tuple(each.id for each in prepared)
            return Changes(frozenset(changed), ids, tuple(self._written[mark:]))

    def _known(self, ids: Sequence[str]) -> set[str]:
        """Which ids are records already. Raises WrongInput for one that was erased."""
        found = set[str]()
        for start in range(0, len(ids), 500):
            some = tuple(ids[start : start + 500])
            marks = ", ".join("?" * len(some))
            if self._rows(f"SELECT 1 FROM erased WHERE id IN ({marks}) LIMIT 1", some):
                raise WrongInput(N_("This record was erased and cannot be brought back."))
            found.update(tables.ids(self._rows(f"SELECT id FROM operation WHERE id IN ({marks})", some)))  # all that is saved here is journalled
        return found

    def _create(self, fresh: Sequence[Record]) -> set[str]:
        """Write new records: rows, operations, answers, index, and the spans of consent. Returns the kinds of record that changed along."""
        if not fresh:
            return set()
        fresh = self._with_codes(fresh)
        self._check_new(fresh)
        fresh = self._informed(passages.placed(self, fresh))
        questions = self._every_question()
        by_type: dict[type[Record], list[Record]] = {}
        for each in fresh:
            by_type.setdefault(type(each), []).append(each)
        for record_type in BY_TYPE.values():
            if record_type in by_type:
                self._connection.executemany(tables.insert_sql(record_type), [tables.to_row(each) for each in by_type[record_type]])
        self._journal.write([
            operation for each in fresh if type(each).JOURNALLED for operation in self._creating_operations(each, tables.state_of(each, questions))
        ])
        self._write_answers(fresh)
        members = {each.id for each in fresh if isinstance(each, Member)}
        owners = {each.id: cast(Any, each).member for each in fresh if isinstance(each, Story)}
        entries.add(self._connection, [
            (each.id, type(each).TYPE, self._person(each, owners), entries.words_of(each, questions)) for each in fresh
        ])
        self._words_changed |= Term in by_type or ConsentText in by_type
        told = [each for each in fresh if isinstance(each, Consent)]
        along = self._write_consents(told, members)
        referrals.check_whose(self, fresh)
        referrals.let_out(self, [(None, each) for each in fresh])
        return along

    def _creating_operations(self, record: Record, values: dict[str, Any]) -> list[Operation]:
        """One operation with all fields; a quote that comes in approved was marked, cleared and checked before, each recorded."""
        if not isinstance(record, Quote) or record.state not in LADDER[1:]:
            return [self._journal.make(type(record).TYPE, record.id, _creating(record), values)]
        made = [self._journal.make(Quote.TYPE, record.id, CREATE, {**values, "state": LADDER[0]})]
        for step in steps_to(LADDER[0], record.state):
            made.append(self._journal.make(Quote.TYPE, record.id, SET, {"state": step}, {"state": made[-1].op}))
        return made

    def _write_consents(self, told: Sequence[Consent], new_members: set[str]) -> set[str]:
        """Write the spans anew, and end what rested on a consent that is gone. Returns the kinds of record that changed along."""
        events: dict[str, list[Consent]] = {}
        for each in told:
            events.setdefault(each.member or "", []).append(each)
        permissions.write_spans(self._connection, {who: some for who, some in events.items() if who in new_members}, fresh=True)
        others = [who for who in events if who not in new_members]
        permissions.renew(self._connection, others)
        if any(each.value in rules.CLOSING and each.use in (rules.KEEP, rules.STATISTICS) for each in told):
            erasure.leave_figures(self._connection, others, self.today().isoformat())
        return {Referral.TYPE} if referrals.end_withdrawn(self, [each for each in told if each.member not in new_members]) else set()

    def _with_codes(self, fresh: Sequence[Record]) -> list[Record]:
        """Give each new member a code that nobody else has."""
        if not any(isinstance(each, Member) and not each.code for each in fresh):
            return list(fresh)
        taken = {row[0] for row in self._rows("SELECT code FROM member")} if len(fresh) > MANY else set[str]()
        made = list[Record]()
        for each in fresh:
            if isinstance(each, Member) and not each.code:
                drawn = draw_code(taken)
                while len(fresh) <= MANY and self._rows("SELECT 1 FROM member WHERE code = ?", (drawn,)):
                    drawn = draw_code(taken | {drawn})
                taken.add(drawn)
                each = each.with_values({"code": drawn})
            made.append(each)
        return made

    def _check_new(self, fresh: Sequence[Record]) -> None:
        here = {each.id for each in fresh}
        keeping = {each.member for each in fresh if isinstance(each, Consent) and each.use == rules.KEEP and each.value == rules.GIVEN}
        referred = set[tuple[str, str]]()
        for each in fresh:
            self._check_whole(each)
            partners.check_partner(self, each, None, fresh)
            if isinstance(each, Member) and each.id not in keeping:
                raise WrongInput(N_("A member needs a consent to be kept (“keep”, “given”) recorded together with them."))
            for name, to in tables.references(type(each)):
                value = getattr(each, name)
                if isinstance(value, str) and value not in here:
                    referred.add((to, value))
        self._check_references(referred)

    def _check_whole(self, record: Record) -> None:
        for field in missing(record, tables.required(type(record))):
            raise WrongInput(N_("A {kind} needs the field “{field}”."), kind=type(record).TYPE, field=field.name)
        if isinstance(record, Consent) and not rules.known_use(record.use or ""):
            raise WrongInput(N_("“{use}” is not a use of consent; the uses are {uses} and share:PARTNER."),
                             use=(record.use or "")[:40], uses=", ".join(rules.USES))
        if isinstance(record, Term):
            terms.check_term(self, record)
        elif isinstance(record, ConsentText):
            consent_texts.check(record)

    def _check_references(self, referred: set[tuple[str, str]]) -> None:
        for record_type, record_id in referred:
            kind = BY_TYPE[record_type]
            visible = permissions.kept(self._owner(kind))
            values = {"id": record_id, "day": self.today().isoformat()}
            if not self._rows(f"SELECT 1 FROM {quoted(record_type)} t WHERE t.id = :id AND {visible}", values):
                raise WrongInput(N_("There is no {kind} with the id “{id}”; it may have been erased."), kind=record_type, id=record_id[:40])
            if kind is Member or kind.OWNER:
                owner = f"SELECT {self._owner(kind)} FROM {quoted(record_type)} t WHERE t.id = ?"
                self._refuse_closed(tables.ids(self._rows(owner, (record_id,))))

    def _refuse_closed(self, people: Sequence[str], *, rights: bool = False) -> None:
        """Nothing is added to a restricted or an anonymous record or changed in it, but what lifts the restriction or serves the person's
        `rights`. Raises WrongInput."""
        if permissions.anonymous(self._connection, people):
            raise WrongInput(N_("This record was made anonymous: it is counted, and nothing is added to it any more."))
        if not rights and permissions.restricted(self._connection, people):
            raise WrongInput(N_("The use of this record is restricted: it is kept and not changed. Lift the restriction first."))

    def _informed(self, fresh: Sequence[Record]) -> list[Record]:
        """Consents with what their author knew: every refusal and withdrawal before them, and who wrote them down."""
        if not any(isinstance(each, Consent) for each in fresh):
            return list(fresh)
        here = {each.id for each in fresh if isinstance(each, Member)}
        others = [each.member or "" for each in fresh if isinstance(each, Consent) and each.member not in here]
        history = permissions.events_of(self._connection, list(dict.fromkeys(others)))
        made = list[Record]()
        for each in fresh:
            if isinstance(each, Consent):
                told = history.setdefault(each.member or "", [])
                filled: dict[str, Any] = {}
                if each.recorded_by is None and self._journal.author:
                    filled["recorded_by"] = self._journal.author
                if each.date is None:
                    filled["date"] = self.today().isoformat()
                if each.value == rules.GIVEN and each.seen is None and (closed := rules.closings(told, each.use or "")):
                    filled["seen"] = closed
                each = each.with_values(filled) if filled else each
                told.append(each)
            made.append(each)
        return made

    def _write_answers(self, records: Sequence[Record]) -> None:
        rows = []
        if any(each.answers for each in records):
            questions = self._every_question()
            rows = [(each.id, name, check.canonical_text(to_journal(questions[name], value)))
                    for each in records for name, value in each.answers.items() if value is not None]
        if rows:
            self._connection.executemany(
                "INSERT INTO answer (owner, question, value) VALUES (?, ?, ?)"
                " ON CONFLICT (owner, question) DO UPDATE SET value = excluded.value", rows
            )

    def _person(self, record: Record, owners: Mapping[str, str | None]) -> str | None:
        if isinstance(record, Member):
            return record.id
        if record.OWNER == Story.TYPE:
            story = str(getattr(record, Story.TYPE) or "")
            if story in owners:
                return owners[story]
            return next(iter(tables.ids(self._rows("SELECT member FROM story WHERE id = ?", (story,)))), None)
        return cast("str | None", getattr(record, "member", None))

    # changing

    def _change(self, record: Record) -> set[str]:
        """Write the fields that differ, one operation each; returns the kinds of record that changed along."""
        before = self.get(record.id, binned=True)
        if type(before) is not type(record):
            raise WrongInput(N_("The id “{id}” belongs to a record of another kind."), id=record.id)
        if isinstance(record, Consent):
            raise WrongInput(N_("A consent is never changed; record a new one instead."))
        wanted = {each.name: getattr(record, each.name) for each in declared_fields(type(record))}
        differs = {name: value for name, value in wanted.items() if value != getattr(before, name)}
        differs |= follow(before, differs, self.today())
        after = before.with_values(differs)
        self._check_whole(after)
        self._check_references({(to, differs[name]) for name, to in tables.references(type(record)) if isinstance(differs.get(name), str)})
        if isinstance(before, ConsentText) and differs.keys() - {"archived"}:
            raise WrongInput(N_("Words that a consent was asked with are never changed; write a new version instead."))
        if isinstance(before, Question) and isinstance(after, Question):
            check_change(before, after, lambda: binned.answered(self._connection, before.id))
        answers = {name: value for name, value in record.answers.items() if value != before.answers.get(name)}
        if isinstance(before, Quote):
            four_eyes.refuse_early(self._connection, before, differs.get("state"), self._journal.author)
        elif isinstance(after, Passage):
            passage.check(after)
        if differs or answers:
            self._write_change(before, after, differs, answers)
        return self._void_quotes(before, differs) | self._move_passages(before, differs)

    def _write_change(
        self, before: Record, after: Record, differs: dict[str, Any], answers: dict[str, Any], *, by_steps: bool = True, rights: bool = False,
    ) -> None:
        """Write what differs. `rights` lets it into a restricted record, because the change serves the person."""
        kind, questions = type(before), self._every_question()
        self._words_changed |= kind in (Term, ConsentText)
        whose = self._person(before, {})
        rights = rights or (isinstance(after, Member) and (after.restricted is not True or differs.keys() <= THEIR_RIGHTS))
        self._refuse_closed([whose] if whose else [], rights=rights)
        partners.check_partner(self, after, before)
        referrals.check_whose(self, [after])
        referrals.let_out(self, [(before, after)])
        fields = {each.name: each for each in declared_fields(kind)}
        values = {name: to_journal(fields[name], value) for name, value in differs.items()}
        values |= {tables.ANSWER + name: to_journal(questions[name], value) for name, value in answers.items()}
        base = self._journal.base_of(before.id, values)
        self._journal.write(self._setting(before, values, base, by_steps=by_steps))
        row = dict(zip(["id", *fields, "declined"], tables.to_row(after), strict=True))
        columns = [*differs, "declined"]
        self._connection.execute(
            f"UPDATE {quoted(kind.TYPE)} SET {', '.join(f'{quoted(name)} = ?' for name in columns)} WHERE id = ?",
            (*(row[name] for name in columns), before.id),
        )
        for name, value in answers.items():
            if value is None:
                self._connection.execute("DELETE FROM answer WHERE owner = ? AND question = ?", (before.id, name))
        whole = after.with_values({"answers": {**before.answers, **answers}})
        self._write_answers([whole])
        person = self._person(whole, {})
        entries.replace(self._connection, before.id, kind.TYPE, person, entries.words_of(whole, questions))
        if kind.OWNER in differs:  # put right by hand: it was somebody else's
            follows = self.told_in(before.id) if isinstance(before, Story) else []
            entries.reown(self._connection, [before.id, *follows], person)
        if isinstance(before, Member) and {"restricted", "objection"} & differs.keys():
            permissions.renew(self._connection, [before.id])
        if isinstance(before, Member) and {"archived", "restricted", "objection"} & differs.keys():
            erasure.leave_figures(self._connection, [before.id], self.today().isoformat())

    def _setting(self, before: Record, values: Mapping[str, Any], base: Mapping[str, str], *, by_steps: bool) -> list[Operation]:
        """One operation for each field left; a quote's way to its new state is written down step by step, the way back isn't."""
        made = list[Operation]()
        for name, value in values.items():
            steps = steps_to(before.state, value) if by_steps and isinstance(before, Quote) and name == "state" else (value,)
            looked_at = base.get(name)
            for step in steps:
                each = self._journal.make(type(before).TYPE, before.id, SET, {name: step}, {name: looked_at} if looked_at else {})
                looked_at = each.op
                made.append(each)
        return made

    def _void_quotes(self, before: Record, differs: Mapping[str, Any]) -> set[str]:
        """Editing a story after its quotes were cleared voids the clearing."""
        if not isinstance(before, Story) or "text" not in differs:
            return set()
        for quote in self.quotes_of(before.id):
            if quote.state not in (VOID, "marked"):
                self._change(quote.with_values({"state": VOID}))
        return {Quote.TYPE}

    def _move_passages(self, before: Record, differs: Mapping[str, Any]) -> set[str]:
        """Editing a story or a translation moves its passages along; what can't be found any more stays as it is, and shows as lost."""
        if not isinstance(before, Story | Translation) or "text" not in differs:
            return set()
        for each in passages.moved(self, before, differs["text"]):
            now = cast(Passage, self.get(each.id, binned=True))
            places = {name: value for name in ("start", "end", "words") if (value := getattr(each, name)) != getattr(now, name)}
            self._write_change(now, each, places, {})
        return {Passage.TYPE}

    def undo(self, changes: Changes) -> Changes:
        """Take an act back by operations that answer it; what that changed can be undone in turn, which does the act again.

        Fields that somebody changed since stay as they are and are named in `skipped`. Raises WrongInput when the record was erased.
        """
        with self.atomic():
            mark = len(self._written)
            undone = undo.undo(self, changes.operations)
            return Changes(frozenset(undone.kinds), tuple(undone.ids), tuple(self._written[mark:]), tuple(undone.skipped))

    def join(self, one: str, other: str, chosen: Mapping[str, str] | None = None) -> Changes:
        """Make one record of two of the same person (`storage.two_records`). Raises WrongInput."""
        return two_records.join(self, one, other, chosen or {})

    def keep_apart(self, one: str, other: str) -> Changes:
        """Remember that two records that look alike are of two people."""
        with self.atomic():
            this = cast(Member, self.get(one))
            return self.save(this.with_values({"apart": tuple(dict.fromkeys((*(this.apart or ()), other)))}))

    # consent and the end of a conversation

    def add_consent(self, member_id: str, use: str, value: str, **details: Any) -> Changes:
        """Record that a use was given, refused or withdrawn; in force at once. Taking `keep` back hides the person at once.

        Also reaches somebody who is hidden, so that a withdrawal can be undone. Raises WrongInput.
        """
        with self.atomic():
            mark = len(self._written)
            member_id = surviving(self._connection, member_id)
            if not self._rows("SELECT 1 FROM member WHERE id = ?", (member_id,)):
                raise WrongInput(N_("There is no record with the id “{id}”; it may have been erased."), id=member_id[:40])
            event = Consent(id=new_id(), member=member_id, use=use, value=value, **details)
            self._check_whole(event)
            along = self._append_consent(event)
            return Changes(frozenset({Consent.TYPE, Member.TYPE} | along), (event.id,), tuple(self._written[mark:]))

    def _append_consent(self, event: Consent, base: Mapping[str, str] | None = None) -> set[str]:
        informed = cast(list[Consent], self._informed([event]))
        self._connection.executemany(tables.insert_sql(Consent), [tables.to_row(each) for each in informed])
        self._journal.write([self._journal.make(Consent.TYPE, each.id, _creating(each), tables.state_of(each, {}), base) for each in informed])
        return self._write_consents(informed, set())

    def declined_conversation(self) -> Changes:
        """Somebody said no to being kept: that it happened is counted, and nothing else is kept."""
        return self.save(Conversation(id=new_id(), outcome="declined"))


def _creating(record: Record) -> str:
    if isinstance(record, Consent):
        return GRANT if record.value == rules.GIVEN else WITHDRAW if record.value in rules.CLOSING else CREATE
    return CREATE
