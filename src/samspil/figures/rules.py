"""Who may see what about figures. Figures themselves are public."""

from collections.abc import Set

from samspil.figures.models.peers import MunicipalityGroup
from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer

ORGANISERS = "organisers"
"""Stands for the organisers among those to whom a municipality shows its own figures."""


def may_open_potential(viewer: Viewer) -> bool:
    """Organisers, and anybody with a municipality of their own to look up."""
    return people.is_organiser(viewer) or bool(viewer.municipalities(people.OWN_PEOPLE))


def may_see_potential(viewer: Viewer, code: str) -> bool:
    """Organisers see all; a municipality's people see their own; the public sees none."""
    return people.is_organiser(viewer) or viewer.holds(*people.OWN_PEOPLE, municipality=code)


def may_type_own(viewer: Viewer, code: str) -> bool:
    """A municipality's figures are typed, corrected and withdrawn by its chief or project lead."""
    return viewer.is_signed_in and viewer.holds(Role.CHIEF, Role.PROJECT_LEAD, municipality=code)


def may_share_own(viewer: Viewer, code: str) -> bool:
    """Those who type a municipality's figures also decide who else may see them."""
    return may_type_own(viewer, code)


def belongs_with_own(viewer: Viewer, code: str) -> bool:
    """The municipality's own people, its politicians, and the consultant assigned to it."""
    readers = (*people.OWN_PEOPLE, Role.POLITICIAN, Role.CONSULTANT)
    return viewer.is_signed_in and viewer.holds(*readers, municipality=code)


def may_see_own(viewer: Viewer, code: str, shown_to: Set[str]) -> bool:
    """Those to whom the figures belong, and those they are shown to.

    ``shown_to`` has codes of municipalities, whose own people are meant, and perhaps ORGANISERS.
    """
    if belongs_with_own(viewer, code):
        return True
    if not viewer.is_signed_in:
        return False
    if ORGANISERS in shown_to and people.is_organiser(viewer):
        return True
    others = set(viewer.municipalities(people.OWN_PEOPLE))
    return bool(others & (shown_to - {ORGANISERS}))


def may_freeze_selection(viewer: Viewer) -> bool:
    """Programme owners, who invite by it."""
    return people.is_owner(viewer)


def may_use_group(viewer: Viewer, group: MunicipalityGroup) -> bool:
    """Its owner, the people of the municipality it is shared with, or everybody."""
    if group.for_all or (viewer.is_signed_in and group.owner_id == viewer.user_id):
        return True
    return bool(group.municipality_id) and _works_in(viewer, group.municipality_id or "")


def may_change_group(viewer: Viewer, group: MunicipalityGroup) -> bool:
    """Its owner; the municipality's chief; organisers, where it is for everybody."""
    if viewer.is_signed_in and group.owner_id == viewer.user_id:
        return True
    if group.for_all:
        return people.is_organiser(viewer)
    return bool(group.municipality_id) and viewer.holds(
        Role.CHIEF, municipality=group.municipality_id or ""
    )


def may_share_with(viewer: Viewer, code: str) -> bool:
    """A municipality's people and its consultants share with it."""
    return _works_in(viewer, code)


def may_share_with_all(viewer: Viewer) -> bool:
    """Organisers share with everybody."""
    return people.is_organiser(viewer)


def may_bring_lists(viewer: Viewer) -> bool:
    """Programme owners bring KL's comparison groups."""
    return people.is_owner(viewer)


def _works_in(viewer: Viewer, code: str) -> bool:
    return code in viewer.municipalities((*people.OWN_PEOPLE, Role.CONSULTANT))


def may_fetch(viewer: Viewer) -> bool:
    """Programme owners start fetches and keep the publishers' keys."""
    return people.is_owner(viewer)


def may_import(viewer: Viewer) -> bool:
    """Those who run the programme bring in figures that everybody sees."""
    return people.is_organiser(viewer)


def may_see_staged(viewer: Viewer, staged_by: int) -> bool:
    """A file on its way in is seen by whoever uploaded it, until it is published."""
    return may_import(viewer) and viewer.user_id == staged_by
