"""A day's participants for the organiser, and a participant's own page about food and access."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspil.components.sheets import as_xlsx
from samspil.components.tables import download
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.programmes import pages, rules, selectors, services
from samspil.programmes.edition_parts import NetworkDay
from samspil.programmes.forms.board import DayNeedsForm
from samspil.programmes.selectors import EditionView
from samspil.programmes.views.billing import XLSX
from samspil.programmes.views.visits import edition_or_404


@require_safe
@never_cache
@signed_in_only
def day(request: HttpRequest, edition_id: str, number: int) -> HttpResponse:
    """Who comes to the day, and what must be provided for?"""
    viewer, view, one = _day(request, edition_id, number)
    found = selectors.day_list(viewer, edition_id)
    context = {"edition": view, "day": one, "found": found}
    context["table"] = pages.day_table(view, one, found)
    return render(request, "programmes/day.html", context)


@require_safe
@never_cache
@signed_in_only
def day_sheet(request: HttpRequest, edition_id: str, number: int) -> HttpResponse:
    """The same list as a spreadsheet."""
    viewer, view, one = _day(request, edition_id, number)
    table = pages.day_table(view, one, selectors.day_list(viewer, edition_id))
    return download(as_xlsx(table, _("Deltagere")), f"{edition_id}-dag-{number}.xlsx", XLSX)


def _day(
    request: HttpRequest, edition_id: str, number: int
) -> tuple[Viewer, EditionView, NetworkDay]:
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    if not rules.may_see_all(viewer, edition_id):
        raise PermissionDenied
    for one in view.content.network_days:
        if one.number == number:
            return viewer, view, one
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def own_needs(request: HttpRequest, edition_id: str) -> HttpResponse:
    """What must the days provide for me?"""
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    if not selectors.takes_part(viewer, edition_id):
        if request.method == "POST":
            raise PermissionDenied
        # The address stands in letters that are passed on, so a reader is told whose page it is.
        return render(request, "programmes/own_needs.html", {"edition": view})
    told = selectors.own_needs(viewer, edition_id)
    form = DayNeedsForm(
        request.POST if request.method == "POST" else None,
        initial={"diet": told.diet, "access": told.access},
    )
    if form.is_valid():
        kept = services.tell_day_needs(actor=viewer, edition=edition_id, **form.cleaned_data)
        text = _("Tak, det er gemt.") if kept else _("Intet er gemt om jer.")
        messages.success(request, text)
        return redirect("programmes:own_needs", edition_id=edition_id)
    context = {"edition": view, "form": form, "told": told}
    return render(
        request, "programmes/own_needs.html", context, status=422 if form.is_bound else 200
    )
