"""Who comes to a day, and what must be provided for."""

from dataclasses import dataclass

from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.models import (
    DayNeeds,
    Participant,
    Registration,
    RegistrationContact,
)


@dataclass(frozen=True)
class DayPerson:
    """Somebody who comes: once, whatever the number of teams. What was not told is empty."""

    municipality: str
    name: str
    title: str
    email: str
    sectors: tuple[str, ...]
    is_chief: bool
    diet: str
    access: str


@dataclass(frozen=True)
class DayList:
    """All who come to an edition's days. ``unnamed`` are places that have no name yet."""

    people: tuple[DayPerson, ...]
    unnamed: int

    @property
    def told(self) -> int:
        """How many told of food or access."""
        return sum(bool(one.diet or one.access) for one in self.people)


@dataclass(frozen=True)
class OwnNeeds:
    """What the viewer told of food and access."""

    diet: str = ""
    access: str = ""


def day_list(viewer: Viewer, edition: str) -> DayList:
    """Return who comes, by municipality in Danish order and name; empty for others than organisers.

    The same people come to each day of an edition.
    """
    if not rules.may_see_all(viewer, edition):
        return DayList((), 0)
    needs = {one.user_id: one for one in DayNeeds.objects.filter(edition=edition)}
    found: dict[tuple[str, str], list[Participant]] = {}
    for row in _confirmed(edition):
        key = (row.team.registration.municipality_id, row.email.lower())
        found.setdefault(key, []).append(row)
    people = tuple(_person(rows, needs) for rows in found.values())
    return DayList(people, _places(edition) - sum(map(len, found.values())))


def _confirmed(edition: str) -> list[Participant]:
    rows = Participant.objects.filter(
        team__registration__edition=edition, team__registration__status="confirmed"
    ).select_related("team__registration__municipality")
    return list(rows.order_by("team__registration__municipality__sort_key", "name", "id"))


def _person(rows: list[Participant], needs: dict[int, DayNeeds]) -> DayPerson:
    first = rows[0]
    told = needs.get(first.user_id or 0)
    return DayPerson(
        municipality=first.team.registration.municipality.name,
        name=first.name,
        title=first.title,
        email=first.email,
        sectors=tuple(row.team.sector for row in rows),
        is_chief=any(row.is_chief for row in rows),
        diet=told.diet if told else "",
        access=told.access if told else "",
    )


def _places(edition: str) -> int:
    rows = Registration.objects.filter(edition=edition, status="confirmed")
    return sum(rows.values_list("teams__participants", flat=True))


def takes_part(viewer: Viewer, edition: str) -> bool:
    """Whether the viewer is named in a registration that binds."""
    return (
        viewer.user_id is not None
        and Participant.objects.filter(
            user_id=viewer.user_id,
            team__registration__edition=edition,
            team__registration__status="confirmed",
        ).exists()
    )


def own_needs(viewer: Viewer, edition: str) -> OwnNeeds:
    """Return what the viewer told; nobody sees another's here."""
    if viewer.user_id is None:
        return OwnNeeds()
    row = DayNeeds.objects.filter(edition=edition, user_id=viewer.user_id).first()
    return OwnNeeds(row.diet, row.access) if row else OwnNeeds()


@dataclass(frozen=True)
class ContactPerson:
    """Whom to ask at a municipality, and about what."""

    municipality: str
    role: str
    name: str
    email: str


def contacts(viewer: Viewer, edition: str) -> list[ContactPerson]:
    """Return the contacts of every registration that binds, for the organisers."""
    if not rules.may_see_all(viewer, edition):
        return []
    rows = RegistrationContact.objects.filter(
        registration__edition=edition, registration__status="confirmed"
    ).select_related("registration__municipality")
    return [
        ContactPerson(row.registration.municipality.name, row.role, row.name, row.email)
        for row in rows.order_by("registration__municipality__sort_key", "id")
    ]
