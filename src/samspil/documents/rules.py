"""Who may put files here, and who may have them."""

from samspil.documents.models import Document
from samspil.people import rules
from samspil.people.roles import Role
from samspil.people.viewer import Viewer


def may_add(viewer: Viewer, municipality: str, edition: str = "") -> bool:
    """A municipality's own people and consultants add to it; organisers everywhere."""
    if rules.is_organiser(viewer, edition):
        return True
    if not municipality:
        return False
    consultant = viewer.holds(Role.CONSULTANT, municipality=municipality, edition=edition)
    return consultant or rules.belongs_to(viewer, municipality, edition=edition)


def may_have(viewer: Viewer, document: Document) -> bool:
    """Those who may add beside it, and no others; a file that a room holds is given out there."""
    if document.held_by:
        return False
    return may_add(viewer, document.municipality_id or "", document.edition)


def may_delete(viewer: Viewer, document: Document) -> bool:
    """Who added it, while still taking part; the municipality's chief; organisers."""
    if rules.is_organiser(viewer, document.edition):
        return True
    own = viewer.user_id is not None and viewer.user_id == document.uploaded_by_id
    municipality = document.municipality_id or ""
    chief = bool(municipality) and viewer.holds(
        Role.CHIEF, municipality=municipality, edition=document.edition
    )
    return chief or (own and may_have(viewer, document))
