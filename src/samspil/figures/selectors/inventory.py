"""Which figures are here, and how those that are not can be had: one list of every indicator."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Max

from samspil.definitions import Text
from samspil.figures import snapshot
from samspil.figures.fetching.plan import fetchable
from samspil.figures.indicators import Availability, Indicator, Level, load_indicators
from samspil.figures.models import Observation
from samspil.figures.snapshot import Snapshot, SourceRow

Way = Literal["statbank", "uddannelsesstatistik", "file", "computed"]


@dataclass(frozen=True)
class InventoryRow:
    """An indicator and how its figures stand.

    ``municipalities`` and ``schools`` count those with a figure in ``period`` (the newest) or in
    any. ``way`` is how figures are had: fetched from a publisher, from a file, or computed here
    from other figures. ``has_figures`` is whether municipalities have any, or schools where the
    figure is about schools alone.
    """

    id: str
    content: Indicator
    period: str
    municipalities: int
    schools: int
    source: SourceRow | None
    way: Way

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to look at."""
        of_schools = Level.MUNICIPALITY not in self.content.levels and self.schools > 0
        return self.municipalities > 0 or of_schools or self.way == "computed"

    @property
    def obtain(self) -> Text | None:
        """What the definition says of how the figure is had."""
        return self.content.obtain


def inventory() -> list[InventoryRow]:
    """Return every indicator with how its figures stand, in the order of the definitions."""
    figures = snapshot.current()
    schools, sources = _schools(figures), _school_sources(figures)
    return [
        _row(figures, name, definition.content, schools.get(name, 0), sources.get(name))
        for name, definition in load_indicators().items()
    ]


def _row(
    figures: Snapshot,
    name: str,
    content: Indicator,
    schools: int,
    school_source: SourceRow | None,
) -> InventoryRow:
    part, period = _newest(figures, name, content)
    return InventoryRow(
        id=name,
        content=content,
        period=period,
        municipalities=len(figures.real(name, period, part)) if period else 0,
        schools=schools,
        source=figures.source(name, period, part) if period else school_source,
        way=_way(content, schools),
    )


def _way(content: Indicator, schools: int) -> Way:
    match fetchable(content):
        case "statbank":
            return "statbank"
        case "uddannelsesstatistik":
            return "uddannelsesstatistik"
        case _:
            # A figure of schools that no school has is made of other figures of theirs.
            made_here = content.availability is Availability.SCHOOLS and not schools
            return "computed" if made_here else "file"


def _newest(figures: Snapshot, name: str, content: Indicator) -> tuple[str, str]:
    """Return the part with the newest period, the whole before its parts."""
    found = ("", "")
    for part in ("", *(piece.code for piece in content.breakdowns)):
        period = figures.latest(name, part)
        if period > found[1]:
            found = (part, period)
    return found


@functools.lru_cache(maxsize=4)
def _school_sources(figures: Snapshot) -> Mapping[str, SourceRow]:
    """Return for each indicator the source of its newest figures of schools."""
    rows = Observation.objects.filter(superseded_by=None, institution__kind="f").values_list(
        "indicator", "source_id"
    )
    newest = rows.annotate(newest=Max("source__collected")).order_by("newest")
    return {name: figures.sources[source] for name, source, _day in newest}


@functools.lru_cache(maxsize=4)
def _schools(figures: Snapshot) -> Mapping[str, int]:
    """Return for each indicator how many schools have a figure."""
    counts: dict[str, int] = {}
    for schools in figures.schools.values():
        for values in schools.values():
            for name in values:
                counts[name] = counts.get(name, 0) + 1
    return counts
