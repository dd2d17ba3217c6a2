"""Which conditions make municipalities alike, and which selections rest on what: reviewed data."""

import functools
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from samspil.definitions import Definition, DefinitionError, Line, Piece, Reviewed, Text, load
from samspil.methods.conditions import Condition
from samspil.methods.selection import Ground, SelectionRules

DEFINITIONS = files("samspil.figures") / "definitions"


class ConditionChoice(Piece):
    """A condition: indicator, part, scale, and whether expected values rest on it too."""

    indicator: Line
    breakdown: str = ""
    transform: Literal["none", "log"] = "none"
    expects: bool = True

    @property
    def condition(self) -> Condition:
        """The condition as methods take it; its kind is checked against the indicator's."""
        from samspil.figures.indicators import load_indicators

        kind = load_indicators()[self.indicator].content.kind
        return Condition(self.indicator, kind.value, self.transform)


class Comparison(Reviewed):
    """How municipalities are compared in one sector.

    ``size`` names the indicator that chance goes by: small municipalities vary more.
    """

    name: Text
    note: Text
    k: Annotated[int, Field(ge=1, le=20)]
    coverage: Annotated[float, Field(gt=0.5, lt=1)]
    size: str = ""
    results: tuple[Line, ...]
    conditions: Annotated[tuple[ConditionChoice, ...], Field(min_length=2)]


Weight = Annotated[float, Field(gt=0)]
Grounds = Annotated[tuple[Ground, ...], Field(min_length=1)]
OneIn = Annotated[int, Field(ge=2, le=100)]


class Demand(ConditionChoice):
    """A condition with the side on which it is demanding, and its weight in the mean of them."""

    demanding: Literal["high", "low"]
    weight: Weight = 1.0


class ResultChoice(Piece):
    """A result, the area it tells of, and its weight in the mean of that area."""

    indicator: Line
    area: Literal["learning", "wellbeing", "other"]
    weight: Weight = 1.0


class Thresholds(Piece):
    """What counts: ``demanding_one_in = 3`` is the most demanding third of the municipalities."""

    demanding_one_in: OneIn
    weak_one_in: OneIn
    spread_one_in: OneIn
    coverage: Annotated[float, Field(ge=0.5, lt=1)]
    worse_at_least: Annotated[int, Field(ge=1)]
    known_share: Annotated[float, Field(gt=0, le=1)]


class Stability(Piece):
    """How weights are moved to see whether a class stands."""

    jitter: Annotated[float, Field(ge=0, lt=1)]
    draws: Annotated[int, Field(ge=1, le=10_000)]
    seed: int


class Selection(Reviewed):
    """What a selection of municipalities rests on: figures, weights, thresholds, what is enough."""

    name: Text
    note: Text
    size: str = ""
    results: Annotated[tuple[ResultChoice, ...], Field(min_length=1)]
    spread: Line
    spread_min_schools: Annotated[int, Field(ge=2)]
    spread_min_pupils: Annotated[int, Field(ge=1)]
    demands: tuple[Demand, ...]
    thresholds: Thresholds
    stability: Stability
    sufficient: Annotated[tuple[Grounds, ...], Field(min_length=1)]

    def rules(self, selection: str) -> SelectionRules:
        """The thresholds as methods take them."""
        return SelectionRules(
            selection=selection,
            demanding_quantile=_above(self.thresholds.demanding_one_in),
            weak_quantile=_above(self.thresholds.weak_one_in),
            spread_quantile=_above(self.thresholds.spread_one_in),
            coverage=self.thresholds.coverage,
            worse_at_least=self.thresholds.worse_at_least,
            known_share=self.thresholds.known_share,
            sufficient=self.sufficient,
            jitter=self.stability.jitter,
            draws=self.stability.draws,
            seed=self.stability.seed,
        )


def _above(one_in: int) -> float:
    """Return the quantile above which one in so many lies."""
    return (one_in - 1) / one_in


@functools.cache
def load_comparisons() -> Mapping[str, Definition[Comparison]]:
    """Return the comparisons by sector: ``school`` and ``daycare``; raises DefinitionError."""
    found = load(DEFINITIONS / "comparisons", Comparison)
    for definition in found.values():
        content = definition.content
        conditions = [(f"conditions.{c.indicator}", c.indicator) for c in content.conditions]
        results = [(f"results.{name}", name) for name in content.results]
        require_kinds(definition.path, conditions=conditions, results=results)
    return found


@functools.cache
def load_selections() -> Mapping[str, Definition[Selection]]:
    """Return the selections by id; raises DefinitionError."""
    found = load(DEFINITIONS / "selections", Selection)
    for definition in found.values():
        content = definition.content
        conditions = [(f"demands.{d.indicator}", d.indicator) for d in content.demands]
        results = [(f"results.{r.indicator}", r.indicator) for r in content.results]
        spread = [("spread", content.spread)]
        require_kinds(definition.path, conditions=conditions, results=[*results, *spread])
    return found


def require_kinds(
    path: str,
    *,
    conditions: Sequence[tuple[str, str]],
    results: Sequence[tuple[str, str]],
) -> None:
    """Refuse a definition in which anything but a condition, or a result, stands as one.

    Takes keys with the indicators they name. A forecast is no result. Raises DefinitionError.
    """
    from samspil.figures.indicators import load_indicators

    indicators = load_indicators()
    problems = []
    for wanted, named in (("condition", conditions), ("result", results)):
        for key, indicator in named:
            known = indicators.get(indicator)
            kind = known.content.kind.value if known else "unknown"
            if kind != wanted:
                problems.append((key, f"{indicator} is {kind}, and must be a {wanted}"))
    if problems:
        raise DefinitionError(path, tuple(problems))
