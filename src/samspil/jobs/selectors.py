"""Reads of long work."""

from dataclasses import dataclass
from datetime import datetime

from samspil.jobs import rules
from samspil.jobs.models import Job
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class JobRow:
    """A piece of work as a page shows it. ``link`` leads to the result, where it has a page."""

    id: int
    subject: str
    status: str
    done: int
    total: int
    message: str
    link: str
    notify: bool
    started_at: datetime | None
    finished_at: datetime | None
    key: str = ""

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.status in {Job.Status.DONE, Job.Status.FAILED}


def job(*, viewer: Viewer, job_id: int) -> JobRow | None:
    """Return the job, or None where there is none for this viewer."""
    found = Job.objects.filter(pk=job_id).first()
    if found is None or not rules.may_see(viewer, found):
        return None
    return _row(found)


def under_way(*, viewer: Viewer, kind: str) -> tuple[JobRow, ...]:
    """Return the work of a kind that is waiting or being done, as far as this viewer may see it."""
    found = Job.objects.filter(kind=kind, status__in=Job.UNFINISHED)
    return tuple(_row(one) for one in found if rules.may_see(viewer, one))


def _row(found: Job) -> JobRow:
    return JobRow(
        id=found.pk,
        subject=found.subject,
        status=found.status,
        done=found.done,
        total=found.total,
        message=found.message,
        link=_own_page(found.result.get("url")),
        notify=found.notify,
        started_at=found.started_at,
        finished_at=found.finished_at,
        key=found.key,
    )


def _own_page(url: object) -> str:
    """A path on this host, or nothing: a result never sends anybody elsewhere."""
    own = isinstance(url, str) and url.startswith("/") and not url.startswith(("//", "/\\"))
    return str(url) if own else ""
