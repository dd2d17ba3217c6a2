"""Who may look after letters."""

from samspil.people import rules
from samspil.people.roles import Role
from samspil.people.viewer import Viewer


def may_tend_letters(viewer: Viewer) -> bool:
    """Those who run the programme see which letters did not arrive, but never a letter's words."""
    return rules.is_organiser(viewer) or viewer.holds(Role.REGISTRATION_CONTACT)
