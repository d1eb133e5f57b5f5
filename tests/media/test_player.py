"""Playing from memory, on a device that makes no sound."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator

import pytest

from media import taking
from media.player import Player, Standing
from models.errors import PlaceFailed, WrongInput
from tests.media import samples


@pytest.fixture
def player() -> Iterator[Player]:
    made = Player(backend="NULL")
    yield made
    made.close()


def until(player: Player, true: Callable[[Standing], bool]) -> Standing:
    """Where it stands once something is so. Every look waits for the child's next word."""
    for _ in range(400):
        now = player.standing()
        assert now is not None, "the child is gone"
        if true(now):
            return now
        assert player._child is not None
        player._child.pipe.poll(0.1)
    raise AssertionError("it never came about")


@pytest.mark.parametrize("make", [lambda: samples.tone(2), samples.mp3, samples.flac])
def test_a_recording_is_played_paused_and_sought(player: Player, make: Callable[[], bytes]) -> None:
    length = player.load(samples.pieces(taking.take_in(make())[1]))
    assert length > 0.9
    player.play()
    until(player, lambda now: now.playing and now.seconds > 0)
    player.pause()
    stopped = until(player, lambda now: not now.playing)
    player.seek(length / 2)
    assert abs(until(player, lambda now: now.seconds != stopped.seconds).seconds - length / 2) < 0.2


def test_at_the_end_it_stops_and_stands_at_the_beginning(player: Player) -> None:
    length = player.load(samples.pieces(samples.tone(1)))
    player.seek(length - 0.2)
    player.play()
    until(player, lambda now: now.playing)
    assert until(player, lambda now: not now.playing).seconds == 0


def test_what_cannot_be_played_is_said(player: Player) -> None:
    with pytest.raises(WrongInput, match="cannot be played"):
        player.load([b"RIFF nothing of the kind"])
    assert player.standing() is None


def test_where_there_is_no_device_it_is_said() -> None:
    with pytest.raises(PlaceFailed, match="nothing to play sound on"):
        Player(backend="AAUDIO").load([samples.tone()])


def test_closing_leaves_no_child_behind(player: Player) -> None:
    player.load([samples.tone()])
    player.close()
    assert player.standing() is None and not multiprocessing.active_children()
