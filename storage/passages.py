"""Passages and the texts they lie in: where a new one begins, and where each is after its text was edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from locales import N_
from models import anchor, codebook, passage
from models.errors import WrongInput
from models.passage import Passage, is_in_place, span_of
from models.record import Record
from models.story import Story
from models.theme import Theme
from models.translation import Translation
from storage import tables

if TYPE_CHECKING:
    from storage.recorder import Recorder


def with_starters(recorder: Recorder, records: Sequence[Record]) -> list[Record]:
    """The records, and before them the themes of the starter codebook that they are the first to use; one in the bin comes out of it."""
    given = {each.id for each in records}
    wanted = dict.fromkeys(
        name for each in records if isinstance(each, Passage | Theme)
        for name in ([each.theme] if isinstance(each, Passage) else [each.parent, each.merged_into]) if name and name not in given
    )
    found: list[Record] = []
    for theme_id in wanted:
        starter = codebook.starter(theme_id)
        if starter is None:
            continue
        known = recorder.find(theme_id, binned=True)
        if known is None:
            found += [each for each in with_starters(recorder, [starter]) if each not in found]
        elif known.archived:
            found.append(known.with_values({"archived": None}))
    return [*found, *records]


def placed(recorder: Recorder, fresh: Sequence[Record]) -> list[Record]:
    """The records with every new passage in its place: by its places where they are given, else by its words. Raises WrongInput."""
    texts = {each.id: each.text or "" for each in fresh if isinstance(each, Story | Translation)}
    made: list[Record] = []
    for each in fresh:
        made.append(_placed(each, _text(recorder, each, texts)) if isinstance(each, Passage) else each)
    return made


def _text(recorder: Recorder, each: Passage, texts: dict[str, str]) -> str:
    where = each.translation or each.story or ""
    if where not in texts:
        found = recorder.find(where, binned=True)
        texts[where] = (found.text or "") if isinstance(found, Story | Translation) else ""
    return texts[where]


def _placed(each: Passage, text: str) -> Passage:
    passage.check(each)
    if each.start is not None and each.end is not None:
        start, end = anchor.whole(text, each.start, each.end)
    else:
        start, end = anchor.find(text, each.words or "", each.start or 0) or (0, 0)
    if start >= end or (each.words is not None and text[start:end] != each.words.strip()):
        raise WrongInput(N_("These words do not stand there in the text; give “words” as they stand, or “start” and “end”, counted in letters "
                            "from 0."))
    return each.with_values({"start": start, "end": end, "words": text[start:end]})


def moved(recorder: Recorder, before: Record, text: str | None) -> list[Passage]:
    """The passages of a text that was edited, as they lie in it now, as far as that differs. Those that can't be found stay as they are."""
    old, new = getattr(before, "text", None) or "", text or ""
    found = []
    for each in passages_in(recorder, before):
        span = anchor.follow(old, new, span_of(each)) if is_in_place(each, old) else anchor.find(new, each.words or "", each.start or 0)
        if span is not None:
            now = each.with_values({"start": span.start, "end": span.end, "words": new[span.start : span.end]})
            found += [now] if now != each else []
    return found


def passages_in(recorder: Recorder, record: Record) -> list[Passage]:
    """The passages of a story's own text, or of a translation; those in the bin too, for they may come out of it."""
    where = "t.story = ? AND t.translation IS NULL" if isinstance(record, Story) else "t.translation = ?"
    rows = recorder._rows(f"{tables.select_sql(Passage)} WHERE {where} ORDER BY t.row", (record.id,))
    return cast(list[Passage], recorder._made(Passage, rows))
