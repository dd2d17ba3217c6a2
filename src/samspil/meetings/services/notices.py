"""Letters about meetings: once for each version, to those who would come."""

import hashlib
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from samspil.letters import services as letters
from samspil.meetings import selectors, sentences
from samspil.meetings.models import Meeting, MeetingChange
from samspil.people import selectors as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView


def tell(actor: Viewer, edition: str, changes: Sequence[MeetingChange]) -> None:
    """Write one letter to each person concerned, about all their meetings that changed.

    Network days concern everybody on the teams, steering meetings the representatives. A letter's
    key names the versions it tells of, so none is told twice.
    """
    view = programmes.edition(edition)
    if view is None or not changes:
        return
    told: dict[int, list[MeetingChange]] = {}
    addresses: dict[int, str] = {}
    for change in changes:
        for user_id, address in _concerned(actor, change.meeting):
            addresses[user_id] = address
            told.setdefault(user_id, []).append(change)
    # Whoever changes a meeting may read English; those who get the letter are Danish.
    with translation.override(settings.LANGUAGE_CODE):
        for user_id, own in told.items():
            letters.write_and_send(
                template="meetings_changed",
                to=addresses[user_id],
                context=_context(view, own),
                key=f"meetings:{edition}:{_versions(own)}:{user_id}",
                language=settings.LANGUAGE_CODE,
            )


def _concerned(actor: Viewer, meeting: Meeting) -> Iterable[tuple[int, str]]:
    """Yield number and address of everybody who would come to a meeting."""
    is_day = meeting.kind == Meeting.Kind.NETWORK_DAY
    for place in programmes.attending(actor, meeting.edition):
        if place.has_left:
            continue
        sectors = {sector for person in place.people for sector in person.sectors}
        if is_day:
            for person in place.people:
                if meeting.sector in ("", *person.sectors):
                    yield person.user_id, person.email
        elif meeting.sector in ("", *sectors):
            role = Role.STEERING_REPRESENTATIVE
            for holder in people.holders(role, place.code, meeting.edition):
                yield holder.user_id, holder.email


def _versions(changes: Iterable[MeetingChange]) -> str:
    """Return a short name of the versions told of; a key holds at most 120 letters."""
    named = ",".join(f"{change.meeting_id}.{change.version}" for change in changes)
    return hashlib.sha256(named.encode()).hexdigest()[:20]


def _context(view: EditionView, changes: Iterable[MeetingChange]) -> dict[str, object]:
    return {
        "edition": view.content.title.in_language(settings.LANGUAGE_CODE),
        "is_example": view.content.is_example,
        "meetings": [_meeting(change) for change in changes],
        "calendar": letters.absolute_url(reverse("meetings:calendars")),
    }


def _meeting(change: MeetingChange) -> dict[str, object]:
    row = selectors.row_of(change.meeting)
    return {
        "name": row.name,
        "when": row.when,
        "lines": sentences.changes(change.changes) or [sentences.new()],
        "address": letters.absolute_url(reverse("meetings:meeting", args=[row.edition, row.id])),
    }
