"""The judged queries in ``search_judged.toml``: what people type, and which texts answer it.

Reviewed data like any other definition; ``load()`` checks it against the texts that are shipped, so
that a text which is renamed or withdrawn cannot leave a judgement behind that nothing can meet.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from samspil.definitions import Line, Piece, Reviewed, load_file

PLACE = Path(__file__).resolve().parent / "search_judged.toml"

Grade = Annotated[int, Field(ge=1, le=3)]


class Judgement(Piece):
    """One query with the grade of every article that answers it: 3 wanted, 2 good, 1 related."""

    query: Line
    set: Literal["tune", "held"]
    relevant: Annotated[dict[str, Grade], Field(min_length=1)]


class Judged(Reviewed):
    """All judged queries with their review."""

    queries: Annotated[tuple[Judgement, ...], Field(min_length=1)]

    def of(self, name: Literal["tune", "held"]) -> tuple[Judgement, ...]:
        """Return the queries of one set."""
        return tuple(one for one in self.queries if one.set == name)


def load(known: Collection[str], place: Path = PLACE) -> Judged:
    """Return the judged queries; ``known`` are the ids of the articles.

    Raises DefinitionError for a file that cannot be used, and ValueError naming the query for an
    article that does not exist or a query that is judged twice.
    """
    judged = load_file(place, Judged).content
    seen: set[str] = set()
    for one in judged.queries:
        if unknown := sorted(set(one.relevant) - set(known)):
            raise ValueError(f"{one.query!r} names articles that do not exist: {unknown}")
        if one.query.casefold() in seen:
            raise ValueError(f"{one.query!r} is judged twice")
        seen.add(one.query.casefold())
    return judged
