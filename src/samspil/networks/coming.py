"""Where the room of meetings, above, says which meetings a network has to come."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class Coming:
    """A meeting to come, in the reader's language."""

    name: str
    when: str
    where: str
    href: str


type Finder = Callable[[Viewer, str, str, dt.datetime], list[Coming]]
"""Called with viewer, edition and sector."""

_finders: list[Finder] = []


def comes_from(finder: Finder) -> Finder:
    """Have ``finder`` asked which meetings are to come."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def coming(viewer: Viewer, edition: str, sector: str, now: dt.datetime) -> list[Coming]:
    """Return the meetings to come that this viewer may know of, in order of time."""
    return [one for finder in _finders for one in finder(viewer, edition, sector, now)]
