"""Acts on long work: start it, run it, take it up again after a crash."""

import json
import logging
import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from samspil.jobs import locks, registry, tasks
from samspil.jobs.models import Job
from samspil.jobs.progress import Progress, TakenOverError
from samspil.people import services as people
from samspil.people.viewer import Viewer

ATTEMPTS = 3
"""How often work is begun before we believe that it is what stops the worker."""

SILENCE = timedelta(minutes=15)
"""How long work on another machine may be silent before it is taken over."""

_log = logging.getLogger("samspil.jobs")


@transaction.atomic
def start(
    *,
    actor: Viewer,
    kind: str,
    key: str,
    subject: str,
    notify: bool = True,
    arguments: Mapping[str, object] | None = None,
) -> Job:
    """Put work in line; a key already under way gives the standing job, now followed by both.

    ``arguments`` are ids and choices, never personal data or links: they lie in the clear. The
    caller's rules decide whether ``actor`` may ask. Raises UnknownKindError.
    """
    registry.work_of(kind)
    job, is_new = Job.objects.get_or_create(
        key=key,
        status__in=Job.UNFINISHED,
        defaults={
            "kind": kind,
            "subject": subject[:200],
            "arguments": dict(arguments or {}),
            "language": translation.get_language() or "da",
            "requested_by_id": actor.user_id,
            "notify": notify,
        },
    )
    if actor.user_id is not None:
        job.followers.add(actor.user_id)
    if is_new:
        # In the same transaction: no job without its task, no task without its job.
        tasks.run_job.enqueue(job.pk)
        people.record(
            actor=actor,
            action="jobs.started",
            subject=f"job:{job.pk}",
            details={"work": job.subject},
        )
    return job


def run(job_id: int) -> None:
    """Do the work of a waiting job; does nothing for one that is under way, finished or unknown."""
    try:
        with locks.held(job_id):
            job = _claimed(job_id)
            if job is not None:
                _work(job)
    except locks.HeldError:
        _log.info("job is already under way", extra={"job": job_id})


def _claimed(job_id: int) -> Job | None:
    """Take the job for this process, so that only one of several workers does it."""
    now = timezone.now()
    taken = Job.objects.filter(pk=job_id, status=Job.Status.WAITING).update(
        status=Job.Status.RUNNING,
        claim=uuid.uuid4().hex,
        host=locks.host(),
        attempts=F("attempts") + 1,
        started_at=now,
        seen_at=now,
        done=0,
    )
    return Job.objects.get(pk=job_id) if taken else None


def _work(job: Job) -> None:
    with translation.override(job.language):
        try:
            result = dict(registry.work_of(job.kind)(Progress(job)) or {})
            json.dumps(result, cls=DjangoJSONEncoder)
        except TakenOverError:
            _log.warning("job was taken over", extra={"job": job.pk})
        except registry.JobRefusedError as refusal:
            _finish(job, Job.Status.FAILED, message=str(refusal))
        except Exception:
            _log.exception("job failed", extra={"job": job.pk, "kind": job.kind})
            _finish(job, Job.Status.FAILED, message=_broken())
        else:
            _finish(job, Job.Status.DONE, result=result)


def _broken() -> str:
    return _("Der skete en fejl hos os, og den er noteret. Prøv igen om lidt.")


@transaction.atomic
def _finish(
    job: Job, status: Job.Status, *, message: str = "", result: Mapping[str, object] | None = None
) -> None:
    """Note the outcome and tell those who asked, unless another worker has the job by now."""
    changes: dict[str, object] = {
        "status": status,
        "message": message[:300],
        "result": dict(result or {}),
        "finished_at": timezone.now(),
    }
    if status == Job.Status.DONE:
        changes["done"] = F("total")
    ours = Job.objects.filter(pk=job.pk, claim=job.claim, status=Job.Status.RUNNING)
    if not ours.update(**changes):
        _log.warning("job was taken over at its end", extra={"job": job.pk})
        return
    job.refresh_from_db()
    if job.notify:
        _tell(job)


def _tell(job: Job) -> None:
    """Call those who want to hear; a letter that cannot be written must not undo the work."""
    finished = registry.FinishedJob(
        id=job.pk,
        subject=job.subject,
        succeeded=job.status == Job.Status.DONE,
        path=job.get_absolute_url(),
        language=job.language,
        followers=tuple(job.followers.filter(is_active=True).values_list("pk", "email")),
    )
    for listener in registry.listeners():
        try:
            with transaction.atomic():
                listener(finished)
        except Exception:
            _log.exception("nobody was told that a job finished", extra={"job": job.pk})


@transaction.atomic
def take_up_again() -> int:
    """Put work back in line that a dead worker left behind; returns how many jobs.

    Call it whenever a worker starts. Safe while other workers live: their jobs are left alone, and
    every task tolerates being run once too often.
    """
    DBTaskResult.objects.running().exclude(task_path=tasks.run_job.module_path).update(
        status="READY"
    )
    gone = [job for job in Job.objects.filter(status=Job.Status.RUNNING) if _is_gone(job)]
    for job in gone:
        _take_up(job)
    running = set(Job.objects.filter(status=Job.Status.RUNNING).values_list("pk", flat=True))
    _close_left_tasks(running)
    return len(gone)


def _take_up(job: Job) -> None:
    if job.attempts >= ATTEMPTS:
        with translation.override(job.language):
            _finish(job, Job.Status.FAILED, message=_broken())
        return
    Job.objects.filter(pk=job.pk, claim=job.claim, status=Job.Status.RUNNING).update(
        status=Job.Status.WAITING, claim="", host=""
    )
    tasks.run_job.enqueue(job.pk)


def _is_gone(job: Job) -> bool:
    """Whether the process that did this work has ended, as far as this machine can know."""
    if job.host == locks.host():
        return not locks.is_held(job.pk)
    return job.seen_at is None or job.seen_at < timezone.now() - SILENCE


def _close_left_tasks(running: set[int]) -> None:
    """Close tasks whose job now has a new task or is finished, so that none looks under way."""
    for result in DBTaskResult.objects.running().filter(task_path=tasks.run_job.module_path):
        if result.args_kwargs["args"][0] not in running:
            result.status = "FAILED"
            result.finished_at = timezone.now()
            result.save(update_fields=["status", "finished_at"])
