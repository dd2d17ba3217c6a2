"""The texts that come with Samspil: reviewed data, in ``definitions/articles/<id>.toml``."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load

LeverNumber = Annotated[int, Field(ge=1, le=7)]


def _short(title: Text) -> Text:
    if max(len(title.da), len(title.en)) > 160:
        raise ValueError("a title has at most 160 characters")
    return title


class Source(Piece):
    """Where something is known from; ``url`` is empty for what has no public address."""

    name: Line
    url: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$")] = ""


class Article(Reviewed):
    """One text in both languages, its sources, and what is uncertain about it.

    ``themes`` are ids of the local arena's themes; ``transition`` where it is about moving from
    daycare to school.
    """

    kind: Literal["research", "practice_model", "economy_model", "method", "network_day_material"]
    title: Annotated[Text, AfterValidator(_short)]
    summary: Text
    body: Text
    uncertain: Text
    levers: tuple[LeverNumber, ...] = ()
    themes: tuple[Line, ...] = ()
    transition: bool = False
    sector: Literal["", "school", "daycare"] = ""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


def load_articles() -> Mapping[str, Definition[Article]]:
    """Return every article by id; raises DefinitionError naming file and key."""
    return load(files("samspil.knowledge") / "definitions" / "articles", Article)
