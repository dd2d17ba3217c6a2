"""Links that rooms above put on an edition's page: they know the edition, it knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from samspil.people.viewer import Viewer
from samspil.programmes.selectors import EditionView


@dataclass(frozen=True)
class Door:
    """A link from an edition's page, in the reader's language."""

    href: str
    name: str


type Finder = Callable[[Viewer, EditionView], Door | None]
_finders: list[Finder] = []


def door(finder: Finder) -> Finder:
    """Have ``finder`` asked for a link when an edition's page is shown; it may answer None."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def doors(viewer: Viewer, view: EditionView) -> list[Door]:
    """Return the links that this viewer can use."""
    return [found for finder in _finders if (found := finder(viewer, view))]
