"""Pages of groups: thin; look up, call, render."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.components.tables import csv_response
from samspil.methods.grouping import InvalidProblemError
from samspil.networks import charts, pages, rules, selectors, services
from samspil.networks.forms import AcceptForm
from samspil.networks.models import SECTORS
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView


def edition_or_404(edition: str) -> EditionView:
    """Return the edition; ends as not found where there is none."""
    view = programmes.edition(edition)
    if view is None:
        raise Http404
    return view


@require_safe
@signed_in_only
def networks(request: HttpRequest, edition: str) -> HttpResponse:
    """Who are we with, and why?"""
    viewer, view = viewer_of(request), edition_or_404(edition)
    taking_part = {code for codes in pages.participants(view).values() for code in codes}
    if not rules.may_see(viewer, view.id, taking_part):
        raise PermissionDenied
    return render(request, "networks/networks.html", pages.networks(viewer, view))


@require_safe
@signed_in_only
def plan_csv(request: HttpRequest, edition: str, plan: int) -> HttpResponse:
    """The groups of a plan as CSV."""
    viewer, view = viewer_of(request), edition_or_404(edition)
    found = selectors.plan(viewer, view.id, plan)
    if found is None:
        raise Http404
    shown = charts.group_map(found.groups, (), title="")
    return csv_response(shown.table, f"samspil-grupper-{view.id}-{found.sector}-{found.number}")


@require_POST
@signed_in_only
def propose(request: HttpRequest, edition: str) -> HttpResponse:
    """Form a proposal for one sector."""
    viewer, view = viewer_of(request), edition_or_404(edition)
    sector = request.POST.get("sector", "")
    if not rules.may_form(viewer, view.id):
        raise PermissionDenied
    try:
        plan = services.propose(actor=viewer, edition=view.id, sector=sector)
    except services.NoSuchEditionError as error:
        raise Http404 from error
    except services.TooFewParticipantsError as few:
        text = _("Der skal være mindst %(needed)s tilmeldte kommuner; der er %(count)s.")
        messages.warning(request, text % {"needed": few.needed, "count": few.count})
    except InvalidProblemError:
        text = _("De tilmeldte kommuner kan ikke deles i grupper af de størrelser, reglerne siger.")
        messages.warning(request, text)
    else:
        messages.success(request, _("Forslag %(number)s er klar.") % {"number": plan.number})
    place = sector if sector in SECTORS else ""
    return redirect(f"{reverse('networks:networks', args=[view.id])}#{place}")


@require_POST
@signed_in_only
def accept(request: HttpRequest, edition: str, plan: int) -> HttpResponse:
    """Accept a proposal with a reason."""
    viewer, view = viewer_of(request), edition_or_404(edition)
    if not rules.may_form(viewer, view.id):
        raise PermissionDenied
    if selectors.plan(viewer, view.id, plan) is None:
        raise Http404
    form = AcceptForm(request.POST, auto_id=f"id_{plan}_%s")
    if not form.is_valid():
        page = pages.networks(viewer, view, {plan: form})
        return render(request, "networks/networks.html", page, status=422)
    try:
        found = services.accept(actor=viewer, plan=plan, reason=form.cleaned_data["reason"])
    except services.PlanNotOpenError:
        text = _("Forslaget er allerede godkendt eller afløst. Her er det, der gælder nu.")
        messages.warning(request, text)
    except services.ParticipantsChangedError:
        text = _("Der er kommet eller gået kommuner siden forslaget. Dan et nyt.")
        messages.warning(request, text)
    else:
        text = _("Grupperne er godkendt. Kommunerne kan se dem nu.")
        messages.success(request, text)
        return redirect(f"{reverse('networks:networks', args=[view.id])}#{found.sector}")
    return redirect("networks:networks", view.id)


@require_POST
@signed_in_only
def divide(request: HttpRequest, edition: str) -> HttpResponse:
    """Divide a sector into networks, or make it one again."""
    viewer, view = viewer_of(request), edition_or_404(edition)
    sector = request.POST.get("sector", "")
    if not rules.may_form(viewer, view.id):
        raise PermissionDenied
    if sector not in view.content.sector_ids:
        raise Http404
    form = pages.networks_form(view, sector, request.POST)
    if not form.is_valid():
        page = pages.networks(viewer, view, divisions={sector: form})
        return render(request, "networks/networks.html", page, status=422)
    try:
        split = services.split_networks(
            actor=viewer,
            edition=view.id,
            sector=sector,
            count=form.cleaned_data["count"],
            reason=form.cleaned_data["why"],
        )
    except services.StaleBenchError:
        messages.warning(request, _("En kollega delte netværk samtidig. Se, hvad der gælder nu."))
    except (services.InvalidChangeError, services.TooFewParticipantsError):
        messages.warning(request, _("Så få kommuner kan ikke deles i så mange netværk."))
    else:
        text = _("Kommunerne er ét netværk.")
        if split is not None:
            text = _("Kommunerne er delt i %(count)s netværk. Dan sparringsgrupperne igen.") % {
                "count": len(split.networks)
            }
        messages.success(request, text)
    return redirect(f"{reverse('networks:networks', args=[view.id])}#{sector}")
