"""What a point stands for: a day, a week, a month, a half-year, a year; and how it is read."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april", "april"),
    ("maj", "may"), ("juni", "june"), ("juli", "july"), ("august", "august"),
    ("september", "september"), ("oktober", "october"), ("november", "november"),
    ("december", "december"),
)  # fmt: skip
_MONTH_OF = {name: n for n, names in enumerate(_MONTHS, 1) for name in names} | {
    name[:3]: n for n, names in enumerate(_MONTHS, 1) for name in names
} | {"sept": 9}  # fmt: skip
_YEAR = r"(?P<y>[0-9]{4})"
_ANY_YEAR = r"(?P<y>[0-9]{4}|[0-9]{2})"
_DAY = r"(?P<d>[0-9]{1,2})"
_WORD = r"(?P<word>[a-zæøå]+)\.?"

_DAYS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}-(?P<m>[0-9]{{1,2}})-{_DAY}(?:[t ][0-9:.]+)?",
        rf"{_DAY}(?P<mark>[-./])(?P<m>[0-9]{{1,2}})(?P=mark){_ANY_YEAR}",
        rf"(?:den )?{_DAY}\.? {_WORD} {_YEAR}",
    )
)
_WEEKS = tuple(
    re.compile(form)
    for form in (
        rf"(?:uge|week|u|w) ?(?P<w>[0-9]{{1,2}})[ ,/-]+{_YEAR}",
        rf"{_YEAR}[ ,/-]*(?:uge|week|u|w) ?(?P<w>[0-9]{{1,2}})",
    )
)
_MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}[-/.m](?P<m>[0-9]{{1,2}})",
        rf"(?P<m>[0-9]{{1,2}})[-/.]{_YEAR}",
        rf"{_WORD} {_YEAR}",
    )
)
_TERMS = (
    re.compile(rf"(?P<word>forår|efterår|spring|autumn|fall),? {_YEAR}"),
    re.compile(rf"{_YEAR} ?h(?P<h>[12])"),
    re.compile(rf"(?P<h>[12])\. ?(?:halvår|half(?:-year)?) {_YEAR}"),
)
_YEARS = (re.compile(_YEAR), re.compile(rf"{_YEAR}/(?:[0-9]{{4}}|[0-9]{{2}})"))
_SPRING = {"forår", "spring", "1"}
type Parts = Mapping[str, str | None]
AUTUMN = 8
"""The month in which the second half-year begins, with the school year."""

EARLIEST, LONGEST = dt.date(1990, 1, 1), 60


class NoPeriodError(ValueError):
    """A text that is no time of this kind."""


def start_of(frequency: str, day: dt.date) -> dt.date:
    """Return the first day of what a point on this day stands for."""
    match frequency:
        case "weekly":
            return day - dt.timedelta(days=day.weekday())
        case "monthly":
            return day.replace(day=1)
        case "term":
            return dt.date(day.year, AUTUMN if day.month >= AUTUMN else 1, 1)
        case "yearly":
            return dt.date(day.year, 1, 1)
    return day


def after(frequency: str, start: dt.date) -> dt.date:
    """Return the first day of what comes next; weekends are left out of days."""
    match frequency:
        case "weekly":
            return start + dt.timedelta(days=7)
        case "monthly":
            return start_of("monthly", start + dt.timedelta(days=31))
        case "term":
            autumn = start.month >= AUTUMN
            return dt.date(start.year + autumn, 1 if autumn else AUTUMN, 1)
        case "yearly":
            return dt.date(start.year + 1, 1, 1)
    return start + dt.timedelta(days={4: 3, 5: 2}.get(start.weekday(), 1))


def expected(frequency: str, latest: dt.date | None, today: dt.date) -> dt.date:
    """Return when the next point is expected: after the latest, or now where there is none."""
    return start_of(frequency, today) if latest is None else after(frequency, latest)


def label(frequency: str, start: dt.date) -> str:
    """Return what a point stands for, in words: ``uge 12 2027``, ``marts 2027``, ``forår 2027``."""
    match frequency:
        case "weekly":
            year, week, _day = start.isocalendar()
            return _("uge %(week)d %(year)d") % {"week": week, "year": year}
        case "monthly":
            return date_format(start, "F Y")
        case "term":
            words = _("efterår %(year)d") if start.month >= AUTUMN else _("forår %(year)d")
            return words % {"year": start.year}
        case "yearly":
            return str(start.year)
    return date_format(start, "j. F Y")


def read(text: str, frequency: str) -> dt.date:
    """Return the first day of the time that a text names; raises NoPeriodError.

    A day is good for any frequency; a month is not for a measure that is counted every week.
    """
    words = " ".join(text.split()).casefold()
    if not words or len(words) > LONGEST:
        raise NoPeriodError
    found = _day(words)
    if found is None and frequency == "weekly":
        found = _week(words)
    elif found is None and frequency == "monthly":
        found = _month(words)
    elif found is None and frequency == "term":
        found = _term(words)
    elif found is None and frequency == "yearly":
        found = _first(_YEARS, words, lambda p: _date(int(p["y"] or 0), 1, 1))
    if found is None or found < EARLIEST:
        raise NoPeriodError
    return start_of(frequency, found)


def is_one(text: str) -> bool:
    """Whether a text names a time of any kind."""
    for frequency in ("daily", "weekly", "monthly", "term", "yearly"):
        try:
            read(text, frequency)
        except NoPeriodError:
            continue
        return True
    return False


def examples(frequency: str) -> str:
    """Return how a time may be written, to show what would be right."""
    match frequency:
        case "weekly":
            return _("uge 12 2027 eller 22-03-2027")
        case "monthly":
            return _("marts 2027 eller 2027-03")
        case "term":
            return _("forår 2027 eller 2027H1")
        case "yearly":
            return _("2027 eller 2026/27")
    return _("3. marts 2027 eller 03-03-27")


def _day(words: str) -> dt.date | None:
    def made(parts: Parts) -> dt.date | None:
        month = _number_of(parts)
        return _date(_full(parts["y"] or ""), month, int(parts["d"] or 0))

    return _first(_DAYS, words, made)


def _week(words: str) -> dt.date | None:
    def made(parts: Parts) -> dt.date | None:
        try:
            return dt.date.fromisocalendar(int(parts["y"] or 0), int(parts["w"] or 0), 1)
        except ValueError:
            return None

    return _first(_WEEKS, words, made)


def _month(words: str) -> dt.date | None:
    return _first(_MONTH_FORMS, words, lambda p: _date(int(p["y"] or 0), _number_of(p), 1))


def _term(words: str) -> dt.date | None:
    def made(parts: Parts) -> dt.date | None:
        said = parts.get("word") or parts.get("h") or ""
        return _date(int(parts["y"] or 0), 1 if said in _SPRING else AUTUMN, 1)

    return _first(_TERMS, words, made)


def _first(
    forms: Sequence[re.Pattern[str]], words: str, made: Callable[[Parts], dt.date | None]
) -> dt.date | None:
    """Return what the first form that fits makes of the words."""
    for form in forms:
        if found := form.fullmatch(words):
            return made(found.groupdict())
    return None


def _number_of(parts: Parts) -> int:
    """Return the month, written as a number or as a word; 0 for a word that is none."""
    number = parts.get("m")
    return int(number) if number else _MONTH_OF.get(parts.get("word") or "", 0)


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
