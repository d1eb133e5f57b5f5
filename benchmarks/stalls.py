"""How long the window stood still: the longest time in which its event loop didn't turn, so that nothing typed or clicked was answered."""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QAbstractEventDispatcher

__all__ = ["Sampler", "Stalls"]

EVERY = 0.004
"""Seconds between two looks of the sampler."""
KEPT, DEEPEST = 5000, 40


class Stalls:
    """Measures turns of the loop: from waking up until it may sleep, or wakes up again.

    Only what is done inside `turning()` counts: a key that is sent straight to a control, or a loop that runs. What a test or a benchmark does
    between two keys is nobody's wait.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        """Seconds."""
        self.work = 0.0
        """Seconds that the window's own thread was at work in the turn in which it worked most: a busy machine doesn't lengthen them."""
        self.span = (0.0, 0.0)
        """When that was, by `time.perf_counter`."""
        self._began: tuple[float, float] | None = None
        self._depth = 0
        self._watches = False

    def reset(self) -> None:
        """Forget what was measured."""
        self.longest, self.work, self.span = 0.0, 0.0, (0.0, 0.0)

    @contextmanager
    def turning(self) -> Iterator[None]:
        """The window works now."""
        if not self._watches and (dispatcher := QAbstractEventDispatcher.instance()) is not None:
            self._watches = True
            dispatcher.awake.connect(self._turned)
            dispatcher.aboutToBlock.connect(self._rests)
        self._depth += 1
        if self._depth == 1:
            self._began = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._rests()

    def _turned(self) -> None:
        if self._depth:
            self._rests()
            self._began = time.perf_counter(), time.thread_time()

    def _rests(self) -> None:
        if self._began is not None:
            (began, worked), now = self._began, time.perf_counter()
            self.work = max(self.work, time.thread_time() - worked)
            if now - began > self.longest:
                self.longest, self.span = now - began, (began, now)
            self._began = None


class Sampler:
    """Looks every few milliseconds at what the window's thread is doing, so that a long wait can be told from its cause.

    By a signal, which is answered in that same thread: another thread that looks would hold on to what Qt wants to end.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, tuple[str, ...]]] = deque(maxlen=KEPT)
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        lines = []
        while frame is not None and len(lines) < DEEPEST:
            code = frame.f_code
            lines.append(f"{code.co_filename.rpartition('/')[2]}:{frame.f_lineno} {code.co_name}")
            frame = frame.f_back
        self._seen.append((time.perf_counter(), tuple(reversed(lines))))

    def why(self, span: tuple[float, float], most: int = 3) -> list[str]:
        """What was being done in that time, the most frequent first."""
        within = [stack for at, stack in tuple(self._seen) if span[0] <= at <= span[1]]
        ours = Counter(line for stack in within for line in set(stack))
        shared = [f"{count} of {len(within)} in {line}" for line, count in ours.most_common(12) if count < len(within)]
        return shared + [f"{count} x {' > '.join(stack[-7:])}" for stack, count in Counter(within).most_common(most)]
