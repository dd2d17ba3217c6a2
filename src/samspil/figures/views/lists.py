"""The lists of municipalities and indicators as files."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from samspil.components.tables import csv_response
from samspil.figures.pages import lists


@require_safe
def municipalities_csv(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """All municipalities as CSV."""
    return csv_response(lists.municipalities_table(), "samspil-kommuner")


@require_safe
def municipalities_json(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """All municipalities as JSON."""
    return JsonResponse(lists.municipalities_json())


@require_safe
def indicators_csv(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """All indicators as CSV."""
    return csv_response(lists.indicators_table(), "samspil-indikatorer")


@require_safe
def indicators_json(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """All indicators as JSON."""
    return JsonResponse(lists.indicators_json())
