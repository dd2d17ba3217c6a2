"""The portal's list of texts, twenty on a page."""

from dataclasses import dataclass

from django.http import HttpRequest

from samspil.knowledge import selectors
from samspil.knowledge.selectors import CaseRow, Filters
from samspil.people.viewer import Viewer

ON_A_PAGE = 20
LAST_PAGE = 10_000
"""No portal has so many pages; a larger number is a slip."""

PAGE = "side"
"""The parameter of the address that names a page, counted from 1."""


@dataclass(frozen=True)
class Shelf:
    """The texts of one page, and where newer and older ones are; empty where there are none."""

    number: int
    rows: tuple[CaseRow, ...]
    newer: str
    older: str


def shelf(request: HttpRequest, viewer: Viewer, filters: Filters) -> Shelf:
    """Return the page that the address asks for; a number that makes no sense is the first."""
    asked = request.GET.get(PAGE, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 5 else 1
    number = min(max(number, 1), LAST_PAGE)
    skip = (number - 1) * ON_A_PAGE
    rows = selectors.latest(viewer, limit=ON_A_PAGE + 1, skip=skip, filters=filters)
    return Shelf(
        number,
        tuple(rows[:ON_A_PAGE]),
        newer=_page(request, number - 1) if number > 1 else "",
        older=_page(request, number + 1) if len(rows) > ON_A_PAGE else "",
    )


def _page(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters.pop(PAGE, None)
    if number > 1:
        parameters[PAGE] = str(number)
    return f"{request.path}?{parameters.urlencode()}" if parameters else request.path
