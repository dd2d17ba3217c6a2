"""Long work of this room."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from samspil.jobs.clock import regularly
from samspil.jobs.progress import Progress
from samspil.jobs.registry import job
from samspil.screening.decks import everybody

ALL_DECKS = "screening.all_decks"


@job(ALL_DECKS)
def all_decks(progress: Progress) -> Mapping[str, object]:
    """Make the decks of all municipalities; what has been made already is not made again."""
    given = progress.arguments
    wanted = everybody.Wanted(str(given["sector"]), str(given["language"]))
    if everybody.ready(wanted) is None:
        everybody.pack(wanted=wanted, report=progress.step)
    return {"url": reverse("screening:all_decks")}


@regularly("screening.forget_decks")
def forget_decks(now: datetime) -> int:
    """Remove packed decks that nobody has needed for a week."""
    return everybody.forget(now=now.timestamp())
