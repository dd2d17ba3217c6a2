"""Pages of attendance: tick off who came, and see who came throughout."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.meetings import rules, selectors, services
from samspil.meetings.forms.attendance import AttendanceForm
from samspil.meetings.selectors import MeetingRow
from samspil.meetings.views.visits import edition_visit, meeting_visit
from samspil.people.gate import signed_in_only
from samspil.people.viewer import Viewer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def attendance(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Who came today? One form for each municipality, so that little is sent at a time."""
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    places = selectors.attendance(viewer, row)
    chosen = request.POST.get("municipality", "") if request.method == "POST" else None
    forms = [
        AttendanceForm(place, request.POST if place.key == chosen else None)
        for place in places
        if not place.has_left
    ]
    sent = next((form for form in forms if form.is_bound), None)
    if chosen is not None and sent is None:
        raise PermissionDenied
    if sent is not None and sent.is_valid():
        _note(request, viewer, row, sent)
        address = reverse("meetings:attendance", args=[view.id, row.id])
        return redirect(f"{address}#k-{sent.place.key}")
    context = {
        "edition": view,
        "meeting": row,
        "forms": forms,
        "left": [place for place in places if place.has_left],
        "came": sum(place.came for place in places),
        "asked": sum(len(place.people) for place in places),
        "refused": sent,
        "section": "partnerskaber",
    }
    return render(request, "meetings/attendance.html", context, status=422 if sent else 200)


def _note(request: HttpRequest, viewer: Viewer, row: MeetingRow, form: AttendanceForm) -> None:
    changed = form.changed(all_came="all" in request.POST)
    try:
        number = services.note_attendance(
            actor=viewer,
            meeting=row.id,
            municipality=form.place.code,
            sector=form.place.sector,
            statuses=changed,
        )
    except services.MeetingIsCancelledError:
        messages.warning(request, _("Mødet er aflyst, så der er intet fremmøde at notere."))
        return
    text = _("%(name)s: %(number)s noteret.")
    messages.success(request, text % {"name": form.place.name, "number": number})


@require_safe
@signed_in_only
def continuity(request: HttpRequest, edition: str) -> HttpResponse:
    """Are the same people with us throughout?"""
    viewer, view = edition_visit(request, edition)
    found = selectors.edition_continuity(viewer, view.id)
    context = {
        "edition": view,
        "found": found,
        "sees_all": rules.may_plan(viewer, view.id),
        "section": "partnerskaber",
    }
    return render(request, "meetings/continuity.html", context)
