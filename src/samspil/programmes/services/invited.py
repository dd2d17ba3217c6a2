"""What a recipient does by the personal link: open it, say no, or come to register.

A link proves that somebody was sent it, or was passed it by one who was. What it gives is
therefore small, and bound to one municipality and one edition:

- Reading the invitation, and declining it with a reason. The recipient is told of a no by e-mail,
  so that nobody declines on their behalf unseen.
- To register, a person gives name and work address, and signs in by a code sent to that address.
  Only who reads that mailbox gets further. Whoever signs in at the very address that was invited
  as director or chief becomes CHIEF: the organiser wrote that address and that title, and the
  code shows that the mailbox is theirs. Everybody else becomes SECRETARY, who writes the draft
  and cannot bind anybody; their address must lie in the same domain as the invited one, so a
  letter that went astray registers nobody. The recipient is told who came.
- Both roles are held in that edition alone, and the link of one edition names no other.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samspil.documents.cpr import find_cpr
from samspil.letters import services as letters
from samspil.people import services as people
from samspil.people.models import User
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Viewer
from samspil.programmes import selectors, words
from samspil.programmes.addressees import domain_of, is_address
from samspil.programmes.models import Invitation, InvitationGuest
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.invitations import Door
from samspil.programmes.services import errors
from samspil.programmes.services.invitations import InvitationError, note

MOST_GUESTS = 10
"""More people than this have no business with one municipality's registration."""

LONGEST_REASON = 500


class ShutError(InvitationError):
    """The link opens nothing; ``reason`` is unknown, expired or revoked."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class ReasonError(InvitationError):
    """A no needs a reason of reasonable length, without CPR numbers."""


class OtherDomainError(InvitationError):
    """The address lies outside the municipality that was invited."""

    def __init__(self, domain: str) -> None:
        self.domain = domain
        super().__init__(domain)


class TooManyGuestsError(InvitationError):
    """So many have come by this link that a person should look at it."""


@dataclass(frozen=True)
class Joined:
    """Who came, in which role, and to which registration."""

    user: User
    role: Role
    edition: str
    municipality: str


def open_invitation(*, token: str, now: dt.datetime | None = None) -> Door:
    """Return what the link opens, and note the first time it was used."""
    found = selectors.door(token, now)
    if found.invitation is not None and found.is_open:
        moment = now or timezone.now()
        Invitation.objects.filter(pk=found.invitation.pk, opened_at=None).update(opened_at=moment)
    return found


@transaction.atomic
def decline(*, token: str, reason: str, now: dt.datetime | None = None) -> Invitation:
    """Note a no with its reason; said again, the first stands.

    Until the deadline one can still register, which takes the no back. Raises ShutError,
    ClosedError and ReasonError.
    """
    moment = now or timezone.now()
    found, view = _held(token, moment)
    text = reason.strip()
    if not text or len(text) > LONGEST_REASON or find_cpr(text):
        raise ReasonError
    if found.declined_at is not None:
        return found
    found.declined_at = moment
    found.decline_reason = text
    found.opened_at = found.opened_at or moment
    found.save(update_fields=["declined_at", "decline_reason", "opened_at"])
    letters.write_and_send(
        template="invitation_declined",
        to=found.email,
        context=_about(found, view) | {"reason": text},
        key=f"invitation:{found.pk}:declined:{moment:%Y%m%d%H%M%S}",
        language=found.language,
    )
    note(
        ANYBODY,
        "programmes.invitation_declined",
        view.id,
        municipality=found.municipality_id,
        subject=found.subject,
    )
    return found


@transaction.atomic
def join(*, token: str, name: str, email: str, now: dt.datetime | None = None) -> Joined:
    """Let somebody come to register; see this module for who gets which role, and why.

    The role can be used by whoever signs in at the address, and by nobody else. Asked again for
    the same person, nothing more happens. Raises ShutError, ClosedError, OtherDomainError,
    TooManyGuestsError, and ValueError for what is no name or no address.
    """
    moment = now or timezone.now()
    found, view = _held(token, moment)
    address = email.strip().lower()
    if not name.strip() or find_cpr(name) or not is_address(address):
        raise ValueError("a name and an e-mail address")
    if domain_of(address) != domain_of(found.email):
        raise OtherDomainError(domain_of(found.email))
    role = _role(found, address)
    user = people.find_or_add_user(
        email=address, name=name.strip(), is_example=view.content.is_example
    )
    joined = Joined(user, role, view.id, found.municipality_id)
    if not InvitationGuest.objects.filter(invitation=found, user=user, role=role).exists():
        _come(found, view, joined, moment)
    return joined


def _role(found: Invitation, address: str) -> Role:
    own = address == found.email.lower()
    return Role.CHIEF if own and found.office in Invitation.BINDING else Role.SECRETARY


def _come(found: Invitation, view: EditionView, joined: Joined, moment: dt.datetime) -> None:
    """Give the role, take a former no back, and tell the recipient."""
    if found.guests.count() >= MOST_GUESTS:
        raise TooManyGuestsError
    actor = Viewer(joined.user.pk, joined.user.name)
    people.hold_role(
        actor=actor,
        user=joined.user,
        role=joined.role,
        municipality=found.municipality_id,
        edition=view.id,
    )
    InvitationGuest.objects.update_or_create(
        invitation=found, user=joined.user, defaults={"role": joined.role, "came_at": moment}
    )
    found.joined_at = found.joined_at or moment
    found.opened_at = found.opened_at or moment
    found.declined_at, found.decline_reason = None, ""
    found.save(update_fields=["joined_at", "opened_at", "declined_at", "decline_reason"])
    if joined.user.email.lower() != found.email.lower():
        letters.write_and_send(
            template="invitation_joined",
            to=found.email,
            context=_about(found, view) | {"who": str(joined.user), "address": joined.user.email},
            key=f"invitation:{found.pk}:joined:{joined.user.pk}",
            language=found.language,
        )
    note(
        actor,
        "programmes.invitation_joined",
        view.id,
        municipality=found.municipality_id,
        subject=found.subject,
    )


def _held(token: str, moment: dt.datetime) -> tuple[Invitation, EditionView]:
    """Return the invitation behind a link, held, while its edition is open."""
    found = selectors.door(token, moment)
    if found.invitation is None or found.edition is None or not found.is_open:
        raise ShutError(found.state)
    if reason := found.edition.closed(moment):
        raise errors.ClosedError(reason)
    row = Invitation.objects.select_for_update(of=("self",)).select_related("municipality")
    return row.get(pk=found.invitation.pk), found.edition


def _about(found: Invitation, view: EditionView) -> dict[str, object]:
    """Return what both letters to the recipient say."""
    page = reverse("programmes:edition", kwargs={"edition_id": view.id})
    return {
        "municipality": found.municipality.name,
        "edition": view.content.title.in_language(found.language),
        "deadline": words.deadline(view.content.deadline) if view.content.deadline else "",
        "edition_page": letters.absolute_url(page),
        "is_example": view.content.is_example,
    }
