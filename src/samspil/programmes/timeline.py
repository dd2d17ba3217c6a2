"""When partnerships began, for charts of figures over time."""

from datetime import date

from samspil.figures import timeline
from samspil.figures.timeline import Moment
from samspil.programmes.editions import Edition, load_editions


def editions() -> list[Moment]:
    """Return the beginning of every edition, with the name it goes by."""
    return [
        Moment(_beginning(definition.content), definition.id)
        for definition in load_editions().values()
    ]


def _beginning(edition: Edition) -> date:
    """The first network day, else the invitation, else the autumn of the year it is named after."""
    days = [day.date for day in edition.network_days if day.date is not None]
    return min(days, default=edition.invited_on or date(int(edition.id[:4]), 10, 1))


timeline.register(editions)
