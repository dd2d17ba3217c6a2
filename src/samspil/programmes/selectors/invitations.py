"""Reads of invitations: the organiser's list, and what a personal link opens."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils import timezone

from samspil.figures import selectors as figures
from samspil.figures.models.peers import FrozenSelection
from samspil.letters import selectors as letters
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import rules
from samspil.programmes.invitation_letter import Letter
from samspil.programmes.models import Campaign, Invitation, Registration
from samspil.programmes.selectors.editions import EditionView, edition

PURPOSE = "invitation"
"""What the personal links of invitations are for."""

SELECTED = "more_potential"
"""Whom a selection of municipalities points out."""


class State(StrEnum):
    """How far an invitation is, in the order a page lists them."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    OPENED = "opened"
    BEGUN = "begun"
    REGISTERED = "registered"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class SelectionChoice:
    """A frozen selection that an invitation can follow; ``codes`` are those it points out."""

    id: int
    selection: str
    version: str
    inputs: str
    frozen_at: dt.datetime
    codes: frozenset[str]


@dataclass(frozen=True)
class CampaignView:
    """The invitation to an edition as pages show it; ``letters`` has its words by language."""

    id: int
    edition: str
    aim: str
    selection: SelectionChoice | None
    letters: Mapping[str, Letter]
    remind_days: tuple[int, ...]
    run: int
    is_stopped: bool
    changed_at: dt.datetime

    def may_go_to(self, code: str, *, example_place: bool, example_edition: bool) -> bool:
        """Whether a municipality may be invited: a real one never to an example."""
        in_selection = self.selection is None or code in self.selection.codes
        return example_place is example_edition and in_selection


@dataclass(frozen=True)
class GuestRow:
    """Somebody who came through the link to register."""

    name: str
    role: str
    at: dt.datetime


@dataclass(frozen=True)
class InvitationRow:
    """One recipient and how far it is. ``fate`` is what is known of the last mail, see letters."""

    id: int
    code: str
    municipality: str
    is_example: bool
    email: str
    name: str
    title: str
    office: str
    language: str
    state: State
    sent_at: dt.datetime | None
    on_paper_at: dt.datetime | None
    opened_at: dt.datetime | None
    expires_at: dt.datetime | None
    declined_at: dt.datetime | None
    reason: str
    withdrawn_at: dt.datetime | None
    fate: str = ""
    reminded: tuple[dt.datetime, ...] = ()
    guests: tuple[GuestRow, ...] = field(default=())

    @property
    def needs_attention(self) -> bool:
        """Whether the mail did not arrive, or perhaps did not."""
        return self.fate in {"failed", "uncertain"}


@dataclass(frozen=True)
class Door:
    """What a personal link opens. ``state`` is ``open`` or why it opens nothing."""

    state: str
    invitation: Invitation | None = None
    edition: EditionView | None = None

    @property
    def is_open(self) -> bool:
        """Whether the invitation may be read."""
        return self.state == "open"


def campaign(viewer: Viewer, edition_id: str) -> CampaignView | None:
    """Return the invitation to an edition, None where there is none for this viewer."""
    if not rules.may_invite(viewer, edition_id):
        return None
    found = Campaign.objects.filter(edition=edition_id).select_related("selection").first()
    return None if found is None else campaign_view(found)


def campaign_view(found: Campaign) -> CampaignView:
    """Return a campaign as a value; permission has been asked by the caller."""
    return CampaignView(
        id=found.pk,
        edition=found.edition,
        aim=found.aim,
        selection=_choice(found.selection) if found.selection else None,
        letters={
            "da": Letter(found.subject_da, found.body_da),
            "en": Letter(found.subject_en, found.body_en),
        },
        remind_days=tuple(found.remind_days),
        run=found.run,
        is_stopped=found.stopped_at is not None,
        changed_at=found.changed_at,
    )


def selection_choices(viewer: Viewer, edition_id: str) -> list[SelectionChoice]:
    """Return the frozen selections one may invite by, the newest first."""
    if not rules.may_invite(viewer, edition_id):
        return []
    ids = [row.id for row in figures.frozen_selections(viewer=viewer)]
    found = FrozenSelection.objects.filter(pk__in=ids)
    return [_choice(one) for one in found]


def _choice(found: FrozenSelection) -> SelectionChoice:
    return SelectionChoice(
        id=found.pk,
        selection=found.selection,
        version=found.version,
        inputs=found.inputs,
        frozen_at=found.frozen_at,
        codes=frozenset(row["code"] for row in found.rows if row["class"] == SELECTED),
    )


def invitable(viewer: Viewer, edition_id: str) -> dict[str, str]:
    """Return the municipalities that may be invited, names by code in Danish order.

    None before it is decided whom the invitation is for.
    """
    view, found = edition(edition_id), campaign(viewer, edition_id)
    if view is None or found is None:
        return {}
    example = view.content.is_example
    everybody = places.example_municipalities() if example else places.real_municipalities()
    return {
        place.code: place.name
        for place in everybody
        if found.may_go_to(place.code, example_place=place.is_example, example_edition=example)
    }


def invitations(
    viewer: Viewer, edition_id: str, now: dt.datetime | None = None
) -> list[InvitationRow]:
    """Return every recipient of an edition's invitation, by municipality in Danish order.

    Empty for those who may not invite.
    """
    if not rules.may_invite(viewer, edition_id):
        return []
    found = (
        Invitation.objects.filter(campaign__edition=edition_id)
        .select_related("municipality")
        .prefetch_related("reminders", "guests__user")
        .order_by("municipality__sort_key", "id")
    )
    return _rows(list(found), edition_id, now or timezone.now())


def invitation(
    viewer: Viewer, edition_id: str, number: int, now: dt.datetime | None = None
) -> InvitationRow | None:
    """Return one recipient, None where there is none for this viewer."""
    rows = invitations(viewer, edition_id, now)
    return next((row for row in rows if row.id == number), None)


def _rows(found: list[Invitation], edition_id: str, now: dt.datetime) -> list[InvitationRow]:
    registered = dict(
        Registration.objects.filter(edition=edition_id).values_list("municipality_id", "status")
    )
    fates = letters.fates([letter_key(one.pk) for one in found])
    return [
        _row(
            one,
            state_of(one, registered.get(one.municipality_id, ""), now),
            fates.get(letter_key(one.pk), ""),
        )
        for one in found
    ]


def letter_key(number: int) -> str:
    """Return the key that lets an invitation's letter be written once."""
    return f"invitation:{number}:sent"


def state_of(found: Invitation, registration: str, now: dt.datetime) -> State:
    """Return how far an invitation is, where the municipality's registration has this status.

    What the municipality has done counts for all its recipients; a no only for the one who said
    it, since the chief of the other sector may still say yes.
    """
    facts = (
        (State.WITHDRAWN, found.withdrawn_at is not None),
        (State.REGISTERED, registration == Registration.Status.CONFIRMED),
        (State.BEGUN, registration == Registration.Status.DRAFT),
        (State.DECLINED, found.declined_at is not None),
        (State.EXPIRED, found.expires_at is not None and found.expires_at <= now),
        (State.OPENED, found.opened_at is not None),
        (State.SENT, found.sent_at is not None or found.on_paper_at is not None),
    )
    return next((state for state, holds in facts if holds), State.NOT_SENT)


def _row(one: Invitation, state: State, fate: str) -> InvitationRow:
    return InvitationRow(
        id=one.pk,
        code=one.municipality_id,
        municipality=one.municipality.name,
        is_example=one.municipality.is_example,
        email=one.email,
        name=one.name,
        title=one.title,
        office=one.office,
        language=one.language,
        state=state,
        sent_at=one.sent_at,
        on_paper_at=one.on_paper_at,
        opened_at=one.opened_at,
        expires_at=one.expires_at,
        declined_at=one.declined_at,
        reason=one.decline_reason,
        withdrawn_at=one.withdrawn_at,
        fate=fate,
        reminded=tuple(reminder.sent_at for reminder in one.reminders.all()),
        guests=tuple(
            GuestRow(str(guest.user), guest.role, guest.came_at) for guest in one.guests.all()
        ),
    )


def standing_of(edition_id: str, code: str) -> str:
    """Return the status of a municipality's registration, empty where none is begun."""
    found = Registration.objects.filter(edition=edition_id, municipality_id=code)
    return found.values_list("status", flat=True).first() or ""


def counted(rows: Iterable[InvitationRow]) -> dict[State, int]:
    """Return how many recipients are in each state that somebody is in."""
    found = [row.state for row in rows]
    return {state: found.count(state) for state in State if state in found}


def door(token: str, now: dt.datetime | None = None) -> Door:
    """Return what a personal link opens: one invitation to one edition, or why nothing.

    Reading notes nothing; ``services.open_invitation`` does.
    """
    try:
        link = people.peek_link(token=token, purpose=PURPOSE, now=now)
    except people.LinkRefusedError as refusal:
        return Door(refusal.reason)
    number = link.subject.rpartition(":")[2]
    found = (
        Invitation.objects.select_related("campaign", "municipality")
        .filter(pk=int(number) if number.isdecimal() else 0)
        .first()
    )
    view = None if found is None else edition(found.campaign.edition)
    if found is None or view is None:
        return Door("unknown")
    return Door("revoked") if found.withdrawn_at is not None else Door("open", found, view)
