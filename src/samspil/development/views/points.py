"""Pages on which measurements are written: one, many, a correction; and phases."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.development import selectors, services
from samspil.development.forms import measures as forms
from samspil.development.forms.pasted import PasteForm, digest
from samspil.development.measuring import pasted, periods
from samspil.development.measuring.checks import Sort
from samspil.development.measuring.pasted import Paste
from samspil.development.models import MeasurePhase, MeasurePoint
from samspil.development.pages import measures as pages
from samspil.development.selectors import MeasureView, PointRow, ProcessView
from samspil.development.services.points import plain
from samspil.development.values import Stated
from samspil.development.views.acts import page, typed
from samspil.development.views.measures import act, attempt, readable_measure, writable_measure
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of


@page
@never_cache
@signed_in_only
def add(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """Write one measurement: the date stands there, so it takes a number and a press."""
    view, one = _own(request, process, measure)
    first = {"when": pages.expected(one, timezone.localdate())}
    form = forms.PointForm(one, typed(request), initial=first)
    if request.method == "POST" and form.is_valid():
        kept = _added(request, form, one)
        if kept is not None:
            said = _("Målepunktet for %(time)s er gemt.") % {"time": one.label_of(kept.when)}
            messages.success(request, said)
            return redirect("development:measure", process=process, measure=measure)
    context = {"view": view, "measure": one, "form": form}
    return render(request, "development/measure_point.html", context)


def _added(request: HttpRequest, form: forms.PointForm, one: MeasureView) -> MeasurePoint | None:
    """Write it; None, with words on the form and a way on, where something else stands."""
    try:
        kept = attempt(
            form,
            lambda: services.add_point(
                actor=viewer_of(request), measure=one.id, stated=form.stated()
            ),
        )
    except services.AlreadyMeasuredError as refusal:
        form.add_error("when", _other_stands(one, refusal.point))
        return None
    return kept if isinstance(kept, MeasurePoint) else None


def _other_stands(one: MeasureView, point: int) -> SafeString:
    standing = next(row for row in one.points if row.id == point)
    return format_html(
        '{} <a href="{}">{}</a>',
        _("Der står allerede %(value)s for %(time)s.")
        % {"value": one.shown(standing.exact), "time": standing.label},
        reverse("development:measure_correct", args=[one.process, one.id, point]),
        _("Ret det målepunkt"),
    )


@page
@never_cache
@signed_in_only
def correct(request: HttpRequest, process: int, measure: int, point: int) -> HttpResponse:
    """Correct a measurement; what stood before can still be read here."""
    view, one = _own(request, process, measure)
    row = next((row for row in one.points if row.id == point), None)
    if row is None:
        raise Http404
    form = forms.PointForm(one, typed(request), initial=_values(row))
    if request.method == "POST" and form.is_valid() and _corrected(request, form, one, point):
        messages.success(request, _("Målepunktet er rettet. Det, der stod før, er gemt."))
        return redirect("development:measure", process=process, measure=measure)
    context = {
        "view": view,
        "measure": one,
        "point": row,
        "shown": one.shown(row.exact),
        "form": form,
        "history": selectors.history(
            viewer=viewer_of(request), view=one, when=row.when.isoformat()
        ),
    }
    return render(request, "development/measure_point.html", context)


def _corrected(request: HttpRequest, form: forms.PointForm, one: MeasureView, point: int) -> bool:
    try:
        kept = attempt(
            form,
            lambda: services.correct_point(
                actor=viewer_of(request), point=point, stated=form.stated()
            ),
        )
    except services.AlreadyMeasuredError as refusal:
        form.add_error("when", _other_stands(one, refusal.point))
        return False
    except MeasurePoint.DoesNotExist:
        said = _("En kollega har rettet målepunktet imens. Se det på målingens side.")
        form.add_error(None, said)
        return False
    return kept is not None


def _values(row: PointRow) -> dict[str, object]:
    """Return a measurement as a form's first values: its counts, or else its value."""
    given: dict[str, object] = {"when": row.when, "note": row.note}
    if row.numerator is not None and row.denominator is not None:
        counts = {"numerator": plain(row.numerator), "denominator": plain(row.denominator)}
        return given | counts
    return given | ({"value": plain(row.value)} if row.value is not None else {})


@require_POST
@signed_in_only
def take_away(request: HttpRequest, process: int, measure: int, point: int) -> HttpResponse:
    """Take a measurement away; that it stood stays known."""
    _view, one = readable_measure(request, process, measure)
    if not any(row.id == point for row in one.points):
        raise Http404
    return act(
        request,
        lambda: services.take_point_away(actor=viewer_of(request), point=point),
        gettext_lazy("Målepunktet er fjernet. Det, der stod, er gemt i historikken."),
        to=reverse("development:measure", args=[process, measure]),
    )


# --- many at once ----------------------------------------------------------------------------


@page
@never_cache
@signed_in_only
def paste(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """Paste rows or choose a file; see how each is read; keep them all, or none."""
    view, one = _own(request, process, measure)
    data = typed(request)
    form = PasteForm(data, request.FILES or None)
    found = None
    if data is not None and form.is_valid():
        text = form.cleaned_data["text"]
        sort = Sort(one.shape, one.of_people, one.frequency)
        found = pasted.read(text, sort, timezone.localdate())
        shown = digest(text, pages.standing(one))
        if data.get("act") == "save" and _may_keep(form, found, shown):
            kept = _kept(request, form, one, found.right)
            if kept is not None:
                messages.success(request, _came_of(kept))
                return redirect("development:measure", process=process, measure=measure)
        form.data = {"text": text, "shown": shown}
    context = {
        "view": view,
        "measure": one,
        "form": form,
        "paste": found,
        "rows": pages.paste_rows(found, one) if found else (),
        "right": len(found.right) if found else 0,
        "example": f"{periods.label(one.frequency, dt.date(2027, 3, 22))} · 12,5",
    }
    return render(request, "development/measure_paste.html", context)


def _may_keep(form: PasteForm, found: Paste, shown: str) -> bool:
    """Whether all is right, and is what was seen; otherwise the form says what is missing."""
    if found.complaints or found.wrong:
        form.add_error(None, _("Ret rækkerne først. Enten gemmes alle, eller også gemmes ingen."))
    elif not found.right:
        form.add_error("text", _("Der er ingen målepunkter i rækkerne."))
    elif form.cleaned_data["shown"] != shown:
        form.add_error(
            None, _("Noget er ændret, siden I så rækkerne. Se dem igennem, og tryk Gem.")
        )
    return not form.errors


def _kept(
    request: HttpRequest, form: PasteForm, one: MeasureView, points: list[Stated]
) -> services.Kept | None:
    kept = attempt(
        form,
        lambda: services.paste_points(actor=viewer_of(request), measure=one.id, points=points),
    )
    return kept if isinstance(kept, services.Kept) else None


def _came_of(kept: services.Kept) -> str:
    said = [
        ngettext("%(count)d målepunkt er gemt.", "%(count)d målepunkter er gemt.", kept.new)
        % {"count": kept.new}
    ]
    if kept.replaced:
        said.append(_("%(count)d er rettet.") % {"count": kept.replaced})
    if kept.same:
        said.append(_("%(count)d stod der i forvejen.") % {"count": kept.same})
    return " ".join(said)


# --- phases ----------------------------------------------------------------------------------


@page
@signed_in_only
def begin_phase(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """Let the lines begin anew: from when, why, decided when and by whom."""
    view, one = writable_measure(request, process, measure)
    form = forms.PhaseForm(one, typed(request), initial={"decided_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: services.begin_phase(
                actor=viewer_of(request),
                measure=measure,
                begins=_day(one, form.cleaned_data["begins"]),
                reason=form.cleaned_data["reason"],
                decided_on=form.cleaned_data["decided_on"],
            ),
        )
        if kept is not None:
            messages.success(request, _("Fasen er sat. Den kan tages tilbage med et ord."))
            return redirect("development:measure", process=process, measure=measure)
    context = {"view": view, "measure": one, "form": form, "conditions": pages.conditions(one)}
    return render(request, "development/measure_phase.html", context)


def _day(one: MeasureView, chosen: str) -> dt.date:
    return next(point.when for point in one.points if point.when.isoformat() == chosen)


@page
@signed_in_only
def take_back(request: HttpRequest, process: int, measure: int, phase: int) -> HttpResponse:
    """Take a phase back, with a word why."""
    view, one = writable_measure(request, process, measure)
    row = next((row for row in one.phases if row.id == phase), None)
    if row is None:
        raise Http404
    form = forms.BackForm(typed(request))
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: services.take_phase_back(
                actor=viewer_of(request), phase=phase, because=form.cleaned_data["because"]
            ),
        )
        if isinstance(kept, MeasurePhase):
            messages.success(request, _("Fasen er taget tilbage. Linjerne løber videre som før."))
            return redirect("development:measure", process=process, measure=measure)
    context = {"view": view, "measure": one, "phase": row, "form": form}
    return render(request, "development/measure_phase.html", context)


def _own(request: HttpRequest, process: int, measure: int) -> tuple[ProcessView, MeasureView]:
    """Return process and measure for somebody who may write points of it."""
    view, one = writable_measure(request, process, measure)
    if not one.is_own:
        raise Http404
    return view, one
