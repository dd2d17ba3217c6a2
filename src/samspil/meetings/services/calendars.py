"""Acts on calendars that people follow: make a secret address, look it up, take it back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from samspil.meetings import selectors
from samspil.meetings.models import CalendarLink
from samspil.people import services as people
from samspil.people.models import User
from samspil.people.viewer import Viewer

PURPOSE = "calendar"
LIFETIME = dt.timedelta(days=3 * 365)
"""Longer than any edition lasts, so that nobody's calendar falls silent on the way."""
MOST = 20
"""How many calendars one person can follow at once."""


class NoSuchCalendarError(Exception):
    """There is no such calendar for this person."""


class TooManyCalendarsError(Exception):
    """The person follows as many calendars as one can."""


@transaction.atomic
def follow_calendar(*, actor: Viewer, key: str, language: str) -> tuple[CalendarLink, str]:
    """Make a calendar's secret address; returns it and the secret, which is shown once.

    Raises NoSuchCalendarError for one the person may not follow, and TooManyCalendarsError.
    """
    chosen = next((one for one in selectors.calendar_choices(actor) if one.key == key), None)
    if chosen is None or actor.user_id is None:
        raise NoSuchCalendarError
    if len(selectors.calendar_links(actor)) >= MOST:
        raise TooManyCalendarsError
    link, token = people.make_link(
        actor=actor,
        purpose=PURPOSE,
        subject=chosen.key[:80],
        user=User.objects.get(pk=actor.user_id),
        lifetime=LIFETIME,
    )
    made = CalendarLink.objects.create(
        link=link,
        user_id=actor.user_id,
        scope=chosen.scope,
        edition=chosen.edition,
        sector=chosen.sector,
        municipality_id=chosen.municipality or None,
        language=language,
    )
    people.record(actor=actor, action="meetings.calendar_followed", subject=f"calendar:{made.pk}")
    return made, token


def calendar_behind(*, token: str, now: dt.datetime | None = None) -> CalendarLink:
    """Return the calendar of a secret address, noting the day; raises LinkRefusedError."""
    moment = now or timezone.now()
    link = people.peek_link(token=token, purpose=PURPOSE, now=moment)
    standing = CalendarLink.objects.select_related("link").filter(link=link)
    found = standing.filter(user__is_active=True).first()
    if found is None:
        raise people.LinkRefusedError("unknown")
    today = timezone.localdate(moment)
    # Calendars ask every hour; a day is enough to see that one is in use.
    if found.read_on != today:
        CalendarLink.objects.filter(pk=found.pk).update(read_on=today)
    return found


@transaction.atomic
def stop_calendar(*, actor: Viewer, calendar: int) -> None:
    """Take an address back at once; done again, nothing changes. Raises NoSuchCalendarError."""
    if actor.user_id is None:
        raise NoSuchCalendarError
    standing = CalendarLink.objects.select_related("link").filter(user_id=actor.user_id)
    found = standing.filter(pk=calendar).first()
    if found is None:
        raise NoSuchCalendarError
    if found.link.revoked_at is None:
        people.revoke_link(actor=actor, link=found.link)
