"""Where more children could gain: the selection of municipalities, explained to each of them."""

import functools
from collections.abc import Sequence

import numpy as np

from samspil.figures import rules, snapshot
from samspil.figures.comparisons import Selection, load_selections
from samspil.figures.indicators import load_indicators
from samspil.figures.selectors.comparison import real_codes, table_of
from samspil.figures.snapshot import Snapshot
from samspil.methods.expected import Outcome
from samspil.methods.potential import select
from samspil.methods.results import Floats
from samspil.methods.schools import between_school_sd
from samspil.methods.selection import (
    Area,
    AreaResult,
    Demand,
    PupilCount,
    SelectionInput,
    SelectionResult,
    SelectionRow,
    SelectionRules,
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


def selection_result(*, selection: str = CURRENT_SELECTION) -> SelectionResult:
    """Return the whole selection, for the command line and frozen invitations."""
    return _select(snapshot.current(), selection)


@functools.lru_cache(maxsize=8)
def _select(figures: Snapshot, selection: str) -> SelectionResult:
    content = load_selections()[selection].content
    examples = [municipality.code for municipality in places.example_municipalities()]
    codes = [*real_codes(), *examples]
    results = _results(content)
    return select(
        places=SelectionInput(
            codes=tuple(codes),
            demands=tuple(Demand(d.condition, d.demanding) for d in content.demands),
            condition_values=table_of(figures, content.demands, codes),
            results=results,
            result_values=_result_values(figures, results, codes),
            spread=_spread(figures, content, codes),
            pupils=_pupils(figures, codes),
            outside=frozenset(examples),
        ),
        rules=SelectionRules(selection=selection),
    )


def _results(content: Selection) -> tuple[AreaResult, ...]:
    areas: list[tuple[str, Area]] = [(name, "learning") for name in content.learning]
    areas += [(name, "wellbeing") for name in content.wellbeing]
    indicators = load_indicators()
    return tuple(
        AreaResult(
            Outcome(
                name,
                indicators[name].content.kind.value,
                indicators[name].content.direction.value,
            ),
            area,
        )
        for name, area in areas
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
