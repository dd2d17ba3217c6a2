"""Reads of a screening's plan."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samspil.people.viewer import Viewer
from samspil.screening.models import PlanItem, Screening
from samspil.screening.selectors.access import may_read
from samspil.screening.services import ends_on


@dataclass(frozen=True)
class PlanRow:
    """One thing to do. ``is_late`` is set when its date has gone by and it is not done."""

    id: int
    kind: str
    what: str
    who: str
    due: date | None
    is_done: bool
    is_late: bool


@dataclass(frozen=True)
class PlanView:
    """The plan of a screening; it ends before the first network day, None where not known."""

    rows: tuple[PlanRow, ...]
    ends_on: date | None

    @property
    def done(self) -> int:
        """How many of the rows are done."""
        return sum(row.is_done for row in self.rows)

    def of_kind(self, kind: str) -> tuple[PlanRow, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)


def plan_of(*, viewer: Viewer, screening: int) -> PlanView | None:
    """Return the plan; None for those who may not read the screening."""
    found = Screening.objects.filter(pk=screening).first()
    if found is None or not may_read(viewer, found):
        return None
    today = timezone.localdate()
    rows = tuple(_row(item, today) for item in found.plan.all())
    return PlanView(rows, ends_on(found.edition))


def _row(item: PlanItem, today: date) -> PlanRow:
    done = item.done_at is not None
    late = not done and item.due is not None and item.due < today
    return PlanRow(item.pk, item.kind, item.what, item.who, item.due, done, late)
