"""What is asked: questionnaires as reviewed data, in ``definitions/surveys/<id>.toml``."""

from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from samspil.definitions import Definition, Piece, Reviewed, Text, load

MANY = 5
"""From how many questions one may want to pause."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Kind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    TEXT = "text"


class Option(Piece):
    """One answer to choose; or, for a group, one circle of people."""

    id: Name
    label: Text


class Group(Option):
    """A circle of people who are asked; too small, it is shown as the ``side`` it is on."""

    side: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*)?$", max_length=40)] = ""


class Question(Piece):
    """One question. A scale runs from 1 (``low``) to ``steps`` (``high``).

    ``part`` is the heading it stands under; questions of a part follow each other.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]*$", max_length=40)]
    kind: Kind
    text: Text
    part: Text | None = None
    help: Text | None = None
    required: bool = True
    steps: int = Field(default=5, ge=3, le=10)
    low: Text | None = None
    high: Text | None = None
    options: tuple[Option, ...] = ()
    criterion: str = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind is Kind.SCALE) != (self.low is not None and self.high is not None):
            raise ValueError("a scale, and nothing else, says what both its ends mean")
        if (self.kind is Kind.CHOICE) != (len(self.options) >= 2):
            raise ValueError("a choice, and nothing else, has two or more options")
        if len({option.id for option in self.options}) < len(self.options):
            raise ValueError("two options have the same id")
        return self


class Questionnaire(Reviewed):
    """Questions asked together, and what those who answer are promised."""

    title: Text
    intro: Text
    thanks: Text
    minutes: int = Field(ge=1, le=60)
    anonymous: bool
    groups: tuple[Group, ...] = ()
    sides: tuple[Option, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keeps_its_promise(self) -> Self:
        for what in (self.questions, (*self.groups, *self.sides)):
            if len({piece.id for piece in what}) < len(what):
                raise ValueError("two questions, or two groups or sides, have the same id")
        known = {side.id for side in self.sides}
        if self.sides and any(group.side not in known for group in self.groups):
            raise ValueError("where there are sides, every group is on one of them")
        if not self.sides and any(group.side for group in self.groups):
            raise ValueError("a group is on a side that there is not")
        if self.anonymous and any(q.kind is Kind.TEXT for q in self.questions):
            raise ValueError("an anonymous survey asks no free text: words give people away")
        return self

    @property
    def pauses(self) -> bool:
        """Whether one may pause and come back; a few questions are answered in one go."""
        return self.anonymous and len(self.questions) >= MANY

    @property
    def side_of(self) -> Mapping[str, str]:
        """The side of every group; empty where there are no sides."""
        return {group.id: group.side for group in self.groups if group.side}

    def question(self, name: str) -> Question | None:
        """Return the question called ``name``, if there is one."""
        return next((question for question in self.questions if question.id == name), None)


def load_questionnaires() -> Mapping[str, Definition[Questionnaire]]:
    """Return every questionnaire by id; raises DefinitionError naming file and key."""
    return load(files("samspil.surveys") / "definitions" / "surveys", Questionnaire)
