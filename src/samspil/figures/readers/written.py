"""Numbers and periods as people write them in a form or a spreadsheet of their own.

Unlike a publisher's file, what a person types is read the Danish way throughout: 1.234 is one
thousand two hundred and thirty-four. What was read is always shown before it is kept.
"""

import re

from samspil.figures.indicators import PeriodType

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_UNITS = re.compile(r"(?:kr\.?|dkk|,-|%|pct\.?|procent|per cent|percent)", re.IGNORECASE)
_DANISH = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
# A point before one, two or more than three digits cannot group thousands.
_POINT = re.compile(r"[+-]?[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})")
_MINUSES = str.maketrans("\u2212\u2013\u2012", "---")
_LONGEST = 40

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SCHOOL_YEAR = re.compile(r"((?:19|20)?[0-9]{2})\s*[/\u2013-]\s*((?:19|20)?[0-9]{2})")
_PART_FORMS = (
    re.compile(r"(?P<year>(?:19|20)[0-9]{2}) ?(?P<mark>[^\W\d_]+) ?(?P<number>[1-4])"),
    re.compile(r"(?P<mark>[^\W\d_]+) ?(?P<number>[1-4]) (?P<year>(?:19|20)[0-9]{2})"),
    re.compile(r"(?P<number>[1-4])\. ?(?P<mark>[^\W\d_]+) (?P<year>(?:19|20)[0-9]{2})"),
)
_HALVES = ("H", 2, frozenset({"h", "halvår", "half"}))
_QUARTERS = ("K", 4, frozenset({"k", "q", "kvartal", "quarter"}))
_MONTHS = (
    ("jan", "januar", "january"), ("feb", "februar", "february"), ("mar", "marts", "march"),
    ("apr", "april"), ("maj", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
    ("aug", "august"), ("sep", "sept", "september"), ("okt", "oct", "oktober", "october"),
    ("nov", "november"), ("dec", "december"),
)  # fmt: skip
_MONTH_NUMBERS = {name: place for place, names in enumerate(_MONTHS, 1) for name in names}


def number(text: str) -> float | None:
    """Return the number in ``1.234,5``, ``7,3 %``, ``kr. 95.000`` or ``7.3``; None if unsure."""
    if len(text) > _LONGEST:
        return None
    bare = _SPACES.sub("", _UNITS.sub("", text.translate(_MINUSES), count=1))
    if _DANISH.fullmatch(bare):
        return float(bare.replace(".", "").replace(",", "."))
    return float(bare) if _POINT.fullmatch(bare) else None


def period(text: str, kind: PeriodType) -> str | None:
    """Return the period as observations carry it; None where it is of another kind or none.

    ``2024/25`` and ``24/25`` are the school year 2024/2025, ``sep 2024`` and ``2024-09`` the month
    2024M09, ``1. kvartal 2024`` the quarter 2024K1.
    """
    words = " ".join(text.split())
    if kind is PeriodType.SCHOOL_YEAR:
        return _school_year(words)
    if kind is PeriodType.MONTH:
        return _month(words)
    if kind is PeriodType.HALF_YEAR:
        return _part_of_year(words, *_HALVES)
    if kind is PeriodType.QUARTER:
        return _part_of_year(words, *_QUARTERS)
    return words if _YEAR.fullmatch(words) else None


def _part_of_year(words: str, code: str, most: int, marks: frozenset[str]) -> str | None:
    """Return 2024K1 for ``2024K1``, ``K1 2024``, ``Q1 2024`` or ``1. kvartal 2024``."""
    for form in _PART_FORMS:
        found = form.fullmatch(words.lower())
        if found and found["mark"] in marks and int(found["number"]) <= most:
            return f"{found['year']}{code}{found['number']}"
    return None


def _school_year(words: str) -> str | None:
    found = _SCHOOL_YEAR.fullmatch(words)
    if found is None:
        return None
    first, last = (int(part) if len(part) == 4 else 2000 + int(part) for part in found.groups())
    return f"{first}/{last}" if last == first + 1 and 1900 <= first < 2099 else None


def _month(words: str) -> str | None:
    year, month = _year_and_month(words.lower())
    if not _YEAR.fullmatch(year) or not 1 <= month <= 12:
        return None
    return f"{year}M{month:02d}"


def _year_and_month(words: str) -> tuple[str, int]:
    """Return the two parts, whichever stands first; an empty year where they cannot be told."""
    if found := re.fullmatch(r"([0-9]{4})\s*[m/.-]\s*([0-9]{1,2})", words):
        return found[1], int(found[2])
    if found := re.fullmatch(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{4})", words):
        return found[2], int(found[1])
    if found := re.fullmatch(r"([a-z]+)\.?\s+([0-9]{4})", words):
        return found[2], _MONTH_NUMBERS.get(found[1], 0)
    return "", 0


EXAMPLES = {
    PeriodType.SCHOOL_YEAR: "2024/2025",
    PeriodType.MONTH: "2024M09",
    PeriodType.HALF_YEAR: "2024H1",
    PeriodType.QUARTER: "2024K1",
}
"""A period of each kind as one may write it; the others are years."""


def example(kind: PeriodType) -> str:
    """Return a period of this kind, to show what would be right."""
    return EXAMPLES.get(kind, "2024")
