"""Forgetting a person: names and addresses go from every row, and numbers stay.

The audit trail is not rewritten: it names people by their number alone, so it reads "Person 17"
from then on (docs/decisions/0010).
"""

from collections.abc import Collection
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from samspil.people import services
from samspil.people.keeping import passages
from samspil.people.keeping.definitions import Held, held
from samspil.people.models import DeletionRequest, Membership, User
from samspil.people.roles import Role
from samspil.people.rules import is_owner
from samspil.people.viewer import Viewer


class AlreadyForgottenError(Exception):
    """The person has been forgotten before."""


def pseudonym(number: int) -> str:
    """Return what a forgotten person is called."""
    return f"Person {number}"


def no_address(number: int) -> str:
    """Return an address that can never be written to (RFC 2606), one for each person."""
    return f"person-{number}@deleted.invalid"


@transaction.atomic
def ask_to_be_forgotten(*, actor: Viewer, now: datetime | None = None) -> DeletionRequest:
    """Note that a person wants to be forgotten; asked twice, return what stands."""
    if actor.user_id is None:
        raise services.NotAllowedError
    request, is_new = DeletionRequest.objects.get_or_create(
        user_id=actor.user_id, done_at=None, defaults={"asked_at": now or timezone.now()}
    )
    if is_new:
        services.record(
            actor=actor, action="people.deletion_asked", details={"person": actor.user_id}
        )
    return request


@transaction.atomic
def forget(*, actor: Viewer, user: User, now: datetime | None = None) -> int:
    """Take a person's name and addresses out of every row, and return how many rows changed.

    Roles end, the account is closed. What the law keeps stays until then. Raises NotAllowedError,
    LastOwnerError, AlreadyForgottenError.
    """
    if not is_owner(actor):
        raise services.NotAllowedError
    if user.email == no_address(user.pk):
        raise AlreadyForgottenError
    _not_the_last_owner(user)
    return _forget(actor, user, now or timezone.now())


@transaction.atomic
def forget_asleep(*, user: User, now: datetime) -> int:
    """Forget somebody whose account has been kept long enough: the clock's own act."""
    return _forget(Viewer(), user, now)


def _forget(actor: Viewer, user: User, moment: datetime) -> int:
    Membership.objects.filter(user=user, ended_at=None).update(ended_at=moment)
    # Before the rows that say them go.
    name, addresses = user.name, addresses_of(user)
    changed = sum(_forget_in(one, user, addresses) for kind, one in held() if not kind.by_law)
    changed += passages.replace(name, addresses, pseudonym(user.pk), no_address(user.pk))
    DeletionRequest.objects.filter(user=user, done_at=None).update(
        done_at=moment, done_by_id=actor.user_id
    )
    services.record(actor=actor, action="people.forgotten", details={"person": user.pk})
    return changed


def _not_the_last_owner(user: User) -> None:
    owners = Membership.objects.select_for_update().filter(role=Role.PROGRAMME_OWNER, ended_at=None)
    ours = [one for one in owners if one.user_id == user.pk]
    if ours and len(ours) == len(owners):
        raise services.LastOwnerError


def addresses_of(user: User) -> tuple[str, ...]:
    """Return every address of a person: the account's own, and others that were confirmed."""
    others = apps.get_model("account.EmailAddress")._default_manager.filter(user_id=user.pk)
    return tuple(sorted({user.email, *others.values_list("email", flat=True)}))


def rows_about(one: Held, user: User, addresses: Collection[str]) -> models.QuerySet[models.Model]:
    """Return the rows of a model that are about a person, by reference or by address."""
    model = apps.get_model(one.model)
    chosen = Q(pk=user.pk) if model is User else Q(pk__in=[])
    for name in one.about:
        chosen |= Q(**{name: user.pk})
    for name in one.email:
        for address in addresses:
            chosen |= Q(**{f"{name}__iexact": address})
    found: models.QuerySet[models.Model] = model._default_manager.filter(chosen)
    return found


def _forget_in(one: Held, user: User, addresses: Collection[str]) -> int:
    if not (one.email or one.name or one.blank or one.delete):
        return 0
    rows = rows_about(one, user, addresses)
    if one.delete:
        return rows.delete()[0]
    changes: dict[str, object] = dict.fromkeys(one.name, pseudonym(user.pk))
    changes |= dict.fromkeys(one.email, no_address(user.pk))
    changes |= {name: _empty(rows.model, name) for name in one.blank}
    if rows.model is User:
        changes["is_active"] = False
    return rows.update(**changes)


def _empty(model: type[models.Model], name: str) -> object:
    return {} if isinstance(model._meta.get_field(name), models.JSONField) else ""
