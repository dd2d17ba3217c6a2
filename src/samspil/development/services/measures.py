"""Acts on a measure: begin it, change it, put it aside, say which tests it watches."""

from collections.abc import Collection
from typing import get_args

from django.db import transaction
from django.utils import timezone

from samspil.development.measuring import public
from samspil.development.models import Measure, TestOfChange, WatchedMeasure
from samspil.development.services import errors
from samspil.development.services.processes import held, record
from samspil.development.values import MeasurePlan
from samspil.methods.variation.model import Direction
from samspil.people.viewer import Viewer

MOST = 30
"""Measures of a process: more than can be followed, and few enough for one page."""


@transaction.atomic
def begin_measure(*, actor: Viewer, process: int, plan: MeasurePlan) -> Measure:
    """Begin to measure something; the same name and words again begin nothing more.

    Raises NotAllowedError, Process.DoesNotExist, ProcessClosedError, TextRefusedError (a text is
    missing, holds a personal number, or the name is taken) and MeasureRefusedError.
    """
    found = held(actor, process)
    plan = _checked(plan)
    standing = found.measures.filter(name=plan.texts["name"]).first()
    if standing is not None:
        if standing.counted == plan.texts["counted"]:
            return standing
        raise errors.TextRefusedError("name", "twice")
    if found.measures.count() >= MOST:
        raise errors.MeasureRefusedError("name", "too_many")
    measure = Measure.objects.create(process=found, begun_by_id=actor.user_id, **_fields(plan))
    record(actor, "development.measure_begun", found, measure=measure.name)
    return measure


@transaction.atomic
def change_measure(*, actor: Viewer, measure: int, plan: MeasurePlan) -> Measure:
    """Write anew what is measured. How often, what sort of number and whence stay once points do.

    Raises as ``begin_measure``, and Measure.DoesNotExist.
    """
    found = held_measure(actor, measure)
    plan = _checked(plan)
    if (
        Measure.objects.filter(process=found.process_id, name=plan.texts["name"])
        .exclude(pk=found.pk)
        .exists()
    ):
        raise errors.TextRefusedError("name", "twice")
    fields = _fields(plan)
    if found.points.exists():
        for field in ("frequency", "shape", "indicator", "part"):
            if fields[field] != getattr(found, field):
                raise errors.MeasureRefusedError(field, "has_points")
    for field, value in fields.items():
        setattr(found, field, value)
    found.save()
    record(actor, "development.measure_changed", found.process, measure=found.name)
    return found


@transaction.atomic
def put_measure_aside(*, actor: Viewer, measure: int, aside: bool = True) -> Measure:
    """Put a measure aside, or take it up again; its points stay. Again changes nothing.

    Raises NotAllowedError, Measure.DoesNotExist and ProcessClosedError.
    """
    found = held_measure(actor, measure)
    if aside == (found.put_aside_at is not None):
        return found
    found.put_aside_at = timezone.now() if aside else None
    found.save(update_fields=["put_aside_at"])
    action = "development.measure_put_aside" if aside else "development.measure_taken_up"
    record(actor, action, found.process, measure=found.name)
    return found


@transaction.atomic
def watch_tests(*, actor: Viewer, measure: int, tests: Collection[int]) -> None:
    """Say which tests of the process are followed on this measure; a test is followed on one.

    Raises NotAllowedError, Measure.DoesNotExist, TestOfChange.DoesNotExist and ProcessClosedError.
    """
    found = held_measure(actor, measure)
    wanted = set(tests)
    of_process = set(
        TestOfChange.objects.filter(process=found.process_id, pk__in=wanted).values_list(
            "pk", flat=True
        )
    )
    if of_process != wanted:
        raise TestOfChange.DoesNotExist
    standing = set(found.watched_by.values_list("test", flat=True))
    if standing == wanted:
        return
    WatchedMeasure.objects.filter(test__in=wanted - standing).delete()
    found.watched_by.exclude(test__in=wanted).delete()
    WatchedMeasure.objects.bulk_create(
        WatchedMeasure(test_id=test, measure=found) for test in sorted(wanted - standing)
    )
    record(actor, "development.tests_watched", found.process, measure=found.name)


def held_measure(actor: Viewer, measure: int) -> Measure:
    """Return the measure, its process locked until the act is done.

    Raises NotAllowedError, Measure.DoesNotExist and ProcessClosedError.
    """
    found = Measure.objects.get(pk=measure)
    found.process = held(actor, found.process_id)
    return found


def _checked(plan: MeasurePlan) -> MeasurePlan:
    """Return the plan; raises TextRefusedError and MeasureRefusedError."""
    errors.check_texts(plan.texts, required=("name", "counted"))
    sorts = {
        "kind": Measure.Kind.values,
        "frequency": Measure.Frequency.values,
        "shape": Measure.Shape.values,
        "source": Measure.Source.values,
        "direction": get_args(Direction),
    }
    for field, known in sorts.items():
        if getattr(plan, field) not in known:
            raise errors.MeasureRefusedError(field, "unknown")
    if plan.source == Measure.Source.INDICATOR and not public.is_known(plan.indicator, plan.part):
        raise errors.MeasureRefusedError("indicator", "unknown")
    return plan


def _fields(plan: MeasurePlan) -> dict[str, object]:
    """Return the plan as a measure's fields; only a measure of the figures room names one."""
    is_public = plan.source == Measure.Source.INDICATOR
    return {
        **plan.texts,
        "kind": plan.kind,
        "shape": plan.shape,
        "of_people": plan.of_people,
        "direction": plan.direction,
        "frequency": plan.frequency,
        "target": plan.target,
        "source": plan.source,
        "indicator": plan.indicator if is_public else "",
        "part": plan.part if is_public else "",
    }
