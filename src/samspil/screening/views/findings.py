"""Findings: written, put in order, and the transitions they are about."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening import selectors, services
from samspil.screening.forms.findings import FindingForm, PriorityForm, standing
from samspil.screening.pages.findings import findings_page, transitions_page
from samspil.screening.selectors import FindingRow, ScreeningView
from samspil.screening.views.common import done, must_edit, readable


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def findings(request: HttpRequest, screening_id: int) -> HttpResponse:
    """What did we find, and what comes first?"""
    view = readable(request, screening_id)
    data = request.POST if request.method == "POST" else None
    form = PriorityForm(data, findings=view.findings)
    if request.method == "POST":
        must_edit(request, view)
        if form.is_valid():
            act = partial(
                services.prioritise,
                actor=viewer_of(request),
                screening=screening_id,
                findings=form.chosen,
            )
            if done(request, act):
                messages.success(request, _("Rækkefølgen er gemt."))
            return redirect("screening:findings", screening_id)
    context = findings_page(viewer_of(request), view, form)
    return render(request, "screening/findings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def add(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Write a finding."""
    view = readable(request, screening_id)
    must_edit(request, view)
    form = _form(request, view, _asked_for(request, view))
    if request.method != "POST" or not form.is_valid():
        return render(request, "screening/finding.html", {"screening": view, "form": form})
    act = partial(
        services.add_finding, actor=viewer_of(request), screening=screening_id, **form.cleaned_data
    )
    if done(request, act):
        messages.success(request, _("Fundet er gemt."))
    return redirect("screening:findings", screening_id)


def _form(request: HttpRequest, view: ScreeningView, initial: dict[str, Any]) -> FindingForm:
    return FindingForm(
        request.POST if request.method == "POST" else None,
        levers=view.levers,
        sources=selectors.sources(viewer=viewer_of(request), screening=view.row.id),
        initial=initial,
    )


def _asked_for(request: HttpRequest, view: ScreeningView) -> dict[str, Any]:
    """Return what a link asks the form to begin with: a lever, and a typical recommendation."""
    lever = next((one for one in view.levers if str(one.number) == request.GET.get("greb")), None)
    if lever is None:
        return {}
    initial: dict[str, Any] = {"lever": lever.number}
    place = request.GET.get("raad", "")
    if place.isdigit() and int(place) < len(lever.lever.recommendations):
        advice = lever.lever.recommendations[int(place)]
        initial |= {"claim": advice.text.da, "kind": advice.kind}
    return initial


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def change(request: HttpRequest, screening_id: int, finding: int) -> HttpResponse:
    """Write a finding anew."""
    view = readable(request, screening_id)
    must_edit(request, view)
    found = _finding(view, finding)
    form = _form(request, view, standing(found))
    context = {"screening": view, "form": form, "finding": found}
    if request.method != "POST" or not form.is_valid():
        return render(request, "screening/finding.html", context)
    act = partial(
        services.change_finding,
        actor=viewer_of(request),
        screening=screening_id,
        finding=finding,
        **form.cleaned_data,
    )
    if not done(request, act):
        return render(request, "screening/finding.html", context)
    messages.success(request, _("Fundet er gemt."))
    return redirect(f"{reverse('screening:findings', args=[screening_id])}#fund-{finding}")


def _finding(view: ScreeningView, finding: int) -> FindingRow:
    found = next((one for one in view.findings if one.id == finding), None)
    if found is None:
        raise Http404
    return found


@require_POST
@signed_in_only
def remove(request: HttpRequest, screening_id: int, finding: int) -> HttpResponse:
    """Take a finding out."""
    readable(request, screening_id)
    act = partial(
        services.remove_finding, actor=viewer_of(request), screening=screening_id, finding=finding
    )
    if done(request, act):
        messages.success(request, _("Fundet er fjernet."))
    return redirect("screening:findings", screening_id)


@require_safe
@never_cache
@signed_in_only
def transitions(request: HttpRequest, screening_id: int) -> HttpResponse:
    """How do children move between daycare and school, ordinary and special?"""
    view = readable(request, screening_id)
    return render(request, "screening/transitions.html", transitions_page(viewer_of(request), view))
