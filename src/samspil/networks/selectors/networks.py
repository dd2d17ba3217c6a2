"""Reads of networks: who meets with whom for the shared days, and where."""

import datetime as dt
from dataclasses import dataclass

from samspil.networks import forming, rules, ruleset
from samspil.networks.models import NetworkSplit
from samspil.networks.selectors.scenarios import Gathering, gathering
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes


@dataclass(frozen=True)
class NetworksView:
    """The networks of a sector, each with where it could meet; `outside` came afterwards."""

    networks: tuple[Gathering, ...]
    outside: tuple[str, ...]
    reason: str
    by: str
    at: dt.datetime


def network_of(edition: str, sector: str, code: str) -> tuple[str, ...]:
    """Return the names of those in a municipality's network; empty where all are one network."""
    split = NetworkSplit.objects.filter(edition=edition, sector=sector, superseded_at=None).first()
    own = next((group for group in split.networks if code in group), None) if split else None
    here = programmes.participants(edition, sector)
    if own is None or code not in {place.code for place in here}:
        return ()
    return tuple(place.name for place in here if place.code in own)


def networks(viewer: Viewer, edition: str, sector: str) -> NetworksView | None:
    """Return the networks, for those taking part and organisers; None where all are one."""
    taking_part = [place.code for place in programmes.participants(edition, sector)]
    if not rules.may_see(viewer, edition, taking_part):
        return None
    split = (
        NetworkSplit.objects.select_related("decided_by")
        .filter(edition=edition, sector=sector, superseded_at=None)
        .first()
    )
    if split is None or len(taking_part) < 2:
        return None
    ground = forming.ground_of(
        forming.Question(
            codes=tuple(taking_part),
            sector=sector,
            low=1,
            high=len(taking_part),
            weights=ruleset.current().content.weights.weights(),
            seconds=1.0,
        )
    )
    here = [[code for code in group if code in taking_part] for group in split.networks]
    placed = {code for group in here for code in group}
    names = places.names()
    return NetworksView(
        networks=tuple(gathering(ground, group) for group in here if len(group) > 1),
        outside=tuple(names[code] for code in taking_part if code not in placed),
        reason=split.reason,
        by=str(split.decided_by or ""),
        at=split.decided_at,
    )
