"""Letters that tell what happened in the rooms below."""

from django.urls import reverse

from samspil.jobs.registry import FinishedJob
from samspil.letters import services
from samspil.people.notices import RoleChange
from samspil.people.roles import DESCRIPTIONS


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


def tell_about_role(change: RoleChange) -> None:
    """Write to the person who was given a role, or had it taken back, once for each time."""
    words = DESCRIPTIONS[change.role]
    services.write_and_send(
        template="role_changed",
        to=change.email,
        context={
            "is_given": change.is_given,
            "name": change.name,
            "role": str(words.name).lower(),
            "sentence": str(words.sentence),
            "where": change.municipality,
            "by": change.by,
            "link": services.absolute_url(reverse("account_login")),
        },
        key=f"role:{change.membership}:{'given' if change.is_given else 'ended'}",
    )
