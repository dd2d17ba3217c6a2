"""Pages of municipalities: thin; look up, render."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.components.charts import png
from samspil.components.sheets import as_xlsx
from samspil.components.tables import csv_response, download
from samspil.figures import pages, selectors
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.figures.selectors.picture import ChallengePicture

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
    picture = picture_of(request, code)
    return render(request, "figures/municipality.html", pages.municipality(picture))


def picture_of(request: HttpRequest, code: str) -> ChallengePicture:
    """Return the picture an address asks for; raises Http404 where nobody has this code."""
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
    return csv_response(pages.figures_table(picture_of(request, code)), f"samspil-{code}")


@require_safe
def municipality_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """All figures of a municipality's page as a spreadsheet."""
    content = as_xlsx(pages.figures_table(picture_of(request, code)))
    return download(content, f"samspil-{code}.xlsx", XLSX)


@require_safe
def municipality_json(request: HttpRequest, code: str) -> JsonResponse:
    """All figures of a municipality's page as JSON."""
    return JsonResponse(pages.figures_json(picture_of(request, code)))


@require_safe
def chart_csv(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """One chart's rows as CSV."""
    chart = pages.chart_of(picture_of(request, code), indicator)
    if chart is None:
        raise Http404
    return csv_response(chart.table, f"samspil-{code}-{indicator}")


@require_safe
def chart_png(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """One chart as a picture."""
    chart = pages.chart_of(picture_of(request, code), indicator)
    if chart is None:
        raise Http404
    return download(png(chart), f"samspil-{code}-{indicator}.png", "image/png")
