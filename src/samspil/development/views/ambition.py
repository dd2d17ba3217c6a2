"""Pages of the ambition and its conflicts of value."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from samspil.development import forms, selectors, sentences, services
from samspil.development.models import AMBITION, PASSAGES
from samspil.development.selectors import AmbitionView, ConflictRow, ProcessView
from samspil.development.views.acts import done, page, readable, typed, writable
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening.selectors import FindingRow


@require_safe
@signed_in_only
def ambition(request: HttpRequest, process: int) -> HttpResponse:
    """What do we want, and what does it mean at each level?"""
    view = readable(request, process)
    found = selectors.ambition(viewer=viewer_of(request), row=view.row)
    context = {"view": view, "ambition": found, "next_kind": _next(found, after="")}
    return render(request, "development/ambition.html", context)


@page
@signed_in_only
def passage(request: HttpRequest, process: int, kind: str) -> HttpResponse:
    """Write the ambition or what it means at one level, and perhaps go on to the next."""
    view = writable(request, process)
    if kind not in PASSAGES:
        raise Http404
    viewer = viewer_of(request)
    found = selectors.ambition(viewer=viewer, row=view.row)
    is_first = kind == AMBITION
    findings = selectors.first_lever_findings(viewer=viewer, row=view.row) if is_first else []
    first = {"text": _text(found, kind) or _claim(request, findings)}
    form = forms.PassageForm(typed(request), kind=kind, initial=first)
    if request.method == "POST" and form.is_valid():
        answer = done(
            request,
            process,
            lambda: services.write_ambition(
                actor=viewer, process=process, passages={kind: form.cleaned_data["text"]}
            ),
            _("Gemt."),
            part="ambition",
        )
        following = _next(found, after=kind) if "next" in request.POST else ""
        return redirect("development:passage", process, following) if following else answer
    context = {
        "view": view,
        "form": form,
        "name": sentences.PASSAGES[kind],
        "ambition": "" if is_first else found.text,
        "findings": findings,
        "next_kind": _next(found, after=kind),
    }
    return render(request, "development/ambition_passage.html", context)


def _claim(request: HttpRequest, findings: Sequence[FindingRow]) -> str:
    """Return the words of the finding that one chose to begin with."""
    wanted = request.GET.get("fund", "")
    return next((one.claim for one in findings if str(one.id) == wanted), "")


def _text(found: AmbitionView, kind: str) -> str:
    if kind == AMBITION:
        return found.text
    return next((one.text for one in found.levels if one.level == kind), "")


def _next(found: AmbitionView, *, after: str) -> str:
    """Return the first passage after this one that says nothing yet; empty where all do."""
    place = PASSAGES.index(after) + 1 if after else 0
    return next((kind for kind in PASSAGES[place:] if not _text(found, kind)), "")


@page
@signed_in_only
def new_conflict(request: HttpRequest, process: int) -> HttpResponse:
    """Name a conflict of value."""
    view = writable(request, process)
    form = forms.ConflictForm(typed(request))
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            process,
            lambda: services.name_conflict(
                actor=viewer_of(request), process=process, conflict=form.conflict()
            ),
            _("Værdikonflikten er gemt."),
            part="ambition",
        )
    return render(request, "development/ambition_conflict.html", {"view": view, "form": form})


@page
@signed_in_only
def conflict(request: HttpRequest, conflict: int) -> HttpResponse:
    """Write a conflict of value anew."""
    row, view = _conflict(request, conflict)
    form = forms.ConflictForm(typed(request), initial=forms.conflict_values(row))
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            view.row.id,
            lambda: services.change_conflict(
                actor=viewer_of(request), conflict=conflict, anew=form.conflict()
            ),
            _("Værdikonflikten er gemt."),
            part="ambition",
        )
    context = {"view": view, "form": form, "conflict": row}
    return render(request, "development/ambition_conflict.html", context)


@require_POST
@signed_in_only
def drop_conflict(request: HttpRequest, conflict: int) -> HttpResponse:
    """Take a conflict of value away."""
    _row, view = _conflict(request, conflict)
    return done(
        request,
        view.row.id,
        lambda: services.drop_conflict(actor=viewer_of(request), conflict=conflict),
        _("Værdikonflikten er fjernet."),
        part="ambition",
    )


def _conflict(request: HttpRequest, conflict: int) -> tuple[ConflictRow, ProcessView]:
    found = selectors.conflict(viewer=viewer_of(request), conflict=conflict)
    if found is None:
        raise Http404
    row, process = found
    return row, writable(request, process)
