"""The organiser's list of registrations."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.programmes import pages, rules, selectors


@require_safe
@never_cache
@signed_in_only
def registrations(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Who is registered, who has begun, what does it come to?"""
    edition = selectors.edition(edition_id)
    if edition is None:
        raise Http404
    viewer = viewer_of(request)
    if not rules.may_see_all(viewer, edition_id):
        raise PermissionDenied
    rows = selectors.registrations(viewer, edition_id)
    context = pages.registrations(edition, rows)
    context["may_bill"] = rules.may_bill(viewer, edition_id)
    return render(request, "programmes/registrations.html", context)
