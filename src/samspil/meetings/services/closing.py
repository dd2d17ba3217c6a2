"""The last minute of a meeting: three questions, opened by the facilitator, answered at once."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from samspil.meetings.models import Meeting
from samspil.meetings.selectors.day import SURVEY, subject_of
from samspil.meetings.services import errors
from samspil.meetings.visitor import Visitor
from samspil.people.viewer import Viewer
from samspil.surveys import selectors as surveys
from samspil.surveys import services as asking
from samspil.surveys.models import Run

OPEN_FOR = dt.timedelta(days=2)
"""Who left early can still answer tomorrow."""


@transaction.atomic
def open_last_minute(*, actor: Viewer, meeting: int, now: dt.datetime | None = None) -> Run:
    """Open the three questions; opened already, the standing ones.

    Raises NotAllowedError, NoSuchMeetingError and MeetingIsCancelledError.
    """
    found = Meeting.objects.filter(pk=meeting).first()
    if found is None:
        raise errors.NoSuchMeetingError
    if found.cancelled_at is not None:
        raise errors.MeetingIsCancelledError
    return asking.open_run(
        actor=actor,
        survey=SURVEY,
        subject=subject_of(found.pk),
        edition=found.edition,
        closes_at=(now or timezone.now()) + OPEN_FOR,
    )


def close_last_minute(*, actor: Viewer, meeting: int) -> None:
    """Take no more answers. Raises NotAllowedError; NoSuchMeetingError where nothing is asked."""
    run = surveys.run_about(SURVEY, subject_of(meeting))
    if run is None:
        raise errors.NoSuchMeetingError
    asking.close(actor=actor, run=run)


def enter_last_minute(*, visitor: Visitor, meeting: int) -> str:
    """Let somebody at the meeting answer now; returns the secret of a link to the questions.

    Raises NoSuchMeetingError where nothing is asked, ClosedError and LinkRefusedError.
    """
    run = surveys.run_about(SURVEY, subject_of(meeting))
    if run is None:
        raise errors.NoSuchMeetingError
    return asking.admit(run=run, to=visitor.email)
