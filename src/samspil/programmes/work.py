"""Long work of this room, and what it does by the clock."""

import datetime as dt
from collections.abc import Mapping

from django.urls import reverse

from samspil.jobs.clock import regularly
from samspil.jobs.progress import Progress
from samspil.jobs.registry import job
from samspil.people import selectors as people
from samspil.programmes import services
from samspil.programmes.models import Campaign, GroupLetter
from samspil.programmes.services.group_letters import WRITE
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


@job(WRITE)
def send_group_letter(progress: Progress) -> Mapping[str, object]:
    """Write to all in the chosen set; run again, it goes on with the rest."""
    row = GroupLetter.objects.get(pk=progress.arguments["letter"])
    total = row.addressees.count()
    done = row.addressees.exclude(written_at=None).count()
    progress.step(done, total)
    while services.write_next(letter=row.pk):
        done += 1
        progress.step(done, total)
    address = {"edition_id": row.edition, "number": row.pk}
    return {"url": reverse("programmes:group_letter", kwargs=address)}


@regularly("programmes.reminders")
def send_reminders(now: dt.datetime) -> int:
    """Remind those invited of the deadline."""
    return services.remind_due(now=now)
