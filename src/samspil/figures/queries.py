"""Where in public tables an indicator stands: reviewed data, part of its definition.

One description serves both ways in: ``samspil fetch`` asks for what it names, and a file of the
same table is recognised by it and read without questions.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samspil.definitions import Line, Piece


class Member(Piece):
    """One member of a variable: the code a request sends, and the label a table shows for it."""

    code: Line
    label: Line | None = None

    def is_written(self, text: str) -> bool:
        """Whether a table's cell means this member: by its code, its label, or both together."""
        words = {self.code, self.label or self.code, f"{self.code} {self.label}"}
        return text.strip().casefold() in {word.casefold() for word in words}


class PartMember(Member):
    """A member that is one part of the figure; ``breakdown`` is the code observations carry."""

    breakdown: Line


class Parts(Piece):
    """The variable that splits a figure into its parts."""

    variable: Line
    members: Annotated[tuple[PartMember, ...], Field(min_length=1)]


class _Query(Piece):
    """What both publishers' queries have in common.

    ``area`` is the variable of municipalities, ``time`` that of periods. ``fixed`` holds every
    other variable to the members named; the values of several are added up. ``role`` is the role
    in which the municipality is counted. ``source`` names another source than the indicator's.
    ``zero`` says what a nought in the table means: a figure, or that there is no such offer.
    ``omitted`` says what a line that is not there means in a sum over several members: we do not
    know (the default, and then there is no sum), or nought, where the publisher leaves noughts out
    and keeps nothing back.
    """

    area: Line
    time: Line
    fixed: Mapping[Line, Annotated[tuple[Member, ...], Field(min_length=1)]] = {}
    parts: Parts | None = None
    role: Literal["location", "owner", "payer", "residence"] = "location"
    source: Line | None = None
    zero: Literal["value", "not_applicable"] = "value"
    omitted: Literal["unknown", "zero"] = "unknown"


class StatbankTable(_Query):
    """A table of Statistics Denmark. ``quarter`` keeps the periods of one quarter as years."""

    api: Literal["statbank"]
    table: Annotated[str, Field(pattern="^[A-Z0-9]+$")]
    time: Line = "Tid"
    quarter: Literal["K1", "K2", "K3", "K4"] | None = None


class Cube(_Query):
    """A cube of Uddannelsesstatistik: ``cube`` is område/emne/underemne, ``measure`` a nøgletal.

    ``school`` is the variable of institution numbers, where figures of schools are asked for.
    """

    api: Literal["uddannelsesstatistik"]
    cube: Annotated[str, Field(pattern="^[A-Z]+/[A-Z0-9]+/[A-Za-z0-9]+$")]
    measure: Line
    school: Line | None = None


Table = Annotated[StatbankTable | Cube, Field(discriminator="api")]


class Query(Piece):
    """How a figure is made: a table's value, or ``times`` that value over another's.

    ``complement`` takes the value from 100, where a publisher gives the opposite share.
    """

    value: Table
    over: Table | None = None
    times: Annotated[float, Field(gt=0)] = 1.0
    complement: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        """Refuse a figure that is scaled without being a ratio, or a ratio's complement."""
        if self.over is None and self.times != 1.0:
            raise ValueError("times: only a ratio is multiplied; give `over` as well")
        if self.over is not None and self.complement:
            raise ValueError("complement: only a publisher's own share has one")
        return self
