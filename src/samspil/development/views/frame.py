"""Pages around a process: who carries it, what it is about, its time, and all of it on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samspil.development import forms, selectors, services
from samspil.development.pages.drivers import drawing
from samspil.development.pages.frame import frame
from samspil.development.pages.measures import cards
from samspil.development.pages.timeline import timeline as entries_of
from samspil.development.pages.timeline import undated
from samspil.development.views.acts import done, page, readable, typed, writable
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of


@require_safe
@signed_in_only
def organisation(request: HttpRequest, process: int) -> HttpResponse:
    """Who carries the process at home, and who should be asked?"""
    view = readable(request, process)
    found = selectors.organisation(viewer=viewer_of(request), row=view.row)
    return render(request, "development/organisation.html", {"view": view, "organisation": found})


@page
@signed_in_only
def organise(request: HttpRequest, process: int) -> HttpResponse:
    """Write the local organisation."""
    view = writable(request, process)
    viewer = viewer_of(request)
    found = selectors.organisation(viewer=viewer, row=view.row)
    form = forms.OrganisationForm(typed(request), initial=forms.organisation_values(found))
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            process,
            lambda: services.organise(
                actor=viewer, process=process, organisation=form.organisation()
            ),
            _("Organiseringen er gemt."),
            part="organisation",
        )
    return render(request, "development/organise.html", {"view": view, "form": form})


@page
@signed_in_only
def scope(request: HttpRequest, process: int) -> HttpResponse:
    """Say what the process is about, and whether both sectors share it."""
    view = writable(request, process)
    form = forms.ScopeForm(
        typed(request),
        could_be_joint=selectors.could_be_joint(view.row),
        initial=forms.scope_values(view),
    )
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            process,
            lambda: services.set_scope(
                actor=viewer_of(request), process=process, scope=form.scope()
            ),
            _("Gemt."),
        )
    return render(request, "development/scope.html", {"view": view, "form": form})


@require_safe
@signed_in_only
def timeline(request: HttpRequest, process: int) -> HttpResponse:
    """What has happened at home, and when do all municipalities meet?"""
    view = readable(request, process)
    viewer, now = viewer_of(request), timezone.now()
    context = {
        "view": view,
        "entries": entries_of(viewer, view, frame(viewer, view), now),
        "undated": undated(view),
    }
    return render(request, "development/timeline.html", context)


@require_safe
@signed_in_only
def printed(request: HttpRequest, process: int) -> HttpResponse:
    """The whole process on paper."""
    view = readable(request, process)
    viewer = viewer_of(request)
    diagram = selectors.drivers_of(view)
    # Paper goes to others, so what is about few stays at home.
    measured = selectors.measures(viewer=viewer, process=process, for_others=True)
    context = {
        "view": view,
        "frame": frame(viewer, view, beside_today=True),
        "drivers": diagram,
        "drivers_drawing": drawing(diagram) if diagram.rows else "",
        "measures": cards(measured),
        "wordings": selectors.wordings(viewer=viewer, row=view.row),
        "taken_home": selectors.taken_home(viewer=viewer, row=view.row),
        "today": timezone.localdate(),
    }
    return render(request, "development/printed.html", context)
