"""Where more children could gain: the selection of municipalities, explained to each of them."""

import functools
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np

from samspil.figures import rules, snapshot
from samspil.figures.comparisons import Selection, load_selections
from samspil.figures.indicators import load_indicators
from samspil.figures.models.peers import FrozenSelection
from samspil.figures.selectors.comparison import real_codes, sizes_of, table_of
from samspil.figures.snapshot import Snapshot
from samspil.methods.expected import Outcome
from samspil.methods.potential import select
from samspil.methods.results import Floats
from samspil.methods.schools import between_school_sd
from samspil.methods.selection import (
    AreaResult,
    Demand,
    PupilCount,
    SelectionInput,
    SelectionResult,
    SelectionRow,
    SpreadColumn,
)
from samspil.methods.states import number_or_nan
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

CURRENT_SELECTION = "2026"
SPREAD = "between_school_spread"


def potential_rows(*, viewer: Viewer, selection: str = CURRENT_SELECTION) -> list[SelectionRow]:
    """Rows in order of code: all for KL's people, the own municipality for its people."""
    result = selection_result(selection=selection)
    return [row for row in result.rows if rules.may_see_potential(viewer, row.code)]


def potential_row(
    *, viewer: Viewer, code: str, selection: str = CURRENT_SELECTION
) -> SelectionRow | None:
    """One municipality's row, None where there is none for this viewer."""
    rows = potential_rows(viewer=viewer, selection=selection)
    return next((row for row in rows if row.code == code), None)


def selection_result(*, selection: str = CURRENT_SELECTION) -> SelectionResult:
    """Return the whole selection, for the command line and frozen invitations."""
    return _select(snapshot.current(), selection)


def selection_rows(
    result: SelectionResult, codes: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return rows as the command line, the exports and a frozen selection have them.

    The real municipalities, or those of some codes.
    """
    return [
        {
            "code": row.code,
            "grounds": list(row.grounds),
            "class": row.standing,
            "pupils": _pupils_json(row.pupils),
            "drivers": [asdict(driver) for driver in row.drivers],
            "stability": row.stability,
            "unknown": list(row.unknown),
            "stability_weights": row.stability_weights,
            "turned_by": list(row.turned_by),
        }
        for row in result.rows
        if (snapshot.is_real(row.code) if codes is None else row.code in codes)
    ]


def _pupils_json(found: PupilCount | None) -> dict[str, Any] | None:
    """Pupils with the year they were counted; null where either is unknown."""
    return {"count": found.count, "year": found.year or None} if found else None


@dataclass(frozen=True)
class FrozenRow:
    """A frozen selection; ``rows`` as ``selection_rows`` has them, those the viewer may see."""

    id: int
    selection: str
    version: str
    inputs: str
    vintage: int
    frozen_by: str
    frozen_at: datetime
    rows: tuple[dict[str, Any], ...]


def frozen_selections(*, viewer: Viewer) -> list[FrozenRow]:
    """Frozen selections, the newest first; none for those who may not open potential."""
    if not rules.may_open_potential(viewer):
        return []
    return [_frozen(f, viewer) for f in FrozenSelection.objects.select_related("frozen_by")]


def frozen_selection(*, viewer: Viewer, number: int) -> FrozenRow | None:
    """One frozen selection, None where there is none for this viewer."""
    return next((row for row in frozen_selections(viewer=viewer) if row.id == number), None)


def _frozen(found: FrozenSelection, viewer: Viewer) -> FrozenRow:
    return FrozenRow(
        id=found.pk,
        selection=found.selection,
        version=found.version,
        inputs=found.inputs,
        vintage=found.vintage_id,
        frozen_by=str(found.frozen_by),
        frozen_at=found.frozen_at,
        rows=tuple(r for r in found.rows if rules.may_see_potential(viewer, r["code"])),
    )


@functools.lru_cache(maxsize=8)
def _select(figures: Snapshot, selection: str) -> SelectionResult:
    content = load_selections()[selection].content
    examples = [municipality.code for municipality in places.example_municipalities()]
    codes = [*real_codes(), *examples]
    results = _results(content)
    return select(
        places=SelectionInput(
            codes=tuple(codes),
            demands=tuple(Demand(d.condition, d.demanding, d.weight) for d in content.demands),
            condition_values=table_of(figures, content.demands, codes),
            results=results,
            result_values=_result_values(figures, results, codes),
            spread=_spread(figures, content, codes),
            pupils=_pupils(figures, codes),
            outside=frozenset(examples),
            sizes=sizes_of(figures, content.size, codes),
        ),
        rules=content.rules(selection),
    )


def _results(content: Selection) -> tuple[AreaResult, ...]:
    indicators = load_indicators()
    return tuple(
        AreaResult(
            Outcome(
                result.indicator,
                indicators[result.indicator].content.kind.value,
                indicators[result.indicator].content.direction.value,
            ),
            result.area,
            result.weight,
        )
        for result in content.results
    )


def _result_values(
    figures: Snapshot, results: Sequence[AreaResult], codes: Sequence[str]
) -> Floats:
    rows = [
        [number_or_nan(figures.one(code, result.outcome.indicator)) for result in results]
        for code in codes
    ]
    return np.array(rows, dtype=np.float64).reshape(len(codes), len(results))


def _spread(figures: Snapshot, content: Selection, codes: Sequence[str]) -> SpreadColumn:
    def of(code: str) -> float:
        schools = list(figures.schools.get(code, {}).values())
        spread = between_school_sd(
            [school.get(content.spread, np.nan) for school in schools],
            [school.get("pupils", np.nan) for school in schools],
            min_schools=content.spread_min_schools,
            min_pupils=content.spread_min_pupils,
        )
        return np.nan if spread is None else spread

    kind = load_indicators()[SPREAD].content.kind
    return SpreadColumn(SPREAD, kind.value, [of(code) for code in codes])


def _pupils(figures: Snapshot, codes: Sequence[str]) -> dict[str, PupilCount]:
    """Pupils on the public schools' rolls; the file does not say when they were counted."""
    counts = {
        code: sum(school.get("pupils", 0.0) for school in figures.schools.get(code, {}).values())
        for code in codes
    }
    return {code: PupilCount(int(n), "") for code, n in counts.items() if n}
