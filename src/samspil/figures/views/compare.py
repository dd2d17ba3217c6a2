"""The compare page and its files; the whole state stands in the address."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.components.charts import png
from samspil.components.tables import csv_response, download
from samspil.figures.choices import Choice, choose
from samspil.figures.pages import compare as pages
from samspil.people.selectors import viewer_of


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """How have these municipalities developed? What cannot be answered is said on the page."""
    viewer = viewer_of(request)
    return render(
        request, "figures/compare.html", pages.compare_page(choose(request.GET, viewer), viewer)
    )


def _refused(choice: Choice) -> HttpResponse | None:
    """A file holds what was asked for or nothing: half an answer would pass for a whole one."""
    if not choice.complaints:
        return None
    said = "\n".join(choice.complaints) + "\n"
    return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The figures of the page as CSV, one a row."""
    viewer = viewer_of(request)
    choice = choose(request.GET, viewer)
    return _refused(choice) or csv_response(
        pages.compare_table(choice, viewer), f"samspil-{choice.indicator}"
    )


@require_safe
def compare_json(request: HttpRequest) -> HttpResponse:
    """The figures of the page as JSON."""
    viewer = viewer_of(request)
    choice = choose(request.GET, viewer)
    return _refused(choice) or JsonResponse(pages.compare_json(choice, viewer))


@require_safe
def compare_png(request: HttpRequest) -> HttpResponse:
    """The chart as a picture, with those it must not be parted from."""
    viewer = viewer_of(request)
    choice = choose(request.GET, viewer)
    refused = _refused(choice)
    if refused is not None:
        return refused
    chart, beside = pages.compared_charts(choice, viewer)
    return download(png(chart, beside=beside), f"samspil-{choice.indicator}.png", "image/png")
