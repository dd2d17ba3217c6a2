"""Files of evaluations: rows as CSV, slides, and the committee's two pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.components.tables import csv_response, download
from samspil.evaluation import decks, papers, tables
from samspil.evaluation.selectors import BOTH
from samspil.evaluation.views.common import municipality_or_404, must_run
from samspil.people.gate import signed_in_only

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@require_safe
@never_cache
@signed_in_only
def edition_csv(request: HttpRequest, edition: str) -> HttpResponse:
    """An edition's evaluation as rows."""
    found = must_run(request, edition)
    return csv_response(tables.edition_csv(found), f"samspil-evaluering-{edition}")


@require_safe
@never_cache
@signed_in_only
def edition_slides(request: HttpRequest, edition: str) -> HttpResponse:
    """An edition's evaluation as PowerPoint."""
    content = decks.for_edition(must_run(request, edition))
    return download(content, f"samspil-evaluering-{edition}.pptx", PPTX)


@require_safe
@never_cache
@signed_in_only
def municipality_csv(request: HttpRequest, edition: str, code: str, sector: str) -> HttpResponse:
    """A municipality's evaluation as rows."""
    found = municipality_or_404(request, edition, code, sector)
    name = f"samspil-evaluering-{edition}-{code}-{sector}"
    return csv_response(tables.municipality_csv(found), name)


@require_safe
@never_cache
@signed_in_only
def municipality_slides(request: HttpRequest, edition: str, code: str, sector: str) -> HttpResponse:
    """A municipality's evaluation as PowerPoint."""
    content = decks.for_municipality(municipality_or_404(request, edition, code, sector))
    return download(content, f"samspil-evaluering-{edition}-{code}-{sector}.pptx", PPTX)


@require_safe
@never_cache
@signed_in_only
def paper(request: HttpRequest, edition: str, code: str, sector: str) -> HttpResponse:
    """Two pages for a political committee, of one sector."""
    found = municipality_or_404(request, edition, code, sector)
    if sector == BOTH:
        raise Http404
    name = f"samspil-evaluering-{edition}-{code}-{sector}-udvalg.pdf"
    return download(papers.committee(found), name, "application/pdf")
