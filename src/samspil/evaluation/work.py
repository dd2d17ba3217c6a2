"""Long work of this room: writing to every participant."""

from collections.abc import Mapping
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.evaluation import services
from samspil.jobs.progress import Progress
from samspil.jobs.registry import JobRefusedError, job
from samspil.people import selectors as people
from samspil.surveys.services import ClosedError


@job(services.ASK)
def ask(progress: Progress) -> Mapping[str, object]:
    """Ask everybody who has not been asked; run again, it goes on with the rest."""
    edition = str(progress.arguments["edition"])
    moment = cast("services.Moment", progress.arguments["moment"])
    actor = people.viewer_by_id(progress.arguments["by"])
    wanted = services.addresses(actor=actor, edition=edition)
    for done, to in enumerate(wanted, start=1):
        try:
            services.invite(actor=actor, edition=edition, moment=moment, to=to)
        except ClosedError as error:
            raise JobRefusedError(_("Spørgsmålene er lukket, så ingen flere er spurgt.")) from error
        progress.step(done, len(wanted))
    return {"url": reverse("evaluation:questions", args=[edition])}
