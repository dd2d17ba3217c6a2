"""Pages that write: begin, edit, hand in, publish, withdraw."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspil.knowledge import forms, rules, selectors, services
from samspil.knowledge.views.acts import page, readable, typed
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError


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
    view = readable(request, case)
    draft = selectors.draft(viewer, case)
    if not view.may_edit or draft is None:
        raise PermissionDenied
    form = forms.CaseForm(draft, typed(request))
    if request.method == "POST" and form.is_valid():
        services.edit(actor=viewer, case=case, text=form.text())
        messages.success(request, _("Teksten er gemt."))
        return redirect("knowledge:short", case=case)
    return render(request, "knowledge/edit.html", {"view": view, "form": form})


@page
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
    form = forms.ConsentForm(typed(request), contact=draft.contact)
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
    view = readable(request, case)
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
    view = readable(request, case)
    try:
        services.withdraw(actor=viewer_of(request), case=case)
    except NotAllowedError as error:
        raise PermissionDenied from error
    title = view.row.title
    messages.success(request, _("»%(title)s« er trukket tilbage.") % {"title": title})
    return redirect("knowledge:portal")
