"""Reads about vintages: what each import brought, and which figures it changed from what."""

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from samspil.figures import snapshot
from samspil.figures.models import Observation, Source, Vintage
from samspil.figures.snapshot import Snapshot
from samspil.methods.states import Figure, Suppressed

Key = tuple[str, str, str, str, str, str]
_KEY = ("indicator", "municipality_id", "institution_id", "period", "breakdown", "role")
_FIELDS = (*_KEY, "state", "value", "source_id", "vintage_id", "superseded_by_id")


@dataclass(frozen=True)
class VintageRow:
    """One import that was published: when, from what, and how many rows it read and moved.

    ``is_example`` says that some of its figures are invented.
    """

    id: int
    published_at: datetime
    origin: str
    read: int
    new: int
    changed: int
    is_example: bool = False


@dataclass(frozen=True)
class FigureChange:
    """One figure a vintage replaced; ``code`` is empty for the country and for a school.

    ``is_of_figure`` is false where the source alone changed. A figure that is kept back today is
    kept back in its history too.
    """

    indicator: str
    code: str
    institution: str
    period: str
    breakdown: str
    role: str
    before: Figure
    after: Figure
    is_of_figure: bool
    vintage: VintageRow

    @property
    def place(self) -> tuple[str, str, str]:
        """Municipality, period and part: what a figure of one role is found by."""
        return (self.code, self.period, self.breakdown)


@dataclass(frozen=True)
class IndicatorEdition:
    """What one vintage did to one indicator."""

    indicator: str
    vintage: VintageRow
    new: int
    changes: tuple[FigureChange, ...]

    @property
    def changed(self) -> int:
        """How many figures are other than they were."""
        return sum(change.is_of_figure for change in self.changes)

    @property
    def moved(self) -> int:
        """How many figures are the same from another source."""
        return len(self.changes) - self.changed


def vintages() -> list[VintageRow]:
    """Return every vintage, the newest first."""
    invented = _with_examples()
    return [_row(vintage, invented) for vintage in Vintage.objects.order_by("-pk")]


def vintage(number: int) -> VintageRow | None:
    """Return one vintage, None where there is none."""
    found = Vintage.objects.filter(pk=number).first()
    return _row(found, _with_examples()) if found else None


def _with_examples() -> set[int]:
    """Vintages that hold invented figures."""
    examples = Observation.objects.filter(source__quality=Source.Quality.EXAMPLE)
    return set(examples.order_by().values_list("vintage", flat=True).distinct())


def vintage_editions(number: int) -> list[IndicatorEdition]:
    """Return what a vintage did, one row for each indicator it touched, in order of id."""
    found = vintage(number)
    if found is None:
        return []
    brought = Observation.objects.filter(vintage=number)
    totals = dict(brought.values_list("indicator").annotate(Count("pk")).order_by())
    changes = _changes(Observation.objects.filter(superseded_by=number), brought)
    by_indicator: dict[str, list[FigureChange]] = {}
    for change in changes:
        by_indicator.setdefault(change.indicator, []).append(change)
    return [
        IndicatorEdition(
            name, found, totals[name] - len(by_indicator.get(name, [])),
            tuple(by_indicator.get(name, [])),
        )
        for name in sorted(totals)
    ]  # fmt: skip


def indicator_editions(indicator: str) -> tuple[IndicatorEdition, ...]:
    """Return the vintages that touched an indicator, the newest first."""
    return _indicator_editions(snapshot.current(), indicator)


# A vintage never changes, so the history is the same until there is a newer one.
@functools.lru_cache(maxsize=128)
def _indicator_editions(figures: Snapshot, indicator: str) -> tuple[IndicatorEdition, ...]:  # noqa: ARG001
    mine = Observation.objects.filter(indicator=indicator)
    replaced = mine.filter(superseded_by__isnull=False)
    standing = mine.filter(superseded_by=None).values_list("vintage").annotate(Count("pk"))
    totals = Counter(dict(standing.order_by()))
    totals.update(replaced.values_list("vintage_id", flat=True))
    newer = set(replaced.values_list("superseded_by", flat=True).distinct())
    changes = _changes(replaced, mine.filter(vintage__in=newer)) if newer else []
    rows = {v.pk: _row(v) for v in Vintage.objects.filter(pk__in=totals)}
    return tuple(
        IndicatorEdition(
            indicator,
            rows[number],
            totals[number] - sum(change.vintage.id == number for change in changes),
            tuple(change for change in changes if change.vintage.id == number),
        )
        for number in sorted(totals, reverse=True)
    )


def _changes(replaced: QuerySet[Observation], brought: QuerySet[Observation]) -> list[FigureChange]:
    """Pair each replaced figure with what the vintage that replaced it brought."""
    hidden = _hidden(replaced)
    after = {
        (_key(row), row["vintage_id"]): snapshot.figure(row["state"], row["value"])
        for row in brought.values(*_FIELDS).iterator()
    }
    before = list(replaced.values(*_FIELDS).order_by(*_KEY, "vintage_id").iterator())
    numbers = {row["superseded_by_id"] for row in before}
    rows = {v.pk: _row(v) for v in Vintage.objects.filter(pk__in=numbers)}
    return [
        _change(row, after[_key(row), row["superseded_by_id"]], rows, hidden)
        for row in before
        if (_key(row), row["superseded_by_id"]) in after
    ]


def _change(
    row: dict[str, Any], after: Figure, rows: Mapping[int, VintageRow], hidden: Set[Key]
) -> FigureChange:
    before = snapshot.figure(row["state"], row["value"])
    kept_back = _key(row) in hidden
    return FigureChange(
        *_key(row),
        before=Suppressed("few") if kept_back else before,
        after=Suppressed("few") if kept_back else after,
        is_of_figure=before != after,
        vintage=rows[row["superseded_by_id"]],
    )


def _hidden(replaced: QuerySet[Observation]) -> set[Key]:
    """Return the figures that are kept back today."""
    names = replaced.values_list("indicator", flat=True).distinct()
    standing = Observation.objects.filter(
        indicator__in=list(names), superseded_by=None, state=Observation.State.SUPPRESSED
    )
    return {_key(row) for row in standing.values(*_KEY)}


def latest_changes(
    editions: Iterable[IndicatorEdition], role: str, newest: int | None = None
) -> dict[tuple[str, str, str], FigureChange]:
    """Return for each place, period and part the last time its figure changed.

    ``newest`` leaves out what later vintages changed.
    """
    found: dict[tuple[str, str, str], FigureChange] = {}
    for edition in editions:
        if newest is not None and edition.vintage.id > newest:
            continue
        for change in edition.changes:
            if change.is_of_figure and change.role == role and not change.institution:
                found.setdefault(change.place, change)
    return found


def _key(row: dict[str, Any]) -> Key:
    return (
        row["indicator"],
        row["municipality_id"] or "",
        row["institution_id"] or "",
        row["period"],
        row["breakdown"],
        row["role"],
    )


def _row(vintage: Vintage, invented: Set[int] = frozenset()) -> VintageRow:
    return VintageRow(
        id=vintage.pk,
        published_at=vintage.published_at,
        origin=vintage.origin,
        read=vintage.rows_read,
        new=vintage.rows_new,
        changed=vintage.rows_changed,
        is_example=vintage.pk in invented,
    )
