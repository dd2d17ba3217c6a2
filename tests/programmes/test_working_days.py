"""Working days: Easter against known years, and proposals that nobody has to move."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.programmes.working_days import (
    before_on_working_day,
    easter,
    is_closed,
    nearest_working_day,
    on_working_day,
)

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2000, 4, 23), (2008, 3, 23), (2019, 4, 21), (2021, 4, 4), (2022, 4, 17), (2023, 4, 9),
     (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)],
)  # fmt: skip
def test_easter_in_known_years(year, month, day):
    assert easter(year) == dt.date(year, month, day)


@pytest.mark.parametrize(
    "closed",
    [
        "2026-11-22",  # a Sunday
        "2026-12-24",
        "2027-01-01",
        "2027-03-25",  # Maundy Thursday
        "2027-03-29",  # Easter Monday
        "2027-05-06",  # Ascension
        "2027-05-17",  # Whit Monday
        "2028-06-05",  # Constitution Day, a Monday
        "2027-07-14",
        "2027-10-20",  # week 42
    ],
)
def test_holidays_are_closed(closed):
    assert is_closed(dt.date.fromisoformat(closed))


@pytest.mark.parametrize("open_day", ["2026-11-23", "2027-01-04", "2027-03-30", "2027-08-11"])
def test_ordinary_days_are_open(open_day):
    assert not is_closed(dt.date.fromisoformat(open_day))


@given(DAYS)
def test_a_proposal_is_open_and_the_nearest_that_is(day):
    after, before = on_working_day(day), before_on_working_day(day)
    assert before <= day <= after
    assert not is_closed(after)
    assert not is_closed(before)
    between = [before + dt.timedelta(days=n) for n in range(1, (after - before).days)]
    assert all(is_closed(one) for one in between)
    assert (after == day) == (before == day) == (not is_closed(day))


@given(DAYS)
def test_the_nearest_open_day_has_none_nearer(day):
    found = nearest_working_day(day)
    away = abs((found - day).days)
    assert not is_closed(found)
    nearer = [day + dt.timedelta(days=n) for n in range(1 - away, away)]
    assert all(is_closed(one) for one in nearer)
