"""Who may write, hand in, edit, publish and withdraw; ``selectors.scopes`` says who may read."""

from samspil.knowledge.models import Case, Status
from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer


def may_write(viewer: Viewer, *, municipality: str, sector: str, edition: str) -> bool:
    """The municipality's own people taking part write its drafts."""
    return bool(municipality) and people.belongs_to(
        viewer, municipality, sector=sector, edition=edition
    )


def may_speak_for(viewer: Viewer, case: Case) -> bool:
    """The municipality's chief and project lead hand in, consent and withdraw."""
    return bool(case.municipality_id) and viewer.holds(
        Role.CHIEF,
        Role.PROJECT_LEAD,
        municipality=case.municipality_id or "",
        sector=case.sector,
        edition=case.edition,
    )


def is_editor(viewer: Viewer, edition: str = "") -> bool:
    """Editors and programme owners tend the portal."""
    return viewer.holds(Role.EDITOR, Role.PROGRAMME_OWNER, edition=edition)


def may_edit(viewer: Viewer, case: Case) -> bool:
    """A draft is the municipality's; what is handed in or published is the editor's."""
    if case.status == Status.DRAFT:
        return may_write(
            viewer,
            municipality=case.municipality_id or "",
            sector=case.sector,
            edition=case.edition,
        )
    return case.status in (Status.SUBMITTED, Status.PUBLISHED) and is_editor(viewer, case.edition)


def may_load(viewer: Viewer) -> bool:
    """Owners load the shipped articles, and so does an installation that is being prepared.

    No page does it, so nobody reaches this signed out but the command line.
    """
    return people.is_owner(viewer) or not viewer.is_signed_in
