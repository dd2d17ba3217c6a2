"""Acts on letters: written once, sent once.

A letter and the task that sends it are written in one transaction, so neither exists without the
other. Sending first claims the letter, then talks to the mail server: after a crash in between
nobody knows whether it was taken, and it is shown as uncertain instead of being sent twice.
"""

import logging
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samspil.letters import delivery, rules, tasks, wording
from samspil.letters.models import SEALED, Letter
from samspil.people import sealing
from samspil.people import services as people
from samspil.people.viewer import Viewer

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
"""How long to wait before each new attempt, while the mail server is away."""

UNCERTAIN = "uncertain"
_log = logging.getLogger("samspil.letters")


class CannotSendAgainError(Exception):
    """The letter was sent, is waiting, or held a secret that has been forgotten."""


def absolute_url(path: str) -> str:
    """Return the full address of a page, for use in letters."""
    return f"{settings.SAMSPIL_PUBLIC_URL}{path}"


def shows_letters() -> bool:
    """Whether mails are shown to everybody instead of being sent: only in the example."""
    return bool(settings.SAMSPIL_DEMO)


def write(
    *,
    template: str,
    to: str,
    context: Mapping[str, object],
    key: str = "",
    language: str = "",
) -> Letter:
    """Write a letter without sending it; with a key already used, return the standing letter.

    Raises wording.WordingError when the template is missing or its context incomplete.
    """
    return _write(template=template, to=to, context=context, key=key, language=language)[0]


def write_and_send(
    *,
    template: str,
    to: str,
    context: Mapping[str, object],
    key: str = "",
    language: str = "",
) -> Letter:
    """Write a letter and see to it that it is sent; a key already used sends nothing more.

    An urgent letter, for which somebody sits and waits, is sent at once and must therefore not be
    written inside a transaction. All others are sent by the background worker.
    """
    with transaction.atomic():
        letter, urgent, is_new = _write(
            template=template, to=to, context=context, key=key, language=language
        )
        if is_new and not urgent:
            tasks.send_letter.enqueue(letter.pk)
    if is_new and urgent:
        send(letter_id=letter.pk)
        letter.refresh_from_db()
    return letter


def _write(
    *, template: str, to: str, context: Mapping[str, object], key: str, language: str
) -> tuple[Letter, bool, bool]:
    """Return the letter, whether somebody waits for it, and whether it is new."""
    words = wording.word(template, context, language)
    fields = {
        "to": to,
        "subject": words.subject,
        "body": _kept(words),
        "template": template,
        "language": words.language,
        "secret": words.secret,
    }
    if not key:
        return Letter.objects.create(**fields), words.urgent, True
    letter, is_new = Letter.objects.get_or_create(key=key, defaults=fields)
    return letter, words.urgent, is_new


def _kept(words: wording.Words) -> str:
    """Return the words as they lie in the database; the example shows its letters to everybody."""
    if words.secret and not shows_letters():
        return sealing.seal_words(SEALED, words.body)
    return words.body


def send(*, letter_id: int) -> None:
    """Send a queued letter; does nothing for one that is sent, claimed, failed or unknown."""
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None or not _claim(letter):
        return
    try:
        delivery.deliver(letter)
    except delivery.NotDeliveredError as error:
        _not_delivered(letter, error)
    except Exception:
        # No details: the server's words can hold the address.
        _log.exception("letter of unknown fate", extra={"letter": letter.pk})
        Letter.objects.filter(pk=letter.pk).update(error=UNCERTAIN)
    else:
        Letter.objects.filter(pk=letter.pk).update(
            status=Letter.Status.SENT, sent_at=timezone.now(), error=""
        )


def _claim(letter: Letter) -> bool:
    """Take the letter for this process, durably, before anything is sent.

    The words of a secret leave the database here: from now on only this process knows them.
    """
    changes: dict[str, object] = {
        "status": Letter.Status.SENDING,
        "claimed_at": timezone.now(),
        "attempts": F("attempts") + 1,
        "error": "",
    }
    if letter.secret and not shows_letters():
        changes["body"] = ""
    with transaction.atomic(durable=True):
        queued = Letter.objects.filter(pk=letter.pk, status=Letter.Status.QUEUED)
        return bool(queued.update(**changes))


@transaction.atomic
def _not_delivered(letter: Letter, error: delivery.NotDeliveredError) -> None:
    """Try again later, or give up; ``letter`` is as it was before it was claimed."""
    ours = Letter.objects.filter(pk=letter.pk)
    _log.warning(
        "letter not delivered",
        extra={"letter": letter.pk, "reason": error.reason, "attempts": letter.attempts + 1},
    )
    if error.for_good or letter.attempts >= len(PAUSES):
        ours.update(status=Letter.Status.FAILED, error=error.reason)
        return
    ours.update(status=Letter.Status.QUEUED, error=error.reason, body=letter.body)
    later = timezone.now() + PAUSES[letter.attempts]
    tasks.send_letter.using(run_after=later).enqueue(letter.pk)


@transaction.atomic
def send_again(*, actor: Viewer, letter_id: int) -> None:
    """Send a failed or uncertain letter anew, on a person's decision.

    Raises people.NotAllowedError, Letter.DoesNotExist and CannotSendAgainError.
    """
    if not rules.may_tend_letters(actor):
        raise people.NotAllowedError
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    if not letter.can_be_sent_again:
        raise CannotSendAgainError
    letter.status = Letter.Status.QUEUED
    letter.attempts = 0
    letter.save(update_fields=["status", "attempts"])
    tasks.send_letter.enqueue(letter.pk)
    people.record(actor=actor, action="letters.sent_again", subject=f"letter:{letter.pk}")
