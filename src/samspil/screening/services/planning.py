"""The plan of a screening: laid when it begins, then kept by those who carry it out."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from samspil.definitions import Text
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.screening.models import PlanItem, Screening
from samspil.screening.services.held import AnswerRefusedError, changed, opened, record

_LONGEST = 200
_BEFORE = {
    PlanItem.Kind.DOCUMENT: dt.timedelta(weeks=6),
    PlanItem.Kind.INTERVIEW: dt.timedelta(weeks=4),
    PlanItem.Kind.WORKSHOP: dt.timedelta(weeks=3),
    PlanItem.Kind.REPORT: dt.timedelta(weeks=1),
}
"""How long before the first network day each part should be done: our own proposal."""


def ends_on(edition: str) -> dt.date | None:
    """Return the edition's first network day, by which the plan must end; None where unknown."""
    found = programmes.edition(edition) if edition else None
    days = [day.date for day in found.content.network_days if day.date] if found else []
    return min(days, default=None)


def lay(screening: Screening) -> None:
    """Lay the first plan from what the instrument says to read, whom to ask and a workshop."""
    instrument, last = screening.frozen_instrument(), ends_on(screening.edition)
    read = {text.da: text for lever in instrument.levers for text in lever.evidence[:2]}
    wanted: list[tuple[PlanItem.Kind, Text]] = [
        *((PlanItem.Kind.DOCUMENT, text) for text in read.values()),
        *((PlanItem.Kind.INTERVIEW, one.name) for one in instrument.informants),
    ]
    items = [(kind, text.da) for kind, text in wanted]
    items += [
        (PlanItem.Kind.WORKSHOP, "Workshop på de syv greb"),
        (PlanItem.Kind.REPORT, "Fund prioriteret og rapporten læst igennem"),
    ]
    PlanItem.objects.bulk_create(
        PlanItem(screening=screening, kind=kind, what=what[:_LONGEST], due=_due(kind, last))
        for kind, what in items
    )


def _due(kind: PlanItem.Kind, last: dt.date | None) -> dt.date | None:
    """Return a date before the last that has not gone by; the last itself where time is short."""
    if last is None:
        return None
    today = timezone.localdate()
    return max(last - _BEFORE[kind], min(today, last))


@transaction.atomic
def plan(
    *,
    actor: Viewer,
    screening: int,
    kind: str,
    what: str,
    who: str = "",
    due: dt.date | None = None,
) -> PlanItem:
    """Put something on the plan; the same again changes who and when.

    Raises NotAllowedError, FinishedError, Screening.DoesNotExist and AnswerRefusedError.
    """
    found = opened(actor, screening)
    if kind not in PlanItem.Kind.values:
        raise AnswerRefusedError("kind")
    if not what.strip():
        raise AnswerRefusedError("what")
    _must_lie_before(found, due)
    item, is_new = PlanItem.objects.update_or_create(
        screening=found,
        kind=kind,
        what=what.strip()[:_LONGEST],
        defaults={"who": who.strip(), "due": due},
    )
    changed(found)
    if is_new:
        record(actor, "screening.planned", found)
    return item


@transaction.atomic
def replan(
    *, actor: Viewer, screening: int, item: int, who: str = "", due: dt.date | None = None
) -> None:
    """Say who does it and by when.

    Raises what ``plan`` raises, and AnswerRefusedError for an item that is not there.
    """
    found = opened(actor, screening)
    _must_lie_before(found, due)
    standing = _item(found, item)
    standing.who, standing.due = who.strip(), due
    standing.save(update_fields=["who", "due"])
    changed(found)


def _must_lie_before(screening: Screening, due: dt.date | None) -> None:
    """Refuse a date after the first network day: the pre-analysis comes before the partnership."""
    last = ends_on(screening.edition)
    if due is not None and last is not None and due > last:
        raise AnswerRefusedError("due")


@transaction.atomic
def tick(*, actor: Viewer, screening: int, item: int, done: bool) -> None:
    """Mark an item of the plan as done, or as not done after all. Raises as ``replan`` does."""
    found = opened(actor, screening)
    standing = _item(found, item)
    if (standing.done_at is not None) == done:
        return
    standing.done_at = timezone.now() if done else None
    standing.done_by_id = actor.user_id if done else None
    standing.save(update_fields=["done_at", "done_by"])
    changed(found)


@transaction.atomic
def unplan(*, actor: Viewer, screening: int, item: int) -> None:
    """Take something off the plan. Raises as ``replan`` does."""
    found = opened(actor, screening)
    _item(found, item).delete()
    changed(found)


def _item(screening: Screening, item: int) -> PlanItem:
    found = PlanItem.objects.filter(screening=screening, pk=item).first()
    if found is None:
        raise AnswerRefusedError("item")
    return found
