"""Reads of networks across schools: who agrees, and which schools of a family could meet."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from samspil.figures import snapshot
from samspil.figures.selectors.families import families_of
from samspil.figures.selectors.schools import school_register
from samspil.networks import rules
from samspil.networks.models import SchoolConsent, SchoolNetwork
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.services import sort_key
from samspil.programmes import selectors as programmes

FEWEST_MUNICIPALITIES = 2


@dataclass(frozen=True)
class SchoolPlace:
    """A school that could be in a network, or is."""

    number: str
    name: str
    municipality: str
    municipality_name: str
    is_in: bool


@dataclass(frozen=True)
class SchoolNetworkView:
    """The schools of one family whose municipalities agree; those together already are marked."""

    family: str
    schools: tuple[SchoolPlace, ...]
    reason: str
    page: int | None = None
    """The network's own page, for those who are in it and organisers."""

    @property
    def is_accepted(self) -> bool:
        """Whether some of them are together already."""
        return bool(self.reason)


@dataclass(frozen=True)
class OneSchoolNetwork:
    """A network across schools as those in it see it."""

    id: int
    schools: tuple[SchoolPlace, ...]
    reason: str
    by: str
    at: dt.datetime

    @property
    def codes(self) -> tuple[str, ...]:
        """The municipalities of its schools, once each."""
        return tuple(dict.fromkeys(school.municipality for school in self.schools))


@dataclass(frozen=True)
class ConsentRow:
    """Whether a municipality agrees, and whether the viewer may say so for it."""

    code: str
    name: str
    agrees: bool
    may_say: bool


def in_school(edition: str) -> frozenset[str]:
    """Return the codes of those taking part in school."""
    return frozenset(place.code for place in programmes.participants(edition, "school"))


def owners() -> Mapping[str, str]:
    """Return every public school's municipality by its number."""
    return {row.number: row.municipality for row in school_register().schools.values()}


def consents(viewer: Viewer, edition: str) -> list[ConsentRow]:
    """Return who agrees, for those taking part and organisers."""
    taking_part = programmes.participants(edition, "school")
    if not rules.may_see(viewer, edition, [place.code for place in taking_part]):
        return []
    agreed = _agreed(edition)
    return [
        ConsentRow(
            place.code,
            place.name,
            place.code in agreed,
            rules.may_agree(viewer, edition, place.code),
        )
        for place in taking_part
    ]


def school_networks(viewer: Viewer, edition: str) -> list[SchoolNetworkView]:
    """Return the families with schools of two or more municipalities that agree.

    Alphabetically by first school; the public figures of the schools are those of their pages.
    """
    taking_part = in_school(edition)
    if not rules.may_see(viewer, edition, taking_part):
        return []
    agreed = _agreed(edition) & taking_part
    families = families_of(snapshot.current())
    if families is None or len(agreed) < FEWEST_MUNICIPALITIES:
        return []
    register, names = school_register(), places.names()
    standing = {
        network.family: network
        for network in SchoolNetwork.objects.filter(edition=edition, ended_at=None)
    }
    found = []
    for family in families.families:
        number = family.members[0]
        rows = [register.schools[member] for member in family.members]
        rows = [row for row in rows if row.municipality in agreed]
        if len({row.municipality for row in rows}) < FEWEST_MUNICIPALITIES:
            continue
        network = standing.get(number)
        chosen = set(network.schools) if network else set()
        schools = tuple(
            SchoolPlace(
                row.number, row.name, row.municipality, names[row.municipality],
                row.number in chosen,
            )
            for row in sorted(rows, key=lambda row: (sort_key(row.name), row.number))
        )  # fmt: skip
        inside = [school.municipality for school in schools if school.is_in]
        page = network.pk if network and rules.may_see(viewer, edition, inside) else None
        reason = network.reason if network else ""
        found.append(SchoolNetworkView(number, schools, reason, page))
    return sorted(found, key=lambda one: sort_key(one.schools[0].name))


def school_network(viewer: Viewer, edition: str, network: int) -> OneSchoolNetwork | None:
    """Return a network that stands, for the people of its municipalities and organisers.

    A municipality that has left, or no longer agrees, is not in it.
    """
    standing = SchoolNetwork.objects.select_related("accepted_by").filter(
        pk=network, edition=edition, ended_at=None
    )
    found = standing.first()
    if found is None:
        return None
    here, register, names = _agreed(edition) & in_school(edition), school_register(), places.names()
    rows = [register.schools[one] for one in found.schools if one in register.schools]
    schools = [
        SchoolPlace(row.number, row.name, row.municipality, names[row.municipality], is_in=True)
        for row in rows
        if row.municipality in here
    ]
    if not rules.may_see(viewer, edition, [one.municipality for one in schools]):
        return None
    schools.sort(key=lambda one: (sort_key(one.municipality_name), sort_key(one.name), one.number))
    return OneSchoolNetwork(
        found.pk, tuple(schools), found.reason, str(found.accepted_by or ""), found.accepted_at
    )


def _agreed(edition: str) -> frozenset[str]:
    rows = SchoolConsent.objects.filter(edition=edition, withdrawn_at=None)
    return frozenset(rows.values_list("municipality_id", flat=True))
