"""The page of the day: for those signed in, and for guests by their personal link."""

from collections.abc import Callable
from functools import wraps
from importlib.resources import files
from typing import Concatenate

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components.tables import download
from samspil.meetings import rules, selectors, sentences, services
from samspil.meetings.forms.day import GuestForm, NoteForm
from samspil.meetings.models import DayNote
from samspil.meetings.pages import day as pages
from samspil.meetings.selectors import MeetingRow
from samspil.meetings.views.visits import meeting_visit
from samspil.meetings.visitor import Visitor
from samspil.people.gate import signed_in_only
from samspil.people.models import User
from samspil.people.selectors import viewer_of
from samspil.people.services import LinkRefusedError, NotAllowedError
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView
from samspil.surveys import services as surveys

type Place = tuple[Visitor, EditionView, MeetingRow]
DIVIDER = "\n\n— — —\n\n"
"""Stands between two texts that were written in two places at once."""


def _guarded(response: HttpResponse) -> HttpResponse:
    """Keep the secret of a guest's link out of what the browser tells any server."""
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _signed_in(request: HttpRequest, edition: str, meeting: int) -> Place:
    viewer, view, row = meeting_visit(request, edition, meeting)
    user = request.user
    email = user.email if isinstance(user, User) else ""
    return Visitor(viewer.name, email, viewer), view, row


def for_guests(
    page: Callable[Concatenate[HttpRequest, str, ...], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, ...], HttpResponse]:
    """Say why where a link lets nobody in: unknown, run out, or taken back."""

    @wraps(page)
    def guarded(request: HttpRequest, token: str, **more: int) -> HttpResponse:
        try:
            return _guarded(page(request, token, **more))
        except LinkRefusedError as refusal:
            unknown = refusal.reason == "unknown"
            status = 404 if unknown else 410
            context = {"unknown": unknown}
            return _guarded(render(request, "meetings/day_shut.html", context, status=status))

    return guarded


def _guest(token: str) -> Place:
    found = services.guest_behind(token=token)
    view = programmes.edition(found.meeting.edition)
    if view is None:
        raise LinkRefusedError("unknown")
    return Visitor(found.name, found.email, guest=found.pk), view, selectors.row_of(found.meeting)


@never_cache
@require_safe
@signed_in_only
def day(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """What happens now, what comes next, and what do I want to remember?"""
    return _page(request, _signed_in(request, edition, meeting), "")


@never_cache
@require_safe
@for_guests
def guest_day(request: HttpRequest, token: str) -> HttpResponse:
    """The same page for a guest."""
    return _page(request, _guest(token), token)


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The script that keeps a page of the day on a phone.

    Each page registers it for its own address alone, which lies beneath no folder of the script:
    that is what the header allows.
    """
    script = files("samspil.meetings") / "static" / "meetings" / "day-worker.js"
    answer = HttpResponse(script.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
@for_guests
def guest_material(_request: HttpRequest, token: str, material: int) -> HttpResponse:
    """A file of the guest's meeting, to be kept and never shown as a page of ours."""
    found = selectors.guest_file(_guest(token)[2], material)
    if found is None:
        raise Http404
    response = download(found.content, found.name, found.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@signed_in_only
def note(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Save the note of somebody signed in."""
    return _save(request, _signed_in(request, edition, meeting), "")


@require_POST
@for_guests
def guest_note(request: HttpRequest, token: str) -> HttpResponse:
    """Save the note of a guest."""
    return _save(request, _guest(token), token)


@require_POST
@signed_in_only
def answer(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Go to the three questions."""
    return _answer(request, _signed_in(request, edition, meeting), "")


@require_POST
@for_guests
def guest_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Go to the three questions, as a guest."""
    return _answer(request, _guest(token), token)


def _page(
    request: HttpRequest,
    place: Place,
    token: str,
    *,
    form: NoteForm | None = None,
    joined: bool = False,
    status: int = 200,
) -> HttpResponse:
    visitor, view, row = place
    now = timezone.now()
    page = pages.day(visitor, view, row, now, token=token, form=form, joined=joined)
    return render(request, "meetings/day.html", page, status=status)


def _save(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    """Save a note: the page's own script reads JSON, a form without script gets a page."""
    visitor, _view, row = place
    form = NoteForm(request.POST)
    by_script = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        if by_script:
            said = [str(error) for errors in form.errors.values() for error in errors]
            return JsonResponse({"message": " ".join(said)}, status=422)
        return _page(request, place, token, form=form, status=422)
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    base = form.cleaned_data["base"] or 0
    try:
        saved = services.save_note(visitor=visitor, meeting=row.id, text=text, base=base)
    except services.NoteMovedError as moved:
        standing = moved.standing
        if by_script:
            told = {"text": standing.text, "revision": standing.revision}
            return JsonResponse(told, status=409)
        return _joined(request, place, token, standing, text)
    if by_script:
        at = sentences.clock(saved.saved_at)
        return JsonResponse({"revision": saved.revision, "at": at})
    messages.success(request, _("Noten er gemt."))
    return _back(place, token)


def _joined(
    request: HttpRequest, place: Place, token: str, standing: DayNote, text: str
) -> HttpResponse:
    """Show both texts in one field, to be looked through and saved."""
    both = {"text": standing.text + DIVIDER + text, "base": standing.revision}
    form = NoteForm(initial=both)
    return _page(request, place, token, form=form, joined=True, status=409)


def _answer(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    visitor, _view, row = place
    try:
        door = services.enter_last_minute(visitor=visitor, meeting=row.id)
    except (services.NoSuchMeetingError, surveys.ClosedError):
        messages.warning(request, _("Der er ikke åbnet for spørgsmålene nu."))
        return _back(place, token)
    return _guarded(redirect("surveys:answer", token=door))


def _back(place: Place, token: str) -> HttpResponse:
    _visitor, view, row = place
    if token:
        return redirect("meetings:guest_day", token)
    return redirect("meetings:day", view.id, row.id)


@require_POST
@signed_in_only
def last_minute(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Open the three questions, or take no more answers."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    try:
        if request.POST.get("do") == "close":
            services.close_last_minute(actor=viewer, meeting=row.id)
            messages.success(request, _("Der er lukket for svar."))
        else:
            services.open_last_minute(actor=viewer, meeting=row.id)
            messages.success(request, _("De tre spørgsmål er åbne på alles telefoner."))
    except (services.NoSuchMeetingError, services.MeetingIsCancelledError):
        messages.warning(request, _("Der er ikke noget at spørge om."))
    return redirect("meetings:day", view.id, row.id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def guests(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Who is a guest on the day, and how do I let one in?"""
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    form = GuestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.invite_guest(actor=viewer, meeting=row.id, **form.cleaned_data)
        except services.MeetingIsOverError:
            messages.warning(request, _("Mødet er holdt. Der kan ikke inviteres gæster til det."))
        else:
            text = _("%(name)s har fået et link i en mail.")
            messages.success(request, text % {"name": form.cleaned_data["name"]})
        return redirect("meetings:guests", view.id, row.id)
    context = {
        "edition": view,
        "meeting": row,
        "form": form,
        "guests": selectors.guests(viewer, row),
        "past": row.is_past(timezone.now()),
        "section": "partnerskaber",
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/guests.html", context, status=status)


@require_POST
@signed_in_only
def withdraw_guest(request: HttpRequest, edition: str, meeting: int, guest: int) -> HttpResponse:
    """Let a guest go."""
    _viewer, view, row = meeting_visit(request, edition, meeting)
    try:
        services.withdraw_guest(actor=viewer_of(request), meeting=row.id, guest=guest)
    except (services.NoSuchGuestError, NotAllowedError) as error:
        raise PermissionDenied from error
    messages.success(request, _("Gæstens link er lukket."))
    return redirect("meetings:guests", view.id, row.id)
