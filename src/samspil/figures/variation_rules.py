"""The stated rules of run charts and XmR charts, with cases that show them: reviewed data."""

import functools
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load
from samspil.methods.variation import Rules

CURRENT = "four-2026"
"""The set that is used where nobody asks for another."""

Length = Annotated[int, Field(ge=3)]
Number = int | float


class ExpectedSignal(Piece):
    """A signal that a case must show; points are counted from 1."""

    rule: Literal["outside", "shift", "trend", "two_of_three"]
    points: Annotated[tuple[int, ...], Field(min_length=1)]
    side: Literal["high", "low"]


class Case(Piece):
    """A published case: numbers anybody can put into another tool, and what must come out.

    ``target`` and ``rebase_at`` (points counted from 1) are used where the case is about them.
    """

    name: Text
    values: tuple[Number, ...]
    direction: Literal["higher", "lower", "neutral"] = "neutral"
    target: Number | None = None
    rebase_at: tuple[int, ...] = ()
    chart: Literal["xmr", "run", "too_few_points"]
    mean: Number | None = None
    limits: Annotated[tuple[Number, ...], Field(max_length=2)] = ()
    moving_range: Number | None = None
    naive_limits: Annotated[tuple[Number, ...], Field(max_length=2)] = ()
    variation: Literal["common", "improving", "concerning", "neutral"] | None = None
    assurance: Literal["hit", "miss", "hit_and_miss"] | None = None
    signals: tuple[ExpectedSignal, ...] = ()


class VariationRules(Reviewed):
    """The rules; see the method for what each number means."""

    name: Text
    note: Text
    xmr_from: Annotated[int, Field(ge=2)]
    run_from: Annotated[int, Field(ge=2)]
    factor: Annotated[float, Field(gt=0)]
    shift: Length
    trend: Length
    near: Annotated[int, Field(ge=2)]
    window: Annotated[int, Field(ge=2)]
    sources: Annotated[tuple[Line, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _as_the_method_takes_them(self) -> Self:
        """Refuse rules that contradict themselves."""
        self.rules("")
        return self

    def rules(self, name: str) -> Rules:
        """Return the rules as the method takes them; ``name`` goes with every answer."""
        return Rules(
            id=name,
            xmr_from=self.xmr_from,
            run_from=self.run_from,
            factor=Fraction(repr(self.factor)),
            shift=self.shift,
            trend=self.trend,
            near=self.near,
            window=self.window,
        )


class VariationCases(Reviewed):
    """Cases of one set of rules; apart from it, so that one more case makes no new version."""

    rules: Line
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]


@functools.cache
def load_variation_rules() -> Mapping[str, Definition[VariationRules]]:
    """Return every set of rules by id. Raises DefinitionError."""
    return load(files("samspil.figures") / "definitions" / "variation", VariationRules)


@functools.cache
def load_variation_cases() -> Mapping[str, Definition[VariationCases]]:
    """Return the published cases by id. Raises DefinitionError."""
    return load(files("samspil.figures") / "definitions" / "variation_cases", VariationCases)


def current_rules() -> Rules:
    """Return the rules that are used, named by their id and version."""
    definition = load_variation_rules()[CURRENT]
    return definition.content.rules(f"{definition.id}@{definition.version}")
