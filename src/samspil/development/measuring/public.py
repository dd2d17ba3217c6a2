"""Points read live from the figures room: never copied, so a corrected figure is corrected here."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.development.measuring.periods import AUTUMN
from samspil.development.measuring.rows import PointRow
from samspil.figures import sentences as said
from samspil.figures.indicators import Indicator, PeriodType, load_indicators
from samspil.figures.selectors.series import Comparison, compare
from samspil.figures.snapshot import current
from samspil.methods.states import Suppressed, Value
from samspil.places.models import Municipality

_PERIOD = re.compile(r"(?P<y>[0-9]{4})(?:/[0-9]{4}|M(?P<m>[0-9]{2})|K(?P<q>[1-4])|H(?P<h>[12]))?")
FREQUENCIES = {
    PeriodType.MONTH: "monthly",
    PeriodType.QUARTER: "monthly",
    PeriodType.HALF_YEAR: "term",
}
"""How often a figure comes; the others come once a year."""


@dataclass(frozen=True)
class PublicChoice:
    """An indicator, or a part of it, that a municipality has a figure of."""

    value: str
    label: str


@dataclass(frozen=True)
class PublicSeries:
    """A municipality's figures of one indicator since it was last counted in a new way."""

    points: tuple[PointRow, ...]
    name: str
    unit: str
    direction: str
    frequency: str
    decimals: int
    definition: str
    remark: str
    origin: str


def choices(code: str) -> list[PublicChoice]:
    """Return what this municipality has figures of, by name."""
    figures = current()
    found = []
    for name, definition in load_indicators().items():
        content = definition.content
        for part in content.parts:
            periods = figures.figures.get((name, part), {})
            if any(isinstance(codes.get(code), Value) for codes in periods.values()):
                found.append(PublicChoice(f"{name}|{part}", _name(content, part)))
    return sorted(found, key=lambda one: one.label.casefold())


def is_known(indicator: str, part: str) -> bool:
    """Whether there is such an indicator with such a part."""
    definition = load_indicators().get(indicator)
    return definition is not None and part in definition.content.parts


def series(indicator: str, part: str, place: Municipality) -> PublicSeries:
    """Return the figures of a municipality, read now; KeyError for an unknown indicator."""
    content = load_indicators()[indicator].content
    found = compare(indicator=indicator, part=part, municipalities=[place], groups=[])
    since = max((one.after for one in content.breaks if one.after <= found.newest), default="")
    points = tuple(
        _point(point.period, point.figure.number if isinstance(point.figure, Value) else None,
               is_few=isinstance(point.figure, Suppressed))
        for point in found.series[0].points
        if point.period >= since
    )  # fmt: skip
    return PublicSeries(
        points=points,
        name=_name(content, part),
        unit=said.unit(content),
        direction=str(content.direction.value),
        frequency=FREQUENCIES.get(content.period, "yearly"),
        decimals=content.decimals,
        definition=content.interpretation.in_language(said.language()),
        remark=_remark(content, since),
        origin=_origin(found),
    )


def _point(period: str, value: float | None, *, is_few: bool) -> PointRow:
    exact = None if value is None else Fraction(repr(value))
    return PointRow(
        id=None,
        when=start_of(period),
        label=numbers.period(period),
        value=None if value is None else Decimal(repr(value)),
        exact=exact,
        is_few=is_few,
    )


def start_of(period: str) -> dt.date:
    """Return the first day of a period as observations carry it."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return dt.date(1990, 1, 1)
    year, month = int(found["y"]), 1
    if "/" in period:
        month = AUTUMN
    elif found["m"]:
        month = int(found["m"])
    elif found["q"]:
        month = 3 * int(found["q"]) - 2
    elif found["h"]:
        month = 1 if found["h"] == "1" else 7
    return dt.date(year, month, 1)


def _name(content: Indicator, part: str) -> str:
    label = content.breakdown_label(part)
    short = said.short(content)
    return f"{short}, {label.in_language(said.language())}" if label else short


def _remark(content: Indicator, since: str) -> str:
    """Return why earlier figures are left out, where they are."""
    if not since:
        return ""
    why = next(one.explanation for one in content.breaks if one.after == since)
    return _("Tal før %(period)s er talt anderledes og er ikke med: %(why)s") % {
        "period": numbers.period(since),
        "why": why.in_language(said.language()),
    }


def _origin(found: Comparison) -> str:
    if not found.sources:
        return ""
    source = found.sources[0]
    return _("Kilde: %(publisher)s, %(table)s.") % {
        "publisher": source.publisher,
        "table": source.table,
    }
