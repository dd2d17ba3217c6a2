"""Pages about editions. They are public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from samspil.people.selectors import viewer_of
from samspil.programmes import pages, rules, selectors
from samspil.programmes.doors import doors


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """What is offered, and what has been?"""
    viewer = viewer_of(request)
    context = pages.editions(selectors.editions(viewer), timezone.now())
    context["may_edit"] = rules.may_edit_editions(viewer)
    return render(request, "programmes/editions.html", context)


@require_safe
def edition(request: HttpRequest, edition_id: str) -> HttpResponse:
    """What is offered, when, at what price, for whom, and what binds me?"""
    viewer = viewer_of(request)
    rows = [row for row in selectors.editions(viewer) if row.edition.id == edition_id]
    if not rows:
        raise Http404
    context = pages.edition(rows[0], timezone.now())
    context["may_edit"] = rules.may_edit_editions(viewer)
    context["may_see_all"] = rules.may_see_all(viewer, edition_id)
    context["doors"] = doors(viewer, rows[0].edition)
    context["takes_part"] = selectors.takes_part(viewer, edition_id)
    return render(request, "programmes/edition.html", context)
