"""A query's answer on the portal's page, and what was looked for in vain."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.knowledge import rules, selectors, services
from samspil.knowledge.selectors import Filters, Found
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer

MOST_HITS = 30
AS_TYPED = "praecis"
"""The parameter of the address that asks for the words as they were typed."""


def found(request: HttpRequest, viewer: Viewer, query: str, filters: Filters) -> Found | None:
    """Return the answer to a query, None for no query; one without hits is noted for the editor."""
    if not query:
        return None
    as_typed = AS_TYPED in request.GET
    answer = selectors.find(viewer, query, MOST_HITS, filters=filters, as_typed=as_typed)
    if not answer.hits and not as_typed and filters == Filters():
        services.note_miss(query=query)
    return answer


def links(request: HttpRequest, found: Found | None) -> dict[str, str]:
    """Return where the words as typed, and the other spelling, are searched; filters are kept."""
    if found is None:
        return {}
    as_typed, meant = request.GET.copy(), request.GET.copy()
    as_typed[AS_TYPED], meant["q"] = "1", found.meant
    meant.pop(AS_TYPED, None)
    return {
        name: f"{request.path}?{parameters.urlencode()}"
        for name, parameters in (("as_typed", as_typed), ("meant", meant))
    }


@require_safe
def misses(request: HttpRequest) -> HttpResponse:
    """What do people look for that the portal does not have?"""
    viewer = viewer_of(request)
    if not rules.is_editor(viewer):
        raise PermissionDenied
    return render(request, "knowledge/searching_misses.html", {"rows": selectors.misses(viewer)})
