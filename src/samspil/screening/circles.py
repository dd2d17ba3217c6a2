"""Whom a circle is made of and what they read, as reviewed data; the questionnaire they answer."""

import functools
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samspil.definitions import Definition, Piece, Reviewed, Text, load
from samspil.screening.asking import Asked
from samspil.surveys.questionnaires import Group, Kind, Name, Option, Question, Questionnaire

CURRENT = "circle-2026"
SURVEY = "screening-circle"
MANAGEMENT, FRONT_LINE = "management", "front_line"

type Sector = Literal["school", "daycare"]


class Words(Piece):
    """One text in the words of each sector."""

    school: Text
    daycare: Text

    def in_sector(self, sector: str) -> Text:
        """Return the words of a sector."""
        return self.school if sector == "school" else self.daycare


class CircleRole(Words):
    """A role whose holders can be asked, and the side it is shown as where it is small."""

    id: Name
    side: Literal["management", "front_line"]


class Circle(Reviewed):
    """Roles on two sides, and the words around the questions. ``{place}`` is the municipality."""

    minutes: Annotated[int, Field(ge=1, le=10)]
    title: Text
    intro: Words
    thanks: Text
    sides: Mapping[Literal["management", "front_line"], Text]
    roles: Annotated[tuple[CircleRole, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse a circle without words or roles for both sides, or a role that stands twice."""
        if set(self.sides) != {MANAGEMENT, FRONT_LINE}:
            raise ValueError("sides: must have words for management and front_line")
        if {role.side for role in self.roles} != {MANAGEMENT, FRONT_LINE}:
            raise ValueError("roles: must stand on both sides")
        if len({role.id for role in self.roles}) < len(self.roles):
            raise ValueError("roles: two have the same id")
        return self


@functools.cache
def load_circles() -> Mapping[str, Definition[Circle]]:
    """Return every circle by id. Raises DefinitionError."""
    return load(files("samspil.screening") / "definitions" / "circles", Circle)


def field_of(question: str) -> str:
    """Return a question's id in the questionnaire, where ids begin with a letter."""
    return f"q{question}"


def option_of(level: int) -> str:
    """Return the id of a level among the answers."""
    return f"level_{level}"


def questionnaire(circle: Circle, asked: Sequence[Asked], sector: str, place: str) -> Questionnaire:
    """Return what the circle is asked: described levels, "ved ikke", and no free text."""
    return Questionnaire(
        author=circle.author,
        checked_by=circle.checked_by,
        date=circle.date,
        title=circle.title,
        intro=_about(circle.intro.in_sector(sector), place),
        thanks=circle.thanks,
        minutes=circle.minutes,
        anonymous=True,
        sides=tuple(Option(id=side, label=words) for side, words in circle.sides.items()),
        groups=tuple(
            Group(id=role.id, label=role.in_sector(sector), side=role.side) for role in circle.roles
        ),
        questions=tuple(_question(one) for one in asked),
    )


def _about(words: Text, place: str) -> Text:
    return Text(da=words.da.replace("{place}", place), en=words.en.replace("{place}", place))


def _question(one: Asked) -> Question:
    return Question(
        id=field_of(one.id),
        kind=Kind.CHOICE,
        text=one.text,
        part=one.heading,
        options=tuple(
            Option(id=option_of(level), label=words) for level, words in enumerate(one.levels, 1)
        ),
    )
