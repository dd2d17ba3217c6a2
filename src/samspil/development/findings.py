"""A finding of the screening, as something to begin with."""

from dataclasses import dataclass

from samspil.people.viewer import Viewer
from samspil.screening import selectors as screening


@dataclass(frozen=True)
class FindingRow:
    """What a screening claims about a municipality in a sector, on one of the levers."""

    id: int
    code: str
    sector: str
    edition: str
    lever: int
    claim: str


def finding_of(viewer: Viewer, finding: int) -> FindingRow | None:
    """Return a finding that this person may read."""
    for row in screening.mine(viewer=viewer):
        view = screening.screening(viewer=viewer, screening=row.id)
        for one in view.findings if view else ():
            if one.id == finding:
                return FindingRow(one.id, row.code, row.sector, row.edition, one.lever, one.claim)
    return None
