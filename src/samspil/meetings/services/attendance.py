"""Acts on attendance: note who came."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from samspil.meetings import rules, selectors
from samspil.meetings.models import Attendance, Meeting
from samspil.meetings.services import errors
from samspil.people import services as people
from samspil.people.viewer import Viewer


class NobodyToNoteError(Exception):
    """The person does not come to this meeting for this municipality, or it has left."""


@transaction.atomic
def note_attendance(
    *,
    actor: Viewer,
    meeting: int,
    municipality: str,
    statuses: Mapping[int, str],
    sector: str = "",
    now: dt.datetime | None = None,
) -> int:
    """Note who came of a municipality's people: a status by person, empty to take it back.

    `sector` is the seat's at a steering meeting by sector, and empty at all others.
    Returns how many changed; people not named keep what stands. Raises NotAllowedError,
    NoSuchMeetingError, MeetingIsCancelledError and NobodyToNoteError; ValueError for an unknown
    status.
    """
    found = Meeting.objects.filter(pk=meeting).first()
    if found is None:
        raise errors.NoSuchMeetingError
    if not rules.may_plan(actor, found.edition):
        raise people.NotAllowedError
    if found.cancelled_at is not None:
        raise errors.MeetingIsCancelledError
    places = selectors.attendance(actor, selectors.row_of(found))
    here = (one for one in places if (one.code, one.sector) == (municipality, sector))
    place = next((one for one in here if not one.has_left), None)
    standing = {one.user_id: one.status for one in place.people} if place else {}
    if not set(statuses) <= set(standing):
        raise NobodyToNoteError
    changed = {user: status for user, status in statuses.items() if standing[user] != status}
    said = {"marked_by_id": actor.user_id, "marked_at": now or timezone.now()}
    rows = Attendance.objects.filter(meeting=found, municipality_id=municipality, sector=sector)
    for user, status in changed.items():
        if not status:
            rows.filter(user_id=user).delete()
            continue
        Attendance.objects.update_or_create(
            meeting=found,
            municipality_id=municipality,
            sector=sector,
            user_id=user,
            defaults={**said, "status": Attendance.Status(status).value},
        )
    if changed:
        people.record(
            actor=actor,
            action="meetings.attendance_noted",
            municipality=municipality,
            edition=found.edition,
            subject=f"meeting:{found.pk}",
            details={"number": len(changed)},
        )
    return len(changed)
