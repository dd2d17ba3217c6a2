"""Long work of this room. A job is given names and numbers, never a key."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.figures import services
from samspil.figures.fetching.errors import FetchError
from samspil.figures.models import StagedFile
from samspil.jobs.progress import Progress
from samspil.jobs.registry import JobRefusedError, job
from samspil.people import selectors as people
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY

FETCH = "figures.fetch"


@job(FETCH)
def fetch(progress: Progress) -> Mapping[str, object]:
    """Fetch figures; run again, it goes on from what has been answered."""
    try:
        done = services.fetch(
            actor=ANYBODY,
            publisher=str(progress.arguments["publisher"]),
            only=tuple(progress.arguments.get("indicators", ())),
            report=progress.step,
        )
    except FetchError as error:
        raise JobRefusedError(str(error)) from None
    return {"url": reverse("figures:fetching"), "vintage": done.published.vintage}


@job("figures.import")
def publish_staged(progress: Progress) -> Mapping[str, object]:
    """Publish a large staged file. Run again it finds the file gone, which means it was published.

    What was wrong is read on the file's own page, where it still lies.
    """
    staged = StagedFile.objects.filter(pk=progress.arguments["staged"]).first()
    done = reverse("figures:incoming")
    if staged is None:
        return {"url": done}
    progress.step(0, 1)
    actor = people.viewer_by_id(staged.staged_by_id)
    try:
        services.publish_staged(
            actor=actor,
            staged=staged,
            table=str(progress.arguments.get("table", "")),
            # Somebody has seen the page of the file, or there would be no button to press.
            confirmed=True,
        )
    except (services.FiguresRefusedError, NotAllowedError) as error:
        told = _("Filen blev ikke udgivet, og intet er ændret. Se fejlene på filens side.")
        raise JobRefusedError(told) from error
    return {"url": done}
