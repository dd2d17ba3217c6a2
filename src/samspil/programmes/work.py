"""Long work of this room, and what it does by the clock."""

import datetime as dt
from collections.abc import Mapping

from django.urls import reverse

from samspil.jobs.clock import regularly
from samspil.jobs.progress import Progress
from samspil.jobs.registry import job
from samspil.people import selectors as people
from samspil.programmes import services
from samspil.programmes.models import Campaign
from samspil.programmes.services.inviting import SEND


@job(SEND)
def send_invitations(progress: Progress) -> Mapping[str, object]:
    """Write to all who have not been written to; run again, it goes on with the rest."""
    campaign, run = int(progress.arguments["campaign"]), int(progress.arguments["run"])
    actor = people.viewer_by_id(progress.arguments["by"])
    done, total = services.waiting(campaign=campaign)
    progress.step(done, total)
    while services.send_next(actor=actor, campaign=campaign, run=run) is not None:
        done += 1
        progress.step(done, total)
    edition = Campaign.objects.get(pk=campaign).edition
    return {"url": reverse("programmes:invitations", kwargs={"edition_id": edition})}


@regularly("programmes.reminders")
def send_reminders(now: dt.datetime) -> int:
    """Remind those invited of the deadline."""
    return services.remind_due(now=now)
