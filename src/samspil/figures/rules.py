"""Who may see what about figures. Figures themselves are public."""

from samspil.people import rules as people
from samspil.people.viewer import Viewer


def may_open_potential(viewer: Viewer) -> bool:
    """Organisers, and anybody with a municipality of their own to look up."""
    return people.is_organiser(viewer) or bool(viewer.municipalities(people.OWN_PEOPLE))


def may_see_potential(viewer: Viewer, code: str) -> bool:
    """Organisers see all; a municipality's people see their own; the public sees none."""
    return people.is_organiser(viewer) or viewer.holds(*people.OWN_PEOPLE, municipality=code)


def may_fetch(viewer: Viewer) -> bool:
    """Programme owners start fetches and keep the publishers' keys."""
    return people.is_owner(viewer)


def may_import(viewer: Viewer) -> bool:
    """Those who run the programme bring in figures that everybody sees."""
    return people.is_organiser(viewer)


def may_see_staged(viewer: Viewer, staged_by: int) -> bool:
    """A file on its way in is seen by whoever uploaded it, until it is published."""
    return may_import(viewer) and viewer.user_id == staged_by
