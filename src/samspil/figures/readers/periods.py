"""Periods as publishers write them, in the form our figures carry."""

import re
from collections.abc import Mapping

from samspil.figures.indicators import PeriodType

EXAMPLES: Mapping[PeriodType, str] = {
    PeriodType.CALENDAR_YEAR: "2024",
    PeriodType.JANUARY_FIRST: "2024",
    PeriodType.SURVEY: "2024",
    PeriodType.SCHOOL_YEAR: "2024/2025",
    PeriodType.MONTH: "2024M09",
}
_YEAR = re.compile(r"((?:19|20)[0-9]{2})")
_QUARTER = re.compile(r"((?:19|20)[0-9]{2}) ?[KQ]([1-4])", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"((?:19|20)[0-9]{2}) ?[/–-] ?((?:19|20)?[0-9]{2})")
_MONTH = re.compile(r"((?:19|20)[0-9]{2})M(0[1-9]|1[0-2])", re.IGNORECASE)


def period_of(text: str, kind: PeriodType, *, quarter: str = "") -> str:
    """Return the period as our figures write it; an empty text for what is none of this kind.

    ``quarter`` ("K1") makes that quarter's periods the years they lie in.
    """
    text = text.strip()
    if quarter:
        found = _QUARTER.fullmatch(text)
        return found[1] if found and f"K{found[2]}" == quarter else ""
    if kind is PeriodType.SCHOOL_YEAR:
        return _school_year(text)
    if kind is PeriodType.MONTH:
        found = _MONTH.fullmatch(text)
        return f"{found[1]}M{found[2]}" if found else ""
    found = _YEAR.fullmatch(text)
    return found[1] if found else ""


def is_other_quarter(text: str, quarter: str) -> bool:
    """Whether a text is a quarter, and not this one."""
    found = _QUARTER.fullmatch(text.strip())
    return found is not None and f"K{found[2]}" != quarter


def looks_like_one(text: str) -> bool:
    """Whether a text is a period of any kind."""
    text = text.strip()
    return any(form.fullmatch(text) for form in (_YEAR, _QUARTER, _MONTH)) or bool(
        _school_year(text)
    )


def _school_year(text: str) -> str:
    """Return 2024/2025 for that and for 2024/25; the two years must follow each other."""
    found = _SCHOOL_YEAR.fullmatch(text)
    if not found:
        return ""
    first = int(found[1])
    follows = str(first + 1)
    return f"{first}/{follows}" if found[2] in (follows, follows[2:]) else ""
