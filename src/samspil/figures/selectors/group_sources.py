"""Groups of municipalities beside a single one: the country, five kinds, peers, saved groups.

Other modules offer more of them by ``register``: a source finds a group by its key and lists
those a viewer may choose from. A key stands in addresses and never changes.
"""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from samspil.figures.comparisons import load_comparisons
from samspil.figures.selectors.comparison import NoSuchMunicipalityError, peers_of
from samspil.figures.selectors.groups import groups_for
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

COUNTRY = "landet"
PEERS = "ligner-"
SAVED = "gruppe-"


@dataclass(frozen=True)
class NamedGroup:
    """A group: its key, its name in the reader's language, and its members' codes."""

    key: str
    name: str
    codes: tuple[str, ...]


class GroupSource(Protocol):
    """Something that has groups to offer."""

    def find(self, *, viewer: Viewer, key: str, sector: str) -> NamedGroup | None:
        """Return the group with this key, or None if it is not one of these or not for them."""

    def offered(self, *, viewer: Viewer, sector: str) -> list[NamedGroup]:
        """Return the groups to choose from."""


_sources: list[GroupSource] = []


def register(source: GroupSource) -> None:
    """Add a source of groups; twice is once."""
    if source not in _sources:
        _sources.append(source)


def find_group(*, viewer: Viewer, key: str, sector: str) -> NamedGroup | None:
    """Return the group with this key, or None."""
    found = (source.find(viewer=viewer, key=key, sector=sector) for source in _sources)
    return next((group for group in found if group is not None), None)


def offered_groups(*, viewer: Viewer, sector: str) -> list[NamedGroup]:
    """Return every group a viewer may choose from, source by source."""
    return [g for source in _sources for g in source.offered(viewer=viewer, sector=sector)]


class PublishedGroups:
    """The whole country, and Statistics Denmark's five kinds of municipalities."""

    def find(self, *, viewer: Viewer, key: str, sector: str) -> NamedGroup | None:
        """Return the group with this key."""
        if key.startswith((PEERS, SAVED)):
            return None
        return next((g for g in self.offered(viewer=viewer, sector=sector) if g.key == key), None)

    def offered(self, *, viewer: Viewer, sector: str) -> list[NamedGroup]:  # noqa: ARG002
        """Return the country, then the five by name."""
        from samspil.figures.sentences import group as name_of

        real = places.real_municipalities()
        kinds = sorted({place.group for place in real})
        country = NamedGroup(COUNTRY, _("Hele landet"), tuple(p.code for p in real))
        return [country] + [
            NamedGroup(kind.lower(), name_of(kind), tuple(p.code for p in real if p.group == kind))
            for kind in kinds
        ]


class PeerGroups:
    """``ligner-615``: the municipalities most like one of them on conditions."""

    def find(self, *, viewer: Viewer, key: str, sector: str) -> NamedGroup | None:  # noqa: ARG002
        """Return the peers of the municipality whose code ends the key."""
        code = key.removeprefix(PEERS)
        place = places.municipality(code) if key.startswith(PEERS) else None
        if place is None:
            return None
        chosen = sector if sector in load_comparisons() else "school"
        try:
            peers = peers_of(code=code, sector=chosen).peers
        except NoSuchMunicipalityError:
            return None
        name = _("Kommuner, der ligner %(name)s") % {"name": place.name}
        return NamedGroup(key, name, tuple(peer.code for peer in peers))

    def offered(self, *, viewer: Viewer, sector: str) -> list[NamedGroup]:
        """Return the peers of the viewer's own municipalities; the page offers those chosen."""
        own = [PEERS + code for code in viewer.municipalities()]
        found = [self.find(viewer=viewer, key=key, sector=sector) for key in own]
        return [group for group in found if group is not None]


class SavedGroups:
    """``gruppe-12``: a group somebody has saved and this viewer may use."""

    def find(self, *, viewer: Viewer, key: str, sector: str) -> NamedGroup | None:
        """Return the group with this key."""
        if not key.startswith(SAVED):
            return None
        return next((g for g in self.offered(viewer=viewer, sector=sector) if g.key == key), None)

    def offered(self, *, viewer: Viewer, sector: str) -> list[NamedGroup]:
        """Return the viewer's groups in the order they were made."""
        return [
            NamedGroup(f"{SAVED}{row.id}", row.name, row.codes)
            for row in groups_for(viewer=viewer, sector=sector)
        ]


register(PublishedGroups())
register(PeerGroups())
register(SavedGroups())
