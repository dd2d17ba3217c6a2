"""What groups are formed by: sizes, weights and time, as reviewed data."""

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Self

from pydantic import Field, model_validator

from samspil.definitions import Definition, Piece, Reviewed, Text, load
from samspil.methods.costs import Weights

DEFAULT = "default"

Share = Annotated[float, Field(ge=0)]
Seconds = Annotated[float, Field(gt=0, le=60)]


class Range(Piece):
    """A fewest and a most, both included; nobody is grouped alone."""

    min: Annotated[int, Field(ge=2)]
    max: Annotated[int, Field(le=98)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse a range that holds nothing."""
        if self.max < self.min:
            raise ValueError("max: must not be below min")
        return self


class Shares(Piece):
    """How much each part of the cost counts; only the proportions matter."""

    travel: Share
    size: Share
    comparability: Share
    complementarity: Share = 0

    @model_validator(mode="after")
    def _something(self) -> Self:
        """Refuse weights by which everybody fits everybody."""
        if self.travel + self.size + self.comparability + self.complementarity <= 0:
            raise ValueError("one of the weights must be above 0")
        return self

    def weights(self) -> Weights:
        """Return the weights as the method takes them."""
        return Weights(self.travel, self.size, self.comparability, self.complementarity)


class Time(Piece):
    """How many seconds the search may take, by what is asked."""

    scenario: Seconds
    proposal: Seconds


class GroupRules(Reviewed):
    """How groups are formed."""

    name: Text
    note: Text
    sizes: Range
    weights: Shares
    seconds: Time
    scenario: Range


@functools.cache
def load_rules() -> Mapping[str, Definition[GroupRules]]:
    """Return every set of rules by id. Raises DefinitionError."""
    return load(files("samspil.networks") / "definitions" / "rules", GroupRules)


def current() -> Definition[GroupRules]:
    """Return the rules that are used."""
    return load_rules()[DEFAULT]
