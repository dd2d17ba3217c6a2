"""Pages where a municipality decides who reads: change consent, answer a question, withdraw."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.knowledge import forms, selectors, services
from samspil.knowledge.views.acts import page, readable, typed, wrong_step
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError


@page
@never_cache
def consent(request: HttpRequest, case: int) -> HttpResponse:
    """Who may read it from now on? Narrower holds at once."""
    viewer = viewer_of(request)
    view = readable(request, case)
    draft, record = selectors.draft(viewer, case), selectors.record(viewer, case)
    if not view.may_consent or draft is None or record is None:
        raise PermissionDenied
    form = forms.ChangeConsentForm(
        typed(request),
        circles=draft.circles,
        audience=selectors.audience(viewer, case),
        contact=draft.contact,
        initial={"scope": record.consented, "consent_contact": bool(view.contact)},
    )
    if request.method == "POST" and form.is_valid():
        services.change_consent(actor=viewer, case=case, **form.cleaned_data)
        messages.success(request, _("Jeres samtykke er ændret, og det gælder med det samme."))
        return redirect("knowledge:short", case=case)
    context = {"view": view, "form": form, "record": record}
    return render(request, "knowledge/consent.html", context)


@page
@never_cache
def answer(request: HttpRequest, asked: int) -> HttpResponse:
    """An editor asks: may the text be shared with more? Yes or no."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in and request.method != "POST":
        return redirect_to_login(request.get_full_path())
    view = selectors.consent_request(viewer, asked)
    if view is None:
        raise Http404
    if request.method != "POST":
        return render(request, "knowledge/consent_request.html", {"asked": view})
    if request.POST.get("answer") not in ("yes", "no"):
        messages.error(request, _("Vælg ja eller nej."))
        return redirect("knowledge:consent_request", asked=asked)
    try:
        services.answer_wider(actor=viewer, request=asked, yes=request.POST.get("answer") == "yes")
    except services.WrongStepError:
        return wrong_step(request, view.row.id)
    messages.success(request, _("Tak. Svaret er noteret, og redaktøren kan se det."))
    return redirect("knowledge:short", case=view.row.id)


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
