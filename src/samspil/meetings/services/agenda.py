"""Acts on an agenda: begin, add, change, move, remove; speakers and material.

Every act on the items names the version it was made from; whoever comes later is told, and
overwrites nothing.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samspil.documents import services as documents
from samspil.letters import services as letters
from samspil.meetings import agendas, rules, selectors
from samspil.meetings.models import Agenda, AgendaItem, Decision, Material, Meeting
from samspil.meetings.services.errors import (
    AgendaChangedError,
    NoSpeakerError,
    NoSuchItemError,
    NoSuchMeetingError,
    TooMuchMaterialError,
)
from samspil.people import services as people
from samspil.people.viewer import ANYBODY, Viewer
from samspil.programmes import selectors as programmes

SPEAKER = "meetings.speaker"
AFTER = dt.timedelta(days=30)
"""A speaker's link opens so long after the day, so that material can follow."""
WITHOUT_A_DATE = dt.timedelta(days=180)
MOST_MATERIAL = 12
"""Files and addresses under one item."""


@transaction.atomic
def begin_agenda(*, actor: Viewer, meeting: int) -> Agenda:
    """Begin an agenda from the one for such a meeting; one that has items is left as it is.

    Raises NotAllowedError, NoSuchMeetingError.
    """
    found = _meeting(actor, meeting)
    agenda, _is_new = Agenda.objects.get_or_create(meeting=found)
    if agenda.items.exists():
        return agenda
    template = agendas.template_for(found.kind, found.number)
    AgendaItem.objects.bulk_create(
        AgendaItem(
            agenda=agenda,
            position=position,
            kind=item.kind,
            minutes=item.minutes,
            title=item.title.da,
            title_en=item.title.en,
            text=item.text.da if item.text else "",
            text_en=item.text.en if item.text else "",
            levers=list(item.levers),
        )
        for position, item in enumerate(template.items, start=1)
    )
    return _changed(agenda, actor)


@transaction.atomic
def put_item(
    *,
    actor: Viewer,
    meeting: int,
    version: int,
    fields: Mapping[str, Any],
    item: int | None = None,
) -> AgendaItem:
    """Add an item at the end, or change one.

    `fields` are AgendaItem's kind, minutes, title, title_en, text, text_en, levers, indicators,
    speaker, speaker_title and speaker_email. A speaker who is another's than before loses the link.
    Raises NotAllowedError, NoSuchMeetingError, AgendaChangedError, NoSuchItemError.
    """
    agenda = _held(actor, meeting, version)
    if item is None:
        last = agenda.items.order_by("-position").first()
        position = 1 + (last.position if last else 0)
        stored = AgendaItem.objects.create(agenda=agenda, position=position, **fields)
    else:
        stored = _item(agenda, item)
        if stored.speaker_link and fields.get("speaker_email") != stored.speaker_email:
            people.revoke_link(actor=actor, link=stored.speaker_link)
            stored.speaker_link = None
        for name, value in fields.items():
            setattr(stored, name, value)
        stored.save()
    _changed(agenda, actor)
    return stored


@transaction.atomic
def move_item(*, actor: Viewer, meeting: int, version: int, item: int, by: int) -> Agenda:
    """Move an item one place up (-1) or down (1); at the end it stays. Raises as ``put_item``."""
    agenda = _held(actor, meeting, version)
    stored = _item(agenda, item)
    ordered = list(agenda.items.all())
    at = ordered.index(stored)
    to = min(max(at + by, 0), len(ordered) - 1)
    ordered.insert(to, ordered.pop(at))
    for position, each in enumerate(ordered, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(ordered, ["position"])
    return _changed(agenda, actor)


@transaction.atomic
def remove_item(*, actor: Viewer, meeting: int, version: int, item: int) -> Agenda:
    """Take an item off the agenda; a decision that led to it is open again. Raises as above."""
    agenda = _held(actor, meeting, version)
    stored = _item(agenda, item)
    if stored.decision:
        Decision.objects.filter(pk=stored.decision.pk).update(fate="open", fate_words="")
    take_off(actor, stored)
    return _changed(agenda, actor)


@transaction.atomic
def invite_speaker(*, actor: Viewer, item: int) -> AgendaItem:
    """Send the speaker of an item a link to that session alone; sent again, the former closes.

    Raises NotAllowedError, NoSuchItemError, NoSpeakerError without a name and an address.
    """
    stored = _own_item(actor, item)
    meeting = stored.agenda.meeting
    if not stored.speaker_email:
        raise NoSpeakerError
    if stored.speaker_link:
        people.revoke_link(actor=actor, link=stored.speaker_link)
    now = timezone.now()
    ends = dt.datetime.combine(meeting.day, dt.time(23, 59), now.tzinfo) if meeting.day else None
    lifetime = ends + AFTER - now if ends and ends > now else WITHOUT_A_DATE
    link, token = people.make_link(
        actor=actor, purpose=SPEAKER, subject=f"agenda_item:{stored.pk}", lifetime=lifetime
    )
    stored.speaker_link = link
    stored.save(update_fields=["speaker_link"])
    view = programmes.edition(meeting.edition)
    row = selectors.row_of(meeting)
    letters.write_and_send(
        template="meeting_speaker",
        to=stored.speaker_email,
        context={
            "name": stored.speaker,
            "session": stored.title,
            "minutes": stored.minutes,
            "meeting": row.name,
            "when": row.when,
            "where": row.where,
            "edition": view.content.title.in_language("da") if view else meeting.edition,
            "is_example": bool(view and view.content.is_example),
            "link": letters.absolute_url(reverse("meetings:session", args=[token])),
        },
        key=f"speaker:{stored.pk}:{link.pk}",
        language=settings.LANGUAGE_CODE,
    )
    _record(actor, "meetings.speaker_invited", meeting, item=stored.pk)
    return stored


def speaker_item(token: str) -> AgendaItem:
    """Return the session that a speaker's secret opens; raises LinkRefusedError."""
    link = people.peek_link(token=token, purpose=SPEAKER)
    found = AgendaItem.objects.filter(speaker_link=link).select_related("agenda__meeting").first()
    if found is None:
        raise people.LinkRefusedError("unknown")
    return found


@transaction.atomic
def add_address(*, actor: Viewer | None, item: int, title: str, address: str) -> Material:
    """Put an address to read or see under an item; `actor` is None for its own speaker.

    Raises NotAllowedError, NoSuchItemError, TooMuchMaterialError.
    """
    stored = _with_room(actor, item)
    material, _is_new = Material.objects.get_or_create(
        item=stored,
        title=title,
        address=address,
        defaults={"added_by_id": actor.user_id if actor else None},
    )
    return material


def add_file(
    *,
    actor: Viewer | None,
    item: int,
    title: str,
    name: str,
    content: bytes,
    confirmed_no_cpr: bool = False,
) -> Material:
    """Put a file under an item; `actor` is None for its own speaker. The same file again stands.

    Raises NotAllowedError, NoSuchItemError, TooMuchMaterialError and documents' RefusedError.
    """
    stored = _with_room(actor, item)
    same = stored.material.filter(
        title=title, document__sha256=hashlib.sha256(content).hexdigest()
    ).first()
    if same is not None:
        return same
    document = documents.take_in(
        actor=actor or ANYBODY,
        name=name,
        content=content,
        edition=stored.agenda.meeting.edition,
        confirmed_no_cpr=confirmed_no_cpr,
    )
    if actor is None:
        _record(ANYBODY, "meetings.speaker_added", stored.agenda.meeting, item=stored.pk)
    return Material.objects.create(
        item=stored, title=title, document=document, added_by_id=actor.user_id if actor else None
    )


@transaction.atomic
def remove_material(*, actor: Viewer, material: int) -> None:
    """Take material away, a file for good. Raises NotAllowedError."""
    found = Material.objects.select_related("item__agenda__meeting", "document")
    stored = found.filter(pk=material).first()
    if stored is None:
        return
    if not rules.may_plan(actor, stored.item.agenda.meeting.edition):
        raise people.NotAllowedError
    document = stored.document
    stored.delete()
    if document is not None:
        documents.delete(actor=actor, document=document)


def take_off(actor: Viewer, item: AgendaItem) -> None:
    """Delete an item and what hangs on it: its speaker's link closes, its files go for good."""
    if item.speaker_link:
        people.revoke_link(actor=actor, link=item.speaker_link)
    kept = [one.document for one in item.material.select_related("document") if one.document]
    item.delete()
    for document in kept:
        documents.delete(actor=actor, document=document)


def _meeting(actor: Viewer, meeting: int) -> Meeting:
    found = Meeting.objects.filter(pk=meeting).first()
    if found is None:
        raise NoSuchMeetingError
    if not rules.may_plan(actor, found.edition):
        raise people.NotAllowedError
    return found


def _held(actor: Viewer, meeting: int, version: int) -> Agenda:
    """Return the agenda, held until the transaction ends, if it is still as it was shown."""
    found = _meeting(actor, meeting)
    Agenda.objects.get_or_create(meeting=found)
    agenda = Agenda.objects.select_for_update().get(meeting=found)
    if agenda.version != version:
        raise AgendaChangedError(str(agenda.changed_by or ""))
    return agenda


def _changed(agenda: Agenda, actor: Viewer) -> Agenda:
    # SQLite holds no row: the version in the condition lets only one of two who press at once in.
    done = Agenda.objects.filter(pk=agenda.pk, version=agenda.version).update(
        version=agenda.version + 1, changed_by_id=actor.user_id, changed_at=timezone.now()
    )
    if not done:
        raise AgendaChangedError("")
    agenda.refresh_from_db()
    _record(actor, "meetings.agenda_changed", agenda.meeting)
    return agenda


def _record(actor: Viewer, action: str, meeting: Meeting, **details: object) -> None:
    people.record(
        actor=actor,
        action=action,
        edition=meeting.edition,
        subject=f"meeting:{meeting.pk}",
        details=details,
    )


def _item(agenda: Agenda, item: int) -> AgendaItem:
    found = agenda.items.select_related("speaker_link", "decision").filter(pk=item).first()
    if found is None:
        raise NoSuchItemError
    return found


def _any_item(item: int) -> AgendaItem:
    related = AgendaItem.objects.select_related("agenda__meeting", "speaker_link")
    found = related.filter(pk=item).first()
    if found is None:
        raise NoSuchItemError
    return found


def _with_room(actor: Viewer | None, item: int) -> AgendaItem:
    """Return an item that takes more material, to an organiser or, None, its own speaker."""
    stored = _any_item(item) if actor is None else _own_item(actor, item)
    if stored.material.count() >= MOST_MATERIAL:
        raise TooMuchMaterialError
    return stored


def _own_item(actor: Viewer, item: int) -> AgendaItem:
    found = _any_item(item)
    if not rules.may_plan(actor, found.agenda.meeting.edition):
        raise people.NotAllowedError
    return found
