"""Sending invitations: begun, stopped, taken up again, and each sent once.

One invitation is sent in one transaction: its link, its letter and the note that it was sent. So
a worker that is killed midway leaves every recipient either written to or not, and the next one
goes on with those who were not. The letter's key is a second lock on the same door.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspil.jobs import services as jobs
from samspil.jobs.models import Job
from samspil.letters import services as letters
from samspil.letters.models import Letter as SentLetter
from samspil.people import services as people
from samspil.people.models import User
from samspil.people.viewer import Viewer
from samspil.programmes import invitation_words, selectors, words
from samspil.programmes.invitation_letter import Letter, Recipient
from samspil.programmes.models import Campaign, Invitation
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.invitations import PURPOSE, campaign_view, letter_key
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known
from samspil.programmes.services.invitations import (
    InvitationError,
    held_campaign,
    note,
)

SEND = "programmes.send_invitations"
"""The kind of work that sends."""

AFTER_DEADLINE = dt.timedelta(days=14)
"""How long after the deadline a link still opens, to say that it is too late."""

WITHOUT_DEADLINE = dt.timedelta(days=180)


class NobodyToInviteError(InvitationError):
    """Everybody on the list has been written to, or nobody stands on it."""


@transaction.atomic
def begin_sending(*, actor: Viewer, edition: str, now: dt.datetime | None = None) -> Job:
    """Put in line to write to all who have not been written to; also takes up a stopped sending.

    Raises NotAllowedError, NoCampaignError, ClosedError and NobodyToInviteError.
    """
    row = held_campaign(actor, edition)
    view = _open(edition, now or timezone.now())
    if not _waiting(row).exists():
        raise NobodyToInviteError
    standing = Job.objects.filter(key=key_of(row.pk, row.run), status__in=Job.UNFINISHED).first()
    if standing is not None and row.stopped_at is None:
        return standing
    row.run += 1
    row.stopped_at = None
    row.save(update_fields=["run", "stopped_at"])
    note(actor, "programmes.invitations_begun", edition, subject=f"campaign:{row.pk}")
    return jobs.start(
        actor=actor,
        kind=SEND,
        key=key_of(row.pk, row.run),
        subject=_("Invitationer til %(edition)s")
        % {"edition": words.localised(view.content.title)},
        arguments={"campaign": row.pk, "run": row.run, "by": actor.user_id},
    )


def key_of(campaign: int, run: int) -> str:
    """Name the work by its number, so that work begun after a stop is another work."""
    return f"invitations:{campaign}:{run}"


@transaction.atomic
def stop_sending(*, actor: Viewer, edition: str, now: dt.datetime | None = None) -> None:
    """Stop after the letter that is being written; raises NotAllowedError and NoCampaignError."""
    row = held_campaign(actor, edition)
    if row.stopped_at is None:
        row.stopped_at = now or timezone.now()
        row.save(update_fields=["stopped_at"])
        note(actor, "programmes.invitations_stopped", edition, subject=f"campaign:{row.pk}")


def send_next(
    *, actor: Viewer, campaign: int, run: int, now: dt.datetime | None = None
) -> Invitation | None:
    """Write to the next recipient and return them; None when all are, or when it was stopped.

    The campaign is held meanwhile, so two workers never write to the same recipient.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        row = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign)
        view = selectors.edition(row.edition)
        if row.stopped_at is not None or row.run != run or view is None or not view.is_open(moment):
            return None
        found = _waiting(row).select_related("municipality").first()
        if found is not None:
            _send(actor, row, view, found, moment)
        return found


def waiting(*, campaign: int) -> tuple[int, int]:
    """Return how many have been written to, and how many there are in all."""
    standing = Invitation.objects.filter(campaign_id=campaign, withdrawn_at=None)
    sent = standing.filter(sent_at__isnull=False).count()
    return sent, standing.count()


def _waiting(row: Campaign) -> QuerySet[Invitation]:
    return row.invitations.filter(sent_at=None, withdrawn_at=None).order_by("id")


def _send(
    actor: Viewer, row: Campaign, view: EditionView, found: Invitation, moment: dt.datetime
) -> None:
    address = new_link(actor, found, view, moment)
    letters.write_and_send(
        template="invitation",
        to=found.email,
        context=letter_context(row, view, recipient_of(found), found.language, address)
        | {"until": _until(found, found.language)},
        key=letter_key(found.pk),
        language=found.language,
    )
    found.sent_at = moment
    found.save(update_fields=["sent_at"])
    note(
        actor,
        "programmes.invited",
        row.edition,
        municipality=found.municipality_id,
        subject=found.subject,
    )


def new_link(actor: Viewer, found: Invitation, view: EditionView, moment: dt.datetime) -> str:
    """Make a personal link to an invitation, and return its address. Earlier ones go on opening.

    Only its hash is kept, so what is sent later, or set on paper, carries a link of its own.
    """
    deadline = view.content.deadline
    ends = moment + WITHOUT_DEADLINE if deadline is None else deadline.at + AFTER_DEADLINE
    # A deadline long past still gives a link that can be made, and says that it is too late.
    ends = max(ends.astimezone(dt.UTC), moment + dt.timedelta(days=1))
    link, token = people.make_link(
        actor=actor, purpose=PURPOSE, subject=found.subject, lifetime=ends - timezone.now()
    )
    found.expires_at = max(link.expires_at, found.expires_at or link.expires_at)
    found.save(update_fields=["expires_at"])
    return letters.absolute_url(reverse("programmes:invited", args=[token]))


def _until(found: Invitation, language: str) -> str:
    with translation.override(language):
        local = timezone.localtime(found.expires_at)
        return words.short_day(local.date())


def recipient_of(found: Invitation) -> Recipient:
    """Return whom a letter is to."""
    return Recipient(found.municipality.name, found.title, found.name)


def worded(row: Campaign, view: EditionView, to: Recipient, language: str) -> Letter:
    """Return the campaign's letter to one recipient."""
    letter = campaign_view(row).letters[language]
    return invitation_words.filled(letter, to, view.content, language)


def letter_context(
    row: Campaign, view: EditionView, to: Recipient, language: str, address: str
) -> dict[str, object]:
    """Return what the e-mail is worded from; its ``until`` is added by who knows the link."""
    letter = worded(row, view, to, language)
    return {
        "subject": letter.subject,
        "body": letter.body,
        "link": address,
        "municipality": to.municipality,
        "privacy": letters.absolute_url(reverse("privacy")),
        "is_example": view.content.is_example,
        "until": "",
    }


@transaction.atomic
def send_test(
    *, actor: Viewer, edition: str, language: str, to: Recipient, address: str
) -> SentLetter:
    """Send the letter to oneself as ``to`` would get it, with a link to the page that shows it.

    Nothing is noted about anybody. Raises NotAllowedError and NoCampaignError.
    """
    row = held_campaign(actor, edition)
    view = selectors.edition(edition)
    if view is None:
        raise errors.NoSuchEditionError
    own = User.objects.get(pk=known(actor)).email
    context = letter_context(row, view, to, language, letters.absolute_url(address))
    with translation.override(language):
        context["subject"] = _("Prøve: %(subject)s") % context
        context["until"] = _("(i den rigtige mail står datoen her)")
    return letters.write_and_send(template="invitation", to=own, context=context, language=language)


@transaction.atomic
def put_on_paper(
    *, actor: Viewer, edition: str, number: int, now: dt.datetime | None = None
) -> tuple[Invitation, str]:
    """Note that an invitation goes out on paper, and return it with the address to print.

    Each time a new link is made, since no link is kept. Raises NotAllowedError, NoCampaignError,
    ClosedError, and Invitation.DoesNotExist, also for one that was withdrawn.
    """
    held_campaign(actor, edition)
    moment = now or timezone.now()
    view = _open(edition, moment)
    found = Invitation.objects.select_related("municipality", "campaign").get(
        pk=number, campaign__edition=edition, withdrawn_at=None
    )
    address = new_link(actor, found, view, moment)
    found.on_paper_at = found.on_paper_at or moment
    found.save(update_fields=["on_paper_at"])
    note(
        actor,
        "programmes.invited_on_paper",
        edition,
        municipality=found.municipality_id,
        subject=found.subject,
    )
    return found, address


def _open(edition: str, moment: dt.datetime) -> EditionView:
    view = selectors.edition(edition)
    if view is None:
        raise errors.NoSuchEditionError
    if reason := view.closed(moment):
        raise errors.ClosedError(reason)
    return view
