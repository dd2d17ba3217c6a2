"""New versions of a meeting: what changes is written down, and it can be called off."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from samspil.meetings import rules, selectors
from samspil.meetings.models import TEXT_LENGTH, Meeting, MeetingChange
from samspil.meetings.services import errors, notices
from samspil.people import services as people
from samspil.people.viewer import Viewer

CANCELLED = "cancelled"
"""The name of the change by which a meeting is called off, or held after all."""


def first_version(meeting: Meeting, actor: Viewer) -> MeetingChange:
    """Write down that a meeting was planned."""
    return MeetingChange.objects.create(
        meeting=meeting, version=meeting.version, made_by_id=actor.user_id
    )


def next_version(
    meeting: Meeting, fields: Mapping[str, Any], actor: Viewer, now: dt.datetime | None = None
) -> MeetingChange:
    """Give a meeting its new fields, as a new version that says what it was before."""
    moment = now or timezone.now()
    changes = [
        {"field": name, "before": _text(getattr(meeting, name)), "after": _text(value)}
        for name, value in fields.items()
        if getattr(meeting, name) != value
    ]
    return _write(meeting, fields, changes, actor, moment)


@transaction.atomic
def cancel(*, actor: Viewer, meeting: int, reason: str, now: dt.datetime | None = None) -> Meeting:
    """Call a meeting off and tell everybody who would have come; done again, nothing changes.

    Raises NotAllowedError, NoSuchMeetingError, MeetingIsOverError and WordsMissingError.
    """
    moment = now or timezone.now()
    found = _held(actor, meeting, moment)
    words = reason.strip()
    if not words or len(words) > TEXT_LENGTH:
        raise errors.WordsMissingError
    if found.cancelled_at is not None:
        return found
    fields = {"cancelled_at": moment, "cancelled_reason": words}
    _turn(found, fields, {"before": "", "after": words}, actor, moment)
    return found


@transaction.atomic
def hold_after_all(*, actor: Viewer, meeting: int, now: dt.datetime | None = None) -> Meeting:
    """Take back that a meeting was called off, and tell the same people.

    Raises NotAllowedError, NoSuchMeetingError and MeetingIsOverError.
    """
    moment = now or timezone.now()
    found = _held(actor, meeting, moment)
    if found.cancelled_at is None:
        return found
    fields = {"cancelled_at": None, "cancelled_reason": ""}
    _turn(found, fields, {"before": found.cancelled_reason, "after": ""}, actor, moment)
    return found


def _held(actor: Viewer, meeting: int, moment: dt.datetime) -> Meeting:
    """Return a meeting that is not over, kept from others until the transaction ends."""
    found = Meeting.objects.select_for_update().filter(pk=meeting).first()
    if found is None:
        raise errors.NoSuchMeetingError
    if not rules.may_plan(actor, found.edition):
        raise people.NotAllowedError
    if selectors.row_of(found).is_past(moment):
        raise errors.MeetingIsOverError
    return found


def _turn(
    meeting: Meeting,
    fields: Mapping[str, Any],
    words: Mapping[str, str],
    actor: Viewer,
    moment: dt.datetime,
) -> None:
    """Call a meeting off or back, as a version of its own, with letters and a line in the trail."""
    change = _write(meeting, fields, [{"field": CANCELLED, **words}], actor, moment)
    notices.tell(actor, meeting.edition, [change])
    people.record(
        actor=actor,
        action="meetings.cancelled" if meeting.cancelled_at else "meetings.held_after_all",
        edition=meeting.edition,
        subject=f"meeting:{meeting.pk}",
        details={"version": meeting.version},
    )


def _write(
    meeting: Meeting,
    fields: Mapping[str, Any],
    changes: list[dict[str, str]],
    actor: Viewer,
    moment: dt.datetime,
) -> MeetingChange:
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.changed_at = moment
    meeting.save(update_fields=[*fields, "version", "changed_at"])
    return MeetingChange.objects.create(
        meeting=meeting,
        version=meeting.version,
        changes=changes,
        made_by_id=actor.user_id,
        made_at=moment,
    )


def _text(value: object) -> str:
    """Return a field's value as text that can be read back: dates and times in ISO form."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
