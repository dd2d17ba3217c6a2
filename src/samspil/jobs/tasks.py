"""The one background task of long work. Its argument is the job's number."""

from django.tasks import task


@task
def run_job(job_id: int) -> None:
    """Do the work of a waiting job; safe to repeat."""
    from samspil.jobs import services

    services.run(job_id)
