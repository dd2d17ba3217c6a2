"""The pages of evaluations: which there are, an edition's, a municipality's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.evaluation import selectors
from samspil.evaluation.pages import evaluations as pages
from samspil.evaluation.views.common import asked_in, edition_or_404, municipality_or_404
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.programmes import selectors as programmes


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Which evaluations may one read? The criteria of earlier editions are for everybody."""
    found = selectors.ways(viewer_of(request))
    history = {row.edition.id for row in programmes.editions(viewer_of(request))
               if row.edition.is_history}  # fmt: skip
    context = {
        "ways": [way for way in found if way.edition not in history],
        "history": [way for way in found if way.edition in history],
    }
    return render(request, "evaluation/index.html", context)


@require_safe
@never_cache
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """How does it look across the edition? For those who run it; history is for everybody."""
    view = programmes.edition(edition)
    if (view is None or not view.is_history) and (door := asked_in(request)):
        return door
    found = edition_or_404(request, edition)
    return render(request, "evaluation/edition.html", pages.edition(found))


@require_safe
@never_cache
@signed_in_only
def municipality(request: HttpRequest, edition: str, code: str, sector: str) -> HttpResponse:
    """What came of it for one municipality?"""
    found = municipality_or_404(request, edition, code, sector)
    return render(request, "evaluation/municipality.html", pages.municipality(found))
