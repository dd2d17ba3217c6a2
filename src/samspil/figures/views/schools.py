"""Pages of schools: thin; look up, render. What is shown is public, and protected."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.components.charts import Chart, png
from samspil.components.tables import csv_response, download
from samspil.figures import pages, selectors
from samspil.figures.selectors.families import SchoolPage
from samspil.figures.selectors.schools import MunicipalitySchools


@require_safe
def municipality_schools(request: HttpRequest, code: str) -> HttpResponse:
    """How far do the schools of a municipality lie apart?"""
    page = _schools(request, code)
    return render(request, "figures/schools.html", pages.municipality_schools(page))


@require_safe
def municipality_schools_csv(request: HttpRequest, code: str) -> HttpResponse:
    """All figures of a municipality's schools as CSV."""
    page = _schools(request, code)
    rows = pages.schools_table(page.rows, page.register, dict(page.names))
    return csv_response(rows, f"samspil-{code}-skoler")


@require_safe
def municipality_schools_json(request: HttpRequest, code: str) -> JsonResponse:
    """All figures of a municipality's schools as JSON."""
    page = _schools(request, code)
    about = {"code": page.municipality.code, "name": page.municipality.name}
    return JsonResponse(
        pages.schools_json(
            page.rows,
            page.register,
            dict(page.names),
            municipality=about,
            spreads={
                name: found.get(page.municipality.code)
                for name, found in page.register.spreads.items()
            },
        )
    )


@require_safe
def municipality_schools_chart(
    request: HttpRequest, code: str, chart: str, form: str
) -> HttpResponse:
    """One chart of a municipality's schools, as CSV or a picture."""
    page = _schools(request, code, chart)
    return _chart(pages.municipality_chart(page, chart), f"samspil-{code}-skoler-{chart}", form)


@require_safe
def school(request: HttpRequest, number: str) -> HttpResponse:
    """A school beside schools that are alike on conditions."""
    return render(request, "figures/school.html", pages.school(_school(number)))


@require_safe
def school_csv(request: HttpRequest, number: str) -> HttpResponse:  # noqa: ARG001
    """All figures of a school and its family as CSV."""
    page = _school(number)
    rows = pages.schools_table(page.members or [page.school], page.register, dict(page.names))
    return csv_response(rows, f"samspil-skole-{number}")


@require_safe
def school_json(request: HttpRequest, number: str) -> JsonResponse:  # noqa: ARG001
    """All figures of a school and its family as JSON."""
    page = _school(number)
    return JsonResponse(
        pages.schools_json(
            page.members or [page.school],
            page.register,
            dict(page.names),
            school=number,
            inputs=page.families.inputs if page.families else None,
        )
    )


@require_safe
def school_chart(
    request: HttpRequest,  # noqa: ARG001
    number: str,
    chart: str,
    form: str,
) -> HttpResponse:
    """One chart of a school and its family, as CSV or a picture."""
    return _chart(pages.school_chart(_school(number), chart), f"samspil-{number}-{chart}", form)


def _schools(request: HttpRequest, code: str, indicator: str = "") -> MunicipalitySchools:
    chosen = request.GET.get("tal", "") or indicator
    page = selectors.municipality_schools(code=code, indicator=chosen)
    if page is None:
        raise Http404
    return page


def _school(number: str) -> SchoolPage:
    page = selectors.school_page(number=number)
    if page is None:
        raise Http404
    return page


def _chart(chart: Chart | None, name: str, form: str) -> HttpResponse:
    if chart is None:
        raise Http404
    if form == "csv":
        return csv_response(chart.table, name)
    return download(png(chart), f"{name}.png", "image/png")
