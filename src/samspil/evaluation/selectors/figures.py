"""Figures of the three bottom lines before and after an edition, beside comparable municipalities.

Peers are those most like the municipality on conditions; no figure shown here has a part in it.
"""

import datetime as dt

from samspil.evaluation import sentences
from samspil.evaluation.bottom_lines import load_bottom_lines
from samspil.evaluation.selectors.rows import FigureView, LineView
from samspil.figures.selectors.comparison import NoSuchMunicipalityError, peers_of
from samspil.figures.selectors.series import FigureSeries, compare
from samspil.methods.before_after import before_after
from samspil.methods.states import Value
from samspil.places import selectors as places
from samspil.places.models import Municipality
from samspil.programmes.editions import Edition


def window_of(edition: Edition) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of an edition: its window, or its network days."""
    if edition.window is not None:
        return edition.window.first, edition.window.last
    days = [day.date for day in edition.network_days if day.date is not None]
    return (min(days), max(days)) if days else None


def lines_of(edition: Edition, code: str, sector: str) -> tuple[LineView, ...]:
    """Return the three bottom lines of a municipality; none where the edition has no dates."""
    window = window_of(edition)
    place = places.municipality(code)
    if window is None or place is None:
        return ()
    peers = _peers(code, sector)
    return tuple(
        LineView(
            id=line.id,
            name=str(sentences.LINES[line.id]),
            figures=tuple(_figure(name, place, peers, window) for name in line.figures),
        )
        for line in load_bottom_lines()[sector].content.lines
    )


def _peers(code: str, sector: str) -> list[Municipality]:
    try:
        found = [peer.code for peer in peers_of(code=code, sector=sector).peers]
    except NoSuchMunicipalityError:
        return []
    return places.real_municipalities(found) if found else []


def _figure(
    name: str, place: Municipality, peers: list[Municipality], window: tuple[dt.date, dt.date]
) -> FigureView:
    compared = compare(indicator=name, part="", municipalities=[place, *peers], groups=[])
    own, *others = (_values(series) for series in compared.series)
    found = before_after(own, others, first=window[0], last=window[1])
    indicator = compared.definition.content
    return FigureView(
        id=name,
        definition=compared.definition,
        found=found,
        broken=bool(
            found.before and found.after and indicator.breaks_between(found.before, found.after)
        ),
        peers=len(peers),
        # The newest of everybody's figures, and the municipality's own where they came otherwise.
        sources=compared.sources[:2],
    )


def _values(series: FigureSeries) -> dict[str, float]:
    return {
        point.period: point.figure.number
        for point in series.points
        if isinstance(point.figure, Value)
    }
