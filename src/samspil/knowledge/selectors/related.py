"""What is like a text: themes and levers in common, then words, all within the reader's scope."""

from django.db.models import Count, Q

from samspil.knowledge.selectors import scopes
from samspil.knowledge.selectors.cases import CaseRow, row_of, rows_of
from samspil.knowledge.selectors.searching import search
from samspil.people.viewer import Viewer

RELATED = 4
_ALL_LEVERS = 7


def related(viewer: Viewer, row: CaseRow, *, limit: int = RELATED) -> list[CaseRow]:
    """Published texts this viewer may read that are like this one, most in common first.

    A theme in common counts twice a lever; a text about all seven levers is like every text, so
    its levers say nothing. Where too few have either in common, those that answer a search for
    the title follow.
    """
    alike = _in_common(viewer, row, limit)
    if len(alike) < limit:
        known = {row.id, *(one.id for one in alike)}
        hits = search(viewer, row.title, limit + len(known))
        alike += [hit.row for hit in hits if hit.row.id not in known]
    return alike[:limit]


def _in_common(viewer: Viewer, row: CaseRow, limit: int) -> list[CaseRow]:
    levers = row.levers if len(row.levers) < _ALL_LEVERS else ()
    if not (levers or row.themes):
        return []
    alike = Q(levers__lever__in=levers) | Q(themes__theme__in=row.themes)
    found = rows_of(scopes.published(viewer) & alike).exclude(pk=row.id)
    shared = Count("levers", filter=Q(levers__lever__in=[0, *levers]), distinct=True)
    themes = Count("themes", filter=Q(themes__theme__in=["", *row.themes]), distinct=True)
    ordered = found.annotate(common=2 * themes + shared).order_by("-common", "-published_at", "-pk")
    return [row_of(one) for one in ordered[:limit]]
