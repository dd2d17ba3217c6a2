"""The page of potential."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.figures import pages, rules, selectors
from samspil.people.selectors import viewer_of
from samspil.places import selectors as places


@require_safe
def potential(request: HttpRequest) -> HttpResponse:
    """Where could more children gain? For KL's people, and each municipality for itself."""
    viewer = viewer_of(request)
    if not rules.may_open_potential(viewer):
        raise PermissionDenied
    rows = selectors.potential_rows(viewer=viewer)
    context = pages.potential(rows, dict(places.names()))
    return render(request, "figures/potential.html", context)
