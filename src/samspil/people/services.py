"""Acts on people, roles, personal links and the audit trail."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest
from django.utils import timezone

from samspil.people import events, notices, rules
from samspil.people.models import AuditEvent, Membership, PersonalLink, User
from samspil.people.roles import Role
from samspil.people.tracing import current_request_id
from samspil.people.viewer import Viewer

SIGN_IN = "sign_in"
SIGN_IN_LIFETIME = timedelta(hours=24)


class NotAllowedError(Exception):
    """The viewer may not do this."""


class SeatTakenError(Exception):
    """The municipality has a steering representative already; there is one at a time."""


class LastOwnerError(Exception):
    """The last programme owner cannot go: nobody could give the role again."""


class LinkRefusedError(Exception):
    """A personal link opens nothing; ``reason`` is unknown, expired, revoked or used."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def record(
    *,
    actor: Viewer,
    action: str,
    municipality: str | None = None,
    edition: str = "",
    subject: str = "",
    details: Mapping[str, object] | None = None,
    request_id: str = "",
) -> AuditEvent:
    """Write one audit event; raises UnknownActionError where no sentence is registered."""
    events.must_be_known(action)
    return AuditEvent.objects.create(
        actor_id=actor.user_id,
        action=action,
        municipality_id=municipality,
        edition=edition,
        subject=subject,
        details=dict(details or {}),
        request_id=request_id or current_request_id.get(),
    )


def find_or_add_user(
    *, email: str, name: str = "", title: str = "", is_example: bool = False
) -> User:
    """Return the person with this address, added if new. Names already known are kept."""
    user, _created = User.objects.get_or_create(
        email__iexact=email,
        defaults={
            "email": email.strip().lower(),
            "name": name,
            "title": title,
            "is_example": is_example,
        },
    )
    return user


@transaction.atomic
def name_owner(*, email: str) -> tuple[User, str]:
    """Make a programme owner from the command line; returns the person and a sign-in token."""
    user = find_or_add_user(email=email, name=email.split("@", maxsplit=1)[0])
    _hold(user=user, role=Role.PROGRAMME_OWNER, granted_by=None)
    nobody = Viewer()
    record(actor=nobody, action="people.owner_named", details={"person": user.pk})
    _link, token = make_link(
        actor=nobody, purpose=SIGN_IN, user=user, lifetime=SIGN_IN_LIFETIME, single_use=True
    )
    return user, token


@transaction.atomic
def grant_role(
    *,
    actor: Viewer,
    user: User,
    role: Role,
    municipality: str = "",
    edition: str = "",
    sector: str = "",
) -> Membership:
    """Give a role; giving it again changes nothing. Raises NotAllowedError."""
    if not rules.may_grant(actor, role, municipality):
        raise NotAllowedError
    return hold_role(
        actor=actor,
        user=user,
        role=role,
        municipality=municipality,
        edition=edition,
        sector=sector,
    )


@transaction.atomic
def give_role(
    *, actor: Viewer, email: str, name: str, role: Role, municipality: str = "", sector: str = ""
) -> Membership:
    """Give a role to somebody by address, who is added if new, and tell them.

    Giving it again changes nothing and tells nobody. A municipality has one representative, or
    one for each ``sector``. Raises NotAllowedError, SeatTakenError.
    """
    if not rules.may_grant(actor, role, municipality):
        raise NotAllowedError
    user = find_or_add_user(email=email, name=name)
    standing = Membership.objects.filter(
        role=role, municipality_id=municipality or None, edition="", ended_at=None
    )
    if role is Role.STEERING_REPRESENTATIVE:
        others = standing.exclude(user=user)
        if sector:
            others = others.filter(sector__in=["", sector])
        if others.exists():
            raise SeatTakenError
    is_new = not standing.filter(user=user, sector=sector).exists()
    membership = grant_role(
        actor=actor, user=user, role=role, municipality=municipality, sector=sector
    )
    if is_new:
        _tell(actor, membership, is_given=True)
    return membership


def _tell(actor: Viewer, membership: Membership, *, is_given: bool) -> None:
    place = membership.municipality
    notices.tell(
        notices.RoleChange(
            membership=membership.pk,
            is_given=is_given,
            email=membership.user.email,
            name=membership.user.name,
            role=Role(membership.role),
            municipality=str(place) if place else "",
            by=actor.name,
        )
    )


@transaction.atomic
def hold_role(
    *,
    actor: Viewer,
    user: User,
    role: Role,
    municipality: str = "",
    edition: str = "",
    sector: str = "",
) -> Membership:
    """Give a role that another act's own rules have already allowed, such as a registration."""
    membership, created = _hold(
        user=user,
        role=role,
        granted_by=actor.user_id,
        municipality=municipality,
        edition=edition,
        sector=sector,
    )
    if created:
        record(
            actor=actor,
            action="people.role_granted",
            municipality=municipality or None,
            edition=edition,
            details={"person": user.pk, "role": role.value},
        )
    return membership


def _hold(
    *,
    user: User,
    role: Role,
    granted_by: int | None,
    municipality: str = "",
    edition: str = "",
    sector: str = "",
) -> tuple[Membership, bool]:
    return Membership.objects.get_or_create(
        user=user,
        role=role,
        municipality_id=municipality or None,
        edition=edition,
        sector=sector,
        ended_at=None,
        defaults={"granted_by_id": granted_by},
    )


@transaction.atomic
def end_role(*, actor: Viewer, membership: Membership) -> None:
    """End a role from now on, and tell its holder; what was done in it stays done.

    Raises NotAllowedError, and LastOwnerError for the last programme owner.
    """
    role = Role(membership.role)
    if not rules.may_grant(actor, role, membership.municipality_id or ""):
        raise NotAllowedError
    if role is Role.PROGRAMME_OWNER:
        owners = Membership.objects.select_for_update().filter(role=role, ended_at=None)
        if not any(one.pk != membership.pk for one in owners):
            raise LastOwnerError
    membership.ended_at = max(timezone.now(), membership.granted_at)
    membership.save(update_fields=["ended_at"])
    record(
        actor=actor,
        action="people.role_ended",
        municipality=membership.municipality_id,
        edition=membership.edition,
        details={"person": membership.user_id, "role": role.value},
    )
    _tell(actor, membership, is_given=False)


@transaction.atomic
def pass_roles(*, actor: Viewer, former: User, new: User, municipality: str) -> int:
    """Let somebody take over all of a colleague's open roles in a municipality, and tell both.

    Returns how many. Raises NotAllowedError where ``actor`` may not give one of them.
    """
    held = Membership.objects.select_for_update(of=("self",)).filter(
        user=former, municipality_id=municipality, ended_at=None
    )
    # One seat can have one holder, so each role ends before it begins anew.
    standing = list(held.order_by("id"))
    for one in standing:
        end_role(actor=actor, membership=one)
        membership = hold_role(
            actor=actor,
            user=new,
            role=Role(one.role),
            municipality=municipality,
            edition=one.edition,
            sector=one.sector,
        )
        _tell(actor, membership, is_given=True)
    return len(standing)


@transaction.atomic
def release_role(
    *,
    actor: Viewer,
    user: User,
    role: Role,
    municipality: str = "",
    edition: str = "",
    sector: str | None = None,
) -> int:
    """End a role that another act's own rules end, such as a withdrawal; returns how many ended.

    ``sector`` None means whatever the sector. What was done in the role stays done.
    """
    held = Membership.objects.filter(
        user=user, role=role, municipality_id=municipality or None, edition=edition, ended_at=None
    )
    if sector is not None:
        held = held.filter(sector=sector)
    # Clocks may be set back; a role never ends before it began.
    ended = held.update(ended_at=Greatest("granted_at", Value(timezone.now())))
    if ended:
        record(
            actor=actor,
            action="people.role_ended",
            municipality=municipality or None,
            edition=edition,
            details={"person": user.pk, "role": role.value},
        )
    return ended


def make_link(
    *,
    actor: Viewer,
    purpose: str,
    subject: str = "",
    user: User | None = None,
    lifetime: timedelta,
    single_use: bool = False,
) -> tuple[PersonalLink, str]:
    """Make a personal link; returns it and the secret, which is shown once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    link = PersonalLink.objects.create(
        token_hash=_hash(token),
        purpose=purpose,
        subject=subject,
        user=user,
        created_by_id=actor.user_id,
        created_at=now,
        expires_at=now + lifetime,
        single_use=single_use,
    )
    return link, token


def peek_link(*, token: str, purpose: str, now: datetime | None = None) -> PersonalLink:
    """Return the link behind a secret if it still opens, unused; raises LinkRefusedError."""
    link = PersonalLink.objects.filter(token_hash=_hash(token), purpose=purpose).first()
    if link is None:
        raise LinkRefusedError("unknown")
    if link.revoked_at:
        raise LinkRefusedError("revoked")
    if link.expires_at <= (now or timezone.now()):
        raise LinkRefusedError("expired")
    if link.single_use and link.first_used_at:
        raise LinkRefusedError("used")
    return link


@transaction.atomic
def use_link(*, token: str, purpose: str) -> PersonalLink:
    """Open a link and note that it was used; a single-use link opens for one of two at once."""
    link = peek_link(token=token, purpose=purpose)
    first = PersonalLink.objects.filter(pk=link.pk, first_used_at=None).update(
        first_used_at=timezone.now()
    )
    if link.single_use and not first:
        raise LinkRefusedError("used")
    link.refresh_from_db()
    return link


@transaction.atomic
def revoke_link(*, actor: Viewer, link: PersonalLink) -> None:
    """Withdraw a link at once."""
    PersonalLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    record(actor=actor, action="people.link_revoked", subject=f"link:{link.pk}")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def sign_in_by_link(*, token: str) -> User:
    """Open a sign-in link and return whose it is; raises LinkRefusedError."""
    link = use_link(token=token, purpose=SIGN_IN)
    if link.user is None or not link.user.is_active:
        raise LinkRefusedError("unknown")
    actor = Viewer(user_id=link.user.pk, name=link.user.name)
    record(actor=actor, action="people.signed_in_by_link", subject=f"link:{link.pk}")
    return link.user
