"""What each can share and wants to learn; travel times as a file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.documents.checks import RefusedError
from samspil.networks import pages, rules, services
from samspil.networks.forms import LEARN, SHARE, ExchangeForm, TravelForm
from samspil.networks.models import SECTORS
from samspil.networks.views.plans import edition_or_404
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView
from samspil.programmes.spreadsheets import rows_of
from samspil.screening import selectors as screening


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def exchange(request: HttpRequest, edition: str, sector: str) -> HttpResponse:
    """Who can share something about a lever, and who wants to learn?"""
    viewer, view = viewer_of(request), edition_or_404(edition)
    if sector not in SECTORS or sector not in view.content.sector_ids:
        raise Http404
    taking_part = [place.code for place in programmes.participants(view.id, sector)]
    if not rules.may_see(viewer, view.id, taking_part):
        raise PermissionDenied
    refused: dict[str, ExchangeForm] = {}
    if request.method == "POST":
        code = request.POST.get("code", "")
        form = ExchangeForm(screening.lever_labels(), request.POST, prefix=code)
        if form.is_valid():
            _say(viewer, view, sector, code, form)
            messages.success(request, _("Gemt. De andre i partnerskabet kan se det."))
            return redirect("networks:exchange", view.id, sector)
        refused[code] = form
    page = pages.exchange(viewer, view, sector, refused)
    return render(request, "networks/exchange.html", page, status=422 if refused else 200)


def _say(viewer: Viewer, view: EditionView, sector: str, code: str, form: ExchangeForm) -> None:
    try:
        services.say_exchange(
            actor=viewer,
            edition=view.id,
            sector=sector,
            municipality=code,
            shares=form.chosen(SHARE),
            learns=form.chosen(LEARN),
        )
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.InvalidChangeError as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def travel(request: HttpRequest) -> HttpResponse:
    """Which travel times count, and how are they brought?"""
    viewer = viewer_of(request)
    if not rules.may_bring_times(viewer):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "networks/travel.html", pages.travel(TravelForm()))
    form = TravelForm(request.POST, request.FILES)
    complaints: tuple[str, ...] = ()
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            rows = rows_of(given.name, given.read())
            kept = services.bring_travel_times(
                actor=viewer, rows=rows, source=form.cleaned_data["source"]
            )
        except RefusedError as error:
            form.add_error("file", error.sentence)
        except services.TravelRefusedError as error:
            complaints = error.complaints
        else:
            text = _("Rejsetider mellem %(count)s kommuner er hentet ind og bruges fra nu af.")
            messages.success(request, text % {"count": len(kept.codes)})
            return redirect("networks:travel")
    return render(request, "networks/travel.html", pages.travel(form, complaints), status=422)
