"""Reads for an evaluation: what the municipalities of an edition have published."""

from samspil.knowledge.models import Case
from samspil.knowledge.selectors import scopes
from samspil.knowledge.selectors.cases import CaseRow, row_of
from samspil.people.viewer import Viewer


def published_in(viewer: Viewer, edition: str) -> list[CaseRow]:
    """Return the texts of an edition's municipalities that this viewer may read, newest first."""
    found = Case.objects.filter(scopes.published(viewer), edition=edition)
    written = found.exclude(municipality=None).select_related("municipality")
    return [row_of(one) for one in written.prefetch_related("levers").order_by("-published_at")]
