"""Pages of figures on their way in: choose a file, see what it is, say what is unclear, publish."""

from functools import wraps
from typing import Any, Protocol

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.figures import incoming as reading
from samspil.figures import pages, rules, selectors, services
from samspil.figures.forms.incoming import ColumnsForm, FileForm
from samspil.figures.incoming import Incoming
from samspil.figures.models import StagedFile
from samspil.jobs import services as jobs
from samspil.people.selectors import viewer_of

A_MOMENT = 2 * 1024 * 1024
"""Bytes of a file that is published while one waits; a larger one is left to the background."""


class _View(Protocol):
    def __call__(self, request: HttpRequest, *arguments: Any, **words: Any) -> HttpResponse: ...  # noqa: ANN401


def _for_importers(view: _View) -> _View:
    """Let in those who may bring in figures; ask others to sign in, or refuse them."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **words: Any) -> HttpResponse:  # noqa: ANN401
        viewer = viewer_of(request)
        if not viewer.is_signed_in:
            return redirect_to_login(request.get_full_path())
        if not rules.may_import(viewer):
            raise PermissionDenied
        return view(request, *arguments, **words)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@_for_importers
def incoming(request: HttpRequest) -> HttpResponse:
    """Which file do I want to bring in?"""
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    if is_sent and form.is_valid():
        try:
            staged = services.stage_file(
                actor=viewer_of(request),
                name=form.cleaned_data["file"].name or "",
                content=form.content,
            )
        except services.PersonalNumberError:
            told = _("Filen indeholder noget, der er skrevet som et CPR-nummer. Den er ikke gemt.")
            form.add_error("file", told)
        else:
            return redirect("figures:staged", staged.pk)
    viewer = viewer_of(request)
    context = {
        "form": form,
        "staged": selectors.staged_files(viewer=viewer),
        "mappings": pages.mappings(selectors.mappings(viewer=viewer)),
        "vintages": selectors.vintages()[:5],
    }
    return render(request, "figures/incoming.html", context)


def _own(request: HttpRequest, number: int) -> StagedFile:
    found = selectors.staged_file(viewer=viewer_of(request), number=number)
    if found is None:
        raise Http404
    return found


@require_safe
@never_cache
@_for_importers
def staged(request: HttpRequest, number: int) -> HttpResponse:
    """What is this file, and what would publishing it change?"""
    file = _own(request, number)
    found = reading.examine(
        bytes(file.content), table=request.GET.get("tabel", ""), confirmed="set" in request.GET
    )
    if found.is_unclear and not found.tables:
        return redirect("figures:staged_columns", number)
    return _shown(request, file, found)


def _shown(request: HttpRequest, file: StagedFile, found: Incoming) -> HttpResponse:
    outlook = pages.Outlook(*services.outlook_of(found.reading))
    sources = selectors.source_names()
    context = pages.staged(file.name, found, outlook, sources) | {"number": file.pk}
    return render(request, "figures/staged.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@_for_importers
def staged_columns(request: HttpRequest, number: int) -> HttpResponse:
    """What are the columns of this file?"""
    file = _own(request, number)
    found = reading.examine(bytes(file.content), confirmed=True)
    if found.raw is None or not (found.is_unclear or found.columns):
        return redirect("figures:staged", number)
    said = request.POST if request.method == "POST" else None
    form = ColumnsForm(said, raw=found.raw, names=reading.known_places().names)
    if found.columns is not None:
        form.show(found.columns)
    if said is not None and form.is_valid():
        services.keep_columns(
            actor=viewer_of(request),
            name=file.name,
            raw=found.raw,
            columns=form.columns,
            source=form.new_source,
        )
        return redirect(reverse("figures:staged", args=[number]) + "?set=1")
    context = {
        "form": form,
        "number": number,
        "name": file.name,
        "format": pages.form_name(found.form),
        "raw": pages.raw_table(found.raw),
    }
    return render(request, "figures/staged_columns.html", context)


@require_POST
@_for_importers
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish the file whole."""
    file = _own(request, number)
    table = request.POST.get("tabel", "")
    if len(file.content) > A_MOMENT:
        job = jobs.start(
            actor=viewer_of(request),
            kind="figures.import",
            key=f"staged:{file.pk}",
            subject=file.name,
            arguments={"staged": file.pk, "table": table[:60]},
        )
        return redirect("jobs:job", job.pk)
    try:
        done = services.publish_staged(
            actor=viewer_of(request), staged=file, table=table, confirmed=True
        )
    except services.FiguresRefusedError:
        return redirect("figures:staged", number)
    told = _("%(name)s er udgivet: %(new)d nye tal, %(changed)d ændrede, %(read)d i alt.")
    words = {"name": file.name, "new": done.new, "changed": done.changed, "read": done.read}
    messages.success(request, told % words)
    return redirect("figures:incoming")


@require_POST
@_for_importers
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Give the file up."""
    file = _own(request, number)
    services.discard_file(actor=viewer_of(request), staged=file)
    messages.success(request, _("%(name)s er fjernet. Ingen tal er ændret.") % {"name": file.name})
    return redirect("figures:incoming")


@require_POST
@_for_importers
def forget(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """Forget what was said of a table's columns."""
    viewer = viewer_of(request)
    kept = selectors.mapping_by(viewer=viewer, fingerprint=fingerprint)
    if kept is None:
        raise Http404
    services.drop_columns(actor=viewer, kept=kept)
    messages.success(request, _("Kolonnerne er glemt. Tal, der er udgivet, står stadig."))
    return redirect("figures:incoming")
