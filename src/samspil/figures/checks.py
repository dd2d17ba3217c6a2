"""What a figure must agree with before it is published: definitions, places and sources."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from django.utils.translation import gettext as _

from samspil.definitions import Definition
from samspil.figures.indicators import Indicator, PeriodType, load_indicators
from samspil.figures.readers import Complaint, Row

Indicators = Mapping[str, Definition[Indicator]]
_YEAR = (re.compile("(19|20)[0-9]{2}"), "2024")
_PERIODS = {
    PeriodType.CALENDAR_YEAR: _YEAR,
    PeriodType.JANUARY_FIRST: _YEAR,
    PeriodType.SURVEY: _YEAR,
    PeriodType.SCHOOL_YEAR: (re.compile("(19|20)[0-9]{2}/(19|20)[0-9]{2}"), "2024/2025"),
    PeriodType.HALF_YEAR: (re.compile("(19|20)[0-9]{2}H[12]"), "2024H1"),
    PeriodType.QUARTER: (re.compile("(19|20)[0-9]{2}K[1-4]"), "2024K1"),
    PeriodType.MONTH: (re.compile("(19|20)[0-9]{2}M(0[1-9]|1[0-2])"), "2024M09"),
}


_ROLES = ("location", "owner", "payer", "residence")
_Fixed = tuple[str, str, str, str, str, str]


def complaints(
    rows: Iterable[Row], *, codes: Set[str], sources: Set[str], schools: Set[str] = frozenset()
) -> list[Complaint]:
    """Return what rows name that does not exist here, contradict or say twice."""
    indicators = load_indicators()
    found: list[Complaint] = []
    seen: dict[tuple[str, ...], int] = {}
    # Rows that agree in all but place and number are right or wrong alike.
    sound: set[_Fixed] = set()
    for row in rows:
        words = (row.indicator, row.period, row.breakdown, row.unit, row.source, row.role)
        if words not in sound:
            wrong = list(_about(row, indicators, sources))
            found += wrong
            sound |= set() if wrong else {words}
        found += _placed(row, codes, schools)
        key = row.key
        if key in seen:
            expected = _("én linje for hvert tal; det samme står i linje %(line)d") % {
                "line": seen[key]
            }
            found.append(Complaint(row.line, "", row.indicator, expected))
        seen.setdefault(key, row.line)
    return found


def _placed(row: Row, codes: Set[str], schools: Set[str]) -> Iterator[Complaint]:
    if row.institution and row.institution not in schools:
        yield Complaint(row.line, "institution", row.institution, _("en skole, Samspil kender"))
    if row.municipality and row.municipality not in codes:
        expected = _("en af de 98 kommunekoder, for eksempel 615")
        yield Complaint(row.line, "municipality_code", row.municipality, expected)


def _about(row: Row, indicators: Indicators, sources: Set[str]) -> Iterator[Complaint]:
    if row.role not in _ROLES:
        yield Complaint(row.line, "role", row.role, ", ".join(_ROLES))
    if row.source not in sources:
        yield Complaint(row.line, "source", row.source, _("en kilde, Samspil kender"))
    definition = indicators.get(row.indicator)
    if definition is None:
        yield Complaint(row.line, "indicator", row.indicator, _("en indikator, Samspil kender"))
    else:
        yield from _against(row, definition.content)


def _against(row: Row, content: Indicator) -> Iterator[Complaint]:
    """A figure in another unit, part or kind of period is another figure."""
    form, example = _PERIODS[content.period]
    if not form.fullmatch(row.period):
        expected = _("en periode som %(example)s") % {"example": example}
        yield Complaint(row.line, "period", row.period, expected)
    if row.unit != content.unit:
        yield Complaint(row.line, "unit", row.unit, content.unit.value)
    parts = [part.code for part in content.breakdowns]
    if row.breakdown and row.breakdown not in parts:
        expected = ", ".join(parts) or _("et tomt felt")
        yield Complaint(row.line, "breakdown", row.breakdown, expected)
