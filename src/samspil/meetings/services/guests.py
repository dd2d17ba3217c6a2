"""Guests without an account: invited to one meeting's page by a personal link, and let go."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samspil.definitions import Text
from samspil.letters import services as letters
from samspil.meetings import rules, selectors
from samspil.meetings.models import Meeting, MeetingGuest
from samspil.meetings.services import errors
from samspil.people import services as people
from samspil.people.keeping import definitions
from samspil.people.models import PersonalLink
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes

PURPOSE = "meeting_guest"


class NoSuchGuestError(Exception):
    """There is no such guest at this meeting."""


@transaction.atomic
def invite_guest(
    *,
    actor: Viewer,
    meeting: int,
    name: str,
    email: str,
    language: str = "",
    now: dt.datetime | None = None,
) -> tuple[MeetingGuest, str]:
    """Let somebody without an account open a meeting's page, by a link in a letter.

    Invited again, the guest is sent a new link, once a day at most; earlier ones keep working.
    Returns the guest and the secret, empty where no letter was sent. Raises NotAllowedError,
    NoSuchMeetingError and MeetingIsOverError.
    """
    moment = now or timezone.now()
    found = Meeting.objects.filter(pk=meeting).first()
    if found is None:
        raise errors.NoSuchMeetingError
    if not rules.may_plan(actor, found.edition):
        raise people.NotAllowedError
    if selectors.row_of(found).is_past(moment):
        raise errors.MeetingIsOverError
    guest, is_new = MeetingGuest.objects.get_or_create(
        meeting=found,
        email__iexact=email.strip(),
        defaults={
            "name": name.strip(),
            "email": email.strip().lower(),
            "invited_by_id": actor.user_id,
            "invited_at": moment,
        },
    )
    if guest.withdrawn_at is not None:
        MeetingGuest.objects.filter(pk=guest.pk).update(withdrawn_at=None)
    token = _send_link(actor, found, guest, language, moment)
    if is_new:
        people.record(
            actor=actor,
            action="meetings.guest_invited",
            edition=found.edition,
            subject=f"guest:{guest.pk}",
        )
    return guest, token


def _send_link(
    actor: Viewer, meeting: Meeting, guest: MeetingGuest, language: str, moment: dt.datetime
) -> str:
    """Send a link and return its secret; the same letter is sent once a day at most."""
    link, token = people.make_link(
        actor=actor,
        purpose=PURPOSE,
        subject=f"guest:{guest.pk}",
        lifetime=_lifetime(meeting, moment),
    )
    letter = letters.write_and_send(
        template="meeting_guest",
        to=guest.email,
        context=_words(meeting, guest, token),
        key=f"guest:{guest.pk}:{timezone.localdate(moment)}",
        language=language,
    )
    if letter.created_at < link.created_at:
        link.delete()
        return ""
    return token


def _lifetime(meeting: Meeting, moment: dt.datetime) -> dt.timedelta:
    """Return how long a link works: as long as the guest is kept after the meeting."""
    kept = dt.timedelta(days=definitions.days("meeting_guests"))
    ahead = (meeting.day - timezone.localdate(moment)) if meeting.day else dt.timedelta(days=365)
    return max(ahead, dt.timedelta()) + kept


def _words(meeting: Meeting, guest: MeetingGuest, token: str) -> dict[str, object]:
    view = programmes.edition(meeting.edition)
    title = view.content.title if view else Text(da=meeting.edition, en=meeting.edition)
    return {
        "name": guest.name,
        "edition": {"da": title.da, "en": title.en},
        "meeting": selectors.row_of(meeting),
        "link": letters.absolute_url(reverse("meetings:guest_day", args=[token])),
        "privacy": letters.absolute_url(reverse("privacy")),
        "is_example": bool(view and view.content.is_example),
    }


@transaction.atomic
def withdraw_guest(
    *, actor: Viewer, meeting: int, guest: int, now: dt.datetime | None = None
) -> None:
    """Let a guest go: all links close at once. Raises NotAllowedError and NoSuchGuestError."""
    standing = MeetingGuest.objects.select_related("meeting").filter(pk=guest, meeting_id=meeting)
    found = standing.first()
    if found is None:
        raise NoSuchGuestError
    if not rules.may_plan(actor, found.meeting.edition):
        raise people.NotAllowedError
    if found.withdrawn_at is not None:
        return
    MeetingGuest.objects.filter(pk=found.pk).update(withdrawn_at=now or timezone.now())
    links = PersonalLink.objects.filter(purpose=PURPOSE, subject=f"guest:{found.pk}")
    for link in links.filter(revoked_at=None):
        people.revoke_link(actor=actor, link=link)


def guest_behind(*, token: str, now: dt.datetime | None = None) -> MeetingGuest:
    """Return the guest whom a link lets in; raises LinkRefusedError. Notes nothing."""
    link = people.peek_link(token=token, purpose=PURPOSE, now=now)
    number = int(link.subject.removeprefix("guest:"))
    standing = MeetingGuest.objects.select_related("meeting").filter(pk=number, withdrawn_at=None)
    found = standing.first()
    if found is None:
        raise people.LinkRefusedError("revoked")
    return found
