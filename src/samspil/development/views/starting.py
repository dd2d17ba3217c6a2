"""Pages of what a process starts from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samspil.development import forms, selectors, services
from samspil.development.views.acts import done, page, readable, typed, writable
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of


@require_safe
@signed_in_only
def starting_point(request: HttpRequest, process: int) -> HttpResponse:
    """Which findings and figures did we start from, and how do the figures read today?"""
    view = readable(request, process)
    found = selectors.starting_point(viewer=viewer_of(request), row=view.row)
    return render(request, "development/starting.html", {"view": view, "starting": found})


@page
@signed_in_only
def choose(request: HttpRequest, process: int) -> HttpResponse:
    """Choose findings and figures."""
    view = writable(request, process)
    viewer = viewer_of(request)
    form = forms.StartingForm(
        typed(request),
        choices=selectors.starting_choices(viewer=viewer, row=view.row),
        chosen=selectors.starting_point(viewer=viewer, row=view.row),
    )
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            process,
            lambda: services.choose_starting_point(
                actor=viewer,
                process=process,
                findings=form.finding_ids,
                figures=form.figure_choices,
            ),
            _("Udgangspunktet er gemt, som det ser ud i dag."),
            part="starting_point",
        )
    return render(request, "development/starting_choose.html", {"view": view, "form": form})
