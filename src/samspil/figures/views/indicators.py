"""Pages of indicators."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.components.charts import png
from samspil.components.tables import csv_response, download
from samspil.figures import pages, rules, selectors, sentences
from samspil.figures.selectors import Choice, IndicatorPage
from samspil.people.selectors import viewer_of


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """All indicators, or those of a sector, a kind or a lever."""
    chosen = pages.filters(
        request.GET.get("omraade", ""), request.GET.get("slags", ""), request.GET.get("greb", "")
    )
    context = pages.indicators(chosen) | {"may_import": rules.may_import(viewer_of(request))}
    return render(request, "figures/indicators.html", context)


@require_safe
def indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    """What does this figure mean?"""
    choice = _choice(request)
    page = _page(indicator, choice)
    return render(request, "figures/indicator.html", pages.indicator(page, choice))


@require_safe
def indicator_csv(request: HttpRequest, indicator: str) -> HttpResponse:
    """An indicator's figures of all municipalities as CSV: one period, or with ``alle`` every."""
    page = _page(indicator, _choice(request))
    if not page.distributions:
        raise Http404
    if page.unknown:
        return _refused(page)
    table = pages.indicator_table(page, every_period=_every(request))
    return csv_response(table, f"samspil-{indicator}")


@require_safe
def indicator_json(request: HttpRequest, indicator: str) -> HttpResponse:
    """The same as JSON, with the definition the figures are read by."""
    page = _page(indicator, _choice(request))
    if page.unknown:
        return JsonResponse({"errors": pages.unknown(page)}, status=404)
    return JsonResponse(pages.indicator_json(page, every_period=_every(request)))


@require_safe
def indicator_chart(request: HttpRequest, indicator: str, chart: str, form: str) -> HttpResponse:
    """One chart of an indicator's page as CSV or as a picture."""
    page = _page(indicator, _choice(request))
    if page.unknown:
        return _refused(page)
    found = pages.indicator_chart(page, chart)
    if found is None:
        raise Http404
    name = f"samspil-{indicator}-{chart}"
    if form == "csv":
        return csv_response(found.table, name)
    return download(png(found), f"{name}.png", "image/png")


def _choice(request: HttpRequest) -> Choice:
    asked = request.GET
    return Choice(
        period=asked.get("periode", ""),
        part=asked.get("del"),
        role=asked.get("rolle", ""),
        vintage=asked.get("udgivelse", ""),
    )


def _every(request: HttpRequest) -> bool:
    return request.GET.get("alle") == "1"


def _page(indicator: str, choice: Choice) -> IndicatorPage:
    page = selectors.indicator_page(
        indicator=indicator, language=sentences.language(), choice=choice
    )
    if page is None:
        raise Http404
    return page


def _refused(page: IndicatorPage) -> HttpResponse:
    """A file of other figures than those asked for would be taken for them."""
    text = "\n".join(pages.unknown(page))
    return HttpResponse(text, status=404, content_type="text/plain; charset=utf-8")
