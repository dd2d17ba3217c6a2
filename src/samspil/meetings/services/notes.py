"""What each writes down for oneself on the day: saved often, never over something newer.

No line in the trail: what one writes for oneself, every few seconds, is nobody else's business.
"""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.meetings.models import NOTE_LENGTH, DayNote
from samspil.meetings.services import errors
from samspil.meetings.visitor import Visitor
from samspil.people import services as people


class NoteMovedError(Exception):
    """The note was saved elsewhere since; `standing` is what stands there."""

    def __init__(self, standing: DayNote) -> None:
        self.standing = standing
        super().__init__(standing.revision)


def save_note(
    *, visitor: Visitor, meeting: int, text: str, base: int, now: dt.datetime | None = None
) -> DayNote:
    """Save a visitor's note. `base` is the revision it was written upon, 0 for a new one.

    The same text again changes nothing. Raises NoteMovedError where another revision stands, and
    WordsMissingError for a text longer than NOTE_LENGTH; NotAllowedError for nobody.
    """
    if visitor.viewer.user_id is None and visitor.guest is None:
        raise people.NotAllowedError
    if len(text) > NOTE_LENGTH:
        raise errors.WordsMissingError
    try:
        return _save(visitor, meeting, text, base, now or timezone.now())
    except IntegrityError:
        # Two phones began at once; the other one was first.
        standing = DayNote.objects.get(meeting_id=meeting, **visitor.owner)
        if standing.text == text:
            # One phone, whose page was loaded again while it sent: it says the same.
            return standing
        raise NoteMovedError(standing) from None


@transaction.atomic
def _save(visitor: Visitor, meeting: int, text: str, base: int, moment: dt.datetime) -> DayNote:
    ours = DayNote.objects.select_for_update().filter(meeting_id=meeting, **visitor.owner)
    standing = ours.first()
    if standing is None:
        return DayNote.objects.create(
            meeting_id=meeting, **visitor.owner, text=text, saved_at=moment
        )
    if standing.text == text:
        return standing
    if standing.revision != base:
        raise NoteMovedError(standing)
    standing.text = text
    standing.revision += 1
    standing.saved_at = moment
    standing.save(update_fields=["text", "revision", "saved_at"])
    return standing
