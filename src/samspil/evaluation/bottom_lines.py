"""Which figures stand under the three bottom lines (R6), by sector: reviewed data. No Django.

A figure stands here because the bottom line is about what it counts, not because a way for it to
go is good: nothing in this room calls a figure's change better or worse.
"""

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Self

from pydantic import Field, model_validator

from samspil.definitions import Definition, DefinitionError, Line, Piece, Reviewed, load
from samspil.figures.indicators import BottomLine, Sector, load_indicators


class OneLine(Piece):
    """One bottom line and the indicators under it, in the order of the page."""

    id: BottomLine
    figures: Annotated[tuple[Line, ...], Field(min_length=1)]


class BottomLines(Reviewed):
    """The three bottom lines of a sector."""

    lines: Annotated[tuple[OneLine, ...], Field(min_length=3, max_length=3)]

    @model_validator(mode="after")
    def _all_three(self) -> Self:
        """Refuse a set that lacks one of the three, or shows a figure twice."""
        if [one.id for one in self.lines] != list(BottomLine):
            raise ValueError("lines: child, all_children and economy, in that order")
        shown = [name for one in self.lines for name in one.figures]
        if len(set(shown)) < len(shown):
            raise ValueError("lines: a figure stands twice")
        return self


@functools.cache
def load_bottom_lines() -> Mapping[str, Definition[BottomLines]]:
    """Return the bottom lines by sector: ``school`` and ``daycare``; raises DefinitionError."""
    found = load(files("samspil.evaluation") / "definitions" / "bottom_lines", BottomLines)
    for definition in found.values():
        for line in definition.content.lines:
            for name in line.figures:
                _require(definition, line, name)
    return found


def _require(definition: Definition[BottomLines], line: OneLine, name: str) -> None:
    """Refuse a figure that does not exist, of another sector, or not about this bottom line."""
    known = load_indicators().get(name)
    sector = Sector(definition.id)
    fits = (
        known is not None
        and known.content.sector in {sector, Sector.BOTH}
        and line.id in known.content.bottom_lines
    )
    if not fits:
        what = f"{name} is no figure of this sector about this bottom line"
        raise DefinitionError(definition.path, ((f"lines.{line.id}", what),))
