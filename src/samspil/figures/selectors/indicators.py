"""Reads about indicators: what each means, and how all municipalities lie."""

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from samspil.definitions import Definition
from samspil.figures import snapshot
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.selectors import history
from samspil.figures.selectors.history import FigureChange, IndicatorEdition, VintageRow
from samspil.figures.selectors.listing import (
    Companion,
    IndicatorRow,
    companions,
    indicator_list,
    on_schools,
)
from samspil.figures.snapshot import Snapshot, SourceRow, is_real
from samspil.methods.states import Figure, NotApplicable, NotAvailable, Suppressed, Value
from samspil.places import selectors as places

__all__ = [
    "Choice",
    "Distribution",
    "IndicatorPage",
    "IndicatorRow",
    "MedianRow",
    "PlaceFigure",
    "indicator_list",
    "indicator_page",
    "place_figures",
]

_LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Choice:
    """What a reader asks to see, as written in an address; empty is the usual."""

    period: str = ""
    part: str | None = None
    role: str = ""
    vintage: str = ""


@dataclass(frozen=True)
class Distribution:
    """One part of an indicator in one period, by code; the counts are of real municipalities."""

    breakdown: str
    label: str
    period: str
    values: dict[str, float]
    source: SourceRow | None
    suppressed: int = 0
    not_applicable: int = 0
    missing: int = 0


@dataclass(frozen=True)
class MedianRow:
    """The middle municipality in one period."""

    breakdown: str
    period: str
    median: float


@dataclass(frozen=True)
class PlaceFigure:
    """One municipality's figure with all that a file says of it."""

    code: str
    period: str
    breakdown: str
    figure: Figure
    source: SourceRow | None
    change: FigureChange | None


# Compared and hashed by identity, so that a page made of it can be kept for as long as it stands.
@dataclass(frozen=True, eq=False)
class IndicatorPage:
    """Everything about one indicator, as chosen. ``unknown`` names what was asked for in vain."""

    id: str
    definition: Definition[Indicator]
    figures: Snapshot
    names: Mapping[str, str]
    labels: Mapping[str, str]
    parts: tuple[str, ...]
    part: str | None
    periods: tuple[str, ...]
    period: str
    role: str
    roles: tuple[str, ...]
    as_of: VintageRow | None
    unknown: tuple[str, ...]
    distributions: tuple[Distribution, ...]
    medians: tuple[MedianRow, ...]
    national: tuple[tuple[str, str, float], ...]
    is_on_schools: bool
    companions: tuple[Companion, ...]
    editions: tuple[IndicatorEdition, ...]
    changes: Mapping[tuple[str, str, str], FigureChange]


def indicator_page(
    *, indicator: str, language: str, choice: Choice = Choice()
) -> IndicatorPage | None:
    """Return the page of an indicator; None for an unknown id.

    What the choice names that is not here is left out and told in ``unknown``.
    """
    if indicator not in load_indicators():
        return None
    stood, as_of = _stood(choice.vintage, indicator)
    current = snapshot.current()
    return _kept(
        current=current,
        figures=stood or current,
        as_of=as_of,
        indicator=indicator,
        language=language,
        choice=choice,
        names=tuple(places.names().items()),
    )


# A vintage never changes, so a page stands until there is a newer one.
@functools.lru_cache(maxsize=128)
def _kept(
    *,
    current: Snapshot,
    figures: Snapshot,
    as_of: VintageRow | None,
    indicator: str,
    language: str,
    choice: Choice,
    names: tuple[tuple[str, str], ...],
) -> IndicatorPage:
    definition = load_indicators()[indicator]
    roles = _roles(figures, definition)
    role = choice.role if choice.role in roles else roles[0]
    mine = figures.in_role(indicator, role)
    parts = tuple(code for code in definition.content.parts if mine.latest(indicator, code))
    part = choice.part if choice.part in parts else None
    chosen = parts if part is None else (part,)
    periods = tuple(sorted({p for code in chosen for p in mine.periods(indicator, code)}))
    period = choice.period if choice.period in periods else ""
    editions = history.indicator_editions(indicator)
    by_code = dict(names)
    shown = (
        _distribution(mine, definition, code, period, language=language, names=by_code)
        for code in chosen
    )
    return IndicatorPage(
        id=indicator,
        definition=definition,
        figures=mine,
        names=by_code,
        labels={code: _label(definition.content, code, language) for code in parts},
        parts=parts,
        part=part,
        periods=periods,
        period=period,
        role=role,
        roles=roles,
        as_of=as_of,
        unknown=_unknown(choice, period=period, part=part, role=role, as_of=as_of),
        distributions=tuple(filter(None, shown)),
        medians=_medians(mine, indicator, chosen),
        national=_national(figures, definition, language),
        is_on_schools=indicator in on_schools(current),
        companions=companions(current, definition.content),
        editions=editions,
        changes=history.latest_changes(editions, role, as_of.id if as_of else None),
    )


def place_figures(page: IndicatorPage, *, every_period: bool = False) -> list[PlaceFigure]:
    """Return the real municipalities' figures of a page, by part, period and code.

    One period of each part, the chosen or the newest, unless every one is asked for.
    """
    parts = page.parts if page.part is None else (page.part,)
    return [
        PlaceFigure(
            code=code,
            period=period,
            breakdown=part,
            figure=figure,
            source=page.figures.source_for(code, page.id, period, part),
            change=page.changes.get((code, period, part)),
        )
        for part in parts
        for period in _wanted(page, part, every_period=every_period)
        for code, figure in sorted(page.figures.at(page.id, period, part).items())
        if is_real(code)
    ]


def _wanted(page: IndicatorPage, part: str, *, every_period: bool) -> list[str]:
    known = page.figures.periods(page.id, part)
    if every_period:
        return known
    return [page.period] if page.period in known else ([] if page.period else known[-1:])


def _stood(vintage: str, indicator: str) -> tuple[Snapshot | None, VintageRow | None]:
    """The figures as of a vintage; none for today or where there is no such vintage."""
    number = int(vintage) if vintage.isascii() and vintage.isdigit() else 0
    if not 0 < number <= _LARGEST:
        return None, None
    found = history.vintage(number)
    return (snapshot.as_of(number, indicator), found) if found else (None, None)


def _roles(figures: Snapshot, definition: Definition[Indicator]) -> tuple[str, ...]:
    """The roles there are figures in, the indicator's own first."""
    others = sorted(role for name, role in figures.roles if name == definition.id)
    return (figures.own_role.get(definition.id, definition.content.role), *others)


def _unknown(
    choice: Choice, *, period: str, part: str | None, role: str, as_of: VintageRow | None
) -> tuple[str, ...]:
    """Names of what was asked for and is not here, as addresses call them."""
    asked = {
        "periode": bool(choice.period) and choice.period != period,
        "del": choice.part is not None and choice.part != part,
        "rolle": bool(choice.role) and choice.role != role,
        "udgivelse": bool(choice.vintage) and as_of is None,
    }
    return tuple(name for name, is_unknown in asked.items() if is_unknown)


def _distribution(
    figures: Snapshot,
    definition: Definition[Indicator],
    part: str,
    period: str,
    *,
    language: str,
    names: Mapping[str, str],
) -> Distribution | None:
    """One part in a period (its newest if none is chosen); None where nobody has a value."""
    when = period or figures.latest(definition.id, part)
    values = figures.real(definition.id, when, part)
    if not values:
        return None
    found = figures.at(definition.id, when, part)
    states = Counter(type(found.get(code, NotAvailable())) for code in names if is_real(code))
    return Distribution(
        breakdown=part,
        label=_label(definition.content, part, language),
        period=when,
        values=values,
        source=figures.source(definition.id, when, part),
        suppressed=states[Suppressed],
        not_applicable=states[NotApplicable],
        missing=states[NotAvailable],
    )


def _medians(figures: Snapshot, indicator: str, parts: tuple[str, ...]) -> tuple[MedianRow, ...]:
    return tuple(
        MedianRow(part, period, median(values.values()))
        for part in parts
        for period in figures.periods(indicator, part)
        if (values := figures.real(indicator, period, part))
    )


def _label(content: Indicator, part: str, language: str) -> str:
    label = content.breakdown_label(part)
    return label.in_language(language) if label else ""


def _national(
    figures: Snapshot, definition: Definition[Indicator], language: str
) -> tuple[tuple[str, str, float], ...]:
    """National points: label of the part, period, value."""
    found = []
    for part in definition.content.parts:
        for period, codes in sorted(figures.figures.get((definition.id, part), {}).items()):
            figure = codes.get(snapshot.NATION)
            if isinstance(figure, Value):
                label = _label(definition.content, part, language)
                found.append((label, period, figure.number))
    return tuple(found)
