"""Meetings follow the edition they were planned from, in the same moment as it changes."""

from samspil.meetings.models import Meeting
from samspil.meetings.services import plan_from_edition
from samspil.people.viewer import Viewer
from samspil.programmes.services import follow


def plan_again(actor: Viewer, edition: str) -> None:
    """Give planned meetings their new dates; where none are planned yet, nobody is waiting."""
    if Meeting.objects.filter(edition=edition).exists():
        plan_from_edition(actor=actor, edition=edition)


follow(plan_again)
