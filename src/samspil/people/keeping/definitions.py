"""Kinds of data about people, as reviewed definitions. No Django here."""

import functools
from collections.abc import Iterator, Mapping
from importlib.resources import files

from pydantic import Field

from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load


class Held(Piece):
    """A model that holds something about people, and in which fields.

    ``about`` are references to the person the row is about, ``acts`` to who only did something;
    ``email`` and ``name`` are replaced when a person is forgotten, ``blank`` are emptied. With
    ``delete`` the whole row goes. What is the ``organisers_own`` is in no municipality's archive.
    """

    model: Line
    about: tuple[Line, ...] = ()
    acts: tuple[Line, ...] = ()
    email: tuple[Line, ...] = ()
    name: tuple[Line, ...] = ()
    blank: tuple[Line, ...] = ()
    delete: bool = False
    organisers_own: bool = False


class Kind(Reviewed):
    """One kind of data: what, why, on which ground, who sees it, and how long it is kept.

    ``days`` is how long after the moment that ``how_long`` names; None where nothing goes by the
    clock. What the law keeps (``by_law``) is not touched when a person asks to be forgotten.
    """

    order: int
    what: Text
    why: Text
    ground: Text
    seen_by: Text
    how_long: Text
    days: int | None = Field(default=None, ge=1)
    by_law: bool = False
    models: tuple[Held, ...]


@functools.cache
def load_kinds() -> Mapping[str, Definition[Kind]]:
    """Return every kind by id, in the order of pages."""
    found = load(files("samspil.people") / "definitions" / "keeping", Kind)
    return dict(sorted(found.items(), key=lambda pair: pair[1].content.order))


def days(kind: str) -> int:
    """Return for how many days a kind is kept; raises ValueError where no number was set."""
    number = load_kinds()[kind].content.days
    if number is None:
        raise ValueError(f"{kind} goes by no clock")
    return number


def held() -> Iterator[tuple[Kind, Held]]:
    """Yield every model that holds something about people, with its kind."""
    for definition in load_kinds().values():
        for one in definition.content.models:
            yield definition.content, one
