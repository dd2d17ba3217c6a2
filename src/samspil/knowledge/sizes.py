"""How large a municipality is, in words: reviewed bounds on its population."""

from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from samspil.definitions import Line, Piece, Reviewed, Text, load
from samspil.places import selectors as places


class Size(Piece):
    """One size: its id in addresses, its name, and below how many inhabitants (the last: none)."""

    id: Line
    name: Text
    below: Annotated[int, Field(ge=1)] | None = None


class Sizes(Reviewed):
    """The sizes from the smallest; every population falls in exactly one."""

    note: Text
    sizes: Annotated[tuple[Size, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _grow(self) -> Self:
        bounds = [one.below for one in self.sizes]
        if bounds[-1] is not None or None in bounds[:-1]:
            raise ValueError("every size but the last says below how many inhabitants")
        if any(a >= b for a, b in pairwise(b for b in bounds if b is not None)):
            raise ValueError("the bounds must grow")
        return self


def _sizes() -> tuple[Size, ...]:
    return load(files("samspil.knowledge") / "definitions" / "sizes", Sizes)[
        "default"
    ].content.sizes


def names(language: str) -> dict[str, str]:
    """Return the sizes by id, from the smallest."""
    return {one.id: one.name.in_language(language) for one in _sizes()}


def size_of(population: int) -> str:
    """Return the id of the size that a population falls in."""
    return _among(_sizes(), population)


def _among(sizes: tuple[Size, ...], population: int) -> str:
    return next(one.id for one in sizes if one.below is None or population < one.below)


def codes_of(size: str) -> list[str]:
    """Return the municipalities of a size, examples included; none for a size there is not."""
    sizes = _sizes()
    everybody = (*places.real_municipalities(), *places.example_municipalities())
    return [one.code for one in everybody if _among(sizes, one.population) == size]
