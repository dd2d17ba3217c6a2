"""Whom a question goes to: the own sparring group, everybody, or whoever has adopted the like."""

from collections.abc import Iterator

from samspil.development.models import SECTORS, Audience, Decision, Process, TestOfChange
from samspil.networks import selectors as networks
from samspil.programmes import selectors as programmes

type Place = tuple[str, str]
"""A municipality's code, and the sector in which it is asked."""


def places_for(
    audience: str, lever: int, *, edition: str, municipality: str, sector: str
) -> list[Place]:
    """Return whom a question would go to, in Danish alphabetical order, without the asker."""
    here = [one.code for one in programmes.participants(edition, sector)]
    if audience == Audience.EVERYBODY:
        return [(code, sector) for code in here if code != municipality]
    if audience == Audience.GROUP:
        group = networks.group_of(edition, sector, municipality)
        members = group.codes if group is not None else ()
        return [(code, sector) for code in here if code in members and code != municipality]
    return list(_adopters(lever, edition, municipality, sector))


def _adopters(lever: int, edition: str, municipality: str, sector: str) -> Iterator[Place]:
    """Yield who has made something on this lever practice: once, in the asker's sector first."""
    found = Process.objects.filter(
        edition=edition,
        levers__lever=lever,
        tests__status=TestOfChange.Status.CONCLUDED,
        tests__decision=Decision.ADOPT,
    ).exclude(municipality=municipality)
    done = {(one.municipality_id, each) for one in found for each in one.sectors}
    seen: set[str] = set()
    for each in sorted(SECTORS, key=lambda one: one != sector):
        for place in programmes.participants(edition, each):
            if (place.code, each) in done and place.code not in seen:
                seen.add(place.code)
                yield place.code, each
