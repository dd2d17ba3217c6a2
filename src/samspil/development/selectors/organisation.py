"""Who carries the process at home, and which areas take part."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from samspil.development import rules, sentences
from samspil.development.models import Area, InvolvedArea, Organisation
from samspil.development.selectors.rows import ProcessRow
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class OrganisationView:
    """Project lead, group and meetings; areas by how far they are involved, codes."""

    lead: str = ""
    group: str = ""
    meets: str = ""
    others: str = ""
    areas: Mapping[str, str] | None = None
    written_at: dt.datetime | None = None

    @property
    def is_begun(self) -> bool:
        """Whether anything is written."""
        return bool(self.lead or self.group or self.meets or self.others or self.areas)

    def names(self, state: str) -> list[str]:
        """The areas that are this far involved, in words."""
        areas = self.areas or {}
        return [str(sentences.AREAS[area]) for area in Area.values if areas.get(area) == state]

    @property
    def by_state(self) -> list[tuple[str, list[str]]]:
        """How far, and the areas that are, in words; states without an area left out."""
        told = [(str(name), self.names(state)) for state, name in sentences.INVOLVED.items()]
        return [(name, areas) for name, areas in told if areas]

    @property
    def not_involved(self) -> list[str]:
        """The areas nobody has said anything about, in words."""
        areas = self.areas or {}
        return [str(sentences.AREAS[area]) for area in Area.values if area not in areas]


def organisation(*, viewer: Viewer, row: ProcessRow) -> OrganisationView:
    """The local organisation of a process; empty for those who may not read it."""
    if not rules.may_read_row(viewer, row):
        return OrganisationView()
    found = Organisation.objects.filter(process=row.id).first()
    if found is None:
        return OrganisationView()
    areas = dict(InvolvedArea.objects.filter(process=row.id).values_list("area", "state"))
    return OrganisationView(
        found.lead, found.group, found.meets, found.others, areas, found.written_at
    )
