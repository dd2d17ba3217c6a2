"""Who may do what with a development process.

Colleagues from other municipalities, those of the sparring group too, see nothing here: what is
shared is written as a case or brought to a network day.
"""

from typing import TYPE_CHECKING

from samspil.development.models import Process, SparringQuestion
from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer

if TYPE_CHECKING:
    from samspil.development.selectors import ProcessRow

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


def is_asker(viewer: Viewer, question: SparringQuestion) -> bool:
    """Those who asked; of a question about a joint process the people of either sector."""
    where = {"municipality": question.municipality_id, "edition": question.edition}
    return any(may_ask(viewer, sector=one, **where) for one in question.asking_sectors)


def may_nudge(viewer: Viewer, *, edition: str) -> bool:
    """Those who run the edition see what each municipality has given and received."""
    return may_follow(viewer, edition=edition)


def may_read_process(viewer: Viewer, process: Process) -> bool:
    """As ``may_read``, of a process; people of either sector read a joint one."""
    where = {"municipality": process.municipality_id, "sector": process.reach}
    return may_read(viewer, edition=process.edition, **where)


def may_read_row(viewer: Viewer, row: "ProcessRow") -> bool:
    """As ``may_read_process``, of a row that a page holds."""
    return may_read(viewer, municipality=row.code, sector=row.reach, edition=row.edition)


def may_write_row(viewer: Viewer, row: "ProcessRow") -> bool:
    """As ``may_write``, of a row that a page holds; people of either sector write a joint one."""
    return may_write(viewer, municipality=row.code, sector=row.reach, edition=row.edition)
