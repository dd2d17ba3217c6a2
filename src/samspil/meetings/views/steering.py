"""What is suggested, voted, told and settled; what goes home and comes back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspil.components import numbers
from samspil.meetings import rules, services
from samspil.meetings.forms.steering import (
    ProgressForm,
    ReplyForm,
    SettleForm,
    SuggestForm,
    TakeHomeForm,
    VoteForm,
)
from samspil.meetings.models import AgendaItem, Meeting
from samspil.meetings.pages import meetings as pages
from samspil.meetings.pages import steering as steering_pages
from samspil.meetings.selectors import MeetingRow, Seat
from samspil.meetings.views.visits import edition_visit, meeting_visit
from samspil.people.gate import signed_in_only
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.programmes.selectors import EditionView

type Form = SuggestForm | VoteForm | ProgressForm


@require_POST
@signed_in_only
def act(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Suggest, vote, tell how it goes, or close the poll."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    go = request.POST.get("go", "")
    if go == "close":
        return _close(request, viewer, view, row)
    own = {seat.key: seat for seat in steering_pages.own(viewer, row)}
    makes = {"suggest": _suggest, "vote": _vote, "progress": _progress}.get(go)
    if makes is None:
        raise Http404
    seat = own.get(request.POST.get("municipality", ""))
    if seat is None:
        raise PermissionDenied
    form, does = makes(request, viewer, row, list(own.values()))
    if not form.is_valid():
        page = pages.meeting(viewer, view, row, timezone.now(), steering={go: form})
        return render(request, "meetings/meeting.html", page, status=422)
    try:
        where = {"municipality": seat.code, "sector": seat.sector}
        messages.success(request, does(form.cleaned_data | where))
    except services.PollClosedError:
        messages.warning(request, _("Afstemningen er lukket, så intet er ændret."))
    except (services.NoSuchMeetingError, services.NoSuchItemError) as error:
        raise Http404 from error
    except (NotAllowedError, services.NotTakingPartError) as error:
        raise PermissionDenied from error
    except services.MeetingIsCancelledError:
        messages.warning(request, _("Mødet er aflyst."))
    return redirect("meetings:meeting", view.id, row.id)


type Doing = tuple[Form, Callable[[dict[str, Any]], str]]
type Own = list[Seat]


def _suggest(request: HttpRequest, viewer: Viewer, row: MeetingRow, own: Own) -> Doing:
    def do(given: dict[str, Any]) -> str:
        services.suggest(actor=viewer, meeting=row.id, **given)
        return _("Forslaget er skrevet op.")

    return SuggestForm(steering_pages.offers(own), request.POST), do


def _vote(request: HttpRequest, viewer: Viewer, row: MeetingRow, own: Own) -> Doing:
    def do(given: dict[str, Any]) -> str:
        services.vote(
            actor=viewer,
            meeting=row.id,
            municipality=given["municipality"],
            sector=given["sector"],
            suggestion=int(given["suggestion"]),
        )
        return _("Stemmen er afgivet. I kan ændre den, til afstemningen lukker.")

    offered = steering_pages.offered(viewer, row)
    return VoteForm(steering_pages.offers(own), offered, request.POST), do


def _progress(request: HttpRequest, viewer: Viewer, row: MeetingRow, own: Own) -> Doing:
    def do(given: dict[str, Any]) -> str:
        services.tell_progress(
            actor=viewer,
            meeting=row.id,
            municipality=given["municipality"],
            sector=given["sector"],
            text=given["words"],
        )
        return _("Det er skrevet ned, så de andre kan læse det.")

    return ProgressForm(steering_pages.offers(own), request.POST), do


def _close(
    request: HttpRequest, viewer: Viewer, view: EditionView, row: MeetingRow
) -> HttpResponse:
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    services.close_poll(actor=viewer, meeting=row.id)
    messages.success(request, _("Afstemningen er lukket."))
    return redirect("meetings:meeting", view.id, row.id)


@require_POST
@signed_in_only
def settle(request: HttpRequest, edition: str, meeting: int, decision: int) -> HttpResponse:
    """Carry a decision to a meeting that follows, or say that it was closed, dropped or changed."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    try:
        if to := request.POST.get("to"):
            item = services.carry(actor=viewer, decision=decision, to=numbers.sent(to))
            messages.success(request, _carried(item))
        else:
            form = SettleForm(request.POST)
            if not form.is_valid():
                page = pages.meeting(viewer, view, row, timezone.now(), settle=(decision, form))
                return render(request, "meetings/meeting.html", page, status=422)
            services.settle(actor=viewer, decision=decision, **form.cleaned_data)
            messages.success(request, _("Det er skrevet, hvad der blev af beslutningen."))
    except services.NoComingDayError:
        text = _("Der er intet møde efter dette at tage den med til. Luk den med et ord i stedet.")
        messages.warning(request, text)
    except services.NoSuchItemError as error:
        raise Http404 from error
    return redirect("meetings:meeting", view.id, row.id)


def _carried(item: AgendaItem) -> str:
    if item.agenda.meeting.kind == Meeting.Kind.NETWORK_DAY:
        return _("Beslutningen står nu på netværksdagens dagsorden.")
    return _("Beslutningen står nu på styregruppemødets dagsorden.")


@require_POST
@signed_in_only
def send_home(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Write down what everybody takes home."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    form = TakeHomeForm(request.POST)
    if not form.is_valid():
        page = pages.meeting(viewer, view, row, timezone.now(), home=form)
        return render(request, "meetings/meeting.html", page, status=422)
    services.send_home(actor=viewer, meeting=row.id, text=form.cleaned_data["home"])
    messages.success(request, _("Det står nu i hver kommunes lokale arbejde."))
    return redirect("meetings:meeting", view.id, row.id)


@require_POST
@signed_in_only
def reply(request: HttpRequest, edition: str, take_home: int) -> HttpResponse:
    """Tell what came of something taken home."""
    viewer, view = edition_visit(request, edition)
    own = pages.own_municipalities(viewer, view.id)
    if request.POST.get("municipality", "") not in dict(own):
        raise PermissionDenied
    form = ReplyForm(own, request.POST)
    if form.is_valid():
        try:
            services.reply_from_home(
                actor=viewer,
                take_home=take_home,
                municipality=form.cleaned_data["municipality"],
                text=form.cleaned_data["reply"],
            )
        except services.NoSuchItemError as error:
            raise Http404 from error
        except services.NotTakingPartError as error:
            raise PermissionDenied from error
        messages.success(request, _("Tak. De andre kan læse det på mødets side."))
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
    return redirect("meetings:meetings", view.id)
