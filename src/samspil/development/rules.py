"""Who may do what with a development process.

Colleagues from other municipalities, those of the sparring group too, see nothing here: what is
shared is written as a case or brought to a network day.
"""

from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer

READERS = (Role.POLITICIAN, Role.CONSULTANT)


def may_write(viewer: Viewer, *, municipality: str, sector: str, edition: str) -> bool:
    """The municipality's own people taking part in the sector and edition."""
    return people.belongs_to(viewer, municipality, sector=sector, edition=edition)


def may_read(viewer: Viewer, *, municipality: str, sector: str, edition: str) -> bool:
    """Those who write, those who run the edition, and two who only read: the municipality's

    politicians, and the consultant assigned to it, whose pre-analysis the process builds on.
    """
    where = {"municipality": municipality, "sector": sector, "edition": edition}
    return (
        may_write(viewer, **where)
        or viewer.holds(*READERS, **where)
        or may_follow(viewer, edition=edition)
    )


def may_follow(viewer: Viewer, *, edition: str) -> bool:
    """Those who run the edition see every process in it."""
    return people.is_organiser(viewer, edition)


def may_ask(viewer: Viewer, *, municipality: str, sector: str, edition: str) -> bool:
    """Sparring is asked for, answered and offered by the municipality's own people.

    Its politicians and its consultant are no part of it.
    """
    return may_write(viewer, municipality=municipality, sector=sector, edition=edition)


def may_nudge(viewer: Viewer, *, edition: str) -> bool:
    """Those who run the edition see what each municipality has given and received."""
    return may_follow(viewer, edition=edition)
