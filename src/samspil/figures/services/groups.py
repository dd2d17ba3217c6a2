"""Acts on saved groups of municipalities."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.figures import rules
from samspil.figures.models.peers import MunicipalityGroup
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

EVERYBODY = "*"
"""Shared with everybody, where else a municipality's code stands; empty is for oneself."""


class GroupRefusedError(Exception):
    """A group that cannot be saved.

    ``reason``: no_name, no_members, unknown_members or name_taken.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@transaction.atomic
def save_group(
    *,
    actor: Viewer,
    name: str,
    codes: Sequence[str],
    sector: str = "",
    shared_with: str = "",
    group: int | None = None,
) -> MunicipalityGroup:
    """Save a new group, or change one. Members are real municipalities, each once.

    ``shared_with`` is a municipality's code, EVERYBODY, or empty. Raises NotAllowedError,
    GroupRefusedError and MunicipalityGroup.DoesNotExist.
    """
    if actor.user_id is None:
        raise people.NotAllowedError
    found = MunicipalityGroup(owner_id=actor.user_id) if group is None else _mine(actor, group)
    already = EVERYBODY if found.for_all else (found.municipality_id or "")
    if not _may_share(actor, shared_with, already):
        raise people.NotAllowedError
    _require(name, codes)
    found.name, found.sector, found.changed_at = name.strip(), sector, timezone.now()
    found.for_all = shared_with == EVERYBODY
    found.municipality_id = shared_with if shared_with not in ("", EVERYBODY) else None
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as error:
        raise GroupRefusedError("name_taken") from error
    found.members.set(places.real_municipalities(codes))
    _record(actor, "figures.group_saved", found)
    return found


@transaction.atomic
def delete_group(*, actor: Viewer, group: int) -> None:
    """Delete a group; raises NotAllowedError and MunicipalityGroup.DoesNotExist."""
    found = _mine(actor, group)
    _record(actor, "figures.group_deleted", found)
    found.delete()


def _mine(actor: Viewer, group: int) -> MunicipalityGroup:
    found = MunicipalityGroup.objects.select_for_update().get(pk=group)
    if not rules.may_change_group(actor, found):
        raise people.NotAllowedError
    return found


def _may_share(actor: Viewer, shared_with: str, already: str) -> bool:
    """Whether a group may be shared so; as it was already, it may stay."""
    if shared_with in ("", already):
        return True
    if shared_with == EVERYBODY:
        return rules.may_share_with_all(actor)
    return rules.may_share_with(actor, shared_with)


def _require(name: str, codes: Sequence[str]) -> None:
    if not name.strip():
        raise GroupRefusedError("no_name")
    if not codes:
        raise GroupRefusedError("no_members")
    if len(set(codes)) != len(codes) or len(places.real_municipalities(codes)) != len(codes):
        raise GroupRefusedError("unknown_members")


def _record(actor: Viewer, action: str, group: MunicipalityGroup) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=group.municipality_id,
        subject=f"group:{group.pk}",
        details={"name": group.name},
    )
