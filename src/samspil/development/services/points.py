"""Acts on measurements: write one, paste many, correct one, take one away."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from samspil.development.measuring.checks import Problem, Settled, Sort, settle
from samspil.development.measuring.protection import is_few
from samspil.development.models import Measure, MeasurePoint
from samspil.development.services import errors
from samspil.development.services.measures import held_measure
from samspil.development.services.processes import record
from samspil.development.values import Stated
from samspil.people.viewer import Viewer

MOST_POINTS = 2_000
"""Standing points of one measure: five years of every day."""

_FEW = "<5"
"""What the audit trail says instead of a value about few: more than the own people read it."""


@dataclass(frozen=True)
class Kept:
    """What came of a paste: points that are new, that replaced another, that stood already."""

    new: int
    replaced: int
    same: int


@transaction.atomic
def add_point(
    *, actor: Viewer, measure: int, stated: Stated, now: dt.datetime | None = None
) -> MeasurePoint:
    """Write one measurement; the same again writes nothing more.

    Raises NotAllowedError, Measure.DoesNotExist, ProcessClosedError, MeasureRefusedError,
    TextRefusedError, and AlreadyMeasuredError where another value stands for that time.
    """
    found = _measured_here(actor, measure)
    settled = _settled(found, stated, now)
    standing = found.points.filter(when=settled.when, ended_at__isnull=True).first()
    if standing is not None:
        if _is_same(standing, settled):
            return standing
        raise errors.AlreadyMeasuredError(standing.pk)
    _must_have_room(found, 1)
    point = _written(actor, found, settled)
    record(
        actor, "development.point_added", found.process,
        measure=found.name, day=_day(found, settled.when),
    )  # fmt: skip
    return point


@transaction.atomic
def paste_points(
    *, actor: Viewer, measure: int, points: Sequence[Stated], now: dt.datetime | None = None
) -> Kept:
    """Write all of them or none; another value for a time that stands is corrected.

    Raises as ``add_point``; MeasureRefusedError names in ``place`` which, counted from 1, and
    refuses two for the same time.
    """
    found = _measured_here(actor, measure)
    settled = [_settled(found, one, now, place) for place, one in enumerate(points, 1)]
    seen: set[dt.date] = set()
    for place, one in enumerate(settled, 1):
        if one.when in seen:
            raise errors.MeasureRefusedError("when", "same_time", place)
        seen.add(one.when)
    standing = {one.when: one for one in found.points.filter(ended_at__isnull=True)}
    _must_have_room(found, len(seen - set(standing)))
    new = replaced = 0
    for one in settled:
        before = standing.get(one.when)
        if before is None:
            _written(actor, found, one)
            new += 1
        elif not _is_same(before, one):
            _corrected(actor, found, before, one)
            replaced += 1
    if new:
        record(actor, "development.points_pasted", found.process, measure=found.name, count=new)
    return Kept(new, replaced, len(settled) - new - replaced)


@transaction.atomic
def correct_point(
    *, actor: Viewer, point: int, stated: Stated, now: dt.datetime | None = None
) -> MeasurePoint:
    """Write another value for the same time; what stood before is kept and told of.

    Raises as ``add_point``, and MeasurePoint.DoesNotExist for one that no longer stands.
    """
    before = MeasurePoint.objects.select_related("measure").get(pk=point)
    found = _measured_here(actor, before.measure_id)
    before = MeasurePoint.objects.get(pk=point, ended_at__isnull=True)
    settled = _settled(found, stated, now)
    if _is_same(before, settled) and settled.when == before.when:
        return before
    other = found.points.filter(when=settled.when, ended_at__isnull=True).exclude(pk=point).first()
    if other is not None:
        raise errors.AlreadyMeasuredError(other.pk)
    return _corrected(actor, found, before, settled)


@transaction.atomic
def take_point_away(*, actor: Viewer, point: int) -> None:
    """End a measurement that should not be there; it is kept and told of. Again changes nothing.

    Raises NotAllowedError, MeasurePoint.DoesNotExist and ProcessClosedError.
    """
    standing = MeasurePoint.objects.get(pk=point)
    found = _measured_here(actor, standing.measure_id)
    standing.refresh_from_db()
    if standing.ended_at is not None:
        return
    _end(actor, standing)
    record(
        actor, "development.point_removed", found.process, measure=found.name,
        day=_day(found, standing.when), before=_told(found, standing),
    )  # fmt: skip


def _measured_here(actor: Viewer, measure: int) -> Measure:
    found = held_measure(actor, measure)
    if not found.is_own:
        raise errors.MeasureRefusedError("source", "read_elsewhere")
    return found


def _settled(found: Measure, stated: Stated, now: dt.datetime | None, place: int = 0) -> Settled:
    today = timezone.localtime(now).date()
    sort = Sort(found.shape, found.of_people, found.frequency)
    settled = settle(stated, sort, today)
    if isinstance(settled, Problem):
        raise errors.MeasureRefusedError(settled.field, settled.code, place)
    errors.check_texts({"note": settled.note})
    return settled


def _must_have_room(found: Measure, more: int) -> None:
    if found.points.filter(ended_at__isnull=True).count() + more > MOST_POINTS:
        raise errors.MeasureRefusedError("value", "too_many")


def _written(actor: Viewer, found: Measure, settled: Settled) -> MeasurePoint:
    return MeasurePoint.objects.create(
        measure=found,
        when=settled.when,
        value=settled.value,
        numerator=settled.numerator,
        denominator=settled.denominator,
        note=settled.note,
        typed_by_id=actor.user_id,
    )


def _corrected(
    actor: Viewer, found: Measure, before: MeasurePoint, settled: Settled
) -> MeasurePoint:
    _end(actor, before)
    after = _written(actor, found, settled)
    record(
        actor, "development.point_corrected", found.process, measure=found.name,
        day=_day(found, before.when), before=_told(found, before), after=_told(found, after),
    )  # fmt: skip
    return after


def _end(actor: Viewer, point: MeasurePoint) -> None:
    point.ended_at, point.ended_by_id = timezone.now(), actor.user_id
    point.save(update_fields=["ended_at", "ended_by"])


def _is_same(point: MeasurePoint, settled: Settled) -> bool:
    return (point.value, point.numerator, point.denominator, point.note) == (
        settled.value, settled.numerator, settled.denominator, settled.note,
    )  # fmt: skip


def _day(found: Measure, when: dt.date) -> str:
    """Return the time as the trail keeps it, the same in every language."""
    year, week, _weekday = when.isocalendar()
    return f"{year}-W{week:02}" if found.frequency == "weekly" else when.isoformat()


def _told(found: Measure, point: MeasurePoint) -> str:
    """Return a value as the trail keeps it; one about few is not told there."""
    if is_few(found, point.value, point.numerator, point.denominator):
        return _FEW
    return plain(point.value)


def plain(value: Decimal) -> str:
    """Return a number as a Dane types it, to its last digit; the trail has one form of it."""
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
