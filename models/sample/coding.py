"""How volunteers worked on a sample person's stories: translations, passages with themes, and the marks on people who told us nothing."""

from __future__ import annotations

from collections.abc import Sequence

from models.codebook import starter_id
from models.passage import Passage
from models.sample.around import volunteers
from models.sample.draw import Draw
from models.sample.person import Frame
from models.sample.texts import FALLBACK, Paragraph, counterpart
from models.story import Story
from models.translation import Translation

_THEMES = {
    "home": ("landlord", "rent", "flat", "neighbour", "stairs", "room"), "work": ("shift", "factory", "kitchen", "colleague", "boss", "crew"),
    "exploitation": ("payslip", "overtime", "wages", "contract"), "language": ("icelandic class", "course", "the word", "grammar", "icelandic"),
    "school": ("school", "teacher", "children", "homework"), "procedures": ("letter", "office", "permit", "kennitala", "waiting", "appointment"),
    "health": ("doctor", "sleep", "back hurts", "hospital", "health"), "family-apart": ("phone stands", "video", "parcel", "far away"),
    "discrimination": ("my name", "accent", "looked at me"), "belonging": ("belongs here", "like everybody else", "by my name"),
    "isolation": ("alone", "nobody would", "silence", "dark"), "neighbours": ("pancakes", "biscuits", "hot pot", "knits"),
    "learning": ("i learned", "learned to", "show others"), "creativity": ("sing", "music", "paint", "cook"),
    "advocacy": ("union", "complain", "meeting", "i told them"), "journey": ("border", "boat", "airport", "road"),
    "return": ("go back", "going back", "return"), "arrival": ("first winter", "first day", "first week"),
}
"""Words of the English telling by which a paragraph is coded: every language tells the same paragraphs in the same order."""
MOST = 3
"""Themes on one paragraph."""
_INTO = {"en": ("is",), "is": ("en",)}
_MEMOS = ("Ask more about this next time.", "Told twice, with tears the second time.", "Good words for the meeting with the town.")


def _themes(english: str) -> list[str]:
    folded = english.casefold()
    return [theme for theme, words in _THEMES.items() if any(word in folded for word in words)][:MOST]


def coded(seed: int, frame: Frame, told: Sequence[tuple[Story, Sequence[Paragraph]]]) -> tuple[tuple[Translation, ...], tuple[Passage, ...]]:
    """Translations of some stories, passages in most, each found again by its words."""
    translations, passages = list[Translation](), list[Passage]()
    for story, parts in told:
        draw, language = Draw(f"coding {story.id}", seed), frame.kit.story.language
        if draw.random() < 0.45:
            found = _translation(draw, seed, frame, story, parts, draw.pick(_INTO.get(language, ("en", "en", "is"))))
            translations += [found] if found is not None else []
        if draw.random() < 0.85:
            passages += _passages(draw, frame, story, parts)
    return tuple(translations), tuple(passages)


def _translation(draw: Draw, seed: int, frame: Frame, story: Story, parts: Sequence[Paragraph], into: str) -> Translation | None:
    words = [counterpart(frame.life, each, frame.kit.story.language, into) for each in parts]
    first, second = draw.pick(volunteers(seed)), draw.pick(volunteers(seed))
    if not all(words):
        return None
    return Translation(
        id=draw.id(), story=story.id, language=into, text="\n\n".join(each.words for each in words if each is not None),
        translator=first.name, checked_by=second.id if second.id != first.id and draw.random() < 0.7 else None,
    )


def _passages(draw: Draw, frame: Frame, story: Story, parts: Sequence[Paragraph]) -> list[Passage]:
    found, place = list[Passage](), 0
    for part in parts:
        english = counterpart(frame.life, part, frame.kit.story.language, FALLBACK)
        for theme in _themes(english.words if english is not None else ""):
            start = place + part.words.find(part.told) if part.told and draw.random() < 0.6 else place
            end = start + len(part.told) if start > place else place + len(part.words)
            found.append(_passage(draw, story, start, end, theme=starter_id(theme), memo=draw.pick(_MEMOS) if draw.random() < 0.1 else None))
        for name in part.persons:
            start = place + part.words.find(name)
            found.append(_passage(draw, story, start, start + len(name), third_person=True))
        place += len(part.words) + len("\n\n")
    return found


def _passage(draw: Draw, story: Story, start: int, end: int, **more: object) -> Passage:
    return Passage(id=draw.id(), story=story.id, start=start, end=end, words=(story.text or "")[start:end], **more)  # type: ignore[arg-type]
