"""Acts at steering meetings, and what is taken home and back."""

from django.db import transaction
from django.utils import timezone

from samspil.meetings import rules, selectors
from samspil.meetings.models import (
    TEXT_LENGTH,
    Meeting,
    Minutes,
    Poll,
    Progress,
    Suggestion,
    TakeHome,
    TakeHomeReply,
    Vote,
)
from samspil.meetings.models.agenda import LONGEST_MINUTES
from samspil.meetings.services.errors import (
    AgendaChangedError,
    MeetingIsCancelledError,
    NoSuchItemError,
    NoSuchMeetingError,
    NotTakingPartError,
    PollClosedError,
    WordsMissingError,
)
from samspil.people import services as people
from samspil.people.viewer import Viewer


@transaction.atomic
def suggest(
    *, actor: Viewer, meeting: int, municipality: str, kind: str, text: str, sector: str = ""
) -> Suggestion:
    """Suggest content or tone for the network day after a steering meeting.

    `sector` is the seat's where the meeting is by sector, and empty where it is not. Raises
    NotAllowedError for all but the seat's representatives, NoSuchMeetingError,
    NotTakingPartError, PollClosedError, WordsMissingError.
    """
    found = _steering(actor, meeting, municipality, sector)
    _must_be_open(found)
    said, is_new = Suggestion.objects.get_or_create(
        meeting=found,
        municipality_id=municipality,
        sector=sector,
        text=_words(text),
        defaults={"kind": kind, "written_by_id": actor.user_id},
    )
    if is_new:
        _record(actor, "meetings.suggested", found, municipality)
    return said


@transaction.atomic
def vote(
    *, actor: Viewer, meeting: int, municipality: str, suggestion: int, sector: str = ""
) -> Vote:
    """Put a suggestion first, for a seat; said again, the latest counts.

    Raises as ``suggest``, and NoSuchItemError for a suggestion of another meeting.
    """
    found = _steering(actor, meeting, municipality, sector)
    _must_be_open(found)
    chosen = Suggestion.objects.filter(pk=suggestion, meeting=found).first()
    if chosen is None:
        raise NoSuchItemError
    cast, _is_new = Vote.objects.update_or_create(
        meeting=found,
        municipality_id=municipality,
        sector=sector,
        defaults={
            "suggestion": chosen,
            "cast_by_id": actor.user_id,
            "cast_at": timezone.now(),
        },
    )
    _record(actor, "meetings.voted", found, municipality)
    return cast


@transaction.atomic
def close_poll(*, actor: Viewer, meeting: int) -> Poll:
    """Close a steering meeting's poll. Raises NotAllowedError, NoSuchMeetingError."""
    found = _planned(actor, meeting)
    poll, is_new = Poll.objects.get_or_create(
        meeting=found, defaults={"closed_by_id": actor.user_id}
    )
    if is_new:
        _record(actor, "meetings.poll_closed", found)
    return poll


@transaction.atomic
def tell_progress(
    *, actor: Viewer, meeting: int, municipality: str, text: str, sector: str = ""
) -> Progress:
    """Tell how it goes for a seat, in words; told again, the latest stands.

    Raises as ``suggest``.
    """
    found = _steering(actor, meeting, municipality, sector)
    told, _is_new = Progress.objects.update_or_create(
        meeting=found,
        municipality_id=municipality,
        sector=sector,
        defaults={
            "text": _words(text),
            "written_by_id": actor.user_id,
            "written_at": timezone.now(),
        },
    )
    _record(actor, "meetings.progress_told", found, municipality)
    return told


@transaction.atomic
def write_minutes(*, actor: Viewer, meeting: int, version: int, text: str) -> Minutes:
    """Save the minutes of a meeting, from the version they were shown in (0: none yet).

    Raises NotAllowedError, NoSuchMeetingError, AgendaChangedError, WordsMissingError.
    """
    found = _planned(actor, meeting)
    if len(text) > LONGEST_MINUTES:
        raise WordsMissingError
    standing = Minutes.objects.select_for_update(of=("self",)).filter(meeting=found).first()
    if (standing.version if standing else 0) != version:
        by = standing.written_by if standing else None
        raise AgendaChangedError(str(by or ""))
    if standing is None:
        saved = Minutes.objects.create(meeting=found, text=text, written_by_id=actor.user_id)
    else:
        fields = {"text": text, "version": version + 1, "written_by_id": actor.user_id,
                  "written_at": timezone.now()}  # fmt: skip
        if not Minutes.objects.filter(pk=standing.pk, version=version).update(**fields):
            raise AgendaChangedError("")
        saved = Minutes.objects.get(pk=standing.pk)
    _record(actor, "meetings.minutes_written", found)
    return saved


@transaction.atomic
def send_home(*, actor: Viewer, meeting: int, text: str) -> TakeHome:
    """Write down what every municipality takes home from a network day until the next.

    Raises NotAllowedError, NoSuchMeetingError, WordsMissingError.
    """
    found = _planned(actor, meeting)
    item, is_new = TakeHome.objects.get_or_create(
        meeting=found, text=_words(text), defaults={"written_by_id": actor.user_id}
    )
    if is_new:
        _record(actor, "meetings.sent_home", found)
    return item


@transaction.atomic
def reply_from_home(
    *, actor: Viewer, take_home: int, municipality: str, text: str
) -> TakeHomeReply:
    """Tell what came of something taken home; told again, the latest stands.

    Raises NotAllowedError, NoSuchItemError, NotTakingPartError, WordsMissingError.
    """
    found = TakeHome.objects.select_related("meeting").filter(pk=take_home).first()
    if found is None:
        raise NoSuchItemError
    _must_take_part(actor, found.meeting, municipality)
    told, _is_new = TakeHomeReply.objects.update_or_create(
        take_home=found,
        municipality_id=municipality,
        defaults={
            "text": _words(text),
            "written_by_id": actor.user_id,
            "written_at": timezone.now(),
        },
    )
    _record(actor, "meetings.replied_from_home", found.meeting, municipality)
    return told


def _steering(actor: Viewer, meeting: int, municipality: str, sector: str) -> Meeting:
    """Return a steering meeting, for a representative of a seat there."""
    found = Meeting.objects.filter(pk=meeting, kind=Meeting.Kind.STEERING).first()
    if found is None:
        raise NoSuchMeetingError
    if found.cancelled_at is not None:
        raise MeetingIsCancelledError
    if not rules.may_steer(actor, found.edition, municipality, sector or found.sector):
        raise people.NotAllowedError
    seated = {(seat.code, seat.sector) for seat in selectors.seats(selectors.row_of(found))}
    if (municipality, sector) not in seated:
        raise NotTakingPartError
    return found


def _must_take_part(actor: Viewer, meeting: Meeting, municipality: str) -> None:
    if not rules.may_bring(actor, meeting.edition, municipality):
        raise people.NotAllowedError
    if municipality not in selectors.participating(meeting.edition, meeting.sector):
        raise NotTakingPartError


def _must_be_open(meeting: Meeting) -> None:
    if Poll.objects.filter(meeting=meeting).exists():
        raise PollClosedError


def _planned(actor: Viewer, meeting: int) -> Meeting:
    found = Meeting.objects.filter(pk=meeting).first()
    if found is None:
        raise NoSuchMeetingError
    if not rules.may_plan(actor, found.edition):
        raise people.NotAllowedError
    return found


def _words(text: str) -> str:
    found = " ".join(text.split())
    if not found or len(found) > TEXT_LENGTH:
        raise WordsMissingError
    return found


def _record(
    actor: Viewer, action: str, meeting: Meeting, municipality: str = "", **details: object
) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=municipality or None,
        edition=meeting.edition,
        subject=f"meeting:{meeting.pk}",
        details=details,
    )
