"""An editor's pages and acts: what waits, publish, send back, ask for wider consent, look again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.knowledge import forms, rules, selectors, services
from samspil.knowledge.pages import texts as pages
from samspil.knowledge.selectors import CaseView
from samspil.knowledge.views.acts import readable, wrong_step
from samspil.people.selectors import viewer_of


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, what is new, and what needs a fresh look."""
    viewer = viewer_of(request)
    if not rules.is_editor(viewer):
        raise PermissionDenied
    context = {
        "waiting": selectors.waiting(viewer),
        "newest": selectors.newest(viewer),
        "stale": selectors.stale(viewer),
        "takes_over": rules.may_take_over(viewer, ""),
        "invites": rules.may_invite(viewer),
    }
    return render(request, "knowledge/desk.html", context)


def _tended(request: HttpRequest, case: int) -> CaseView:
    """Return the text for its editor; raises Http404, and PermissionDenied for other readers."""
    view = readable(request, case)
    if not rules.is_editor(viewer_of(request), view.edition):
        raise PermissionDenied
    return view


@require_POST
def publish(request: HttpRequest, case: int) -> HttpResponse:
    """Publish within the consent."""
    viewer = viewer_of(request)
    view = _tended(request, case)
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
    is_hidden = selectors.case(viewer, done.pk) is None
    return redirect("knowledge:desk") if is_hidden else redirect("knowledge:short", case=case)


@require_POST
def send_back(request: HttpRequest, case: int) -> HttpResponse:
    """Send what was handed in back to those who wrote it, with a word."""
    view = _tended(request, case)
    form = forms.SendBackForm(request.POST, auto_id="id_back_%s")
    if not form.is_valid():
        context = pages.text(request, view) | {"send_back": form, "wrong": form}
        return render(request, "knowledge/case.html", context)
    try:
        services.send_back(actor=viewer_of(request), case=case, word=form.cleaned_data["word"])
    except services.WrongStepError:
        return wrong_step(request, case)
    except services.StandingDraftError:
        messages.error(
            request,
            _("De har en nyere kladde af det samme. Skriv til dem, eller udgiv den her."),
        )
        return redirect("knowledge:short", case=case)
    messages.success(request, _("Teksten er sendt tilbage med jeres ord."))
    return redirect("knowledge:desk")


@require_POST
def ask_wider(request: HttpRequest, case: int) -> HttpResponse:
    """Ask the municipality whether the text may be shared in a wider circle."""
    view = _tended(request, case)
    viewer = viewer_of(request)
    form = forms.WiderForm(selectors.wider(viewer, case), request.POST, auto_id="id_wider_%s")
    if not form.is_valid():
        context = pages.text(request, view) | {"wider": form, "wrong": form}
        return render(request, "knowledge/case.html", context)
    try:
        services.ask_wider(actor=viewer, case=case, **form.cleaned_data)
    except services.NobodyToAskError:
        messages.error(request, _("Kommunen har ingen chef eller projektleder her, som kan svare."))
    except (services.WrongStepError, services.ScopeError):
        return wrong_step(request, case)
    else:
        messages.success(request, _("Spørgsmålet er sendt. Indtil de svarer, ændres intet."))
    return redirect("knowledge:short", case=case)


@require_POST
def still_right(request: HttpRequest, case: int) -> HttpResponse:
    """Note that a published text still holds."""
    _tended(request, case)
    try:
        services.find_still_right(actor=viewer_of(request), case=case)
    except services.WrongStepError:
        return wrong_step(request, case)
    messages.success(request, _("Noteret. Teksten kommer på listen igen om halvandet år."))
    return redirect("knowledge:desk")
