"""Who may follow long work."""

from samspil.jobs.models import Job
from samspil.people import rules
from samspil.people.viewer import Viewer


def may_see(viewer: Viewer, job: Job) -> bool:
    """Those who asked for the work, and those who run the programme."""
    if rules.is_organiser(viewer):
        return True
    return viewer.is_signed_in and job.followers.filter(pk=viewer.user_id).exists()
