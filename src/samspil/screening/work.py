"""Long work of this room."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.jobs.clock import regularly
from samspil.jobs.progress import Progress
from samspil.jobs.registry import JobRefusedError, job
from samspil.screening.decks import everybody
from samspil.screening.selectors import deck_templates as templates

ALL_DECKS = "screening.all_decks"


@job(ALL_DECKS)
def all_decks(progress: Progress) -> Mapping[str, object]:
    """Make the decks of all municipalities; what has been made already is not made again."""
    given = progress.arguments
    template = int(given.get("template", 0))
    wanted = everybody.Wanted(str(given["sector"]), str(given["language"]), template)
    base = templates.base_of(edition="", template=template) if template else None
    if template and base is None:
        raise JobRefusedError(_("Skabelonen er ikke længere i brug. Vælg en anden."))
    if everybody.ready(wanted) is None:
        everybody.pack(wanted=wanted, base=base, report=progress.step)
    return {"url": reverse("screening:all_decks")}


@regularly("screening.forget_decks")
def forget_decks(now: datetime) -> int:
    """Remove packed decks that nobody has needed for a week."""
    return everybody.forget(now=now.timestamp())
