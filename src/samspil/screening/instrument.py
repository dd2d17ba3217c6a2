"""The screening instrument: seven levers, the questions on each, and what an answer may rest on.

The labels, their order and the two-valued verdict come from the invitation of 2022. Questions and
described levels are our own proposal, and the instrument says so itself. An organiser may bring
another by the same file format. No Django here.
"""

import functools
import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from samspil.definitions import Definition, DefinitionError, Line, Piece, Reviewed, Text, load

LEVERS = 7
LEVELS = 4

type Sector = Literal["school", "daycare"]
SECTORS: tuple[Sector, ...] = ("school", "daycare")

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


class Aspect(StrEnum):
    """Which possibilities a question asks about: R67's leadership, organisation and steering."""

    LEADERSHIP = "leadership"
    ORGANISATION = "organisation"
    STEERING = "steering"


class Form(StrEnum):
    """How much is asked: the two most telling questions of each lever, or all."""

    SHORT = "short"
    FULL = "full"


class Transition(StrEnum):
    """A move between settings: a question or finding can be about one."""

    DAYCARE_SCHOOL = "daycare_school"
    ORDINARY_SPECIAL = "ordinary_special"
    SPECIAL_ORDINARY = "special_ordinary"


class Side(StrEnum):
    """Whose eyes somebody sees with: those who lead and administer, or those in practice."""

    MANAGEMENT = "management"
    FRONT_LINE = "front_line"


class Informant(Piece):
    """A role that is talked with; a role, never a person."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,38}$")]
    name: Text
    side: Side


class Question(Piece):
    """One question in the words of each sector; a sector without words is not asked.

    ``levels`` describe the answers 1 to 4, in that order.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[1-7]\.[1-9][0-9]?$")]
    aspect: Aspect | None = None
    short: bool = False
    transition: Transition | None = None
    school: Text | None = None
    daycare: Text | None = None
    levels: Annotated[tuple[Text, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    look_for: Text | None = None

    def in_sector(self, sector: Sector) -> Text | None:
        """Return the wording for the sector; None where it is not asked there."""
        return self.school if sector == "school" else self.daycare


class Recommendation(Piece):
    """What is often recommended on a lever, and which of the invitation's three kinds it is."""

    kind: Literal["potentiale", "justering", "dybdeanalyse"]
    text: Text


class Exercise(Piece):
    """What a workshop does on a lever."""

    title: Text
    text: Text
    minutes: Annotated[int, Field(ge=5, le=180)]


class Lever(Piece):
    """One of the seven levers, as it is asked about and answered.

    ``label`` is verbatim in Danish. ``levels`` say what each step looks like on the whole lever.
    ``indicators`` are ids of figures that belong in the talk.
    """

    number: Annotated[int, Field(ge=1, le=LEVERS)]
    label: Text
    meaning: Text
    help: Text | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=12)]
    levels: Annotated[tuple[LeverLevel, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]
    ask: Annotated[tuple[Text, ...], Field(min_length=1)]
    workshop: Exercise | None = None
    indicators: tuple[Line, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse levels that are not 1, 2, 3, 4, and questions of another lever or out of order."""
        if [one.level for one in self.levels] != [*range(1, LEVELS + 1)]:
            raise ValueError("levels: must be 1, 2, 3, 4 in that order")
        expected = [f"{self.number}.{place}" for place in range(1, len(self.questions) + 1)]
        if [one.id for one in self.questions] != expected:
            raise ValueError(f"questions: the ids must be {', '.join(expected)} in that order")
        return self

    def asked(self, sector: Sector, form: Form = Form.FULL) -> tuple[Question, ...]:
        """Return the questions that are asked in the sector, all or the short form's."""
        return tuple(
            one
            for one in self.questions
            if one.in_sector(sector) is not None and (form is Form.FULL or one.short)
        )


class Instrument(Reviewed):
    """A whole instrument; ``statement`` says whose proposal it is, wherever it is used."""

    title: Text
    statement: Text
    instruction: Text
    dont_know: Text
    verdicts: Mapping[Verdict, Text]
    scale: Annotated[tuple[Step, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    informants: Annotated[tuple[Informant, ...], Field(min_length=2)]
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

    def informant(self, name: str) -> Informant | None:
        """Return the role with this id; None where there is none."""
        return next((one for one in self.informants if one.id == name), None)

    def question(self, name: str) -> Question | None:
        """Return the question with this id, such as ``3.2``; None where there is none."""
        known = (one for lever in self.levers for one in lever.questions)
        return next((one for one in known if one.id == name), None)

    def asked(self, sector: Sector, form: Form = Form.FULL) -> tuple[Question, ...]:
        """Return all that is asked in the sector, lever by lever."""
        return tuple(one for lever in self.levers for one in lever.asked(sector, form))

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
        if {one.side for one in self.informants} != set(Side):
            yield "informants: must have roles on both sides, management and front_line"
        for lever, sector in itertools.product(self.levers, SECTORS):
            if not lever.asked(sector, Form.SHORT):
                yield f"levers: lever {lever.number} has no short question for {sector}"
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
