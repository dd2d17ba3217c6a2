"""Reads about who holds which role, for those who give roles."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspil.people import rules
from samspil.people.models import Membership
from samspil.people.roles import DESCRIPTIONS, SECTORS, Description, Role
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.models import Municipality


@dataclass(frozen=True)
class RoleChoices:
    """What a viewer may give: roles, and the municipalities (code, name) for the municipal ones."""

    roles: tuple[Role, ...]
    places: tuple[tuple[str, str], ...]
    everywhere: bool


@dataclass(frozen=True)
class HolderRow:
    """A role somebody holds."""

    id: int
    person: str
    email: str
    role: str
    where: str
    since: dt.datetime
    may_end: bool


@dataclass(frozen=True)
class PlaceOfRoles:
    """The holders in one municipality by name, or with an empty name those beyond any."""

    name: str
    is_example: bool
    rows: tuple[HolderRow, ...]


def role_choices(viewer: Viewer) -> RoleChoices:
    """Return what the viewer may give; no roles where that is nothing."""
    owner = rules.is_owner(viewer)
    tended = _tended(viewer)
    roles = tuple(
        role
        for role in Role
        if owner or any(rules.may_grant(viewer, role, place.code) for place in tended)
    )
    return RoleChoices(roles, tuple((place.code, place.name) for place in tended), owner)


def may_tend_roles(viewer: Viewer) -> bool:
    """Whether the viewer may give any role at all."""
    return rules.is_owner(viewer) or viewer.holds_somewhere(Role.CHIEF)


def role_kinds(roles: Sequence[Role]) -> list[Description]:
    """What each of some roles may do, in words."""
    return [DESCRIPTIONS[role] for role in roles]


def role_holders(viewer: Viewer) -> list[PlaceOfRoles]:
    """Return who holds what, by municipality in alphabetical order, as far as the viewer tends it.

    Owners see those beyond any municipality first, then the municipalities where somebody holds
    a role; chiefs see their own.
    """
    owner = rules.is_owner(viewer)
    tended = _tended(viewer)
    found = Membership.objects.filter(ended_at=None).select_related("user")
    if not owner:
        found = found.filter(municipality__in=[place.code for place in tended])
    by_place: dict[str, list[Membership]] = {}
    for one in found.order_by("user__name", "id"):
        by_place.setdefault(one.municipality_id or "", []).append(one)
    beyond = [PlaceOfRoles("", False, _rows(viewer, by_place.get("", [])))] if owner else []
    return beyond + [
        PlaceOfRoles(place.name, place.is_example, _rows(viewer, by_place.get(place.code, [])))
        for place in tended
        if place.code in by_place or not owner
    ]


def standing_role(viewer: Viewer, membership: int) -> Membership | None:
    """Return a role that is held now and that the viewer can see on the page of roles."""
    found = Membership.objects.filter(pk=membership, ended_at=None).select_related("user").first()
    if found is None:
        return None
    seen = rules.is_owner(viewer) or viewer.holds(
        Role.CHIEF, municipality=found.municipality_id or ""
    )
    return found if seen else None


def _tended(viewer: Viewer) -> list[Municipality]:
    everybody = [*places.real_municipalities(), *places.example_municipalities()]
    if rules.is_owner(viewer):
        return everybody
    own = viewer.municipalities([Role.CHIEF])
    return [place for place in everybody if place.code in own]


def _rows(viewer: Viewer, found: Iterable[Membership]) -> tuple[HolderRow, ...]:
    return tuple(
        HolderRow(
            id=one.pk,
            person=str(one.user),
            email=one.user.email,
            role=str(DESCRIPTIONS[Role(one.role)].name),
            where=", ".join(
                part for part in (one.edition, str(SECTORS.get(one.sector, one.sector))) if part
            ),
            since=one.granted_at,
            may_end=rules.may_grant(viewer, Role(one.role), one.municipality_id or ""),
        )
        for one in found
    )
