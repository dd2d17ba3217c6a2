"""The frame of a process: what is written beside its aim and its tests."""

from dataclasses import dataclass

from samspil.development import selectors
from samspil.development.selectors import (
    AmbitionView,
    OrganisationView,
    ProcessView,
    StartingPoint,
    VisionRow,
)
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class Frame:
    """Ambition, starting point, visions and local organisation, as far as they are written."""

    ambition: AmbitionView
    starting: StartingPoint
    visions: tuple[VisionRow, ...]
    organisation: OrganisationView


def frame(viewer: Viewer, view: ProcessView, *, beside_today: bool = False) -> Frame:
    """Return what this person may read of the frame, perhaps with figures as they read today."""
    row = view.row
    return Frame(
        ambition=selectors.ambition(viewer=viewer, row=row),
        starting=selectors.starting_point(viewer=viewer, row=row, beside_today=beside_today),
        visions=selectors.visions(viewer=viewer, row=row),
        organisation=selectors.organisation(viewer=viewer, row=row),
    )
