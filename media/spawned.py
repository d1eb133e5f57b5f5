"""A child process with a pipe to it: it is started afresh, so that it holds nothing of the program, and it ends with who started it."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

__all__ = ["Spawned"]


class Spawned:
    """A running child. `pipe` is this side of what it is talked to through; `sentinel` is ready once it has ended."""

    def __init__(self, serve: Callable[..., None], *given: Any, name: str) -> None:
        """Start `serve(its side of the pipe, *given)`. Raises OSError where no child can be started."""
        context = multiprocessing.get_context("spawn")
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, *given), name=name, daemon=True)
        try:
            self._process.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            theirs.close()
        self.sentinel = self._process.sentinel

    def kill(self) -> None:
        """End it in the middle of its work, from any thread; whoever waits at the pipe is told its end."""
        with contextlib.suppress(ValueError):  # it was closed in the meantime
            self._process.kill()

    def close(self) -> None:
        """End it, and let go of what this side holds."""
        self.pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()
