"""The list of every figure: what is here, and how the rest is had."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.components.tables import csv_response
from samspil.figures import rules
from samspil.figures.pages import inventory as pages
from samspil.figures.selectors.inventory import inventory as inventory_rows
from samspil.people.selectors import viewer_of


@require_safe
def inventory(request: HttpRequest) -> HttpResponse:
    """Which figures are here?"""
    context = pages.inventory(inventory_rows(), only_missing=request.GET.get("vis") == "mangler")
    viewer = viewer_of(request)
    context["may_fetch"] = rules.may_fetch(viewer)
    context["may_import"] = rules.may_import(viewer)
    return render(request, "figures/inventory.html", context)


@require_safe
def inventory_csv(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The list as CSV."""
    return csv_response(pages.inventory_table(inventory_rows()), "samspil-tal")


@require_safe
def inventory_json(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """The list as JSON."""
    return JsonResponse(pages.inventory_json(inventory_rows()))
