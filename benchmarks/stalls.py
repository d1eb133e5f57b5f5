"""How long the window stood still: the longest time in which its event loop didn't turn, so that nothing typed or clicked was answered."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher

__all__ = ["Sampler", "Stalls"]

EVERY = 0.004
"""Seconds between two looks of the sampler."""
KEPT = 5000


class Stalls:
    """Measures turns of the loop: from waking up until it may sleep, or wakes up again.

    Only what is done inside `turning()` counts: a key that is sent straight to a control, or a loop that runs. What a test or a benchmark does
    between two keys is nobody's wait.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        """Seconds."""
        self.span = (0.0, 0.0)
        """When that was, by `time.perf_counter`."""
        self._began: float | None = None
        self._depth = 0
        self._watches = False

    def reset(self) -> None:
        """Forget what was measured."""
        self.longest, self.span = 0.0, (0.0, 0.0)

    @contextmanager
    def turning(self) -> Iterator[None]:
        """The window works now."""
        if not self._watches and (dispatcher := QAbstractEventDispatcher.instance()) is not None:
            self._watches = True
            dispatcher.awake.connect(self._turned)
            dispatcher.aboutToBlock.connect(self._rests)
        self._depth += 1
        if self._depth == 1:
            self._began = time.perf_counter()
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._rests()

    def _turned(self) -> None:
        if self._depth:
            self._rests()
            self._began = time.perf_counter()

    def _rests(self) -> None:
        if self._began is not None:
            now = time.perf_counter()
            if now - self._began > self.longest:
                self.longest, self.span = now - self._began, (self._began, now)
            self._began = None


class Sampler:
    """Looks every few milliseconds at what the window's thread is doing, so that a long wait can be told from its cause."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, tuple[str, ...]]] = deque(maxlen=KEPT)
        self._main = threading.get_ident()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ends.wait(EVERY):
            frame = sys._current_frames().get(self._main)
            if frame is not None:
                stack = tuple(f"{each.filename.rpartition('/')[2]}:{each.lineno} {each.name}" for each in traceback.extract_stack(frame)[-14:])
                self._seen.append((time.perf_counter(), stack))

    def stop(self) -> None:
        self._ends.set()
        self._thread.join()

    def why(self, span: tuple[float, float], most: int = 3) -> list[str]:
        """What was being done in that time, the most frequent first."""
        counted = Counter(stack for at, stack in self._seen if span[0] <= at <= span[1])
        return [f"{count} x {' > '.join(stack[-9:])}" for stack, count in counted.most_common(most)]
