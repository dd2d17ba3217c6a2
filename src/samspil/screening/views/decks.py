"""Pages about decks: all municipalities' at once."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.jobs import selectors as jobs
from samspil.jobs import services as job_services
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening import rules, sentences
from samspil.screening.decks import everybody
from samspil.screening.forms.decks import LANGUAGES, AllDecksForm
from samspil.screening.selectors import deck_templates as templates
from samspil.screening.work import ALL_DECKS


@require_safe
@never_cache
@signed_in_only
def all_decks(request: HttpRequest) -> HttpResponse:
    """The figures-only decks of all municipalities: ask for them, watch, fetch."""
    _must_organise(request)
    form = AllDecksForm(
        templates=templates.in_use(),
        initial={"sector": "school", "language": get_language(), "template": "0"},
    )
    return _all_decks(request, form)


def _must_organise(request: HttpRequest) -> None:
    if not rules.may_make_all_decks(viewer_of(request)):
        raise PermissionDenied


def _all_decks(request: HttpRequest, form: AllDecksForm) -> HttpResponse:
    names = {0: "", **{row.id: row.name for row in templates.in_use()}}
    wanted = [
        everybody.Wanted(sector, language, template)
        for sector in sentences.SECTORS
        for language, _name in LANGUAGES
        for template in names
    ]
    ready = [one for one in wanted if everybody.ready(one)]
    context = {
        "form": form,
        "ready": [(one, f"{_words(one, names[one.template])} (zip)") for one in ready],
        "under_way": jobs.under_way(viewer=viewer_of(request), kind=ALL_DECKS),
    }
    return render(request, "screening/all_decks.html", context)


def _words(wanted: everybody.Wanted, template: str = "") -> str:
    """Return ``Skole, Dansk`` and the template's name where there is one."""
    words = f"{sentences.SECTORS[wanted.sector]}, {dict(LANGUAGES)[wanted.language]}"
    return f"{words}, {template}" if template else words


@require_POST
@signed_in_only
def start_all_decks(request: HttpRequest) -> HttpResponse:
    """Start making them, and show how far it is."""
    _must_organise(request)
    in_use = templates.in_use()
    form = AllDecksForm(request.POST, templates=in_use)
    if not form.is_valid():
        return _all_decks(request, form)
    wanted = form.wanted
    name = next((row.name for row in in_use if row.id == wanted.template), "")
    if everybody.ready(wanted):
        return redirect("screening:all_decks")
    job = job_services.start(
        actor=viewer_of(request),
        kind=ALL_DECKS,
        key=f"{ALL_DECKS}:{wanted.name}",
        subject=_("Oplæg til alle kommuner: %(words)s") % {"words": _words(wanted, name)},
        arguments={
            "sector": wanted.sector,
            "language": wanted.language,
            "template": wanted.template,
        },
    )
    return redirect("jobs:job", job.pk)


@require_safe
@never_cache
def all_decks_file(
    request: HttpRequest, sector: str, language: str, template: int
) -> HttpResponseBase:
    """All of them in one file, piece by piece from the disk."""
    if not viewer_of(request).is_signed_in:
        return redirect_to_login(request.get_full_path())
    _must_organise(request)
    if sector not in sentences.SECTORS or language not in everybody.LANGUAGES:
        raise Http404
    wanted = everybody.Wanted(sector, language, template)
    file = everybody.ready(wanted)
    if file is None:
        raise Http404
    response = FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=everybody.download_name(wanted),
        content_type="application/zip",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
