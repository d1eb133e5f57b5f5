"""What a volunteer does with a story: code it, translate it, put it right, and bring a quote of it from its words to paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from locales import _, iso
from models.anchor import Span
from models.errors import Trouble
from models.operation import new_id
from models.passage import Passage
from models.quote import LADDER, Quote
from models.record import Record
from models.story import Story
from models.theme import Theme
from models.translation import Translation
from storage.changes import Changes
from ui.events import events
from ui.operations import naming, undo
from ui.session import Session

HALF, HALF_STEP = "story-", "story-half"
"""How drafts of half-written translations, edits and cleared copies are told: by their id and their step."""
Done = Callable[[Changes], None]
Failed = Callable[[Trouble], None]


def code(session: Session, passage: Passage, name: str, done: Done | None = None) -> None:
    """Code words with a theme, or mark that they speak of somebody else (`name` is empty then)."""
    def named(whose: str) -> str:
        if not name:
            return _("Marked as somebody else ({code}).").format(code=iso(whose))
        return _("Coded as “{theme}” ({code}).").format(theme=iso(name), code=iso(whose))

    new = passage if passage.id else passage.with_values({"id": new_id()})
    undo.write(session, lambda workspace: workspace.save(new), named, done)


def passage_at(story: Story, translation: Translation | None, span: Span, **more: Any) -> Passage:
    """A passage of a story, or of its translation, that isn't kept yet."""
    return Passage(story=story.id, translation=translation.id if translation is not None else None, start=span.start, end=span.end, **more)


def uncode(session: Session, passage: Passage, done: Done | None = None) -> None:
    """Take a passage away; the words stay."""
    undo.write(session, lambda workspace: workspace.save(passage.with_values({"archived": True})),
               lambda whose: _("Passage taken away ({code}).").format(code=iso(whose)), done)


def note(session: Session, passage: Passage, memo: str | None, done: Done | None = None) -> None:
    """Keep a note on a passage."""
    undo.write(session, lambda workspace: workspace.save(passage.with_values({"memo": memo})),
               lambda whose: _("Note on a passage kept ({code}).").format(code=iso(whose)), done)


def save_themes(session: Session, themes: Sequence[Theme], name: str, done: Done | None = None, failed: Failed | None = None) -> None:
    """Keep new and changed themes of the codebook, as one act."""
    undo.write(session, lambda workspace: workspace.save_all(list(themes)),
               lambda _code: _("Codebook changed: {theme}.").format(theme=iso(name)), done, failed)


def save_text(session: Session, record: Story | Translation, done: Done | None = None, failed: Failed | None = None) -> None:
    """Keep a translation, or the put-right words of a story, and throw what was half written."""
    story = record.id if isinstance(record, Story) else record.story or ""

    def kept(changes: Changes) -> None:
        throw_half(session, story)
        if done is not None:
            done(changes)

    undo.write(session, lambda workspace: workspace.save(record), naming.kept(record), kept, failed)


def save_text_now(session: Session, record: Story | Translation) -> None:
    """The same before going on: another page comes up."""
    story = record.id if isinstance(record, Story) else record.story or ""

    def work(workspace: Any) -> tuple[Changes, str]:
        changes = workspace.save(record)
        workspace.drafts.throw(HALF + story)
        return changes, workspace.code_of(changes.ids[0])

    (changes, whose), name = session.jobs.write_now(work), naming.kept(record)
    events.saved.emit()
    events.changed.emit(changes)
    undo.offer(session, changes, lambda: name(whose))


def check_translation(session: Session, translation: Translation, done: Done | None = None) -> None:
    """Whoever is signed in says that a translation says what was told."""
    checked = translation.with_values({"checked_by": session.volunteer_id or None})
    undo.write(session, lambda workspace: workspace.save(checked), naming.kept(translation), done)


def mark_quote(session: Session, quote: Quote, done: Done | None = None) -> None:
    """Words become a quote on its first step."""
    undo.write(session, lambda workspace: workspace.save(quote), naming.marked, done)


def clear_quote(session: Session, quote: Quote, text: str, more: Mapping[str, Any], done: Done | None = None, failed: Failed | None = None) -> None:
    """Keep the cleared copy: nobody can be recognised in it."""
    def kept(changes: Changes) -> None:
        throw_half(session, quote.story or "")
        if done is not None:
            done(changes)

    cleared = quote.with_values({**more, "text": text, "told": quote.told or quote.text, "state": LADDER[1]})
    undo.write(session, lambda workspace: workspace.save(cleared), naming.moved_quote(LADDER[1]), kept, failed)


def bin_record(session: Session, record: Record) -> None:
    """Put something of a story in the bin."""
    undo.write(session, lambda workspace: workspace.save(record.with_values({"archived": True})), naming.binned(record))


def keep_half(session: Session, story: Story, data: Mapping[str, Any]) -> None:
    """Put what was half written into the vault while the volunteer goes on."""
    session.jobs.write(lambda workspace: workspace.drafts.keep(HALF + story.id, data, HALF_STEP, story.member), lambda _none: events.saved.emit())


def keep_half_now(session: Session, story: Story, data: Mapping[str, Any]) -> None:
    """The same before going on. Raises PlaceFailed."""
    session.jobs.write_now(lambda workspace: workspace.drafts.keep(HALF + story.id, data, HALF_STEP, story.member))
    events.saved.emit()


def throw_half(session: Session, story_id: str) -> None:
    """What was half written was finished, or left as it was."""
    session.jobs.write(lambda workspace: workspace.drafts.throw(HALF + story_id))
