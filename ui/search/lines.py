"""What the list under the search box shows, line by line: headings, findings in words, acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from locales import _, current, iso
from models.need import OPEN_STATES, shown_kind
from models.vocabulary import vocabulary
from storage.finding import Finding, Findings
from ui.due_words import due_words
from ui.search.acts import Act

__all__ = ["Line", "lines_of", "recent_lines"]


@dataclass(frozen=True)
class Line:
    """One line. A heading goes nowhere; everything else goes to a place with an argument, or does something."""

    title: str
    detail: str = ""
    keys: str = ""
    icon: str = ""
    place: str = ""
    argument: object = None
    do: Callable[[], object] | None = None
    group: str = ""

    @property
    def is_heading(self) -> bool:
        return not self.place and self.do is None

    def read_out(self) -> str:
        """The line in one breath for a screen reader."""
        return current().list([each for each in (self.title, self.detail, self.group, self.keys) if each])


def lines_of(found: Findings, acts: Sequence[tuple[int, Act]], *, partners: bool) -> list[Line]:
    """The lines for what was typed. Acts come first where nobody is called so and one is named so, last otherwise."""
    groups: list[list[Line]] = [
        _group(_("People"), map(_person, found.people), _more(found, "people", _("All people found"), "people", found.typed)),
        _group(_("Stories"), map(_told, found.stories)),
        _group(_("Needs"), map(_need, found.needs)),
        _group(_("Contributions"), map(_contribution, found.contributions)),
        _group(_("Partners"), map(_partner, found.partners)) if partners else [],
    ]
    doing = _group(_("What you can do"), (_act(act) for _rank, act in acts))
    first = not found.people and any(rank in (0, 2) for rank, _act_ in acts)
    return [line for group in ([doing, *groups] if first else [*groups, doing]) for line in group]


def recent_lines(found: Iterable[Finding], acts: Iterable[Act]) -> list[Line]:
    """The lines for an empty box."""
    makers = {"member": _person, "story": _told, "need": _need}
    return _group(_("Opened last"), (makers[each.kind](each) for each in found)) + _group(_("What you can do"), map(_act, acts))


def _group(title: str, lines: Iterable[Line], more: Line | None = None) -> list[Line]:
    some = [replace(each, group=title) for each in lines]
    return [Line(title), *some, *([replace(more, group=title)] if more is not None else [])] if some else []


def _more(found: Findings, name: str, words: str, place: str, argument: object) -> Line | None:
    return Line(words, icon="search", place=place, argument=argument) if name in found.more else None


def _joined(*parts: str) -> str:
    """Words of different languages beside each other, each by itself."""
    return " · ".join(iso(each) for each in parts if each)


def _person(found: Finding) -> Line:
    tongue = current().tongue_alone(found.about) if found.about else ""
    area = vocabulary("region").label(found.state, current()) if found.state else ""
    return Line(_joined(found.label, found.code), _joined(tongue, area), icon="person", place="member", argument=found.member)


def _told(found: Finding) -> Line:
    tongue = current().tongue_alone(found.about) if found.about else ""
    what = _("Quote") if found.kind == "quote" else _("Translation") if found.kind == "translation" else _("Story")
    argument = {"story": found.story, **({"quote": found.id} if found.kind == "quote" else {})}
    title = _joined(found.words) or _joined(what, found.code)
    return Line(title, _joined(what, found.label, found.code, tongue), icon="stories", place="stories", argument=argument)


def _need(found: Finding) -> Line:
    kind = vocabulary("need-category").label(shown_kind(found.about, opened=False), current())
    when = due_words(found.due) if found.due else ""
    state = vocabulary("need-status").label(found.state, current()) if found.state not in OPEN_STATES else when
    return Line(_joined(kind, found.label, found.code), _joined(state, found.words), icon="needs", place="needs", argument={"need": found.id})


def _contribution(found: Finding) -> Line:
    kind = vocabulary("contribution-type").label(found.about, current())
    return Line(_joined(kind, found.label, found.code), _joined(found.words), icon="person", place="member", argument=found.member)


def _partner(found: Finding) -> Line:
    return Line(_joined(found.label, found.code if found.code != found.label else ""), icon="people", place="partners",
                argument={"partner": found.id})


def _act(act: Act) -> Line:
    return Line(act.title, keys=act.keys, icon=act.icon, do=act.do)
