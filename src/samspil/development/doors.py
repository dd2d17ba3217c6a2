"""Links that rooms above put on a process's page: they know the process, it knows none of them."""

from collections.abc import Callable

from samspil.development.selectors import ProcessView
from samspil.people.viewer import Viewer
from samspil.programmes.doors import Door

type Finder = Callable[[Viewer, ProcessView], Door | None]
_finders: list[Finder] = []


def process_door(finder: Finder) -> Finder:
    """Have ``finder`` asked for a link when a process is shown; it may answer None."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def doors(viewer: Viewer, view: ProcessView) -> list[Door]:
    """Return the links that this viewer can use."""
    return [found for finder in _finders if (found := finder(viewer, view))]
