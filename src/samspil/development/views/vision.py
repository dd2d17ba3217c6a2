"""Pages of shared visions and their success criteria."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from samspil.development import forms, selectors, services
from samspil.development.selectors import ProcessView, VisionRow
from samspil.development.views.acts import done, page, readable, typed, writable
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of


@require_safe
@signed_in_only
def visions(request: HttpRequest, process: int) -> HttpResponse:
    """What do we want to see, and how do we see it?"""
    view = readable(request, process)
    found = selectors.visions(viewer=viewer_of(request), row=view.row)
    return render(request, "development/visions.html", {"view": view, "visions": found})


@page
@signed_in_only
def new_vision(request: HttpRequest, process: int) -> HttpResponse:
    """Write a vision for the whole process or for one place."""
    return _write(request, writable(request, process), None)


@page
@signed_in_only
def vision(request: HttpRequest, vision: int) -> HttpResponse:
    """Write a vision anew."""
    row, view = _vision(request, vision)
    return _write(request, view, row)


def _write(request: HttpRequest, view: ProcessView, row: VisionRow | None) -> HttpResponse:
    form = forms.VisionForm(
        typed(request),
        units=selectors.units(view.row.code),
        initial=forms.vision_values(row) if row else None,
    )
    if request.method == "POST" and form.is_valid() and _is_free(request, view, row, form):
        return done(
            request,
            view.row.id,
            lambda: services.write_vision(
                actor=viewer_of(request),
                process=view.row.id,
                vision=form.vision(),
                replaces=row.id if row else None,
            ),
            _("Visionen er gemt."),
            part="visions",
        )
    return render(request, "development/vision.html", {"view": view, "form": form, "vision": row})


def _is_free(
    request: HttpRequest, view: ProcessView, row: VisionRow | None, form: forms.VisionForm
) -> bool:
    """Whether the place has no other vision; where it has, the form says so and keeps the words."""
    stated = form.vision()
    place = dict(selectors.units(view.row.code)).get(stated.unit, stated.unit_name)
    for one in selectors.visions(viewer=viewer_of(request), row=view.row):
        if one.unit_name == place and (row is None or one.id != row.id):
            form.add_error(
                "unit_name" if place else None,
                say("Her er allerede en vision. Ret den, eller skriv et andet sted."),
            )
            return False
    return True


@require_POST
@signed_in_only
def drop_vision(request: HttpRequest, vision: int) -> HttpResponse:
    """Take a vision away."""
    _row, view = _vision(request, vision)
    return done(
        request,
        view.row.id,
        lambda: services.drop_vision(actor=viewer_of(request), vision=vision),
        _("Visionen er fjernet."),
        part="visions",
    )


def _vision(request: HttpRequest, vision: int) -> tuple[VisionRow, ProcessView]:
    row = selectors.vision(viewer=viewer_of(request), vision=vision)
    if row is None:
        raise Http404
    return row, writable(request, row.process)
