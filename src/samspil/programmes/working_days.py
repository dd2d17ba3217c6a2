"""Danish working days, so that a proposed date is one on which people can meet."""

import datetime as dt
import functools

DAY = dt.timedelta(days=1)

FROM_EASTER = (-7, -6, -5, -4, -3, -2, -1, 0, 1, 39, 40, 49, 50)
"""Days from Easter Sunday: the week before it to Easter Monday, Ascension and the day after,
Whitsun. The working days among them are common school holidays."""


def on_working_day(day: dt.date) -> dt.date:
    """Return ``day``, or the first day after it on which people in schools can meet."""
    while is_closed(day):
        day += DAY
    return day


def before_on_working_day(day: dt.date) -> dt.date:
    """Return ``day``, or the last day before it on which people in schools can meet."""
    while is_closed(day):
        day -= DAY
    return day


def nearest_working_day(day: dt.date) -> dt.date:
    """Return the open day nearest to ``day``; the later of two that are as near."""
    earlier, later = before_on_working_day(day), on_working_day(day)
    return earlier if day - earlier < later - day else later


def is_closed(day: dt.date) -> bool:
    """Whether ``day`` is a weekend, a public holiday, or in a holiday that schools share.

    The winter holiday differs between municipalities and is not known here.
    """
    moving = (day - easter(day.year)).days in FROM_EASTER
    return day.weekday() >= 5 or moving or _is_fixed_holiday(day)


def _is_fixed_holiday(day: dt.date) -> bool:
    """Whether ``day`` is around Christmas, on 5 June, in summer or in week 42."""
    date = (day.month, day.day)
    christmas = date >= (12, 20) or date <= (1, 3)
    summer = (6, 26) <= date <= (8, 10)
    return christmas or summer or date == (6, 5) or day.isocalendar().week == 42


@functools.cache
def easter(year: int) -> dt.date:
    """Return Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped = century // 4
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - correction + 15) % 30
    leap = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * leap) // 451
    month, day = divmod(epact + leap - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
