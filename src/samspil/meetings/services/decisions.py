"""What becomes of a decision: carried to a later meeting's agenda, changed, dropped or closed."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samspil.meetings import rules, selectors
from samspil.meetings.models import TEXT_LENGTH, Agenda, AgendaItem, Decision
from samspil.meetings.models.agenda import LONGEST_TITLE
from samspil.meetings.services.agenda import take_off
from samspil.meetings.services.errors import (
    NoComingDayError,
    NoSuchItemError,
    WordsMissingError,
)
from samspil.people import services as people
from samspil.people.viewer import Viewer

DECISION_MINUTES = 20
"""So long an item that came from a decision is at first."""


@transaction.atomic
def carry(
    *, actor: Viewer, decision: int, to: int | None = None, now: dt.datetime | None = None
) -> AgendaItem:
    """Put what a meeting agreed on, on the agenda of a meeting that follows.

    Without `to` on that of the next network day, or where there is none, of the next steering
    meeting. Pressed again, the item that stands is returned; one that stands at a meeting called
    off since moves. Raises NotAllowedError, NoSuchItemError, and NoComingDayError where no such
    meeting follows.
    """
    found = _decision(actor, decision)
    standing = AgendaItem.objects.filter(decision=found).select_related("agenda__meeting").first()
    if standing is not None and standing.agenda.meeting.cancelled_at is None:
        return standing
    ways = selectors.ways_on(selectors.row_of(found.meeting), now or timezone.now())
    way = next((row for row in ways if to in (None, row.id)), None)
    if way is None:
        raise NoComingDayError
    agenda, _is_new = Agenda.objects.get_or_create(meeting_id=way.id)
    last = agenda.items.order_by("-position").first()
    place = {"agenda": agenda, "position": 1 + (last.position if last else 0)}
    words = {
        "kind": AgendaItem.Kind.OTHER,
        "minutes": DECISION_MINUTES,
        "title": found.text[:LONGEST_TITLE],
        "text": found.text if len(found.text) > LONGEST_TITLE else "",
    }
    item, _is_new = AgendaItem.objects.update_or_create(
        decision=found, defaults=place, create_defaults=place | words
    )
    _count_up(agenda, actor)
    _decide_fate(actor, found, Decision.Fate.CARRIED, "")
    return item


@transaction.atomic
def settle(*, actor: Viewer, decision: int, fate: str, words: str) -> Decision:
    """Say that a decision was changed, dropped or closed, and why or how.

    One that is dropped leaves the agenda it was carried to. Raises NotAllowedError,
    NoSuchItemError, WordsMissingError.
    """
    found = _decision(actor, decision)
    if fate not in (Decision.Fate.DROPPED, Decision.Fate.CHANGED, Decision.Fate.CLOSED):
        raise NoSuchItemError
    _decide_fate(actor, found, fate, _words(words))
    item = (
        AgendaItem.objects.select_related("agenda", "speaker_link").filter(decision=found).first()
    )
    if fate == Decision.Fate.DROPPED and item is not None:
        take_off(actor, item)
        _count_up(item.agenda, actor)
    return found


def _count_up(agenda: Agenda, actor: Viewer) -> None:
    """Let whoever has the agenda open be told that it has changed."""
    Agenda.objects.filter(pk=agenda.pk).update(
        version=F("version") + 1, changed_by_id=actor.user_id, changed_at=timezone.now()
    )


def _decide_fate(actor: Viewer, decision: Decision, fate: str, words: str) -> None:
    decision.fate, decision.fate_words = fate, words
    decision.save(update_fields=["fate", "fate_words"])
    people.record(
        actor=actor,
        action="meetings.decision_settled",
        edition=decision.meeting.edition,
        subject=f"meeting:{decision.meeting_id}",
        details={"fate": str(fate)},
    )


def _decision(actor: Viewer, decision: int) -> Decision:
    found = Decision.objects.select_related("meeting").filter(pk=decision).first()
    if found is None:
        raise NoSuchItemError
    if not rules.may_plan(actor, found.meeting.edition):
        raise people.NotAllowedError
    return found


def _words(text: str) -> str:
    found = " ".join(text.split())
    if not found or len(found) > TEXT_LENGTH:
        raise WordsMissingError
    return found
