"""Acts on meetings: plan them from the edition, write down decisions, bring something along."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from samspil.definitions import Text
from samspil.meetings import rules, selectors
from samspil.meetings.models import TEXT_LENGTH, BroughtItem, Decision, Meeting
from samspil.meetings.services import notices
from samspil.meetings.services.errors import (
    MeetingIsCancelledError,
    MeetingIsOverError,
    NoComingDayError,
    NoSuchEditionError,
    NoSuchMeetingError,
    NotTakingPartError,
    WordsMissingError,
)
from samspil.meetings.services.versions import first_version, next_version
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.editions import Edition

type _Key = tuple[str, int]


@transaction.atomic
def plan_from_edition(*, actor: Viewer, edition: str) -> list[Meeting]:
    """Make the edition's network days and the steering meeting before each, as it says them now.

    Doing it again changes nothing; where the edition has changed since, the meeting follows,
    counts one version up, and those who would come are told. A meeting called off stays so.
    Raises NotAllowedError and NoSuchEditionError.
    """
    if not rules.may_plan(actor, edition):
        raise people.NotAllowedError
    view = programmes.edition(edition)
    if view is None:
        raise NoSuchEditionError
    standing = {(m.kind, m.number): m for m in Meeting.objects.filter(edition=edition, sector="")}
    new, changed, planned = [], [], []
    for key, fields in _planned(view.content):
        meeting = standing.get(key)
        if meeting is not None and _has_spoken(meeting):
            # Votes that are cast count as they were cast.
            fields["by_sector"] = meeting.by_sector
        if meeting is None:
            kind, number = key
            meeting = Meeting.objects.create(edition=edition, kind=kind, number=number, **fields)
            new.append(first_version(meeting, actor))
        elif any(getattr(meeting, name) != value for name, value in fields.items()):
            changed.append(next_version(meeting, fields, actor))
        planned.append(meeting)
    if new or changed:
        # The first plan of all tells nobody: it stands in the edition they registered for.
        notices.tell(actor, edition, [*changed, *(new if standing else [])])
        people.record(
            actor=actor,
            action="meetings.planned",
            edition=edition,
            details={"new": len(new), "changed": len(changed), "version": view.version},
        )
    return planned


def _planned(edition: Edition) -> Iterator[tuple[_Key, dict[str, Any]]]:
    """Yield what each meeting of an edition should be: its key and its fields."""
    steering = {meeting.before_day: meeting for meeting in edition.steering_meetings}
    tentative = {"tentative": edition.dates_tentative}
    by_sector = bool(edition.steering and edition.steering.per_sector)
    for day in edition.network_days:
        if before := steering.get(day.number):
            fields = _fields(day=before.date, mode=before.mode.value) | {"by_sector": by_sector}
            yield (Meeting.Kind.STEERING.value, day.number), fields | tentative
        fields = _fields(
            day=day.date,
            # A clock time without a date says nothing yet.
            starts=day.starts if day.date else None,
            ends=day.ends if day.date and day.starts else None,
            mode=day.mode.value,
            place=day.place,
            theme=day.theme,
        )
        yield (Meeting.Kind.NETWORK_DAY.value, day.number), fields | tentative


def _has_spoken(meeting: Meeting) -> bool:
    """Whether any seat has suggested, voted, told or been noted as come."""
    said = (meeting.suggestions, meeting.votes, meeting.progress, meeting.attendances)
    return meeting.kind == Meeting.Kind.STEERING and any(rows.exists() for rows in said)


def _fields(
    *,
    day: dt.date | None,
    mode: str,
    starts: dt.time | None = None,
    ends: dt.time | None = None,
    place: Text | None = None,
    theme: Text | None = None,
) -> dict[str, Any]:
    """Return the fields of a meeting that the edition decides."""
    return {
        "day": day,
        "starts": starts,
        "ends": ends,
        "mode": mode,
        "place_da": place.da if place else "",
        "place_en": place.en if place else "",
        "theme_da": theme.da if theme else "",
        "theme_en": theme.en if theme else "",
    }


@transaction.atomic
def decide(*, actor: Viewer, meeting: int, text: str) -> Decision:
    """Write a decision down; the same words again return the standing one.

    Raises NotAllowedError, NoSuchMeetingError and WordsMissingError.
    """
    found = _meeting(meeting)
    if not rules.may_plan(actor, found.edition):
        raise people.NotAllowedError
    decision, is_new = Decision.objects.get_or_create(
        meeting=found, text=_words(text), defaults={"written_by_id": actor.user_id}
    )
    if is_new:
        people.record(
            actor=actor,
            action="meetings.decided",
            edition=found.edition,
            subject=f"decision:{decision.pk}",
            details={"meeting": found.pk},
        )
    return decision


@transaction.atomic
def bring(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    kind: str,
    text: str,
    sector: str = "",
    subject: str = "",
    meeting: int | None = None,
    now: dt.datetime | None = None,
) -> BroughtItem:
    """Bring something to the next network day, or to the meeting named, that others should see.

    The same subject, or the same words, brought again change nothing. Raises NotAllowedError,
    NotTakingPartError, NoComingDayError, NoSuchMeetingError, MeetingIsOverError,
    MeetingIsCancelledError and WordsMissingError; ValueError for an unknown kind.
    """
    moment = now or timezone.now()
    if not rules.may_bring(actor, edition, municipality):
        raise people.NotAllowedError
    if municipality not in selectors.participating(edition, sector):
        raise NotTakingPartError
    to = _coming(edition, sector, moment) if meeting is None else _open(edition, meeting, moment)
    words = _words(text)
    same = {"subject": subject} if subject else {"subject": "", "text": words}
    item, is_new = BroughtItem.objects.get_or_create(
        meeting=to,
        municipality_id=municipality,
        kind=BroughtItem.Kind(kind).value,
        **same,
        defaults={"text": words, "sector": sector, "brought_by_id": actor.user_id},
    )
    if is_new:
        people.record(
            actor=actor,
            action="meetings.brought",
            municipality=municipality,
            edition=edition,
            subject=f"brought:{item.pk}",
            details={"meeting": to.pk, "kind": item.kind},
        )
    return item


@transaction.atomic
def take_back(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    subject: str,
    now: dt.datetime | None = None,
) -> int:
    """Take what was brought under a subject off the meetings to come; returns how many.

    What was brought to a meeting that is over stays as it was. Raises NotAllowedError.
    """
    moment = now or timezone.now()
    if not rules.may_bring(actor, edition, municipality):
        raise people.NotAllowedError
    brought = BroughtItem.objects.filter(
        meeting__edition=edition, municipality=municipality, subject=subject
    ).exclude(subject="")
    gone = [
        item.pk
        for item in brought.select_related("meeting")
        if not selectors.row_of(item.meeting).is_past(moment)
    ]
    if gone:
        BroughtItem.objects.filter(pk__in=gone).delete()
        people.record(
            actor=actor,
            action="meetings.taken_back",
            municipality=municipality,
            edition=edition,
            subject=subject,
        )
    return len(gone)


def _coming(edition: str, sector: str, moment: dt.datetime) -> Meeting:
    """Return the next network day."""
    row = selectors.next_day(edition, sector, moment)
    if row is None:
        raise NoComingDayError
    return _meeting(row.id)


def _open(edition: str, meeting: int, moment: dt.datetime) -> Meeting:
    """Return a meeting of the edition that has not been held."""
    found = _meeting(meeting)
    if found.edition != edition:
        raise NoSuchMeetingError
    if selectors.row_of(found).is_past(moment):
        raise MeetingIsOverError
    if found.cancelled_at is not None:
        raise MeetingIsCancelledError
    return found


def _meeting(meeting: int) -> Meeting:
    found = Meeting.objects.filter(pk=meeting).first()
    if found is None:
        raise NoSuchMeetingError
    return found


def _words(text: str) -> str:
    """Return a text without surrounding blanks, or raise WordsMissingError."""
    words = text.strip()
    if not words or len(words) > TEXT_LENGTH:
        raise WordsMissingError
    return words
