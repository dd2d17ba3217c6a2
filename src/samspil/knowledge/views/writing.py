"""Pages that write: begin, edit, hand in."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.knowledge import forms, selectors, services
from samspil.knowledge.selectors import Place
from samspil.knowledge.views.acts import page, readable, typed
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError


@page
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a text from nothing: by whom, what sort, what it is about."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return redirect_to_login(request.get_full_path())
    places = selectors.places_to_write(viewer)
    if not places:
        return render(request, "knowledge/begin.html", {"form": None})
    form = forms.BeginForm(places, typed(request), initial=_first(request, places))
    if request.method == "POST" and form.is_valid():
        place = form.chosen()
        begun = services.begin(
            actor=viewer,
            title=form.cleaned_data["title"],
            summary=form.cleaned_data["summary"],
            kind=form.cleaned_data["kind"],
            municipality=place.municipality,
            sector=place.sector,
            edition=place.edition,
        )
        messages.success(request, _("Kladden er begyndt. Skriv videre her."))
        return redirect("knowledge:edit", case=begun.pk)
    context = {"form": form, "processes": selectors.own_processes(viewer)}
    return render(request, "knowledge/begin.html", context)


def _first(request: HttpRequest, places: list[Place]) -> dict[str, str]:
    """Return what a link asks for: a title, and a place if this person writes there."""
    wanted = (request.GET.get("kommune", ""), request.GET.get("udgave", ""))
    found = [one for one in places if (one.municipality, one.edition) == wanted]
    own = [one for one in places if wanted[0] and one.municipality == wanted[0]]
    chosen = next(iter([*found, *own, *places]))
    kind = "case" if chosen.municipality else "research"
    return {"place": chosen.value, "kind": kind, "title": request.GET.get("titel", "")[:160]}


@page
@never_cache
def from_process(request: HttpRequest, process: int) -> HttpResponse:
    """Begin a case from the whole process; or choose one of its tests instead."""
    if request.method == "POST":
        return _begun_from(request, process)
    begins = selectors.beginnings(viewer_of(request), process)
    if begins is None:
        raise Http404
    return render(request, "knowledge/from_process.html", {"begins": begins})


@require_POST
def from_test(request: HttpRequest, process: int, test: int) -> HttpResponse:
    """Begin a case from one test of change."""
    return _begun_from(request, process, test)


def _begun_from(request: HttpRequest, process: int, test: int | None = None) -> HttpResponse:
    try:
        drafted = services.draft_from_process(actor=viewer_of(request), process=process, test=test)
    except (services.NoSuchProcessError, services.NoSuchTestError) as error:
        raise Http404 from error
    except NotAllowedError as error:
        raise PermissionDenied from error
    messages.success(request, _("Her er en kladde med jeres mål og prøver. Kun I kan se den."))
    return redirect("knowledge:edit", case=drafted.pk)


@page
@never_cache
def edit(request: HttpRequest, case: int) -> HttpResponse:
    """Write."""
    viewer = viewer_of(request)
    view = readable(request, case)
    draft = selectors.draft(viewer, case)
    if not view.may_edit or draft is None:
        raise PermissionDenied
    form = forms.CaseForm(draft, typed(request), audience=selectors.audience(viewer, case))
    if request.method == "POST" and form.is_valid():
        services.edit(actor=viewer, case=case, text=form.text())
        messages.success(request, _("Teksten er gemt."))
        if not draft.is_draft:
            # An editor who changes others' words sees, and can show, what became of them.
            return redirect("knowledge:changes", case=case)
        return redirect("knowledge:short", case=case)
    context = {"view": view, "form": form, "files": selectors.files(viewer, case)}
    return render(request, "knowledge/edit.html", context)


@page
@never_cache
def submit(request: HttpRequest, case: int) -> HttpResponse:
    """Hand in, with consent."""
    viewer = viewer_of(request)
    view = readable(request, case)
    draft = selectors.draft(viewer, case)
    if draft is None or not (view.may_submit or view.row.status != "draft"):
        raise PermissionDenied
    if not view.may_submit:
        messages.info(request, _("Teksten er allerede sendt."))
        return redirect("knowledge:short", case=case)
    own = bool(view.row.municipality)
    form = forms.ConsentForm(typed(request), contact=draft.contact, needs_consent=own)
    if request.method == "POST" and form.is_valid():
        contact = form.cleaned_data.get("consent_contact", False)
        services.submit(actor=viewer, case=case, consent_contact=contact)
        messages.success(request, _sent(own=own))
        return redirect("knowledge:short", case=case)
    context = {
        "view": view,
        "draft": draft,
        "form": form,
        "circle": selectors.audience(viewer, case).get(view.row.scope, ""),
        "checks": selectors.lacking(viewer, case),
        "passages": selectors.about_a_child(viewer, case),
    }
    return render(request, "knowledge/submit.html", context)


def _sent(*, own: bool) -> str:
    if own:
        return _("Teksten er sendt til redaktøren. I kan altid trække den tilbage.")
    return _("Teksten er sendt til redaktøren.")
