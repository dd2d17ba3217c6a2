"""Acts on a test of change: plan, begin, conclude."""

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from samspil.development.models import Compared, Decision, DriverNode, Process, TestOfChange
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
) -> TestOfChange:
    """Plan a test; the same question again, while it is only planned, plans nothing more.

    ``follows`` is a concluded test of the same process, ``idea`` an idea of its driver diagram.
    Raises NotAllowedError, Process.DoesNotExist, TestOfChange.DoesNotExist, ProcessClosedError,
    WrongStepError, DriverGoneError and TextRefusedError.
    """
    found = held(actor, process)
    tried = _idea(found, idea)
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
    changed(found)
    record(actor, "development.test_planned", found, number=test.number)
    return test


@transaction.atomic
def change_plan(*, actor: Viewer, test: int, plan: Plan, idea: int | None = None) -> TestOfChange:
    """Write the plan anew, prediction and all, as long as nothing has begun.

    Raises NotAllowedError, TestOfChange.DoesNotExist, ProcessClosedError, WrongStepError,
    DriverGoneError and TextRefusedError.
    """
    found = _held(actor, test)
    if found.status != Status.PLANNED:
        raise errors.WrongStepError
    errors.check_texts(plan.texts, required=("question",))
    for field, text in plan.texts.items():
        setattr(found, field, text)
    found.planned_for = plan.planned_for
    found.idea = _idea(found.process, idea)
    key = _key(plan, found.follows_id)
    taken = found.process.tests.filter(key=key, status=Status.PLANNED).exclude(pk=found.pk)
    if taken.exists():
        raise errors.TextRefusedError("question", "twice")
    found.key = key
    found.save()
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
