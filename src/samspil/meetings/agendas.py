"""Agendas to begin from, as reviewed data."""

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from samspil.definitions import Definition, Piece, Reviewed, Text, load
from samspil.meetings.models.agenda import MOST_MINUTES

type Occasion = Literal["first_day", "network_day", "steering"]


class Item(Piece):
    """One item to begin from."""

    kind: Literal["welcome", "input", "reflection", "questions", "exchange", "tests", "decisions",
                  "break", "other"]  # fmt: skip
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]
    title: Text
    text: Text | None = None
    levers: tuple[Annotated[int, Field(ge=1, le=7)], ...] = ()


class AgendaTemplate(Reviewed):
    """An agenda to begin from, and for which sort of meeting."""

    name: Text
    occasion: Annotated[Occasion, Field(alias="for")]
    items: tuple[Item, ...]


@functools.cache
def load_agendas() -> Mapping[str, Definition[AgendaTemplate]]:
    """Return every agenda to begin from, by id. Raises DefinitionError."""
    return load(files("samspil.meetings") / "definitions" / "agendas", AgendaTemplate)


@functools.cache
def english_of() -> Mapping[str, str]:
    """Return the English of the definitions' words by the Danish, for items begun from them."""
    items = [item for one in load_agendas().values() for item in one.content.items]
    words = [text for item in items for text in (item.title, item.text) if text]
    return {text.da: text.en for text in words}


def template_for(kind: str, number: int) -> AgendaTemplate:
    """Return the agenda that a meeting may begin from."""
    occasion = "steering" if kind == "steering" else "first_day" if number == 1 else "network_day"
    return load_agendas()[occasion].content
