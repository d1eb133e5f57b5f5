"""The copy of everything that is kept about a person, as a ZIP to take home: the paper, machine-readable records, and attachments.

    what-we-keep.pdf        readable by anybody
    records.json            everything, with names, labels and words
    KIND.csv                one line a record: field codes, then labels, then the answers
    consents.csv            what was agreed to, when, how, and what was read out
    history.csv             what was changed, and when; whoever did it is a volunteer
    opened.csv              when sensitive answers were opened, and why
    attachments/…           pictures, recordings and documents as files
"""

from __future__ import annotations

import csv
import io
import json
import mimetypes
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

from locales import N_, Words
from models.attachment import Attachment
from models.consent import Consent
from models.dossier import Dossier
from models.fields import Field
from models.labels import label_of
from models.member import Member
from models.record import Record
from models.registry import BY_TYPE
from models.values import as_json, to_json
from models.vocabulary import vocabulary

PAPER = "what-we-keep.pdf"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be worked out by a spreadsheet; it gets an apostrophe."""
A_VOLUNTEER = N_("a volunteer")


def pack(stream: IO[bytes], dossier: Dossier, paper: bytes, content: Callable[[Attachment], Iterable[bytes]], words: Words) -> None:
    """Write the ZIP. `content` gives an attachment's bytes in pieces; `words` is the language of the labels."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in _files(dossier, paper, words):
            packed.writestr(_named(name, dossier), data)
        for number, each in enumerate(dossier.attachments, 1):
            with packed.open(_named(_file_name(number, each), dossier), "w") as inside:
                for piece in content(each):
                    inside.write(piece)


def _named(name: str, dossier: Dossier) -> zipfile.ZipInfo:
    """An entry dated to the day, so that the same day and vault give the same bytes."""
    made = zipfile.ZipInfo(name, (dossier.day.year, dossier.day.month, dossier.day.day, 0, 0, 0))
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = 0o600 << 16
    return made


def _file_name(number: int, attachment: Attachment) -> str:
    return f"attachments/{number:03d}{mimetypes.guess_extension(attachment.media_type or '') or '.bin'}"


def _files(dossier: Dossier, paper: bytes, words: Words) -> Iterator[tuple[str, bytes]]:
    yield PAPER, paper
    yield "records.json", (json.dumps(_everything(dossier, words), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    others = ((name, dossier.of(kind)) for name, kind in BY_TYPE.items() if kind not in (Consent, Member))
    by_type = [("member", [dossier.member, *dossier.of(Member)]), *others]
    for name, records in by_type:
        if records:
            yield f"{name}.csv", _table(dossier.fields[name], records, words)
    yield "consents.csv", _consents(dossier, words)
    yield "history.csv", _history(dossier, words)
    yield "opened.csv", _opened(dossier, words)


def _everything(dossier: Dossier, words: Words) -> dict[str, Any]:
    records: dict[str, list[dict[str, Any]]] = {}
    for each in (dossier.member, *dossier.records, *dossier.consents):
        records.setdefault(each.TYPE, []).append(as_json(each, dossier.fields[each.TYPE]))
    labels = {name: {field.name: label_of(field, words) for field in dossier.fields[name]} for name in records}
    return {
        "made": dossier.day.isoformat(), "association": dossier.association.name, "language": words.code, "labels": labels, "records": records,
        "read_out": dict(dossier.wordings),
        "history": [
            {"when": each.when, "change": each.kind, "kind": each.record_type, "id": each.record_id, "by": words.gettext(A_VOLUNTEER),
             "values": _values(dossier, each.record_type, each.values)} for each in dossier.changes
        ],
        "opened": [{"when": each.at, "what": each.what, "reason": each.reason} for each in dossier.looks],
        "unfinished": [{"changed": each.changed, "data": each.data} for each in dossier.unfinished],
        "review": dossier.review.isoformat() if dossier.review else None,
    }


def _values(dossier: Dossier, record_type: str, values: Any) -> dict[str, Any]:
    fields = {each.name: each for each in dossier.fields[record_type]}
    return {name: to_json(fields[name], value) for name, value in values.items() if name in fields}


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    """A table as spreadsheets read it: UTF-8 with a mark, every cell quoted, nothing that would be worked out."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([_cell(each) for each in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "'" + text if text.startswith(FORMULA) else text


def _table(fields: Sequence[Field], records: Sequence[Record], words: Words) -> bytes:
    head = ["id", *(each.name for each in fields)]
    rows = []
    for record in records:
        shown = as_json(record, fields)
        rows.append([shown["id"], *(shown["answers"].get(each.name) if each.own else shown.get(each.name) for each in fields)])
    return _csv([head, ["", *(label_of(each, words) for each in fields)], *rows])


def _consents(dossier: Dossier, words: Words) -> bytes:
    fields = [each for each in dossier.fields[Consent.TYPE] if each.name not in ("member", "seen", "archived")]
    head = ["id", *(each.name for each in fields), "read_out"]
    rows = []
    for event in dossier.consents:
        shown = as_json(event, fields)
        rows.append([shown["id"], *(shown.get(each.name) for each in fields), dossier.wordings.get(event.wording or "", "")])
    return _csv([head, ["", *(label_of(each, words) for each in fields), ""], *rows])


def _history(dossier: Dossier, words: Words) -> bytes:
    rows: list[list[object]] = []
    for each in dossier.changes:
        what = [each.when, words.gettext(A_VOLUNTEER), words.gettext(BY_TYPE[each.record_type].LABEL), each.record_id, each.kind]
        rows += [[*what, name, value] for name, value in _values(dossier, each.record_type, each.values).items()]
    return _csv([["when", "by", "kind", "id", "change", "field", "value"], *rows])


def _opened(dossier: Dossier, words: Words) -> bytes:
    kinds, reasons = vocabulary("access-kind"), vocabulary("access-reason")
    rows = [[each.at, kinds.label(each.what, words), reasons.label(each.reason, words)] for each in dossier.looks]
    return _csv([["when", "what", "reason"], *rows])
