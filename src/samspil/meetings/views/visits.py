"""Who comes to which edition and meeting: outsiders are refused, unknown ones not found."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from samspil.meetings import selectors
from samspil.meetings.selectors import MeetingRow
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView


def edition_visit(request: HttpRequest, edition: str) -> tuple[Viewer, EditionView]:
    """Return viewer and edition; 404 for one that does not exist, 403 for outsiders."""
    view = programmes.edition(edition)
    if view is None:
        raise Http404
    viewer = viewer_of(request)
    if not selectors.may_see(viewer, view.id):
        raise PermissionDenied
    return viewer, view


def meeting_visit(
    request: HttpRequest, edition: str, meeting: int
) -> tuple[Viewer, EditionView, MeetingRow]:
    """Return viewer, edition and meeting, as ``edition_visit``."""
    viewer, view = edition_visit(request, edition)
    row = selectors.meeting(view.id, meeting)
    if row is None:
        raise Http404
    return viewer, view, row
