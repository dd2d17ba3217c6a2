"""Pages of municipalities: thin; look up, render."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from samspil.components.charts import png
from samspil.components.sheets import as_xlsx
from samspil.components.tables import csv_response, download
from samspil.figures import pages, selectors
from samspil.figures.pages import own as own_pages
from samspil.figures.selectors import own as own_selectors
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.figures.selectors.picture import ChallengePicture
from samspil.people.selectors import viewer_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECTORS = ("school", "daycare")


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """Which municipality?"""
    context = pages.municipalities() | {
        "shown": own_selectors.shown_to_me(viewer=viewer_of(request))
    }
    return render(request, "figures/municipalities.html", context)


@require_safe
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """The challenge picture of a municipality, with its own figures for those who may see them."""
    picture = _picture(request, code)
    own = selectors.own_figures(viewer=viewer_of(request), code=code)
    context = pages.municipality(picture) | {"own": own_pages.section(own) if own else None}
    response = render(request, "figures/municipality.html", context)
    if own:
        add_never_cache_headers(response)
    return response


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
