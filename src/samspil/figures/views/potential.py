"""The pages of potential: the selection, why one is in it, and what was frozen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.components.tables import csv_response
from samspil.figures import pages, rules, selectors, services
from samspil.figures.selectors.potential import CURRENT_SELECTION
from samspil.methods.selection import SelectionRow
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.places import selectors as places


@require_safe
@signed_in_only
def potential(request: HttpRequest) -> HttpResponse:
    """Where could more children gain? For KL's people, and each municipality for itself."""
    rows = _rows(request)
    viewer = viewer_of(request)
    frozen = selectors.frozen_selections(viewer=viewer)
    context = pages.potential(rows, dict(places.names()), frozen)
    may = {"may_freeze": rules.may_freeze_selection(viewer)}
    return render(request, "figures/potential.html", context | may)


@require_safe
@signed_in_only
def potential_csv(request: HttpRequest) -> HttpResponse:
    """The selection as a spreadsheet, as far as the viewer may see it."""
    table = pages.potential_table(_rows(request), dict(places.names()))
    return csv_response(table, "samspil-potentiale")


@require_safe
@signed_in_only
def potential_json(request: HttpRequest) -> HttpResponse:
    """The selection for a program, as far as the viewer may see it."""
    rows = pages.shown(_rows(request), dict(places.names()))
    return JsonResponse(pages.potential_json(selectors.selection_result(), rows))


@require_safe
@signed_in_only
def why(request: HttpRequest, code: str) -> HttpResponse:
    """Why us, or why not us?"""
    viewer = viewer_of(request)
    if not rules.may_see_potential(viewer, code):
        raise PermissionDenied
    found = selectors.potential_row(viewer=viewer, code=code)
    place = places.municipality(code)
    if found is None or place is None:
        raise Http404
    return render(request, "figures/why.html", pages.why(found, place))


@require_POST
@signed_in_only
def freeze(request: HttpRequest) -> HttpResponse:
    """Keep the selection as it stands."""
    try:
        frozen = services.freeze_selection(actor=viewer_of(request), selection=CURRENT_SELECTION)
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.NothingToFreezeError:
        messages.error(request, _("Der er ingen tal at udvælge på endnu."))
        return redirect("figures:potential")
    messages.success(request, _("Udvælgelsen er fastholdt. Den ændrer sig ikke, når tallene gør."))
    return redirect("figures:frozen", number=frozen.pk)


@require_safe
@signed_in_only
def frozen(request: HttpRequest, number: int) -> HttpResponse:
    """A selection as it was when somebody kept it."""
    viewer = viewer_of(request)
    if not rules.may_open_potential(viewer):
        raise PermissionDenied
    found = selectors.frozen_selection(viewer=viewer, number=number)
    if found is None:
        raise Http404
    return render(request, "figures/frozen.html", pages.frozen(found, dict(places.names())))


def _rows(request: HttpRequest) -> list[SelectionRow]:
    viewer = viewer_of(request)
    if not rules.may_open_potential(viewer):
        raise PermissionDenied
    return selectors.potential_rows(viewer=viewer)
