"""The report on a screening or on figures alone: as slides, as a page, and on two pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.components.slides import Deck
from samspil.components.slides.web import web
from samspil.components.tables import download
from samspil.figures.selectors import challenge_picture
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening import decks, selectors, services
from samspil.screening.forms.decks import DeckForm
from samspil.screening.selectors import ScreeningView
from samspil.screening.selectors import deck_templates as templates

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def _readable(request: HttpRequest, screening_id: int) -> ScreeningView:
    """Return the screening of somebody's own, or one whose report was shared with them."""
    viewer = viewer_of(request)
    found = selectors.screening(viewer=viewer, screening=screening_id)
    found = found or selectors.shared_report(viewer=viewer, screening=screening_id)
    if found is None:
        raise Http404
    return found


# --- slides ----------------------------------------------------------------------------------


@require_safe
@never_cache
@signed_in_only
def fetch(request: HttpRequest, screening_id: int) -> HttpResponse:
    """How the deck is to be: language, levers or themes, template; and the report as a page."""
    view = _readable(request, screening_id)
    form = DeckForm(
        templates=templates.in_use(edition=view.row.edition), language=get_language() or "da"
    )
    return render(
        request,
        "screening/deck.html",
        {"screening": view, "form": form, "own": _own(request, view)},
    )


@require_safe
@never_cache
@signed_in_only
def slides(request: HttpRequest, screening_id: int) -> HttpResponse:
    """The report on a screening as PowerPoint, as chosen; in the page's language unless asked."""
    row = _readable(request, screening_id).row
    chosen = _chosen(request.GET, edition=row.edition)

    def made() -> bytes:
        # Read anew: what is said of a screening is said in the language of the deck.
        view = _readable(request, screening_id)
        return decks.for_screening(screening=view, choice=chosen)

    try:
        return _sent(request.GET, f"samspil-foranalyse-{row.code}-{row.sector}.pptx", made)
    except NoSuchMunicipalityError:
        messages.warning(request, _("Der er ingen tal for kommunen endnu, så rapporten må vente."))
        return redirect("screening:index")


@require_safe
def municipality_slides(request: HttpRequest, code: str, sector: str) -> HttpResponse:
    """The public figures of a municipality as PowerPoint, the seven levers left open."""
    if sector not in services.SECTORS:
        raise Http404
    chosen = decks.Choice(themes=_chosen(request.GET, edition="").themes)

    def made() -> bytes:
        try:
            return decks.for_municipality(code=code, sector=sector, choice=chosen)
        except NoSuchMunicipalityError as error:
            raise Http404 from error

    return _sent(request.GET, f"samspil-{code}-{sector}.pptx", made)


def _chosen(query: QueryDict, *, edition: str) -> decks.Choice:
    """Return what was asked for; what there is not is not found."""
    form = DeckForm(query, templates=templates.in_use(edition=edition))
    if not form.is_valid():
        raise Http404
    base = templates.base_of(edition=edition, template=form.template) if form.template else None
    return decks.Choice(base, themes=form.cleaned_data["inddeling"] == "temaer")


def _sent(query: QueryDict, name: str, made: Callable[[], bytes]) -> HttpResponse:
    with translation.override(query.get("sprog") or get_language()):
        return download(made(), name, PPTX)


# --- pages -----------------------------------------------------------------------------------


@require_safe
@never_cache
@signed_in_only
def report(request: HttpRequest, screening_id: int) -> HttpResponse:
    """The whole report on a screening as a page."""
    view = _readable(request, screening_id)
    return _report(request, view.row.code, view.row.sector, view, short=False)


@require_safe
@never_cache
@signed_in_only
def short_report(request: HttpRequest, screening_id: int) -> HttpResponse:
    """The report on two pages, for those who decide."""
    view = _readable(request, screening_id)
    return _report(request, view.row.code, view.row.sector, view, short=True)


@require_safe
def municipality_report(request: HttpRequest, code: str, sector: str) -> HttpResponse:
    """The public figures as a page, the seven levers left open."""
    return _report(request, code, sector, None, short=False)


@require_safe
def municipality_short_report(request: HttpRequest, code: str, sector: str) -> HttpResponse:
    """The public figures on two pages."""
    return _report(request, code, sector, None, short=True)


def _report(
    request: HttpRequest, code: str, sector: str, view: ScreeningView | None, *, short: bool
) -> HttpResponse:
    if sector not in services.SECTORS:
        raise Http404
    themes = request.GET.get("inddeling") == "temaer"
    try:
        picture = challenge_picture(code=code, sector=sector)
    except NoSuchMunicipalityError as error:
        raise Http404 from error
    deck = decks.deck_of(picture=picture, screening=view, themes=themes, short=short)
    template = "screening/report_short.html" if short else "screening/report.html"
    return render(request, template, _context(deck, code, sector, view) | {"themes": themes})


def _context(deck: Deck, code: str, sector: str, view: ScreeningView | None) -> dict[str, Any]:
    return {"deck": web(deck), "code": code, "sector": sector, "screening": view}


def _own(request: HttpRequest, view: ScreeningView) -> bool:
    """Whether the person may read the screening itself, and not only the report shared."""
    return selectors.screening(viewer=viewer_of(request), screening=view.row.id) is not None
