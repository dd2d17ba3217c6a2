"""The evidence of a screening: its sources."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.documents.checks import RefusedError
from samspil.documents.views import given_out
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening import selectors, services
from samspil.screening.forms.evidence import (
    ChangeForm,
    DocumentForm,
    InterviewForm,
    WorkshopForm,
)
from samspil.screening.selectors import EvidenceRow, ScreeningView
from samspil.screening.views.common import done, may_edit, must_edit, readable

type AnyForm = DocumentForm | InterviewForm | WorkshopForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def evidence(request: HttpRequest, screening_id: int) -> HttpResponse:
    """What does the screening rest on?"""
    view = readable(request, screening_id)
    forms = _forms(request, view)
    if request.method == "POST":
        must_edit(request, view)
        kind = request.POST.get("kind", "")
        if kind not in forms:
            raise PermissionDenied
        if forms[kind].is_valid() and _added(request, screening_id, kind, forms[kind]):
            messages.success(request, _("Kilden er gemt og kan bruges på spørgsmålene."))
            return redirect("screening:evidence", screening_id)
    context = {
        "screening": view,
        "sources": selectors.sources(viewer=viewer_of(request), screening=screening_id),
        "may_edit": may_edit(request, view),
        "forms": forms,
        "wrong": next((kind for kind, form in forms.items() if form.errors), ""),
    }
    return render(request, "screening/evidence.html", context)


def _forms(request: HttpRequest, view: ScreeningView) -> dict[str, AnyForm]:
    """Return the three forms; only the one that was sent holds what was typed."""
    kind = request.POST.get("kind", "") if request.method == "POST" else ""
    posted = request.POST
    return {
        "document": DocumentForm(*((posted, request.FILES) if kind == "document" else ())),
        "interview": InterviewForm(
            posted if kind == "interview" else None, instrument=view.instrument
        ),
        "workshop": WorkshopForm(posted if kind == "workshop" else None),
    }


def _added(request: HttpRequest, screening_id: int, kind: str, form: AnyForm) -> bool:
    """Add the source; what a file is refused for is said beside it."""
    viewer, given = viewer_of(request), form.cleaned_data
    if isinstance(form, DocumentForm):
        wanted = {"title": given["title"], "where": given["where"]}
        wanted |= {"confirmed_no_cpr": given["confirmed_no_cpr"]}
        try:
            return done(
                request,
                partial(
                    services.add_document,
                    actor=viewer,
                    screening=screening_id,
                    name=form.name,
                    content=form.content,
                    **wanted,
                ),
            )
        except RefusedError as refusal:
            form.add_error("file", refusal.sentence)
            return False
    add = services.add_interview if kind == "interview" else services.add_workshop
    return done(request, lambda: add(actor=viewer, screening=screening_id, **given))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def change(request: HttpRequest, screening_id: int, evidence: int) -> HttpResponse:
    """Write a source anew."""
    view = readable(request, screening_id)
    must_edit(request, view)
    source = _source(request, screening_id, evidence)
    form = ChangeForm(request.POST if request.method == "POST" else None, source=source)
    if request.method == "POST" and form.is_valid():
        given = {"title": source.title} | form.cleaned_data
        act = partial(
            services.change,
            actor=viewer_of(request),
            screening=screening_id,
            evidence=evidence,
            **given,
        )
        if done(request, act):
            messages.success(request, _("Kilden er gemt."))
        return redirect("screening:evidence", screening_id)
    context = {"screening": view, "source": source, "form": form}
    return render(request, "screening/source.html", context)


def _source(request: HttpRequest, screening_id: int, evidence: int) -> EvidenceRow:
    rows = selectors.sources(viewer=viewer_of(request), screening=screening_id)
    found = next((row for row in rows if row.id == evidence), None)
    if found is None:
        raise Http404
    return found


@require_POST
@signed_in_only
def remove(request: HttpRequest, screening_id: int, evidence: int) -> HttpResponse:
    """Remove a source with all it said; its file is deleted for good."""
    readable(request, screening_id)
    actor = viewer_of(request)
    act = partial(services.remove, actor=actor, screening=screening_id, evidence=evidence)
    if done(request, act):
        messages.success(request, _("Kilden er fjernet, og dens fil er slettet."))
    return redirect("screening:evidence", screening_id)


@require_safe
@never_cache
@signed_in_only
def file(request: HttpRequest, screening_id: int, evidence: int) -> HttpResponse:
    """Give out a source's file to those who may read the screening."""
    found = selectors.evidence_file(
        viewer=viewer_of(request), screening=screening_id, evidence=evidence
    )
    if found is None:
        raise Http404
    return given_out(found)
