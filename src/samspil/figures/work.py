"""Long work of this room: fetching figures. A job is given names, never a key."""

from collections.abc import Mapping

from samspil.figures import services
from samspil.figures.fetching.errors import FetchError
from samspil.jobs.progress import Progress
from samspil.jobs.registry import JobRefusedError, job
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
    return {"url": "/tal/hentning/", "vintage": done.published.vintage}
