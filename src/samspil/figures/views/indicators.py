"""Pages of indicators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.components.tables import csv_response
from samspil.figures import pages, rules, selectors, sentences
from samspil.people.selectors import viewer_of


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """All indicators."""
    context = {
        "groups": pages.indicator_groups(),
        "may_import": rules.may_import(viewer_of(request)),
    }
    return render(request, "figures/indicators.html", context)


@require_safe
def indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    """What does this figure mean?"""
    page = selectors.indicator_page(indicator=indicator, language=sentences.language())
    if page is None:
        raise Http404
    return render(request, "figures/indicator.html", pages.indicator(page))


@require_safe
def indicator_csv(request: HttpRequest, indicator: str) -> HttpResponse:  # noqa: ARG001
    """An indicator's newest figures of all municipalities as CSV."""
    page = selectors.indicator_page(indicator=indicator, language=sentences.language())
    if page is None or not page.distributions:
        raise Http404
    return csv_response(pages.indicator_table(page), f"samspil-{indicator}")
