"""The seven levers merged into five themes: which belong together, and a slide of each theme."""

import functools
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Annotated, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field, model_validator

from samspil.components.slides import Block, TextSlide
from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load
from samspil.figures import sentences as said
from samspil.screening import sentences
from samspil.screening.decks import levers as lever_slides
from samspil.screening.decks.subject import Subject
from samspil.screening.instrument import LEVERS
from samspil.screening.selectors import LeverView

FIVE = "five-2026"


class Theme(Piece):
    """One theme, and the levers it is made of, in the order they are told."""

    label: Text
    levers: Annotated[tuple[Annotated[int, Field(ge=1, le=LEVERS)], ...], Field(min_length=1)]


class Themes(Reviewed):
    """A way to merge the levers; ``statement`` says whose proposal it is."""

    title: Text
    statement: Text
    themes: Annotated[tuple[Theme, ...], Field(min_length=2)]
    references: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _each_lever_once(self) -> Self:
        """Refuse themes that leave a lever out, or tell one twice."""
        told = sorted(lever for theme in self.themes for lever in theme.levers)
        if told != [*range(1, LEVERS + 1)]:
            raise ValueError(f"themes: must name each of the levers 1 to {LEVERS} once, not {told}")
        return self


@functools.cache
def load_themes() -> Mapping[str, Definition[Themes]]:
    """Return every way to merge the levers by id. Raises DefinitionError."""
    return load(files("samspil.screening") / "definitions" / "themes", Themes)


def five() -> Themes:
    """Return the five themes."""
    return load_themes()[FIVE].content


def each(subject: Subject, themes: Themes) -> Iterator[TextSlide]:
    """Yield one slide for each theme, its levers below one another."""
    by_number = {lever.number: lever for lever in subject.levers}
    for theme in themes.themes:
        yield _slide(subject, themes, theme, [by_number[number] for number in theme.levers])


def _slide(subject: Subject, themes: Themes, theme: Theme, told: list[LeverView]) -> TextSlide:
    title = f"{sentences.say(theme.label)}: {_standing(told)}"
    notes = [title, sentences.say(themes.statement)]
    notes += [lever_slides.notes(lever) for lever in told]
    rows = tuple(row for lever in told for row in lever_slides.rows(subject, lever))
    return TextSlide(
        title=title,
        blocks=tuple(block for lever in told for block in _blocks(subject, lever, len(told))),
        subtitle=_merged(told),
        source=subject.instrument_and(rows),
        notes="\n\n".join(notes),
    )


def _standing(told: list[LeverView]) -> str:
    """Return how the levers of a theme stand; a theme has no level of its own."""
    if len(told) == 1:
        return told[0].standing
    counted: dict[str, int] = {}
    for lever in told:
        counted[lever.standing] = counted.get(lever.standing, 0) + 1
    parts = [
        _("%(standing)s på %(count)s") % {"standing": standing, "count": count}
        for standing, count in counted.items()
    ]
    return said.listed(parts)


def _merged(told: list[LeverView]) -> str:
    numbers = said.listed([str(lever.number) for lever in told])
    words = ngettext(
        "Temaet er greb %(numbers)s: %(label)s. Inddelingen er Samspils forslag.",
        "Temaet samler greb %(numbers)s. Inddelingen er Samspils forslag.",
        len(told),
    )
    return words % {"numbers": numbers, "label": told[0].label}


def _blocks(subject: Subject, lever: LeverView, together: int) -> Iterator[Block]:
    """Yield what is told of one lever; among others it is short, and the notes hold the rest."""
    blocks = lever_slides.blocks(subject, lever)
    if together == 1:
        yield from blocks
        return
    lines = [lever.reason]
    if subject.screening is None:
        lines = [question.text for question in lever.questions]
    lines += [lever_slides.finding_line(finding) for finding in lever.findings]
    yield Block(tuple(lines), f"{lever.number}. {lever.label}: {lever.standing}")
