"""Reminders, sent by the clock some days before the deadline, each once to each recipient."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from samspil.letters import services as letters
from samspil.people.viewer import ANYBODY
from samspil.programmes import selectors, words
from samspil.programmes.edition_parts import COPENHAGEN
from samspil.programmes.models import Campaign, Invitation, InvitationReminder
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.invitations import State, state_of
from samspil.programmes.services.invitations import note
from samspil.programmes.services.inviting import new_link

HOUR = dt.time(8)
"""When on its day a reminder goes out, on the Danish clock."""

ASKED = frozenset({State.SENT, State.OPENED, State.BEGUN})
"""Who is reminded: those who have neither registered nor declined, and were written to."""


def due_at(deadline: dt.datetime, days: int) -> dt.datetime:
    """Return when the reminder so many days before a deadline goes out (aware)."""
    day = deadline.astimezone(COPENHAGEN).date() - dt.timedelta(days=days)
    return dt.datetime.combine(day, HOUR, COPENHAGEN)


def remind_due(*, now: dt.datetime) -> int:
    """Send what is due; returns how many letters. Asked again, nothing more is sent.

    Where several reminders have fallen due since the clock last ticked, only the last is sent.
    """
    return sum(_remind(row, now) for row in Campaign.objects.filter(stopped_at=None))


def _remind(row: Campaign, now: dt.datetime) -> int:
    view = selectors.edition(row.edition)
    if view is None or view.content.deadline is None or not view.is_open(now):
        return 0
    deadline = view.content.deadline.at
    due = [days for days in row.remind_days if due_at(deadline, days) <= now]
    if not due:
        return 0
    days = min(due)
    reminded = InvitationReminder.objects.filter(days__lte=days).values("invitation")
    waiting = row.invitations.filter(
        # Who was written to after that day has not had the days that the reminder is about.
        sent_at__lt=due_at(deadline, days),
        declined_at=None,
        withdrawn_at=None,
    ).exclude(pk__in=reminded)
    return sum(
        _remind_one(number, view, days, now) for number in waiting.values_list("pk", flat=True)
    )


def _remind_one(number: int, view: EditionView, days: int, now: dt.datetime) -> bool:
    """Remind one recipient in one transaction; False where it was done, or is no longer due."""
    with transaction.atomic():
        rows = Invitation.objects.select_for_update(of=("self",))
        found = rows.select_related("municipality").get(pk=number)
        if not _is_asked(found, view, now) or found.reminders.filter(days__lte=days).exists():
            return False
        InvitationReminder.objects.create(invitation=found, days=days, sent_at=now)
        address = new_link(ANYBODY, found, view, now)
        letters.write_and_send(
            template="invitation_reminder",
            to=found.email,
            context=_context(found, view, address),
            key=f"invitation:{found.pk}:reminder:{days}",
            language=found.language,
        )
        note(
            ANYBODY,
            "programmes.invitation_reminded",
            view.id,
            municipality=found.municipality_id,
            subject=found.subject,
            details={"days": days},
        )
        return True


def _is_asked(found: Invitation, view: EditionView, now: dt.datetime) -> bool:
    standing = selectors.standing_of(view.id, found.municipality_id)
    return state_of(found, standing, now) in ASKED


def _context(found: Invitation, view: EditionView, address: str) -> dict[str, object]:
    deadline = view.content.deadline
    with translation.override(found.language):
        page = reverse("programmes:edition", kwargs={"edition_id": view.id})
        return {
            "name": found.name or found.title,
            "municipality": found.municipality.name,
            "edition": words.localised(view.content.title),
            "by": ", ".join(view.content.invited_by),
            "deadline": words.deadline(deadline) if deadline else "",
            "begun": bool(selectors.standing_of(view.id, found.municipality_id)),
            "link": address,
            "edition_page": letters.absolute_url(page),
            "is_example": view.content.is_example,
        }
