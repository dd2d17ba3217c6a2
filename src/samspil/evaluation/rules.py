"""Who may read an evaluation, judge in it and ask participants.

Municipalities see nothing of each other's; a politician reads the own municipality's.
"""

from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer

JUDGES = (Role.CHIEF, Role.PROJECT_LEAD)


def may_read(viewer: Viewer, *, municipality: str, sector: str, edition: str) -> bool:
    """The municipality's own people taking part, its politicians, and those who run the edition."""
    where = {"municipality": municipality, "sector": sector, "edition": edition}
    return (
        people.belongs_to(viewer, **where)
        or viewer.holds(Role.POLITICIAN, **where)
        or may_read_all(viewer, edition=edition)
    )


def may_read_all(viewer: Viewer, *, edition: str) -> bool:
    """Those who run the edition see it whole, and every municipality in it."""
    return people.is_organiser(viewer, edition)


def may_judge(viewer: Viewer, *, municipality: str, sector: str, edition: str) -> bool:
    """A municipality judges itself, by its chief or project lead; organisers do not judge it."""
    return bool(municipality) and viewer.holds(
        *JUDGES, municipality=municipality, sector=sector, edition=edition
    )


def may_judge_edition(viewer: Viewer, *, edition: str) -> bool:
    """Those who run the edition judge it as a whole."""
    return people.is_organiser(viewer, edition)


def may_ask(viewer: Viewer, *, edition: str) -> bool:
    """Those who run the edition ask participants at its start and its end."""
    return people.is_organiser(viewer, edition)
