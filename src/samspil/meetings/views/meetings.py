"""Pages of meetings: thin; look up, call, render."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspil.meetings import rules, services
from samspil.meetings.forms.meetings import BringForm, DecisionForm
from samspil.meetings.pages import history as history_page
from samspil.meetings.pages import meetings as pages
from samspil.meetings.views.visits import edition_visit, meeting_visit
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.programmes import selectors as programmes


@require_safe
def meetings(request: HttpRequest, edition: str) -> HttpResponse:
    """When, where, about what? Of an edition that is history, whatever is known, to everybody."""
    view = programmes.edition(edition)
    if view is not None and view.is_history:
        page = history_page.history(viewer_of(request), view)
        return render(request, "meetings/history.html", page)
    return _running(request, edition)


@signed_in_only
def _running(request: HttpRequest, edition: str) -> HttpResponse:
    viewer, view = edition_visit(request, edition)
    page = pages.meetings(viewer, view, timezone.now())
    return render(request, "meetings/meetings.html", page)


@require_POST
@signed_in_only
def plan(request: HttpRequest, edition: str) -> HttpResponse:
    """Make the meetings that the edition names."""
    viewer, view = edition_visit(request, edition)
    try:
        services.plan_from_edition(actor=viewer, edition=view.id)
    except NotAllowedError as error:
        raise PermissionDenied from error
    messages.success(request, _("Møderne følger nu udgavens datoer."))
    return redirect("meetings:meetings", view.id)


@require_safe
@signed_in_only
def meeting(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """What happens, what was decided, what does each bring?"""
    viewer, view, row = meeting_visit(request, edition, meeting)
    page = pages.meeting(viewer, view, row, timezone.now())
    return render(request, "meetings/meeting.html", page)


@require_POST
@signed_in_only
def decide(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Write a decision down."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if not form.is_valid():
        page = pages.meeting(viewer, view, row, timezone.now(), decision=form)
        return render(request, "meetings/meeting.html", page, status=422)
    services.decide(actor=viewer, meeting=row.id, text=form.cleaned_data["text"])
    messages.success(request, _("Beslutningen er skrevet ned."))
    return redirect("meetings:meeting", view.id, row.id)


@require_POST
@signed_in_only
def bring(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Bring something to a network day."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    own = pages.own_municipalities(viewer, view.id)
    # Somebody else's municipality is no bad input, but none of the viewer's business.
    if request.POST.get("municipality", "") not in dict(own) or not row.is_network_day:
        raise PermissionDenied
    form = BringForm(own, request.POST)
    if not form.is_valid():
        page = pages.meeting(viewer, view, row, timezone.now(), bring=form)
        return render(request, "meetings/meeting.html", page, status=422)
    try:
        services.bring(
            actor=viewer,
            edition=view.id,
            municipality=form.cleaned_data["municipality"],
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["words"],
            meeting=row.id,
        )
    except services.MeetingIsOverError:
        messages.warning(request, _("Netværksdagen er holdt. Tag det med til den næste."))
    except services.MeetingIsCancelledError:
        messages.warning(request, _("Netværksdagen er aflyst. Tag det med til den næste."))
    else:
        messages.success(request, _("Det er taget med. De andre kan se det nu."))
    return redirect("meetings:meeting", view.id, row.id)
