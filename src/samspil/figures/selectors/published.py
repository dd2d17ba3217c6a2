"""Every published figure as rows, of the newest vintage or an older one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from samspil.figures import snapshot
from samspil.figures.models import Vintage
from samspil.methods.states import Figure, NotAvailable
from samspil.places import selectors as places

Place = tuple[str, str, str]


@dataclass(frozen=True)
class PublishedFigure:
    """One municipality's figure of an indicator, part and period."""

    indicator: str
    part: str
    period: str
    code: str
    figure: Figure
    source: str
    quality: str


@dataclass(frozen=True)
class PublishedFigures:
    """All figures as of a vintage: by indicator, part and period, then by code."""

    vintage: int
    published: datetime | None
    figures: Mapping[Place, Mapping[str, Figure]]
    sources: Mapping[Place, Mapping[str, str]]
    qualities: Mapping[str, str]


@dataclass(frozen=True)
class Wanted:
    """Which figures; an empty sequence does not narrow. Examples come only when asked for."""

    indicators: Sequence[str] = ()
    codes: Sequence[str] = ()
    periods: Sequence[str] = ()
    parts: Sequence[str] = ()
    examples: bool = False


def published_figures(*, vintage: int | None = None) -> PublishedFigures | None:
    """Return the figures as of a vintage, the newest if not given; None for an unknown one."""
    figures = snapshot.current() if vintage is None else snapshot.as_of(vintage)
    if figures is None:
        return None
    published = (
        Vintage.objects.filter(pk=figures.vintage).values_list("published_at", flat=True).first()
    )
    by_place = {
        (indicator, part, period): codes
        for (indicator, part), periods in figures.figures.items()
        for period, codes in periods.items()
    }
    qualities = {key: row.quality for key, row in figures.sources.items()}
    return PublishedFigures(figures.vintage, published, by_place, figures.source_of, qualities)


def rows_of(found: PublishedFigures, wanted: Wanted) -> list[PublishedFigure]:
    """Return the wanted rows in order of indicator, part, period and code.

    Wherever an indicator has a figure for one municipality in a period, every other one stands
    there too, ``NotAvailable`` where there is no row: what is missing is said, never left out.
    """
    real = sorted(place.code for place in places.real_municipalities())
    examples = sorted(place.code for place in places.example_municipalities())
    chosen = [code for code in real if not wanted.codes or code in wanted.codes]
    invented = [
        code for code in examples if code in wanted.codes or (wanted.examples and not wanted.codes)
    ]
    return [
        _row(found, place, code)
        for place in sorted(found.figures)
        if _is_wanted(place, wanted) and any(map(snapshot.is_real, found.figures[place]))
        for code in (*chosen, *invented)
    ]


def _is_wanted(place: Place, wanted: Wanted) -> bool:
    asked = (wanted.indicators, wanted.parts, wanted.periods)
    return all(not only or word in only for word, only in zip(place, asked, strict=True))


def _row(found: PublishedFigures, place: Place, code: str) -> PublishedFigure:
    source = found.sources.get(place, {}).get(code, "")
    figure = found.figures[place].get(code, NotAvailable())
    return PublishedFigure(*place, code, figure, source, found.qualities.get(source, ""))
