"""Pages of the knowledge portal: thin; look up with permission, call a service, go on."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.knowledge import forms, rules, selectors, services
from samspil.knowledge.selectors import CaseView
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError

MOST_HITS = 30
SHOWN_OF_A_QUERY = 120

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    """Who has tried this, and what came of it? Search, filters, and the newest texts."""
    viewer = viewer_of(request)
    form = forms.SearchForm(request.GET)
    filters, query = form.filters(), form.cleaned_data.get("q", "").strip()
    hits = selectors.search(viewer, query, MOST_HITS, filters=filters) if query else []
    context = {
        "form": form,
        "query": query[:SHOWN_OF_A_QUERY],
        "hits": hits,
        "rows": [] if query else selectors.latest(viewer, filters=filters),
        "is_narrowed": filters != selectors.Filters(),
        "writes": viewer.is_signed_in and selectors.has_own(viewer),
        "edits": rules.is_editor(viewer),
    }
    return render(request, "knowledge/portal.html", context)


@require_safe
def case(request: HttpRequest, case: int, slug: str = "") -> HttpResponse:
    """One text: what was predicted, what happened, whom to ask, what is like it."""
    view = _readable(request, case)
    if slug != view.row.slug:
        return redirect("knowledge:case", case=case, slug=view.row.slug)
    context = {
        "view": view,
        "related": selectors.related(viewer_of(request), view.row),
        "form": forms.PublishForm(view) if view.may_publish else None,
    }
    return render(request, "knowledge/case.html", context)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the own team has written, and how far it is."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return redirect_to_login(request.get_full_path())
    return render(request, "knowledge/mine.html", {"rows": selectors.mine(viewer)})


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an editor."""
    viewer = viewer_of(request)
    if not rules.is_editor(viewer):
        raise PermissionDenied
    return render(request, "knowledge/desk.html", {"rows": selectors.queue(viewer)})


@require_POST
def from_process(request: HttpRequest, process: int) -> HttpResponse:
    """Begin a case from a process."""
    try:
        drafted = services.draft_from_process(actor=viewer_of(request), process=process)
    except services.NoSuchProcessError as error:
        raise Http404 from error
    except NotAllowedError as error:
        raise PermissionDenied from error
    messages.success(request, _("Her er en kladde med jeres mål og prøver. Kun I kan se den."))
    return redirect("knowledge:edit", case=drafted.pk)


@page
def edit(request: HttpRequest, case: int) -> HttpResponse:
    """Write."""
    viewer = viewer_of(request)
    view = _readable(request, case)
    draft = selectors.draft(viewer, case)
    if not view.may_edit or draft is None:
        raise PermissionDenied
    form = forms.CaseForm(draft, _typed(request))
    if request.method == "POST" and form.is_valid():
        services.edit(actor=viewer, case=case, text=form.text())
        messages.success(request, _("Teksten er gemt."))
        return redirect("knowledge:short", case=case)
    return render(request, "knowledge/edit.html", {"view": view, "form": form})


@page
def submit(request: HttpRequest, case: int) -> HttpResponse:
    """Hand in, with consent."""
    viewer = viewer_of(request)
    view = _readable(request, case)
    draft = selectors.draft(viewer, case)
    if draft is None or not (view.may_submit or view.row.status != "draft"):
        raise PermissionDenied
    if not view.may_submit:
        messages.info(request, _("Teksten er allerede sendt."))
        return redirect("knowledge:short", case=case)
    form = forms.ConsentForm(_typed(request), contact=draft.contact)
    if request.method == "POST" and form.is_valid():
        services.submit(
            actor=viewer,
            case=case,
            consent_contact=form.cleaned_data.get("consent_contact", False),
        )
        messages.success(
            request, _("Teksten er sendt til redaktøren. I kan altid trække den tilbage.")
        )
        return redirect("knowledge:short", case=case)
    return render(request, "knowledge/submit.html", {"view": view, "draft": draft, "form": form})


@require_POST
def publish(request: HttpRequest, case: int) -> HttpResponse:
    """Publish within the consent."""
    viewer = viewer_of(request)
    view = _readable(request, case)
    if not rules.is_editor(viewer, view.edition):
        raise PermissionDenied
    form = forms.PublishForm(view, request.POST)
    try:
        if not form.is_valid():
            raise services.ScopeError
        done = services.publish(actor=viewer, case=case, scope=form.cleaned_data["scope"])
    except services.ScopeError:
        messages.error(
            request, _("Teksten kan ikke deles med flere, end der er givet samtykke til.")
        )
        return redirect("knowledge:short", case=case)
    except services.WrongStepError:
        messages.error(request, _("Teksten er ikke sendt til redaktøren."))
        return redirect("knowledge:short", case=case)
    messages.success(request, _("Teksten er udgivet."))
    # An editor of a text that is only shared with its own municipality reads it no more.
    gone = selectors.case(viewer, done.pk) is None
    return redirect("knowledge:desk") if gone else redirect("knowledge:short", case=case)


@require_POST
def withdraw(request: HttpRequest, case: int) -> HttpResponse:
    """Withdraw."""
    view = _readable(request, case)
    try:
        services.withdraw(actor=viewer_of(request), case=case)
    except NotAllowedError as error:
        raise PermissionDenied from error
    title = view.row.title
    messages.success(request, _("»%(title)s« er trukket tilbage.") % {"title": title})
    return redirect("knowledge:portal")


def _readable(request: HttpRequest, case: int) -> CaseView:
    view = selectors.case(viewer_of(request), case)
    if view is None:
        raise Http404
    return view


def _typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where it is nothing; None where nothing was sent."""
    return request.POST if request.method == "POST" else None
