"""Pages of calendars: what one follows, the calendars themselves, and calling a meeting off."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.letters.services import absolute_url
from samspil.meetings import rules, selectors, services
from samspil.meetings.forms.calendars import CancelForm, FollowForm
from samspil.meetings.views.visits import meeting_visit
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import LinkRefusedError

CALENDAR = "text/calendar; charset=utf-8"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def calendars(request: HttpRequest) -> HttpResponse:
    """How do I follow the meetings in my own calendar, and which do I follow?"""
    viewer = viewer_of(request)
    offered = selectors.calendar_choices(viewer)
    form = FollowForm(offered, request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form if offered else None, "section": "partnerskaber"}
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                context |= _made(request, form.cleaned_data["calendar"])
                status = 201
            except services.TooManyCalendarsError:
                form.add_error(None, _("I følger 20 kalendere. Luk en af dem først."))
    context["links"] = selectors.calendar_links(viewer)
    return render(request, "meetings/calendars.html", context, status=status)


def _made(request: HttpRequest, key: str) -> dict[str, object]:
    """Make the address and return it: it is shown on this page alone."""
    language = (get_language() or "da")[:2]
    made, token = services.follow_calendar(actor=viewer_of(request), key=key, language=language)
    address = absolute_url(reverse("meetings:feed", args=[token]))
    return {
        "made": next(
            one for one in selectors.calendar_links(viewer_of(request)) if one.id == made.pk
        ),
        "address": address,
        "subscribe": "webcal" + address.removeprefix("https").removeprefix("http"),
    }


@require_POST
@signed_in_only
def stop(request: HttpRequest, calendar: int) -> HttpResponse:
    """Take an address back."""
    try:
        services.stop_calendar(actor=viewer_of(request), calendar=calendar)
    except services.NoSuchCalendarError as error:
        raise Http404 from error
    messages.success(request, _("Linket er lukket. Kalenderen får ikke flere ændringer."))
    return redirect("meetings:calendars")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar what is behind its address; a closed one is gone, an unknown not there."""
    try:
        link = services.calendar_behind(token=token)
    except LinkRefusedError as refusal:
        gone = refusal.reason in {"revoked", "expired"}
        return HttpResponse(status=410 if gone else 404, content_type="text/plain")
    content = selectors.calendar_content(link)
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == mark:
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(content, content_type=CALENDAR)
        answer["Content-Disposition"] = 'inline; filename="samspil.ics"'
    answer["ETag"] = mark
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Language"] = link.language
    return answer


@require_safe
@signed_in_only
def one(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """One meeting as a file for a calendar."""
    _viewer, view, row = meeting_visit(request, edition, meeting)
    content = selectors.meeting_calendar(view, row)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=CALENDAR)
    answer["Content-Disposition"] = f'attachment; filename="samspil-{row.id}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def cancel(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Call a meeting off, with the reason, after one has seen who will be told."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    form = CancelForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                services.cancel(actor=viewer, meeting=row.id, reason=form.cleaned_data["reason"])
            except services.MeetingIsOverError:
                messages.warning(request, _("Mødet er holdt og kan ikke aflyses."))
            else:
                messages.success(
                    request, _("Mødet er aflyst, og de, der skulle med, får det at vide.")
                )
            return redirect("meetings:meeting", view.id, row.id)
    context = {"edition": view, "meeting": row, "form": form, "section": "partnerskaber"}
    return render(request, "meetings/cancel.html", context, status=status)


@require_POST
@signed_in_only
def hold(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Take back that a meeting was called off."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    try:
        services.hold_after_all(actor=viewer, meeting=row.id)
    except services.MeetingIsOverError:
        messages.warning(request, _("Mødets dag er forbi."))
    else:
        messages.success(
            request, _("Mødet holdes alligevel, og de, der skulle med, får det at vide.")
        )
    return redirect("meetings:meeting", view.id, row.id)
