"""What is known of network days held before Samspil was there: reviewed data, our own words."""

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load


class HeldDay(Piece):
    """One day: what was on, and what was concluded. ``source`` is one of the edition's."""

    number: Annotated[int, Field(ge=1)]
    source: Line
    items: tuple[Text, ...] = ()
    conclusions: tuple[Text, ...] = ()


class History(Reviewed):
    """What is known of an edition's days beyond what the edition itself says."""

    days: tuple[HeldDay, ...]


@functools.cache
def load_histories() -> Mapping[str, Definition[History]]:
    """Return what is known, by edition. Raises DefinitionError."""
    return load(files("samspil.meetings") / "definitions" / "history", History)


def held_days(edition: str) -> dict[int, HeldDay]:
    """Return what is known of an edition's days, by number."""
    found = load_histories().get(edition)
    return {day.number: day for day in found.content.days} if found else {}
