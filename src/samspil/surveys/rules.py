"""Who may ask, and who may read what was answered."""

from samspil.people import rules
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.surveys.models import Run


def may_ask(viewer: Viewer, municipality: str, edition: str = "") -> bool:
    """Those who run the programme; in one municipality its consultant, chief and project lead."""
    if rules.is_organiser(viewer, edition):
        return True
    own = (Role.CONSULTANT, Role.CHIEF, Role.PROJECT_LEAD)
    return bool(municipality) and viewer.holds(*own, municipality=municipality, edition=edition)


def may_see_results(viewer: Viewer, run: Run) -> bool:
    """Results of all together: those who may ask, and the municipality's own people."""
    municipality = run.municipality_id or ""
    own = bool(municipality) and rules.belongs_to(viewer, municipality, edition=run.edition)
    return own or may_ask(viewer, municipality, run.edition)


def may_see_answers(viewer: Viewer, run: Run) -> bool:
    """Single answers: nobody where anonymity was promised, nor a programme owner as such."""
    if run.anonymous:
        return False
    if viewer.holds(Role.FACILITATOR, edition=run.edition):
        return True
    municipality = run.municipality_id or ""
    consultant = viewer.holds(Role.CONSULTANT, municipality=municipality, edition=run.edition)
    own = rules.belongs_to(viewer, municipality, edition=run.edition)
    return bool(municipality) and (consultant or own)
