"""Reads for an editor: what waits and lacks something, what is new, what needs a fresh look."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from samspil.knowledge import checklist, rules, sentences
from samspil.knowledge.checklist import Check
from samspil.knowledge.models import Case
from samspil.knowledge.personal import Passage
from samspil.knowledge.selectors import scopes
from samspil.knowledge.selectors.cases import CaseRow, row_of, rows_of
from samspil.people.viewer import Viewer

STALE = dt.timedelta(days=548)
"""Eighteen months: after so long without a change somebody looks at a text again."""
NEWEST = 10


@dataclass(frozen=True)
class Waiting:
    """A text that waits: since when, what it has and lacks.

    ``wider`` names the circle that was consented to where it is published in a smaller one.
    """

    row: CaseRow
    since: dt.datetime
    checks: tuple[Check, ...]
    wider: str = ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is missing, in words."""
        return tuple(one.words for one in self.checks if not one.done)

    def days(self, now: dt.datetime | None = None) -> int:
        """For how many whole days it has waited."""
        return max(0, ((now or timezone.now()) - self.since).days)


def waiting(viewer: Viewer) -> list[Waiting]:
    """What has been handed in and waits for this editor, longest waiting first."""
    since = Coalesce("consent_at", "changed_at")
    found = rows_of(scopes.handed_in(viewer)).annotate(since=since).order_by("since", "pk")
    return [Waiting(row_of(one), one.since, checklist.checks(one), wider_of(one)) for one in found]


def wider_of(case: Case) -> str:
    """Name the wider circle that was consented to since it was published; empty for none."""
    return str(sentences.SCOPES[case.consent_scope]) if rules.waits_to_be_widened(case) else ""


def newest(viewer: Viewer, *, limit: int = NEWEST) -> list[CaseRow]:
    """The newest published texts that this editor tends and may read."""
    return [row_of(one) for one in rows_of(_tended(viewer))[:limit]]


def stale(viewer: Viewer, *, now: dt.datetime | None = None) -> list[CaseRow]:
    """Published texts that nobody has changed or looked at for 18 months, the oldest first."""
    before = (now or timezone.now()) - STALE
    found = rows_of(_tended(viewer) & Q(changed_at__lt=before, published_at__lt=before))
    unseen = found.filter(Q(looked_at=None) | Q(looked_at__lt=before))
    return [row_of(one) for one in unseen.order_by("changed_at", "pk")]


def lacking(viewer: Viewer, case: int) -> tuple[Check, ...]:
    """What one text has and lacks, for those who may read it."""
    found = Case.objects.filter(scopes.readable(viewer), pk=case).first()
    return checklist.checks(found) if found else ()


def about_a_child(viewer: Viewer, case: int) -> tuple[Passage, ...]:
    """What in a text seems to be about one child, for those who may read it."""
    found = Case.objects.select_related("municipality")
    one = found.filter(scopes.readable(viewer), pk=case).first()
    return checklist.passages(one) if one else ()


def _tended(viewer: Viewer) -> Q:
    """Published texts, where the viewer is their editor and may read them."""
    found = Q(pk__in=[])
    for grant in viewer.grants:
        if grant.role in rules.EDITORS:
            edition = Q(edition__in=["", grant.edition]) if grant.edition else Q()
            found |= scopes.published(viewer) & edition
    return found
