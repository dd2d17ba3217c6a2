"""Pages of figures: thin; look up, render."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.components.charts import png
from samspil.components.sheets import as_xlsx
from samspil.components.tables import csv_response, download
from samspil.figures import pages, rules, selectors, sentences
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.figures.selectors.picture import ChallengePicture
from samspil.people.selectors import viewer_of
from samspil.places import selectors as places

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECTORS = ("school", "daycare")


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """Which municipality?"""
    context = pages.municipalities()
    return render(request, "figures/municipalities.html", context)


@require_safe
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """The challenge picture of a municipality."""
    picture = _picture(request, code)
    return render(request, "figures/municipality.html", pages.municipality(picture))


def _picture(request: HttpRequest, code: str) -> ChallengePicture:
    sector = request.GET.get("omraade", "school")
    try:
        return selectors.challenge_picture(
            code=code, sector=sector if sector in SECTORS else "school"
        )
    except NoSuchMunicipalityError as error:
        raise Http404 from error


@require_safe
def municipality_csv(request: HttpRequest, code: str) -> HttpResponse:
    """All figures of a municipality's page as CSV."""
    return csv_response(pages.figures_table(_picture(request, code)), f"samspil-{code}")


@require_safe
def municipality_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """All figures of a municipality's page as a spreadsheet."""
    content = as_xlsx(pages.figures_table(_picture(request, code)))
    return download(content, f"samspil-{code}.xlsx", XLSX)


@require_safe
def municipality_json(request: HttpRequest, code: str) -> JsonResponse:
    """All figures of a municipality's page as JSON."""
    return JsonResponse(pages.figures_json(_picture(request, code)))


@require_safe
def chart_csv(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """One chart's rows as CSV."""
    chart = pages.chart_of(_picture(request, code), indicator)
    if chart is None:
        raise Http404
    return csv_response(chart.table, f"samspil-{code}-{indicator}")


@require_safe
def chart_png(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """One chart as a picture."""
    chart = pages.chart_of(_picture(request, code), indicator)
    if chart is None:
        raise Http404
    return download(png(chart), f"samspil-{code}-{indicator}.png", "image/png")


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """All indicators."""
    return render(request, "figures/indicators.html", {"groups": pages.indicator_groups()})


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


@require_safe
def potential(request: HttpRequest) -> HttpResponse:
    """Where could more children gain? For KL's people, and each municipality for itself."""
    viewer = viewer_of(request)
    if not rules.may_open_potential(viewer):
        raise PermissionDenied
    rows = selectors.potential_rows(viewer=viewer)
    context = pages.potential(rows, dict(places.names()))
    return render(request, "figures/potential.html", context)
