"""Letters that tell what happened in the rooms below."""

from samspil.jobs.registry import FinishedJob
from samspil.letters import services


def tell_that_work_is_finished(job: FinishedJob) -> None:
    """Write to everybody who asked for the work, once."""
    context = {
        "subject": job.subject,
        "succeeded": job.succeeded,
        "link": services.absolute_url(job.path),
    }
    for number, address in job.followers:
        services.write_and_send(
            template="job_done",
            to=address,
            context=context,
            key=f"job:{job.id}:finished:{number}",
            language=job.language,
        )
