"""A member takes back a consent, from anywhere in the window, by keys alone: the budget is ten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.consent import state
from models.operation import new_id
from models.quote import Quote
from models.story import Story
from tests.people import member
from tests.ui.robots import Volunteer

Sit = Callable[..., Volunteer]


def consents_of(anna: Volunteer, person: str) -> Any:
    told: list[Any] = []
    anna.window.session.jobs.read(lambda library: (library.consents(person), library.today()), told.append)
    anna.waits()
    return told[0]


@pytest.mark.parametrize(("use", "line"), [("quote-anonymous", "3"), ("statistics", "2"), ("contact", "5")])
def test_a_consent_is_taken_back_in_ten_keys_and_shows_everywhere(volunteer: Sit, use: str, line: str) -> None:
    anna = volunteer()
    anna.sets_up()
    person, records = member("Salóme (sample)", uses=("keep", "statistics", "quote-anonymous", "contact"))
    story, quote = new_id(), new_id()
    anna.has(*records, Story(id=story, member=person, text="Sample words.", language="en"),
             Quote(id=quote, story=story, text="Sample words.", language="en", state="approved"))
    anna.presses("Ctrl+1")
    before = anna.keys
    anna.presses("Ctrl+K")
    anna.types("sal")
    anna.presses("Return")
    anna.presses("Space", line, "N", "Ctrl+S")
    assert anna.keys - before + len("sal") <= 10
    history, day = consents_of(anna, person)
    assert state(history, use, day) == "withdrawn"
    printed = "May be printed" if use != "quote-anonymous" else "May not be printed: the person has not agreed to it."
    assert printed in anna.reads(anna.page())


def test_no_to_keeping_leaves_no_trace_in_the_lists(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    person, records = member("Salóme (sample)")
    anna.has(*records, *member("Jón (sample)")[1])
    anna.presses("Ctrl+K")
    anna.types("sal")
    anna.presses("Return")
    anna.presses("Space", "1", "N", "Ctrl+S")
    assert anna.page() is anna.window.pages["people"]
    assert "Salóme" not in anna.reads(anna.page())
    anna.presses("Ctrl+K")
    anna.types("sal")
    anna.presses("Return")
    assert "No one called “sal”" in anna.reads(anna.page())
    history, day = consents_of(anna, person)
    assert state(history, "keep", day) == "withdrawn"
