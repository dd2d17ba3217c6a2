"""Pages of municipalities: thin; look up, render."""

import functools
from collections.abc import Callable

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from samspil.components.charts import png
from samspil.components.sheets import as_xlsx
from samspil.components.tables import csv_response, download
from samspil.figures import pages, peer_choice, selectors
from samspil.figures.pages import own as own_pages
from samspil.figures.peer_choice import PeerChoice
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
    viewer = viewer_of(request)
    parsed = peer_choice.parse(request.GET.dict())
    complaint = parsed.complaint
    try:
        picture = picture_of(request, code, parsed.choice)
    except selectors.ChoiceRefusedError as refused:
        complaint = pages.refusal(refused.reason)
        picture = picture_of(request, code, peer_choice.DEFAULT)
    own = selectors.own_figures(viewer=viewer, code=code)
    context = pages.municipality(picture, viewer) | {
        "complaint": complaint,
        "own": own_pages.section(own) if own else None,
    }
    response = render(request, "figures/municipality.html", context)
    if own:
        add_never_cache_headers(response)
    return response


def picture_of(request: HttpRequest, code: str, choice: PeerChoice) -> ChallengePicture:
    """Return the picture an address asks for; raises Http404 where nobody has this code."""
    sector = request.GET.get(peer_choice.SECTOR, "school")
    try:
        return selectors.challenge_picture(
            code=code,
            sector=sector if sector in SECTORS else "school",
            choice=choice,
            viewer=viewer_of(request),
        )
    except NoSuchMunicipalityError as error:
        raise Http404 from error


def exact(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a file its picture; a choice that cannot be had is refused: nobody reads the remark."""

    @require_safe
    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str, **rest: str) -> HttpResponse:
        parsed = peer_choice.parse(request.GET.dict())
        complaint = parsed.complaint
        try:
            picture = picture_of(request, code, parsed.choice)
        except selectors.ChoiceRefusedError as refused:
            complaint = pages.refusal(refused.reason)
        if complaint:
            return HttpResponseBadRequest(complaint, content_type="text/plain; charset=utf-8")
        return view(request, picture, **rest)

    return wrapped


@exact
def municipality_csv(_request: HttpRequest, picture: ChallengePicture) -> HttpResponse:
    """All figures of a municipality's page as CSV."""
    return csv_response(pages.figures_table(picture), f"samspil-{picture.municipality.code}")


@exact
def municipality_xlsx(_request: HttpRequest, picture: ChallengePicture) -> HttpResponse:
    """All figures of a municipality's page as a spreadsheet."""
    content = as_xlsx(pages.figures_table(picture))
    return download(content, f"samspil-{picture.municipality.code}.xlsx", XLSX)


@exact
def municipality_json(_request: HttpRequest, picture: ChallengePicture) -> HttpResponse:
    """All figures of a municipality's page as JSON."""
    return JsonResponse(pages.figures_json(picture))


@exact
def chart_csv(_request: HttpRequest, picture: ChallengePicture, indicator: str) -> HttpResponse:
    """One chart's rows as CSV."""
    chart = pages.chart_of(picture, indicator)
    if chart is None:
        raise Http404
    return csv_response(chart.table, f"samspil-{picture.municipality.code}-{indicator}")


@exact
def chart_png(_request: HttpRequest, picture: ChallengePicture, indicator: str) -> HttpResponse:
    """One chart as a picture."""
    chart = pages.chart_of(picture, indicator)
    if chart is None:
        raise Http404
    return download(png(chart), f"samspil-{picture.municipality.code}-{indicator}.png", "image/png")
