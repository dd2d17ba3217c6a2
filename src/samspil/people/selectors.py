"""Reads about people: who is looking, and what was done."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from samspil.people import events, rules
from samspil.people.models import AuditEvent, Membership, User
from samspil.people.role_selectors import (
    may_tend_roles,
    role_choices,
    role_holders,
    role_kinds,
    standing_role,
)
from samspil.people.roles import DESCRIPTIONS, Role
from samspil.people.viewer import ANYBODY, Grant, Viewer
from samspil.places import selectors as places


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is looking, read once a request."""
    kept = getattr(request, "_samspil_viewer", None)
    if isinstance(kept, Viewer):
        return kept
    viewer = viewer_for(getattr(request, "user", None))
    request._samspil_viewer = viewer  # type: ignore[attr-defined]  # noqa: SLF001
    return viewer


def viewer_for(user: AbstractBaseUser | AnonymousUser | None) -> Viewer:
    """Return the viewer for a user with the roles held now; others are nobody in particular."""
    if not isinstance(user, User) or not user.is_active:
        return ANYBODY
    held = Membership.objects.filter(user=user, ended_at=None).order_by("id")
    grants = tuple(Grant(Role(m.role), m.municipality_id or "", m.edition, m.sector) for m in held)
    return Viewer(user.pk, user.name, user.is_example, grants)


def viewer_by_id(user_id: int | None) -> Viewer:
    """Return the viewer for a person's number, with the roles held now."""
    return viewer_for(User.objects.filter(pk=user_id).first() if user_id else None)


@dataclass(frozen=True)
class RoleRow:
    """A role as its holder reads it."""

    name: str
    sentence: str
    where: str


@dataclass(frozen=True)
class Trail:
    """What was done about a municipality."""

    municipality: str
    events: list[events.EventRow]


def role_rows(viewer: Viewer) -> list[RoleRow]:
    """The viewer's own roles, with where they hold."""
    names = dict(places.names())
    return [
        RoleRow(
            name=str(DESCRIPTIONS[grant.role].name),
            sentence=str(DESCRIPTIONS[grant.role].sentence),
            where=", ".join(p for p in (names.get(grant.municipality, ""), grant.edition) if p),
        )
        for grant in viewer.grants
    ]


def audit_trails(viewer: Viewer) -> list[Trail]:
    """The trails of the municipalities whose chief the viewer is."""
    names = dict(places.names())
    return [
        Trail(names[code], audit_rows(viewer=viewer, municipality=code))
        for code in viewer.municipalities([Role.CHIEF])
    ]


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a role."""

    user_id: int
    name: str
    email: str


def holders(
    role: Role, municipality: str = "", edition: str = "", sector: str = ""
) -> list[Holder]:
    """Return who holds a role now in a municipality: everywhere, or in this edition; by name.

    With a ``sector`` those who hold it there or in all sectors. For rooms that must write to
    them; the caller asks whether a viewer may see who they are.
    """
    found = User.objects.filter(
        memberships__role=role,
        memberships__ended_at=None,
        memberships__municipality_id=municipality or None,
        memberships__edition__in={"", edition},
        is_active=True,
        **({"memberships__sector__in": {"", sector}} if sector else {}),
    )
    return [Holder(one.pk, one.name, one.email) for one in found.distinct().order_by("name", "pk")]


def municipal_holders(municipality: str) -> list[Holder]:
    """Return everybody who holds a role of a municipality now, by name; the caller asks rules."""
    found = User.objects.filter(
        memberships__municipality_id=municipality, memberships__ended_at=None, is_active=True
    )
    return [Holder(one.pk, one.name, one.email) for one in found.distinct().order_by("name", "pk")]


def chief_places(viewer: Viewer) -> list[tuple[str, str]]:
    """Return code and name of the municipalities whose chief the viewer is."""
    names = places.names()
    return [(code, names[code]) for code in viewer.municipalities([Role.CHIEF])]


def example_people() -> list[User]:
    """The people of the example edition, in the order they were made."""
    return list(User.objects.filter(is_example=True, is_active=True).order_by("pk"))


def audit_rows(*, viewer: Viewer, municipality: str, limit: int = 50) -> list[events.EventRow]:
    """The newest events about a municipality, as sentences; empty for those who may not see it."""
    if not rules.may_see_audit(viewer, municipality):
        return []
    found = list(
        AuditEvent.objects.filter(municipality_id=municipality).select_related(
            "actor", "municipality"
        )[:limit]
    )
    people = {event.details.get("person") for event in found} - {None}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    return [_row(event, names) for event in found]


def _row(event: AuditEvent, names: dict[int, str]) -> events.EventRow:
    details = dict(event.details)
    # Events name people by number, so that a person can be forgotten without rewriting the trail.
    if "person" in details:
        details["person"] = names.get(details["person"], "")
    if "role" in details:
        details["role"] = str(DESCRIPTIONS[Role(details["role"])].name)
    return events.EventRow(
        at=date_format(timezone.localtime(event.at), "DATETIME_FORMAT"),
        sentence=events.sentence(
            event.action,
            actor=str(event.actor) if event.actor else "",
            municipality=str(event.municipality) if event.municipality else "",
            details=details,
        ),
        request_id=event.request_id,
    )


__all__ = [
    "RoleRow",
    "Trail",
    "audit_rows",
    "audit_trails",
    "example_people",
    "may_tend_roles",
    "role_choices",
    "role_holders",
    "role_kinds",
    "role_rows",
    "standing_role",
    "viewer_by_id",
    "viewer_for",
    "viewer_of",
]
