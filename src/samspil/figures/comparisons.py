"""Which conditions make municipalities alike, and which selections rest on what: reviewed data."""

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load
from samspil.methods.conditions import Condition

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
    """How municipalities are compared in one sector."""

    name: Text
    note: Text
    k: Annotated[int, Field(ge=1, le=20)]
    coverage: Annotated[float, Field(gt=0.5, lt=1)]
    results: tuple[Line, ...]
    conditions: Annotated[tuple[ConditionChoice, ...], Field(min_length=2)]


class Demand(ConditionChoice):
    """A condition with the side on which it is demanding."""

    demanding: Literal["high", "low"]


class Selection(Reviewed):
    """What a selection of municipalities rests on."""

    name: Text
    note: Text
    learning: tuple[Line, ...]
    wellbeing: tuple[Line, ...]
    spread: Line
    spread_min_schools: Annotated[int, Field(ge=2)]
    spread_min_pupils: Annotated[int, Field(ge=1)]
    demands: tuple[Demand, ...]


@functools.cache
def load_comparisons() -> Mapping[str, Definition[Comparison]]:
    """Return the comparisons by sector: ``school`` and ``daycare``."""
    return load(DEFINITIONS / "comparisons", Comparison)


@functools.cache
def load_selections() -> Mapping[str, Definition[Selection]]:
    """Return the selections by id."""
    return load(DEFINITIONS / "selections", Selection)
