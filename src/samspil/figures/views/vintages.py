"""Pages of vintages: what each import brought and changed."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.components.tables import csv_response
from samspil.figures import pages, selectors
from samspil.figures.selectors.history import VintageRow

_A_PAGE = 50


@require_safe
def vintages(request: HttpRequest) -> HttpResponse:
    """When were figures published, and what did each time bring?"""
    page = Paginator(selectors.vintages(), _A_PAGE).get_page(request.GET.get("side"))
    rows = pages.origins(page.object_list)
    return render(request, "figures/vintages.html", {"page": page, "rows": rows})


@require_safe
def vintage(request: HttpRequest, number: int) -> HttpResponse:
    """What did this vintage bring, and which figures did it change?"""
    found = _vintage(number)
    editions = selectors.vintage_editions(number)
    context = pages.vintage(found, editions, request.GET.get("indikator", ""))
    return render(request, "figures/vintage.html", context)


@require_safe
def vintage_csv(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """Every figure a vintage changed, from what and to what, as CSV."""
    found = _vintage(number)
    table = pages.changes_file(found, selectors.vintage_editions(number))
    return csv_response(table, f"samspil-udgivelse-{number}")


def _vintage(number: int) -> VintageRow:
    found = selectors.vintage(number)
    if found is None:
        raise Http404
    return found
