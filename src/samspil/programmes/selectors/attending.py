"""Who comes to an edition's meetings from each municipality, also from one that has left."""

from dataclasses import dataclass

from samspil.people.viewer import Viewer
from samspil.places import services as places
from samspil.programmes import rules
from samspil.programmes.models import Participant, Registration


@dataclass(frozen=True)
class TeamPerson:
    """A named person, once whatever the number of teams; the account's name and address."""

    user_id: int
    name: str
    email: str
    title: str
    sectors: tuple[str, ...]


@dataclass(frozen=True)
class AttendingMunicipality:
    """A municipality with its people by name. `unnamed` are places that have no name yet.

    One that `has_left` was registered and let go; its people are those it had then.
    """

    code: str
    name: str
    is_example: bool
    has_left: bool
    people: tuple[TeamPerson, ...]
    unnamed: int


def attending(viewer: Viewer, edition: str) -> list[AttendingMunicipality]:
    """Return the municipalities bound now or once, in Danish alphabetical order.

    Organisers see all, a municipality's own people theirs, others none.
    """
    rows = Registration.objects.filter(
        edition=edition,
        status__in=[Registration.Status.CONFIRMED, Registration.Status.WITHDRAWN],
    ).select_related("municipality")
    rows = rows.prefetch_related("teams__people__user").order_by("municipality__sort_key")
    return [_of(row) for row in rows if rules.may_see(viewer, row.municipality_id, edition)]


def _of(row: Registration) -> AttendingMunicipality:
    found: dict[int, list[tuple[Participant, str]]] = {}
    unnamed = 0
    for team in row.teams.all():
        named = list(team.people.all())
        unnamed += max(team.participants - len(named), 0)
        for person in named:
            if person.user is not None and person.user.is_active:
                found.setdefault(person.user.pk, []).append((person, team.sector))
    people = [_person(key, held) for key, held in found.items()]
    return AttendingMunicipality(
        code=row.municipality_id,
        name=row.municipality.name,
        is_example=row.municipality.is_example,
        has_left=row.is_withdrawn,
        people=tuple(sorted(people, key=lambda one: (places.sort_key(one.name), one.user_id))),
        unnamed=unnamed,
    )


def _person(user_id: int, held: list[tuple[Participant, str]]) -> TeamPerson:
    first = held[0][0]
    return TeamPerson(
        user_id=user_id,
        name=first.name,
        email=first.user.email if first.user else first.email,
        title=first.title,
        sectors=tuple(sector for _participant, sector in held),
    )
