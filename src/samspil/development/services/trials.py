"""Acts on a test of change: plan, begin, conclude."""

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from samspil.development.models import (
    Compared,
    Decision,
    DriverNode,
    Measure,
    Process,
    TestOfChange,
    WatchedMeasure,
)
from samspil.development.services import errors
from samspil.development.services.processes import changed, held, record
from samspil.development.values import Plan
from samspil.people.viewer import Viewer

Status = TestOfChange.Status


@transaction.atomic
def plan_test(
    *,
    actor: Viewer,
    process: int,
    plan: Plan,
    follows: int | None = None,
    idea: int | None = None,
    watched: int | None = None,
) -> TestOfChange:
    """Plan a test; the same question again, while it is only planned, plans nothing more.

    ``follows`` is a concluded test of the same process, ``idea`` an idea of its driver diagram,
    ``watched`` a measure of it. Raises NotAllowedError, Process.DoesNotExist,
    TestOfChange.DoesNotExist, ProcessClosedError, WrongStepError, DriverGoneError,
    NoSuchMeasureError and TextRefusedError.
    """
    found = held(actor, process)
    tried, measure = _idea(found, idea), _measure(found, watched)
    errors.check_texts(plan.texts, required=("question",))
    before = None if follows is None else found.tests.get(pk=follows)
    if before is not None and before.status != Status.CONCLUDED:
        raise errors.WrongStepError
    key = _key(plan, follows)
    standing = found.tests.filter(key=key, status=Status.PLANNED).first()
    if standing is not None:
        return standing
    test = TestOfChange.objects.create(
        process=found,
        number=(found.tests.aggregate(last=Max("number"))["last"] or 0) + 1,
        follows=before,
        idea=tried,
        key=key,
        planned_for=plan.planned_for,
        **plan.texts,
    )
    _watch(test, measure)
    changed(found)
    record(actor, "development.test_planned", found, number=test.number)
    return test


@transaction.atomic
def change_plan(
    *,
    actor: Viewer,
    test: int,
    plan: Plan,
    idea: int | None = None,
    watched: int | None = None,
) -> TestOfChange:
    """Write the plan anew, prediction and all, as long as nothing has begun.

    Without an ``idea`` or a measure (``watched``) it has none from now on. Raises
    NotAllowedError, TestOfChange.DoesNotExist, ProcessClosedError, WrongStepError,
    DriverGoneError, NoSuchMeasureError and TextRefusedError.
    """
    found = _held(actor, test)
    if found.status != Status.PLANNED:
        raise errors.WrongStepError
    errors.check_texts(plan.texts, required=("question",))
    for field, text in plan.texts.items():
        setattr(found, field, text)
    found.planned_for = plan.planned_for
    found.idea = _idea(found.process, idea)
    measure = _measure(found.process, watched, found)
    key = _key(plan, found.follows_id)
    taken = found.process.tests.filter(key=key, status=Status.PLANNED).exclude(pk=found.pk)
    if taken.exists():
        raise errors.TextRefusedError("question", "twice")
    found.key = key
    found.save()
    _watch(found, measure)
    changed(found.process)
    record(actor, "development.plan_changed", found.process, number=found.number)
    return found


@transaction.atomic
def begin_test(*, actor: Viewer, test: int, without_prediction: bool = False) -> TestOfChange:
    """Begin; from now on the prediction stays as it reads. Beginning again changes nothing.

    Where nobody has written one, that is confirmed by ``without_prediction``, and it stays
    missing. Raises NotAllowedError, TestOfChange.DoesNotExist, ProcessClosedError,
    NoPredictionError, and WrongStepError for a test that is concluded.
    """
    found = _held(actor, test)
    if found.status == Status.DOING:
        return found
    if found.status == Status.CONCLUDED:
        raise errors.WrongStepError
    if not found.prediction and not without_prediction:
        raise errors.NoPredictionError
    found.status, found.begun_at = Status.DOING, timezone.now()
    found.without_prediction = not found.prediction
    found.save(update_fields=["status", "begun_at", "without_prediction"])
    changed(found.process)
    begun = "test_begun_without_prediction" if found.without_prediction else "test_begun"
    record(actor, f"development.{begun}", found.process, number=found.number)
    return found


@transaction.atomic
def conclude_test(
    *, actor: Viewer, test: int, what_happened: str, compared: str, decision: str
) -> TestOfChange:
    """Say what happened, compare it with the prediction, and decide.

    Where no prediction was written, ``compared`` is empty. A test that is concluded stays as it is.
    Raises NotAllowedError, TestOfChange.DoesNotExist, ProcessClosedError, WrongStepError for one
    that has not begun, and TextRefusedError.
    """
    found = _held(actor, test)
    if found.status == Status.CONCLUDED:
        return found
    if found.status != Status.DOING:
        raise errors.WrongStepError
    text = what_happened.strip()
    errors.check_texts({"what_happened": text}, required=("what_happened",))
    if compared not in ([""] if found.without_prediction else Compared.values):
        raise errors.TextRefusedError("compared", "unknown")
    if decision not in Decision.values:
        raise errors.TextRefusedError("decision", "unknown")
    found.what_happened, found.compared, found.decision = text, compared, decision
    found.status, found.concluded_at = Status.CONCLUDED, timezone.now()
    found.save()
    changed(found.process)
    record(actor, "development.test_concluded", found.process, number=found.number)
    return found


@transaction.atomic
def try_idea(*, actor: Viewer, test: int, idea: int | None) -> TestOfChange:
    """Say which idea of the driver diagram a test tries, however far it has come.

    Raises NotAllowedError, TestOfChange.DoesNotExist, ProcessClosedError and DriverGoneError.
    """
    found = _held(actor, test)
    found.idea = _idea(found.process, idea)
    found.save(update_fields=["idea"])
    changed(found.process)
    record(actor, "development.plan_changed", found.process, number=found.number)
    return found


@transaction.atomic
def follow_test(*, actor: Viewer, test: int, measure: int | None) -> TestOfChange:
    """Say on which measure a test is followed, however far it has come; None for on none.

    Raises NotAllowedError, TestOfChange.DoesNotExist, ProcessClosedError and NoSuchMeasureError.
    """
    found = _held(actor, test)
    wanted = _measure(found.process, measure, found)
    if not _watch(found, wanted):
        return found
    changed(found.process)
    record(actor, "development.test_followed", found.process, number=found.number)
    return found


def _measure(
    process: Process, measure: int | None, test: TestOfChange | None = None
) -> Measure | None:
    """Return a measure of the process that is not put aside, unless the test is on it already.

    Raises NoSuchMeasureError.
    """
    if measure is None:
        return None
    found = process.measures.filter(pk=measure).first()
    if found is None:
        raise errors.NoSuchMeasureError
    stands = test is not None and found.watched_by.filter(test=test).exists()
    if found.put_aside_at is not None and not stands:
        raise errors.NoSuchMeasureError
    return found


def _watch(test: TestOfChange, measure: Measure | None) -> bool:
    """Follow the test on this measure and no other; returns whether that is anything new."""
    standing = WatchedMeasure.objects.filter(test=test).first()
    if (standing and standing.measure_id) == (measure and measure.pk):
        return False
    WatchedMeasure.objects.filter(test=test).delete()
    if measure is not None:
        WatchedMeasure.objects.create(test=test, measure=measure)
    return True


def _idea(process: Process, idea: int | None) -> DriverNode | None:
    """Return an idea of the process's own driver diagram; raises DriverGoneError."""
    if idea is None:
        return None
    found = process.drivers.filter(pk=idea, kind=DriverNode.Kind.IDEA).first()
    if found is None:
        raise errors.DriverGoneError
    return found


def _held(actor: Viewer, test: int) -> TestOfChange:
    """Return the test with its process locked; raises what ``held`` raises."""
    process = held(actor, TestOfChange.objects.get(pk=test).process_id)
    found = TestOfChange.objects.get(pk=test)
    found.process = process
    return found


def _key(plan: Plan, follows: int | None) -> str:
    words = " ".join(plan.question.split())
    return hashlib.sha256(f"{follows or ''} {words}".encode()).hexdigest()[:40]
