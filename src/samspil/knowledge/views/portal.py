"""Pages that show: the portal, one text, the own team's texts, what waits for an editor."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from samspil.knowledge import forms, rules, selectors
from samspil.knowledge.views import searching
from samspil.knowledge.views.acts import readable
from samspil.people.selectors import viewer_of

SHOWN_OF_A_QUERY = 120


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    """Who has tried this, and what came of it? Search, filters, and the newest texts."""
    viewer = viewer_of(request)
    form = forms.SearchForm(request.GET)
    filters, query = form.filters(), form.cleaned_data.get("q", "").strip()
    found = searching.found(request, viewer, query, filters)
    form.offer(found.counts if found else selectors.counts(viewer, filters=filters))
    context = {
        "form": form,
        "query": query[:SHOWN_OF_A_QUERY],
        "found": found,
        "links": searching.links(request, found),
        "rows": [] if query else selectors.latest(viewer, filters=filters),
        "is_narrowed": filters != selectors.Filters(),
        "writes": viewer.is_signed_in and selectors.has_own(viewer),
        "edits": rules.is_editor(viewer),
    }
    return render(request, "knowledge/portal.html", context)


@require_safe
def case(request: HttpRequest, case: int, slug: str = "") -> HttpResponse:
    """One text: what was predicted, what happened, whom to ask, what is like it."""
    view = readable(request, case)
    if slug != view.row.slug:
        return redirect("knowledge:case", case=case, slug=view.row.slug)
    context = {
        "view": view,
        "related": selectors.related(viewer_of(request), view.row),
        "form": forms.PublishForm(view) if view.may_publish else None,
    }
    return render(request, "knowledge/case.html", context)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the own team has written, and how far it is."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return redirect_to_login(request.get_full_path())
    return render(request, "knowledge/mine.html", {"rows": selectors.mine(viewer)})


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an editor."""
    viewer = viewer_of(request)
    if not rules.is_editor(viewer):
        raise PermissionDenied
    return render(request, "knowledge/desk.html", {"rows": selectors.queue(viewer)})
