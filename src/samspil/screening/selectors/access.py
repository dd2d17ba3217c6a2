"""Whether somebody may read or change a screening, asked of the screening itself."""

from samspil.people.viewer import Viewer
from samspil.screening import rules
from samspil.screening.models import Screening


def may_read(viewer: Viewer, found: Screening) -> bool:
    """Whether this person may read the screening as it is now."""
    return rules.may_read(
        viewer,
        municipality=found.municipality_id,
        sector=found.sector,
        edition=found.edition,
        finished=not found.is_open,
    )


def edits(viewer: Viewer, found: Screening) -> bool:
    """Whether this person is among those who carry the screening out, finished or not."""
    return rules.may_edit(
        viewer,
        municipality=found.municipality_id,
        sector=found.sector,
        edition=found.edition,
    )
