"""How what is kept about people at meetings goes."""

import datetime as dt

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from samspil.meetings.models import AgendaItem, Attendance, DayNote, MeetingGuest
from samspil.people.keeping import definitions, registry


def _long_after[Row: Model](
    rows: QuerySet[Row], kind: str, now: dt.datetime, written: str
) -> QuerySet[Row]:
    """Return the rows whose meeting was long ago; without a day, when the row was `written`."""
    keep = dt.timedelta(days=definitions.days(kind))
    undated = Q(**{"meeting__day": None, f"{written}__lt": now - keep})
    return rows.filter(Q(meeting__day__lt=timezone.localdate(now) - keep) | undated)


def _attendances(now: dt.datetime) -> QuerySet[Attendance]:
    return _long_after(Attendance.objects.all(), "meeting_days", now, "marked_at")


def _notes(now: dt.datetime) -> QuerySet[DayNote]:
    return _long_after(DayNote.objects.all(), "meeting_days", now, "saved_at")


def _guests(now: dt.datetime) -> QuerySet[MeetingGuest]:
    return _long_after(MeetingGuest.objects.all(), "meeting_guests", now, "invited_at")


def _speakers(now: dt.datetime) -> QuerySet[AgendaItem]:
    """Return the items whose speaker's address is no longer needed; the name is the programme's."""
    keep = dt.timedelta(days=definitions.days("meeting_guests"))
    over = Q(agenda__meeting__day__lt=timezone.localdate(now) - keep)
    undated = Q(agenda__meeting__day=None, agenda__changed_at__lt=now - keep)
    return AgendaItem.objects.exclude(speaker_email="").filter(over | undated)


registry.sweeper(
    "meeting_days",
    due=lambda now: _attendances(now).count() + _notes(now).count(),
    sweep=lambda now: _attendances(now).delete()[0] + _notes(now).delete()[0],
)
registry.sweeper(
    "meeting_guests",
    due=lambda now: _guests(now).count() + _speakers(now).count(),
    sweep=lambda now: _guests(now).delete()[0] + _speakers(now).update(speaker_email=""),
)
