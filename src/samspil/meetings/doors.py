"""What rooms below show of meetings, to those who may see them: links, and what is to come."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.meetings import selectors
from samspil.networks.coming import Coming, comes_from
from samspil.people.viewer import Viewer
from samspil.programmes.doors import Door, door
from samspil.programmes.selectors import EditionView


@door
def meetings(viewer: Viewer, view: EditionView) -> Door | None:
    """History is public; what is said at meetings now is for those who take part."""
    if not view.is_history and not (viewer.is_signed_in and selectors.may_see(viewer, view.id)):
        return None
    name = _("Møderne, som vi kender dem") if view.is_history else _("Møderne")
    return Door(reverse("meetings:meetings", args=[view.id]), name)


@comes_from
def network_days(viewer: Viewer, edition: str, sector: str, now: dt.datetime) -> list[Coming]:
    """Network days are for all of a network; steering meetings are not its own."""
    if not selectors.may_see(viewer, edition):
        return []
    return [
        Coming(row.name, row.when, row.where, reverse("meetings:meeting", args=[edition, row.id]))
        for row in selectors.days_to_come(edition, sector, now)
    ]
