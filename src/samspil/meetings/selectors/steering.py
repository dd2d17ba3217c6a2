"""Reads of steering meetings, and of what goes home and comes back."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from samspil.meetings import rules, sentences
from samspil.meetings.models import (
    AgendaItem,
    BroughtItem,
    Decision,
    Meeting,
    Poll,
    Progress,
    Suggestion,
    TakeHome,
    TakeHomeReply,
    Vote,
)
from samspil.meetings.selectors.meetings import MeetingRow, may_see, participating, row_of
from samspil.meetings.selectors.seats import Seat, seat_key, seats
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class SuggestionRow:
    """A suggestion, the seat it came from, and how many seats put it first."""

    id: int
    seat: str
    kind_name: str
    text: str
    votes: int


@dataclass(frozen=True)
class ProgressRow:
    """How it goes for a seat; the text is empty while it has told nothing."""

    seat: Seat
    text: str


@dataclass(frozen=True)
class SteeringView:
    """A steering meeting. `own` are the seats the viewer speaks for, with their vote."""

    suggestions: tuple[SuggestionRow, ...]
    progress: tuple[ProgressRow, ...]
    own: tuple[tuple[Seat, int | None], ...]
    by_sector: bool
    is_closed: bool
    voted: int
    seats: int


@dataclass(frozen=True)
class SettledDecision:
    """A decision and what became of it; `waits` until it is carried, or again if that fell away.

    `carried_to` is the meeting on whose agenda it stands, by name.
    """

    id: int
    text: str
    fate: str
    fate_name: str
    words: str
    item: int | None
    carried_to: str
    waits: bool


@dataclass(frozen=True)
class ReplyRow:
    """What came of something taken home, in one municipality."""

    municipality: str
    text: str


@dataclass(frozen=True)
class TakeHomeRow:
    """Something taken home on a day, and what came of it: the own reply, and when it was told."""

    id: int
    meeting: str
    text: str
    replies: tuple[ReplyRow, ...]
    own_reply: str = ""
    day: dt.date | None = None
    replied_on: dt.date | None = None


@dataclass(frozen=True)
class Interplay:
    """How much went between the shared arena and the local ones (R2)."""

    brought: int
    brought_by: int
    taken_home: int
    replies: int
    replied_by: int


def steering(viewer: Viewer, row: MeetingRow) -> SteeringView | None:
    """Return a steering meeting's suggestions, poll and progress, for those who take part."""
    if row.is_network_day or not may_see(viewer, row.edition):
        return None
    taking_part = seats(row)
    keys = {seat.key for seat in taking_part}
    votes = {
        seat_key(vote.municipality_id, vote.sector): vote.suggestion_id
        for vote in Vote.objects.filter(meeting_id=row.id)
        if seat_key(vote.municipality_id, vote.sector) in keys
    }
    told = {
        seat_key(one.municipality_id, one.sector): one.text
        for one in Progress.objects.filter(meeting_id=row.id)
    }
    return SteeringView(
        suggestions=tuple(_suggestions(row, Counter(votes.values()))),
        progress=tuple(ProgressRow(seat, told.get(seat.key, "")) for seat in taking_part),
        own=tuple(
            (seat, votes.get(seat.key))
            for seat in taking_part
            if rules.may_steer(viewer, row.edition, seat.code, seat.sector or row.sector)
        ),
        by_sector=row.by_sector,
        is_closed=Poll.objects.filter(meeting_id=row.id).exists(),
        voted=len(votes),
        seats=len(taking_part),
    )


def _suggestions(row: MeetingRow, votes: Counter[int]) -> list[SuggestionRow]:
    """Return the suggestions: those most put first, of equals in the sequence they came."""
    found = Suggestion.objects.filter(meeting_id=row.id).select_related("municipality")
    rows = [
        SuggestionRow(
            one.pk,
            sentences.seat(one.municipality.name, one.sector),
            sentences.suggestion_kind(one.kind),
            one.text,
            votes[one.pk],
        )
        for one in found
    ]
    return sorted(rows, key=lambda one: -one.votes)


def settled(viewer: Viewer, row: MeetingRow) -> list[SettledDecision]:
    """Return a meeting's decisions and what became of each; empty for outsiders."""
    if not may_see(viewer, row.edition):
        return []
    found = Decision.objects.filter(meeting_id=row.id).select_related("item__agenda__meeting")
    return [_settled(one) for one in found]


def _settled(one: Decision) -> SettledDecision:
    item: AgendaItem | None = getattr(one, "item", None)
    meeting = item.agenda.meeting if item else None
    is_off = meeting is not None and meeting.cancelled_at is not None
    carried = one.fate == Decision.Fate.CARRIED
    return SettledDecision(
        id=one.pk,
        text=one.text,
        fate=one.fate,
        fate_name=sentences.fate(one.fate),
        words=one.fate_words,
        item=item.pk if item else None,
        carried_to=sentences.name(meeting.kind, meeting.number) if meeting and carried else "",
        waits=one.fate == Decision.Fate.OPEN or (carried and is_off),
    )


def taken_home(viewer: Viewer, edition: str, *, meeting: int | None = None) -> list[TakeHomeRow]:
    """Return what was taken home in an edition or from one meeting, with what came of it."""
    if not may_see(viewer, edition):
        return []
    found = TakeHome.objects.filter(meeting__edition=edition)
    if meeting is not None:
        found = found.filter(meeting_id=meeting)
    return [_take_home(one) for one in found.select_related("meeting").prefetch_related(
        "replies__municipality"
    )]  # fmt: skip


def to_do_at_home(viewer: Viewer, edition: str, code: str, sector: str) -> list[TakeHomeRow]:
    """Return what one municipality has taken home, with its own reply where it has told."""
    if not may_see(viewer, edition) or code not in participating(edition, sector):
        return []
    found = TakeHome.objects.filter(meeting__edition=edition, meeting__sector__in=["", sector])
    related = found.select_related("meeting").prefetch_related("replies__municipality")
    return [_take_home(one, code) for one in related]


def _take_home(one: TakeHome, code: str = "") -> TakeHomeRow:
    replies = list(one.replies.all())
    own = next((reply for reply in replies if reply.municipality_id == code), None)
    return TakeHomeRow(
        one.pk,
        sentences.name(one.meeting.kind, one.meeting.number),
        one.text,
        tuple(ReplyRow(reply.municipality.name, reply.text) for reply in replies),
        own.text if own else "",
        row_of(one.meeting).day,
        timezone.localdate(own.written_at) if own else None,
    )


def interplay(viewer: Viewer, edition: str) -> Interplay | None:
    """Count what went between the arenas, of those taking part; None for outsiders."""
    if not may_see(viewer, edition):
        return None
    here = participating(edition)
    brought = [
        code
        for code in BroughtItem.objects.filter(
            meeting__edition=edition, meeting__kind=Meeting.Kind.NETWORK_DAY
        ).values_list("municipality_id", flat=True)
        if code in here
    ]
    replies = [
        code
        for code in TakeHomeReply.objects.filter(take_home__meeting__edition=edition).values_list(
            "municipality_id", flat=True
        )
        if code in here
    ]
    return Interplay(
        brought=len(brought),
        brought_by=len(set(brought)),
        taken_home=TakeHome.objects.filter(meeting__edition=edition).count(),
        replies=len(replies),
        replied_by=len(set(replies)),
    )
