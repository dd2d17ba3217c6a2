"""What happens by the clock."""

import datetime as dt
import threading

import pytest

from samspil.jobs import clock

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


@pytest.fixture
def chores(monkeypatch):
    """No chores but those of the test."""
    found = {}
    monkeypatch.setattr(clock, "_CHORES", found)
    return found


def test_a_tick_does_everything_and_says_how_much(chores):
    asked = []
    clock.regularly("b")(lambda now: asked.append(now) or 2)
    clock.regularly("a")(lambda now: 0)
    assert clock.tick(now=NOW) == {"a": 0, "b": 2}
    assert asked == [NOW]


def test_a_chore_that_fails_keeps_no_other_from_being_done(chores):
    def broken(now):
        raise ZeroDivisionError

    clock.regularly("a")(broken)
    clock.regularly("b")(lambda now: 1)
    assert clock.tick(now=NOW) == {"a": None, "b": 1}


def test_a_name_is_taken_once(chores):
    clock.regularly("a")(int)
    clock.regularly("a")(int)
    with pytest.raises(clock.ChoreTakenError):
        clock.regularly("a")(float)


def test_the_thread_ticks_until_told_to_stop(chores, monkeypatch):
    ticked = threading.Event()
    # The connections of this thread belong to the test.
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)
    monkeypatch.setattr(clock.connections, "close_all", lambda: None)
    clock.regularly("a")(lambda now: ticked.set() or 1)
    stop = clock.start_ticking(pause=0.01)
    assert ticked.wait(2)
    stop.set()
