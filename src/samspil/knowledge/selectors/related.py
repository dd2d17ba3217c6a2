"""What is like a text: themes and levers in common, then words, all within the reader's scope."""

import datetime as dt
from collections import Counter
from heapq import nlargest

from django.db.models import Q

from samspil.knowledge.models import Case, CaseLever, CaseTheme
from samspil.knowledge.selectors import scopes
from samspil.knowledge.selectors.cases import CaseRow, row_of, rows_of
from samspil.knowledge.selectors.searching import search
from samspil.people.viewer import Viewer

RELATED = 4
_ALL_LEVERS = 7
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


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
    readable = Case.objects.filter(scopes.published(viewer)).exclude(pk=row.id).order_by()
    common: Counter[tuple[dt.datetime, int]] = Counter()
    shared = CaseLever.objects.filter(case__in=readable.values("pk"), lever__in=levers)
    for at, case in shared.order_by().values_list("case__published_at", "case"):
        common[at or _LONG_AGO, case] += 1
    themes = CaseTheme.objects.filter(case__in=readable.values("pk"), theme__in=row.themes)
    for at, case in themes.order_by().values_list("case__published_at", "case"):
        common[at or _LONG_AGO, case] += 2
    # Most in common first, then the newest.
    best = nlargest(limit, common, key=lambda found: (common[found], *found))
    rows = {one.pk: row_of(one) for one in rows_of(Q(pk__in=[pk for _at, pk in best]))}
    return [rows[pk] for _at, pk in best]
