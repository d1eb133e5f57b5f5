"""Changing: add, change, consent, erase."""

from __future__ import annotations

import argparse
import datetime
import json
import queue
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from commands import output
from commands.look import known_kind
from commands.opening import opened
from locales import N_, _, current
from models.ask_again import expiry
from models.association import Association
from models.attachment import Attachment
from models.consent import GIVEN, REFUSED, WITHDRAWN, Consent
from models.errors import Trouble, WrongInput
from models.fields import Field
from models.member import Member
from models.operation import new_id
from models.record import Record, declared_fields
from models.report import Quoted, Report
from models.snapshot import Snapshot
from models.values import make
from storage.workspace import Workspace

PAUSE = 0.25
"""Seconds of silence on standard input after which what has come is kept and acknowledged. A file or a quick pipe is read to its
end first, so that one wrong line changes nothing; a program that writes a line and waits for its id gets it."""
MOST_LINE = 16_000_000


class WrongLine(WrongInput):
    """A line of the input that can't be used."""


def _lines() -> Iterator[list[tuple[int, bytes]]]:
    """Numbered lines of standard input, in batches divided by silence."""
    waiting: queue.Queue[bytes | None] = queue.Queue()

    def read() -> None:
        for raw in sys.stdin.buffer:
            waiting.put(raw)
        waiting.put(None)

    threading.Thread(target=read, daemon=True).start()
    number, batch = 0, list[tuple[int, bytes]]()
    while True:
        try:
            raw = waiting.get(timeout=PAUSE if batch else None)
        except queue.Empty:
            yield batch
            batch = []
            continue
        if raw is None:
            break
        number += 1
        if raw.strip():
            batch.append((number, raw))
    if batch:
        yield batch


def _object(number: int, raw: bytes) -> dict[str, Any]:
    """The JSON object on a line. Raises WrongLine naming line and column."""
    if len(raw) > MOST_LINE:
        raise WrongLine(N_("Line {line} is too long; divide the text."), line=number)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongLine(N_("Line {line} isn't UTF-8; save the file as UTF-8."), line=number) from error
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (json.JSONDecodeError, RecursionError) as error:
        column = error.colno if isinstance(error, json.JSONDecodeError) else 1
        raise WrongLine(N_("Line {line} isn't JSON (column {column}); write one object in braces a line."), line=number, column=column) from None
    if not isinstance(value, dict):
        raise WrongLine(N_("Line {line} isn't a JSON object; write one object in braces a line."), line=number)
    return value


def _no_constant(name: str) -> Any:
    raise json.JSONDecodeError("constant", name, 0)


def _at_line(number: int, trouble: Trouble) -> WrongLine:
    return WrongLine(N_("Line {line}: {what}"), line=number, what=trouble.sentence(current()))


def add(asked: argparse.Namespace) -> int:
    """One id a line on standard output, each printed only after its commit is durable."""
    kind = known_kind(asked.kind)
    if kind is Snapshot:
        raise WrongInput(N_("Snapshots are drawn, not added; use “snapshot”."))
    if kind in (Report, Quoted):
        raise WrongInput(N_("Raddir writes the register of papers itself, when a paper is made; use “report”."))
    if kind is Association:
        raise WrongInput(N_("A vault has one association; change the one that is there."))
    if kind is Attachment:
        raise WrongInput(N_("An attachment comes with a file, which a line cannot hold; add it in the window, on the member’s page."))
    with opened(asked, data_on_stdin=True) as workspace:
        for batch in _lines():
            made = list[list[Record]]()
            fields = workspace.fields(kind.TYPE)
            for number, raw in batch:
                try:
                    made.append(_records(kind, fields, _object(number, raw)))
                except WrongLine:
                    raise
                except Trouble as trouble:
                    raise _at_line(number, trouble) from trouble
            workspace.save_all([each for records in made for each in records])
            for records in made:
                output.acknowledge(records[0].id)
    return 0


def _records(kind: type[Record], fields: tuple[Field, ...], given: dict[str, Any]) -> list[Record]:
    """The record of a line, and for a member the consents that come with it. Raises WrongInput."""
    consents = given.pop("consents", None) if kind is Member else None
    record_id = new_id()
    if "id" in given:
        raise WrongInput(N_("Raddir draws the ids of new records itself; leave “id” out, or use “change”."))
    record = make(kind, fields, given, record_id=record_id)
    if kind is not Member:
        return [record]
    return [record, *_consents(record_id, consents)]


def _consents(member: str, given: Any) -> list[Record]:
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        example = '"consents": [{"use": "keep", "value": "given", "date": "2026-01-05"}]'
        raise WrongInput(N_("A member comes with a list of consents, such as {example}."), example=example)
    fields = tuple(each for each in declared_fields(Consent) if each.name not in ("member", "seen"))
    made = [make(Consent, fields, {"value": GIVEN, **each}, record_id=new_id()) for each in given]
    return [each.with_values({"member": member}) for each in made]


def change(asked: argparse.Namespace) -> int:
    with opened(asked, data_on_stdin=True) as workspace:
        for batch in _lines():
            changed = list[str]()
            with workspace.atomic():
                for number, raw in batch:
                    given = _object(number, raw)
                    try:
                        changed.append(_change(workspace, given))
                    except Trouble as trouble:
                        if trouble.exit_code != WrongInput.exit_code:
                            raise
                        raise _at_line(number, trouble) from trouble
            for each in changed:
                output.acknowledge(each)
    return 0


def _change(workspace: Workspace, given: Mapping[str, Any]) -> str:
    record_id = given.get("id")
    if not isinstance(record_id, str):
        raise WrongInput(N_("A change names its record: {example}."), example='{"id": "…", "field": "value"}')
    before = workspace.get(record_id)
    kind = type(before)
    if isinstance(before, Snapshot):
        raise WrongInput(N_("Snapshots are drawn, not changed."))
    fields = workspace.fields(kind.TYPE)
    changes = make(kind, fields, given, record_id=record_id)
    own = {each.name for each in fields if each.own}
    flat = {**given, **(given["answers"] if isinstance(given.get("answers"), Mapping) else {})}
    values = {name: getattr(changes, name) for name in flat if name not in ("id", "answers") and name not in own}
    cleared = {name: None for name in flat if name in own and changes.answers.get(name) is None}
    answers = {**before.answers, **changes.answers, **cleared}
    workspace.save(before.with_values({**values, "answers": answers}))
    return record_id


def consent(asked: argparse.Namespace) -> int:
    value = {"grant": GIVEN, "refuse": REFUSED, "withdraw": WITHDRAWN}[asked.act]
    details: dict[str, Any] = {"date": asked.on} if asked.on else {}
    if asked.language:
        language = next(each for each in declared_fields(Consent) if each.name == "language")
        from models.values import parse

        details["language"] = parse(language, asked.language)
    with opened(asked) as workspace:
        if value == GIVEN:
            given = datetime.date.fromisoformat(asked.on) if asked.on else workspace.today()
            details["expires"] = asked.until or expiry(asked.use, given, workspace.association().consent_months)
        output.acknowledge(workspace.add_consent(asked.member, asked.use, value, **details).ids[0])
    return 0


def erase(asked: argparse.Namespace) -> int:
    with opened(asked) as workspace:
        workspace.erase(asked.member)
    output.tell(_("Erased. Copies that were printed or given to somebody can't be taken back."))
    return 0
