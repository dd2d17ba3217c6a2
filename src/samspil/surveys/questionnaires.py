"""What is asked: questionnaires as reviewed data, in ``definitions/surveys/<id>.toml``."""

from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from samspil.definitions import Definition, Piece, Reviewed, Text, load

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


class Question(Piece):
    """One question. A scale runs from 1 (``low``) to ``steps`` (``high``)."""

    id: Name
    kind: Kind
    text: Text
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
    groups: tuple[Option, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keeps_its_promise(self) -> Self:
        for what in (self.questions, self.groups):
            if len({piece.id for piece in what}) < len(what):
                raise ValueError("two questions, or two groups, have the same id")
        if self.anonymous and any(q.kind is Kind.TEXT for q in self.questions):
            raise ValueError("an anonymous survey asks no free text: words give people away")
        return self

    def question(self, name: str) -> Question | None:
        """Return the question called ``name``, if there is one."""
        return next((question for question in self.questions if question.id == name), None)


def load_questionnaires() -> Mapping[str, Definition[Questionnaire]]:
    """Return every questionnaire by id; raises DefinitionError naming file and key."""
    return load(files("samspil.surveys") / "definitions" / "surveys", Questionnaire)
