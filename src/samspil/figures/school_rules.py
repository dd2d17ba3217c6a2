"""How figures of schools are shown, and what makes schools a family: reviewed data."""

import functools
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load
from samspil.figures.comparisons import DEFINITIONS, ConditionChoice
from samspil.methods.families import Sizes


class ShownFigure(Piece):
    """A school's mean, and which share of its pupils is taken to stand behind it."""

    indicator: Line
    counted: Annotated[float, Field(gt=0, le=1)]
    behind: Text


class SchoolFigures(Reviewed):
    """Which figures of schools are shown, when they are kept back, and how sure they are."""

    note: Text
    threshold: Literal[3, 5, 10]
    small_school_pupils: Annotated[int, Field(ge=1)]
    share_between: Annotated[float, Field(gt=0, lt=1)]
    min_schools: Annotated[int, Field(ge=2)]
    figures: Annotated[tuple[ShownFigure, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse a limit that lets through what the threshold keeps back."""
        fewest = min(figure.counted for figure in self.figures)
        if self.small_school_pupils * fewest < self.threshold:
            raise ValueError(
                "small_school_pupils: times the smallest counted share it must reach the threshold"
            )
        return self

    def figure(self, indicator: str) -> ShownFigure:
        """Return the figure of an indicator; the first of all for one that is not shown."""
        return next((f for f in self.figures if f.indicator == indicator), self.figures[0])


class FamilyCondition(ConditionChoice):
    """A condition of families: the school's own, or its municipality's."""

    of: Literal["school", "municipality"]
    weight: Annotated[float, Field(gt=0)]


class FamilyRules(Reviewed):
    """What makes schools a family, and how large families are."""

    name: Text
    note: Text
    fewest: Annotated[int, Field(ge=2)]
    most: Annotated[int, Field(ge=2)]
    per_municipality: Annotated[int, Field(ge=1)]
    conditions: Annotated[tuple[FamilyCondition, ...], Field(min_length=1)]

    @property
    def sizes(self) -> Sizes:
        """Sizes as the method takes them."""
        return Sizes(self.fewest, self.most, self.per_municipality)


@functools.cache
def school_figures() -> Definition[SchoolFigures]:
    """Return how figures of schools are shown."""
    return load(DEFINITIONS / "school_figures", SchoolFigures)["default"]


@functools.cache
def family_rules() -> Definition[FamilyRules]:
    """Return what makes schools a family."""
    return load(DEFINITIONS / "families", FamilyRules)["school"]
