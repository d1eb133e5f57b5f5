"""Which way each character of a text runs: the Unicode Bidirectional Algorithm (UAX #9), isolates included.

``levels`` gives every character its embedding level (even: left to right, odd: right to left) and ``visual_order`` puts
pieces of a line, each of one level, into the order they stand on paper. Characters that UAX #9 removes (rule X9: the old
embedding marks, the zero-width joiners) keep their place and take the level of what they follow, as its section 5.2
allows: Persian needs its zero-width non-joiner when it is shaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

MAX_DEPTH = 125
"""The deepest embedding UAX #9 allows (BD2)."""

_RIGHT = frozenset({"R", "AL"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_TURNS_TEXT = _RIGHT | _ISOLATES | {"AN", "RLE", "RLO", "LRE", "LRO"}

_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b\u2329\u232a"
    "\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9"
    "\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e"
    "\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27"
    "\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011"
    "\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d"
    "\uff5f\uff60\uff62\uff63"
)
"""Opening and closing brackets by turns (the Unicode data file BidiBrackets.txt)."""
_OPENS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSES = {closing: opening for opening, closing in _OPENS.items()}
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""Brackets that are canonically equal (BD16)."""
MAX_OPEN_BRACKETS = 63


def turned(text: str, rtl: bool) -> str | None:
    """A language of the other direction, where somebody's own words begin in it on a page that reads from right to left or not.

    None where they go the page's way, or have no letter that has one.
    """
    first = next((kind for char in text if (kind := bidirectional(char)) in ("L", "R", "AL")), None)
    if first is None or (first != "L") == rtl:
        return None
    return "en" if rtl else "ar"


def levels(text: str, base: int | None = None) -> list[int]:
    """The embedding level of every character of one paragraph; ``base`` 0 or 1, or None to ask the text itself."""
    kinds = [bidirectional(char) or "L" for char in text]
    if base is None:
        base = _first_strong(kinds, 0, len(kinds))
    if base == 0 and _TURNS_TEXT.isdisjoint(kinds):
        return [0] * len(kinds)
    partners = _isolate_partners(kinds)
    given, classes = _explicit(kinds, partners, base)
    explicit = tuple(given)
    for sequence in _sequences(explicit, kinds, partners):
        for at, level in zip(sequence, _resolve(text, sequence, explicit, classes, kinds, base), strict=True):
            given[at] = level
    last = base
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:
            given[at] = last
        last = given[at]
    return given


def visual_order(piece_levels: Sequence[int]) -> list[int]:
    """The indices of a line's pieces from left to right (rule L2)."""
    order = list(range(len(piece_levels)))
    if not order:
        return order
    lowest_odd = min((level for level in piece_levels if level % 2), default=None)
    if lowest_odd is None:
        return order
    for level in range(max(piece_levels), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and piece_levels[order[end]] >= level:
                end += 1
            if end > start:
                order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _first_strong(kinds: Sequence[str], start: int, end: int) -> int:
    depth = 0
    for kind in kinds[start:end]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind == "L":
            return 0
        elif depth == 0 and kind in _RIGHT:
            return 1
    return 0


def _isolate_partners(kinds: Sequence[str]) -> dict[int, int]:
    """The place of the pop for each isolate's start, and the other way round (BD9)."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for at, kind in enumerate(kinds):
        if kind in _ISOLATES:
            waiting.append(at)
        elif kind == "PDI" and waiting:
            start = waiting.pop()
            partners[start] = at
            partners[at] = start
    return partners


@dataclass(frozen=True)
class _Status:
    level: int
    override: str
    isolate: bool


class _Explicit:
    """Rules X1 to X8, a character at a time: the stack of embeddings and isolates and what overflowed it."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.stack = [_Status(base, "", False)]
        self.lost_isolates = 0
        self.lost_embeddings = 0
        self.open_isolates = 0

    def embed(self, right: bool, override: str) -> None:
        """X2 to X5: RLE, LRE, RLO, LRO."""
        level = self._next_level(right)
        if level <= MAX_DEPTH and not self.lost_isolates and not self.lost_embeddings:
            self.stack.append(_Status(level, override, False))
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def isolate(self, right: bool) -> None:
        """X5a to X5c: LRI, RLI and FSI."""
        level = self._next_level(right)
        if level <= MAX_DEPTH and not self.lost_isolates and not self.lost_embeddings:
            self.open_isolates += 1
            self.stack.append(_Status(level, "", True))
        else:
            self.lost_isolates += 1

    def end_isolate(self) -> None:
        """X6a."""
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.open_isolates:
            self.lost_embeddings = 0
            while not self.stack[-1].isolate:
                self.stack.pop()
            self.stack.pop()
            self.open_isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif not self.stack[-1].isolate and len(self.stack) > 1:
            self.stack.pop()

    def _next_level(self, right: bool) -> int:
        level = self.stack[-1].level + 1
        return level if level % 2 == right else level + 1


def _explicit(kinds: Sequence[str], partners: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """Levels after rules X1 to X8 and the classes that overrides have changed."""
    state = _Explicit(base)
    given: list[int] = []
    classes = list(kinds)
    for at, kind in enumerate(kinds):
        if kind == "B":
            given.append(base)
            continue
        if kind == "PDI":
            state.end_isolate()
        top = state.stack[-1]
        given.append(top.level)
        if kind in ("RLE", "LRE", "RLO", "LRO"):
            state.embed(kind[0] == "R", kind[0] if kind[2] == "O" else "")
        elif kind == "PDF":
            state.end_embedding()
        elif kind != "BN" and top.override:
            classes[at] = top.override
        if kind in _ISOLATES:
            end = partners.get(at, len(kinds))
            state.isolate(kind == "RLI" or (kind == "FSI" and _first_strong(kinds, at + 1, end) == 1))
    return given, classes


def _sequences(given: Sequence[int], kinds: Sequence[str], partners: dict[int, int]) -> list[list[int]]:
    """Isolating run sequences (BD13), as lists of places without the removed characters."""
    runs: list[list[int]] = []
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:
            continue
        if runs and given[runs[-1][-1]] == given[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    starts = {run[0]: run for run in runs}
    sequences: list[list[int]] = []
    for run in runs:
        if kinds[run[0]] == "PDI" and run[0] in partners:
            continue
        sequence = list(run)
        while kinds[sequence[-1]] in _ISOLATES and sequence[-1] in partners:
            following = starts.get(partners[sequence[-1]])
            if following is None:
                break
            sequence += following
        sequences.append(sequence)
    return sequences


def _resolve(
    text: str, sequence: Sequence[int], given: Sequence[int], classes: Sequence[str], kinds: Sequence[str], base: int
) -> list[int]:
    """Rules X10 to I2: the final levels of one isolating run sequence."""
    level = given[sequence[0]]
    before = _level_beside(sequence[0], -1, given, kinds, base)
    last = sequence[-1]
    after = base if kinds[last] in _ISOLATES else _level_beside(last, 1, given, kinds, base)
    start = "R" if max(level, before) % 2 else "L"
    end = "R" if max(level, after) % 2 else "L"
    types = [classes[at] for at in sequence]
    _weak(types, start)
    _brackets(text, sequence, types, classes, kinds, start, level)
    _neutrals(types, start, end, level)
    if level % 2 == 0:
        return [level + (1 if kind == "R" else 2 if kind in ("AN", "EN") else 0) for kind in types]
    return [level + (kind != "R") for kind in types]


def _level_beside(at: int, step: int, given: Sequence[int], kinds: Sequence[str], base: int) -> int:
    at += step
    while 0 <= at < len(kinds):
        if kinds[at] not in _REMOVED:
            return given[at]
        at += step
    return base


def _weak(types: list[str], start: str) -> None:
    """Rules W1 to W7."""
    previous = start
    for at, kind in enumerate(types):
        if kind == "NSM":
            types[at] = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = types[at]
    strong = start
    for at, kind in enumerate(types):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            types[at] = "AN"
    types[:] = ["R" if kind == "AL" else kind for kind in types]
    for at in range(1, len(types) - 1):
        left, kind, right = types[at - 1 : at + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in ("EN", "AN"))):
            types[at] = left
    _terminators(types)
    strong = start
    for at, kind in enumerate(types):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[at] = "L"


def _terminators(types: list[str]) -> None:
    """Rules W5 and W6: signs such as % belong to the number beside them, and separators left over are neutral."""
    at = 0
    while at < len(types):
        if types[at] != "ET":
            at += 1
            continue
        end = at
        while end < len(types) and types[end] == "ET":
            end += 1
        beside = (at > 0 and types[at - 1] == "EN") or (end < len(types) and types[end] == "EN")
        types[at:end] = ["EN" if beside else "ON"] * (end - at)
        at = end
    types[:] = ["ON" if kind in ("ES", "CS") else kind for kind in types]


def _brackets(
    text: str,
    sequence: Sequence[int],
    types: list[str],
    classes: Sequence[str],
    kinds: Sequence[str],
    start: str,
    level: int,
) -> None:
    """Rule N0: a pair of brackets takes the direction of what it holds."""
    embedding = "R" if level % 2 else "L"
    for opening, closing in _bracket_pairs(text, sequence, types):
        inside = {_strong(kind) for kind in types[opening + 1 : closing]} - {""}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            context = next((s for s in map(_strong, reversed(types[:opening])) if s), start)
            direction = context if context != embedding else embedding
        for place in (opening, closing):
            types[place] = direction
            marks = place + 1
            while marks < len(types) and kinds[sequence[marks]] == "NSM" and classes[sequence[marks]] == "NSM":
                types[marks] = direction
                marks += 1


def _bracket_pairs(text: str, sequence: Sequence[int], types: Sequence[str]) -> list[tuple[int, int]]:
    """Places of bracket pairs in a sequence, by their opening (BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, at in enumerate(sequence):
        char = text[at]
        if types[place] != "ON":
            continue
        if char in _OPENS:
            if len(waiting) == MAX_OPEN_BRACKETS:
                return []
            closing = _OPENS[char]
            waiting.append((_SAME.get(closing, closing), place))
        elif char in _CLOSES:
            wanted = _SAME.get(char, char)
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == wanted:
                    pairs.append((waiting[depth][1], place))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _strong(kind: str) -> str:
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else ""


def _neutrals(types: list[str], start: str, end: str, level: int) -> None:
    """Rules N1 and N2."""
    embedding = "R" if level % 2 else "L"
    at = 0
    while at < len(types):
        if types[at] not in _NEUTRAL:
            at += 1
            continue
        stop = at
        while stop < len(types) and types[stop] in _NEUTRAL:
            stop += 1
        left = (_strong(types[at - 1]) if at else start) or start
        right = (_strong(types[stop]) if stop < len(types) else end) or end
        types[at:stop] = [left if left == right else embedding] * (stop - at)
        at = stop
