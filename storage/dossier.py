"""Gathering everything that is kept about one person, hidden or not: the right of access has no gate but the person."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from locales import N_, member_words, script
from models.association import Association
from models.attachment import Attachment
from models.consent import ASKED_AT_INTAKE, Consent, wording_hash
from models.dossier import VOLUNTEERS, Change, Dossier, Look, Unfinished
from models.errors import WrongInput
from models.fields import Field
from models.member import Member
from models.partner import Partner
from models.record import Record, fields_of
from models.registry import PERSONAL
from models.retention import months_of
from storage import access_log, attachments, consent_texts, referrals, tables
from storage.aliases import family
from storage.library import Library
from storage.retention import review_of
from storage.vault import translated
from storage.workspace import Workspace


def gather(workspace: Workspace, member_id: str, what: str) -> Dossier:
    """Everything kept about a person. That it was taken out is written into the access log, as `what` of its vocabulary.

    Raises WrongInput when there is nobody with this id.
    """
    with workspace.atomic():
        workspace.log_access(what, member_id)
        return _gathered(workspace, member_id)


def _gathered(workspace: Workspace, member_id: str) -> Dossier:
    found = [each for record_type in PERSONAL for each in _of(workspace, record_type, member_id)]
    member = next((each for each in found if isinstance(each, Member)), None)
    if member is None:
        raise WrongInput(N_("There is no member with the id “{id}”; they may have been erased already."), id=member_id[:40])
    association = workspace.association()
    consents = tuple(each for each in found if isinstance(each, Consent))
    return Dossier(
        association=association, day=workspace.today(), member=member,
        records=tuple(each for each in found if each is not member and not isinstance(each, Consent)), consents=consents,
        fields={each.TYPE: _fields(workspace, each) for each in PERSONAL},
        partners={each.code: each.name or each.code for each in cast(list[Partner], workspace.records("partner")) if each.code},
        wordings=wordings(workspace, consents, association), changes=tuple(_changes(workspace, found)),
        looks=tuple(Look(line.at, line.what, referrals.reason_alone(line.what, line.reason))
                    for line in reversed(access_log.lines(workspace._connection, member_id, 10_000))),
        unfinished=tuple(Unfinished(each.changed, each.data) for each in workspace.drafts.all() if each.member == member_id),
        months=months_of(association), review=None if member.anonymous else review_of(workspace, member_id),
        told=dict(workspace._rows("SELECT id, coalesce(name, code, '') FROM partner")),
    )


def content(library: Library, attachment: Attachment) -> Iterator[bytes]:
    """The content of one of the person's attachments in pieces, the hidden ones' too. Raises Damaged."""
    with translated():
        yield from attachments.content(library._connection, attachment)


def _of(workspace: Workspace, record_type: type[Record], member_id: str) -> list[Record]:
    """What belongs to a person; of the records of the person, the one that stays first."""
    owner, people = workspace._owner(record_type), family(workspace._connection, member_id)
    rows = workspace._rows(f"{tables.select_sql(record_type)} WHERE {owner} IN ({', '.join('?' * len(people))}) ORDER BY {owner} <> ?, t.row",
                           (*people, people[0]))
    answers = tables.answers_of(workspace._connection, [row[0] for row in rows], workspace._every_question())
    return [_nameless(tables.from_row(record_type, row, answers.get(row[0], {}))) for row in rows]


def _nameless(record: Record) -> Record:
    """A record without the volunteers it leads to."""
    held = {name: None for name in VOLUNTEERS if getattr(record, name, None)}
    return record.with_values(held) if held else record


def _fields(workspace: Workspace, record_type: type[Record]) -> tuple[Field, ...]:
    asked = tables.ids(workspace._rows("SELECT id FROM question WHERE record_type = ? ORDER BY row", (record_type.TYPE,)))
    return fields_of(record_type, [workspace._every_question()[each] for each in asked])


def _changes(workspace: Workspace, found: Iterable[Record]) -> list[Change]:
    made = [
        Change(entry.when, entry.kind, entry.record_type, entry.record_id, {k: v for k, v in entry.values.items() if k not in VOLUNTEERS})
        for each in found for entry in workspace.history(each.id)
    ]
    return sorted(made, key=lambda each: each.when)


def wordings(library: Library, consents: Sequence[Consent], association: Association) -> dict[str, str]:
    """What was read out, by hash: as it was kept; of consents from before words were kept, what the hash says."""
    kept = {hashed: text.text or "" for hashed, text in consent_texts.words_of(library, [each.wording for each in consents if each.wording]).items()}
    return kept | dict(_worked_out([each for each in consents if each.wording not in kept], association))


def _worked_out(consents: Iterable[Consent], association: Association) -> Iterator[tuple[str, str]]:
    """The whole script of Raddir's with the uses of that sitting, where that is what the hash says."""
    by_hash: dict[tuple[str, str], list[str]] = {}
    for each in consents:
        if each.wording and each.language:
            by_hash.setdefault((each.wording, each.language), []).append(each.use or "")
    for (hashed, language), uses in by_hash.items():
        asked = [use for use in ASKED_AT_INTAKE if use in uses]
        for said in _ticked():
            text = script.read_out(member_words(language), association.name or "", said, tuple(asked))
            if wording_hash(text) == hashed:
                yield hashed, text
                break


def _ticked() -> Iterator[tuple[int, ...]]:
    """Which points may have been said: all of them first."""
    points: tuple[Any, ...] = tuple(range(len(script.POINTS)))
    for many in range(len(points), -1, -1):
        yield from itertools.combinations(points, many)
