"""Deadlines hold to the second, on the Danish clock, at midnight and when summer time changes."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspil.programmes import words
from samspil.programmes.edition_parts import COPENHAGEN, Deadline, NetworkDay
from samspil.programmes.editions import Status, as_example, load_editions
from samspil.programmes.selectors import Closed, EditionView

EDITIONS = {name: one.content for name, one in load_editions().items()}
EXAMPLE = as_example(EDITIONS["2022-23"], dt.date(2026, 11, 23))


def until(*parts, fold=0, assumed=False):
    at = dt.datetime(*parts, tzinfo=COPENHAGEN, fold=fold)
    deadline = Deadline(at=at, time_assumed=assumed, source="example")
    days = tuple(day.model_copy(update={"date": None}) for day in EXAMPLE.network_days)
    return EditionView(
        "x", EXAMPLE.model_copy(update={"deadline": deadline, "network_days": days}), "v"
    )


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_2021_closed_at_noon_in_summer_time():
    opened = EDITIONS["2021"].model_copy(update={"status": Status.OPEN})
    view = EditionView("2021", opened, "v")
    assert view.is_open(utc(2021, 8, 16, 10, 0, 0))
    assert view.is_open(utc(2021, 8, 16, 10, 0, 0, 999_999))
    assert not view.is_open(utc(2021, 8, 16, 10, 0, 1))


def test_the_last_second_of_a_day_is_whole():
    opened = EDITIONS["2022-23"].model_copy(update={"status": Status.OPEN})
    view = EditionView("2022-23", opened, "v")
    assert view.is_open(utc(2022, 9, 19, 21, 59, 59, 999_999))
    assert not view.is_open(utc(2022, 9, 19, 22, 0, 0))


def test_midnight_in_winter():
    view = until(2027, 1, 4, 0, 0)
    assert view.is_open(utc(2027, 1, 3, 23, 0, 0))
    assert not view.is_open(utc(2027, 1, 3, 23, 0, 1))


def test_the_hour_that_comes_twice_counts_once():
    first, second = until(2026, 10, 25, 2, 30), until(2026, 10, 25, 2, 30, fold=1)
    between = utc(2026, 10, 25, 1, 0)
    assert not first.is_open(between)
    assert second.is_open(between)
    # The same, asked on the Danish clock, where 2.00 for the second time looks earlier than 2.30.
    assert not first.is_open(between.astimezone(COPENHAGEN))


@given(st.integers(1_767_225_600, 1_830_000_000), st.integers(-7200, 7200))
def test_open_until_the_deadline_in_real_seconds(last, seconds):
    at = dt.datetime.fromtimestamp(last, COPENHAGEN)
    view = until(*at.timetuple()[:6], fold=at.fold)
    moment = dt.datetime.fromtimestamp(last + seconds, dt.UTC)
    assert view.is_open(moment) == (seconds <= 0)
    assert view.closed(moment) == (None if seconds <= 0 else Closed.DEADLINE_PASSED)


def test_history_is_closed_whatever_the_time():
    view = EditionView("2021", EDITIONS["2021"], "v")
    assert view.closed(utc(2021, 7, 1)) is Closed.HISTORICAL


@pytest.mark.parametrize(
    ("edition", "danish", "english"),
    [
        ("2021", "mandag den 16. august 2021 kl. 12.00", "Monday 16 August 2021 at 12:00"),
        ("2022-23", "mandag den 19. september 2022", "Monday 19 September 2022"),
    ],
)
def test_a_deadline_reads_as_people_write_it(edition, danish, english):
    deadline = EDITIONS[edition].deadline
    assert words.deadline(deadline) == danish
    with translation.override("en"):
        assert words.deadline(deadline) == english


def test_every_closed_edition_says_why():
    reasons = {name: words.closed(one, Closed.HISTORICAL) for name, one in EDITIONS.items()}
    assert "16. august 2021 kl. 12.00" in reasons["2021"]
    assert "19. september 2022" in reasons["2022-23"]
    assert "i efteråret 2018; der er ikke oplyst nogen frist" in reasons["2018"]
    assert "Derfor kan I ikke" in words.closed(EXAMPLE, Closed.DEADLINE_PASSED)


def test_the_time_it_takes():
    assert words.hours(EXAMPLE).startswith("Regn med 4 netværksdage for hver deltager, i alt 24 t")
    assert "styregruppemøde" in words.hours(EXAMPLE)
    assert words.hours(EDITIONS["2021"]).startswith("Regn med 4 netværksdage for hver deltager.")
    assert "styregruppemøde" not in words.hours(EDITIONS["2021"])
    assert words.hours(EDITIONS["2018"]) == ""
    day: NetworkDay = EDITIONS["2021"].network_days[0]
    assert words.times(day) == "ikke oplyst"
    assert words.times(EXAMPLE.network_days[0]) == "09.30–15.30"
    assert words.short_day(None) == "ikke oplyst"
