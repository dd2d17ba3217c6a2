"""Letters to a chosen set of those who take part: written, tried on oneself, sent once each."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspil.jobs import services as jobs
from samspil.jobs.models import Job
from samspil.letters import services as letters
from samspil.letters.models import Letter
from samspil.people import services as people
from samspil.people.models import User
from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors, words
from samspil.programmes.models import GroupLetter, GroupLetterAddressee
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known

WRITE = "programmes.group_letter"
"""The kind of work that sends."""


class NobodyToWriteToError(errors.RegistrationError):
    """Nobody is in the chosen set now."""


@transaction.atomic
def write_group_letter(
    *,
    actor: Viewer,
    edition: str,
    audience: GroupLetter.Audience,
    municipalities: Sequence[str] = (),
    subject: str,
    body: str,
    number: int | None = None,
) -> GroupLetter:
    """Write a letter, or change the draft ``number``; nobody gets it yet.

    Raises NotAllowedError, NoSuchEditionError, NobodyToWriteToError, and GroupLetter.DoesNotExist
    for a draft that is not there or has been sent.
    """
    _must_write(actor, edition)
    if not selectors.addressees(actor, edition, audience, municipalities):
        raise NobodyToWriteToError
    row = GroupLetter(edition=edition) if number is None else _draft(edition, number)
    row.audience = audience
    chosen = audience == GroupLetter.Audience.CHOSEN
    row.municipalities = list(municipalities) if chosen else []
    row.subject, row.body = subject, body
    row.written_by_id = known(actor)
    row.written_at = timezone.now()
    row.save()
    return row


def _must_write(actor: Viewer, edition: str) -> None:
    if not rules.may_invite(actor, edition):
        raise people.NotAllowedError
    if selectors.edition(edition) is None:
        raise errors.NoSuchEditionError


def _draft(edition: str, number: int) -> GroupLetter:
    """Return a draft, held until the transaction ends."""
    rows = GroupLetter.objects.select_for_update(of=("self",))
    return rows.get(pk=number, edition=edition, sent_at=None)


@transaction.atomic
def try_group_letter(*, actor: Viewer, edition: str, number: int) -> Letter:
    """Send the letter to oneself alone. Raises NotAllowedError and GroupLetter.DoesNotExist."""
    _must_write(actor, edition)
    row = GroupLetter.objects.get(pk=number, edition=edition)
    own = User.objects.get(pk=known(actor))
    context = _context(row, own.name)
    with translation.override(settings.LANGUAGE_CODE):
        context["subject"] = _("Prøve: %(subject)s") % {"subject": row.subject}
    return letters.write_and_send(
        template="group_letter", to=own.email, context=context, language=settings.LANGUAGE_CODE
    )


@transaction.atomic
def send_group_letter(
    *, actor: Viewer, edition: str, number: int, now: dt.datetime | None = None
) -> Job:
    """Put in line to write to all who are in the set at this moment; pressed twice, once.

    Raises NotAllowedError, NobodyToWriteToError, and GroupLetter.DoesNotExist for one that is not
    there or has been sent.
    """
    _must_write(actor, edition)
    row = _draft(edition, number)
    found = selectors.addressees(actor, edition, row.audience, row.municipalities)
    if not found:
        raise NobodyToWriteToError
    GroupLetterAddressee.objects.bulk_create(
        GroupLetterAddressee(letter=row, user_id=one.user_id) for one in found
    )
    row.sent_at = now or timezone.now()
    row.save(update_fields=["sent_at"])
    people.record(
        actor=actor,
        action="programmes.group_letter_sent",
        edition=edition,
        subject=f"group_letter:{row.pk}",
        details={"edition": edition, "count": len(found)},
    )
    return jobs.start(
        actor=actor,
        kind=WRITE,
        key=f"group_letter:{row.pk}",
        subject=_("Brev til deltagere: %(subject)s") % {"subject": row.subject},
        arguments={"letter": row.pk},
    )


def write_next(*, letter: int) -> bool:
    """Write to the next addressee; False when all have been written to.

    Letter and note are one transaction, and the letter's key is a second lock on the same door.
    """
    with transaction.atomic():
        waiting = GroupLetterAddressee.objects.select_for_update(of=("self",)).filter(
            letter=letter, written_at=None
        )
        one = waiting.select_related("letter", "user").first()
        if one is None:
            return False
        # Somebody whose account was closed meanwhile is passed by.
        if one.user.is_active:
            letters.write_and_send(
                template="group_letter",
                to=one.user.email,
                context=_context(one.letter, one.user.name),
                key=f"group_letter:{one.letter_id}:{one.user_id}",
                language=settings.LANGUAGE_CODE,
            )
        one.written_at = timezone.now()
        one.save(update_fields=["written_at"])
        return True


def _context(row: GroupLetter, name: str) -> dict[str, object]:
    view = selectors.edition(row.edition)
    with translation.override(settings.LANGUAGE_CODE):
        title = words.localised(view.content.title) if view else row.edition
    return {
        "subject": row.subject,
        "body": row.body,
        "name": name,
        "edition": title,
        "is_example": bool(view and view.content.is_example),
    }
