"""The screening instrument: seven levers, a question on each, and what an answer may rest on.

The labels, their order and the two-valued verdict come from the invitation of 2022. Questions and
described levels are our own proposal, and the instrument says so itself. No Django here.
"""

import functools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samspil.definitions import Definition, DefinitionError, Line, Piece, Reviewed, Text, load

LEVERS = 7
LEVELS = 4

LevelNumber = Annotated[int, Field(ge=1, le=LEVELS)]


class Verdict(StrEnum):
    """Where a municipality stands on a lever: godt rustet or udfordret."""

    WELL_EQUIPPED = "well_equipped"
    CHALLENGED = "challenged"


class Step(Piece):
    """One step of the common scale, and the verdict it counts as."""

    level: LevelNumber
    name: Text
    description: Text
    verdict: Verdict


class LeverLevel(Piece):
    """What one step looks like on one lever."""

    level: LevelNumber
    text: Text


class Question(Piece):
    """One question in the words of each sector."""

    school: Text
    daycare: Text

    def in_sector(self, sector: Literal["school", "daycare"]) -> Text:
        """Return the wording for the sector."""
        return self.school if sector == "school" else self.daycare


class Lever(Piece):
    """One of the seven levers, as it is asked about and answered.

    ``label`` is verbatim in Danish. ``indicators`` are ids of figures that belong in the talk.
    """

    number: Annotated[int, Field(ge=1, le=LEVERS)]
    label: Text
    meaning: Text
    help: Text | None = None
    question: Question
    levels: Annotated[tuple[LeverLevel, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]
    ask: Annotated[tuple[Text, ...], Field(min_length=1)]
    indicators: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _levels_in_order(self) -> Self:
        """Refuse levels that are not 1, 2, 3, 4."""
        if [one.level for one in self.levels] != [*range(1, LEVELS + 1)]:
            raise ValueError("levels: must be 1, 2, 3, 4 in that order")
        return self


class Instrument(Reviewed):
    """A whole instrument; ``statement`` says whose proposal it is, wherever it is used."""

    title: Text
    statement: Text
    instruction: Text
    dont_know: Text
    verdicts: Mapping[Verdict, Text]
    scale: Annotated[tuple[Step, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    levers: Annotated[tuple[Lever, ...], Field(min_length=LEVERS, max_length=LEVERS)]
    references: tuple[Line, ...] = ()

    def verdict_of(self, level: int | None) -> Verdict | None:
        """Return the verdict that a level counts as; None for "ved ikke".

        Raises ValueError for a level that the scale lacks.
        """
        if level is None:
            return None
        for step in self.scale:
            if step.level == level:
                return step.verdict
        raise ValueError(f"there is no level {level} on the scale")

    def lever(self, number: int) -> Lever:
        """Return the lever with this number, 1 to 7. Raises KeyError."""
        return {one.number: one for one in self.levers}[number]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse an instrument whose parts are not complete and in order."""
        complaints = tuple(self._complaints())
        if complaints:
            raise ValueError("; ".join(complaints))
        return self

    def _complaints(self) -> Iterator[str]:
        """Yield what is missing or out of order."""
        if [step.level for step in self.scale] != [*range(1, LEVELS + 1)]:
            yield "scale: must be 1, 2, 3, 4 in that order"
        if [lever.number for lever in self.levers] != [*range(1, LEVERS + 1)]:
            yield "levers: must be 1 to 7 in that order"
        if set(self.verdicts) != set(Verdict):
            yield "verdicts: must have words for well_equipped and challenged"
        for lever in self.levers:
            twice = [one for one, count in Counter(lever.indicators).items() if count > 1]
            if twice:
                yield f"levers: lever {lever.number} names {twice[0]} twice"


@functools.cache
def load_instruments() -> Mapping[str, Definition[Instrument]]:
    """Return every instrument by id. Raises DefinitionError."""
    return load(files("samspil.screening") / "definitions" / "instruments", Instrument)


def check_indicators(definition: Definition[Instrument], known: Collection[str]) -> None:
    """Raise DefinitionError when a lever names an indicator that is not among ``known``."""
    problems = tuple(
        (f"levers[{index}].indicators", f"there is no indicator called {wanted}")
        for index, lever in enumerate(definition.content.levers)
        for wanted in lever.indicators
        if wanted not in known
    )
    if problems:
        raise DefinitionError(definition.path, problems)
