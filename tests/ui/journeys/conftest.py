"""Every journey is timed: whoever sits before the window waits for no key longer than a moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.waiting import MOST, stalls


@pytest.fixture(autouse=True)
def _waits_for_nothing_long(request: pytest.FixtureRequest, record_property: object) -> Iterator[None]:
    stalls.reset()
    yield
    record_property("longest wait", stalls.longest)  # type: ignore[operator]
    assert stalls.work < MOST, f"the window was at work for {stalls.work:.2f} s and answered nothing"
