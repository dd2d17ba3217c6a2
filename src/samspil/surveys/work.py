"""What this room does by the clock."""

from datetime import datetime

from samspil.jobs.clock import regularly
from samspil.surveys import urns


@regularly("surveys.urns")
def empty_urns(now: datetime) -> int:
    """Lay out the answers of anonymous surveys that have closed, and delete their drafts."""
    found = urns.due(now)
    for run in found:
        urns.empty(run)
    return len(found)
