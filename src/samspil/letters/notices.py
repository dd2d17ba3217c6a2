"""Letters that tell what happened in the rooms below."""

from samspil.jobs.models import Job
from samspil.letters import services


def tell_that_work_is_finished(job: Job) -> None:
    """Write to everybody who asked for the work, once."""
    context = {
        "subject": job.subject,
        "succeeded": job.status == Job.Status.DONE,
        "link": services.absolute_url(job.get_absolute_url()),
    }
    for follower in job.followers.filter(is_active=True):
        services.write_and_send(
            template="job_done",
            to=follower.email,
            context=context,
            key=f"job:{job.pk}:finished:{follower.pk}",
            language=job.language,
        )
