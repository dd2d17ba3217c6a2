"""The link from an edition's page to its meetings, for those who may see them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.meetings import selectors
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
