"""The report as PowerPoint."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.components.tables import download
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening import decks, selectors, services

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@require_safe
@never_cache
@signed_in_only
def slides(request: HttpRequest, screening_id: int) -> HttpResponse:
    """The report on a screening as PowerPoint, in the language of the page."""
    viewer = viewer_of(request)
    view = selectors.screening(viewer=viewer, screening=screening_id)
    view = view or selectors.shared_report(viewer=viewer, screening=screening_id)
    if view is None:
        raise Http404
    try:
        content = decks.for_screening(screening=view)
    except NoSuchMunicipalityError:
        messages.warning(request, _("Der er ingen tal for kommunen endnu, så rapporten må vente."))
        return redirect("screening:show", screening_id)
    name = f"samspil-foranalyse-{view.row.code}-{view.row.sector}.pptx"
    return download(content, name, PPTX)


@require_safe
def municipality_slides(request: HttpRequest, code: str, sector: str) -> HttpResponse:  # noqa: ARG001
    """The public figures of a municipality as PowerPoint, the seven levers left open."""
    if sector not in services.SECTORS:
        raise Http404
    try:
        content = decks.for_municipality(code=code, sector=sector)
    except NoSuchMunicipalityError as error:
        raise Http404 from error
    return download(content, f"samspil-{code}-{sector}.pptx", PPTX)
