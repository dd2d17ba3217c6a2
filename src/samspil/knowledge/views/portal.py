"""Pages that show: the portal, one text, the own team's texts."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.components.tables import csv_response
from samspil.knowledge import forms, rules, selectors
from samspil.knowledge.pages import texts as pages
from samspil.knowledge.pages.shelf import shelf
from samspil.knowledge.selectors import CaseView
from samspil.knowledge.views import searching
from samspil.knowledge.views.acts import readable
from samspil.people.selectors import viewer_of

SHOWN_OF_A_QUERY = 120


@require_safe
@never_cache
def portal(request: HttpRequest) -> HttpResponse:
    """Who has tried this, and what came of it? Search, filters, and the newest texts."""
    viewer = viewer_of(request)
    form = forms.SearchForm(request.GET)
    filters, query = form.filters(), form.cleaned_data.get("q", "").strip()
    chosen = form.chosen()
    found = searching.found(request, viewer, query, filters)
    form.offer(found.counts if found else selectors.counts(viewer, filters=filters))
    context = {
        "form": form,
        "query": query[:SHOWN_OF_A_QUERY],
        "found": found,
        "links": searching.links(request, found),
        "shelf": None if query else shelf(request, viewer, filters),
        "is_narrowed": filters != selectors.Filters(),
        "chosen": chosen,
        "edits": rules.is_editor(viewer),
    }
    return render(request, "knowledge/portal.html", context | pages.ways_in(viewer))


@require_safe
@never_cache
def case(request: HttpRequest, case: int, slug: str = "") -> HttpResponse:
    """One text: what was predicted, what happened, whom to ask, what is like it."""
    view = selectors.case(viewer_of(request), case)
    if view is None:
        return gone(request, case)
    if slug == view.row.slug:
        return render(request, "knowledge/case.html", pages.text(request, view))
    if _asks_for_english(request, view, slug):
        return _in_english(request, case)
    return redirect("knowledge:case", case=case, slug=view.row.slug)


def gone(request: HttpRequest, case: int) -> HttpResponse:
    """Say of a public text that was withdrawn that it is gone; of any other, nothing (Http404)."""
    if not selectors.withdrawn_from_all(case):
        raise Http404
    return render(request, "knowledge/gone.html", status=410)


def _asks_for_english(request: HttpRequest, view: CaseView, slug: str) -> bool:
    """Whether the address is the English one, and the reader has chosen no language."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return dict(view.languages).get("en") == slug and chosen not in dict(settings.LANGUAGES)


def _in_english(request: HttpRequest, case: int) -> HttpResponse:
    """Answer in the language of the address: it may have been sent by somebody, or be found."""
    with translation.override("en"):
        view = selectors.case(viewer_of(request), case)
        if view is None:
            raise Http404
        answer = render(request, "knowledge/case.html", pages.text(request, view))
        answer["Content-Language"] = get_language() or "en"
    return answer


@require_safe
@never_cache
def measure_csv(request: HttpRequest, case: int, measure: int) -> HttpResponse:
    """The points of a copied measure, for those who may read the text."""
    view = readable(request, case)
    found = next((one for one in view.measures if one.id == measure), None)
    if found is None:
        raise Http404
    return csv_response(found.chart.table, f"{view.row.slug}-{measure}")


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What the own team has written, and how far it is."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return redirect_to_login(request.get_full_path())
    context = {
        "rows": selectors.mine(viewer),
        "begins": selectors.begins(viewer),
    }
    return render(request, "knowledge/mine.html", context)
