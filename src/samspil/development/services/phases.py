"""Acts on phases: lines are drawn anew only because somebody decides so, and says why."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from samspil.development.measuring import periods, public
from samspil.development.models import Measure, MeasurePhase, MeasurePoint
from samspil.development.services import errors
from samspil.development.services.measures import held_measure
from samspil.development.services.processes import record
from samspil.people.viewer import Viewer


@transaction.atomic
def begin_phase(
    *,
    actor: Viewer,
    measure: int,
    begins: dt.date,
    reason: str,
    decided_on: dt.date,
    now: dt.datetime | None = None,
) -> MeasurePhase:
    """Let the lines begin anew at a time with a measurement, and one before; again changes nothing.

    Raises NotAllowedError, Measure.DoesNotExist, ProcessClosedError, TextRefusedError and
    MeasureRefusedError.
    """
    found = held_measure(actor, measure)
    words = " ".join(reason.split())
    errors.check_texts({"reason": words}, required=("reason",))
    if decided_on > timezone.localtime(now).date():
        raise errors.MeasureRefusedError("decided_on", "future")
    times = _times(found)
    start = begins if not found.is_own else periods.start_of(found.frequency, begins)
    if start not in times:
        raise errors.MeasureRefusedError("begins", "no_point")
    if start == times[0]:
        raise errors.MeasureRefusedError("begins", "first_point")
    standing = found.phases.filter(begins=start, taken_back_at__isnull=True).first()
    if standing is not None:
        return standing
    phase = MeasurePhase.objects.create(
        measure=found,
        begins=start,
        reason=words,
        decided_on=decided_on,
        decided_by_id=actor.user_id,
    )
    record(
        actor, "development.phase_begun", found.process,
        measure=found.name, day=start.isoformat(), reason=words,
    )  # fmt: skip
    return phase


@transaction.atomic
def take_phase_back(*, actor: Viewer, phase: int, because: str) -> MeasurePhase:
    """Let the lines run on as before, with a word why; the phase stays to read.

    Taking it back again changes nothing. Raises NotAllowedError, MeasurePhase.DoesNotExist,
    ProcessClosedError and TextRefusedError.
    """
    standing = MeasurePhase.objects.get(pk=phase)
    found = held_measure(actor, standing.measure_id)
    standing.refresh_from_db()
    if standing.taken_back_at is not None:
        return standing
    words = " ".join(because.split())
    errors.check_texts({"because": words}, required=("because",))
    standing.taken_back_at, standing.taken_back_by_id = timezone.now(), actor.user_id
    standing.taken_back_because = words
    standing.save()
    record(
        actor, "development.phase_taken_back", found.process,
        measure=found.name, day=standing.begins.isoformat(), reason=words,
    )  # fmt: skip
    return standing


def _times(found: Measure) -> list[dt.date]:
    """Return the times that have a measurement, in order."""
    if found.is_own:
        standing = MeasurePoint.objects.filter(measure=found, ended_at__isnull=True)
        return list(standing.order_by("when").values_list("when", flat=True))
    series = public.series(found.indicator, found.part, found.process.municipality)
    return [point.when for point in series.points if point.value is not None]
