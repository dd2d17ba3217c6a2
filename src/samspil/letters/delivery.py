"""Hands a letter to the mail server, and says what is known about it afterwards."""

import smtplib
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend

from samspil.letters.models import Letter
from samspil.people import sealing

_DUMMY = "django.core.mail.backends.dummy.EmailBackend"


class NotDeliveredError(Exception):
    """The letter was certainly not taken; ``reason`` is a short code, ``for_good`` ends trying."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        self.reason = reason
        self.for_good = for_good
        super().__init__(reason)


def deliver(letter: Letter) -> None:
    """Hand the letter over; in demo mode nothing ever leaves the machine.

    Raises NotDeliveredError when it was certainly not taken. Any other error leaves the outcome
    unknown: the server may have taken the letter before the line broke.
    """
    if settings.SAMSPIL_DEMO:
        return
    message = _message(letter)
    connection = _opened()
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code = max((code for code, _text in error.recipients.values()), default=550)
        raise NotDeliveredError("address_refused", for_good=code >= 500) from error
    except smtplib.SMTPResponseException as error:
        raise NotDeliveredError("refused", for_good=error.smtp_code >= 500) from error
    except ValueError as error:
        raise NotDeliveredError("address_unusable", for_good=True) from error
    finally:
        # The letter's fate is decided by now, whatever happens when the line is closed.
        with suppress(OSError):
            connection.close()


def _opened() -> BaseEmailBackend:
    """Open the line first: what fails here has certainly not sent anything."""
    if settings.MAILERS["default"]["BACKEND"] == _DUMMY:
        raise NotDeliveredError("no_mail_server")
    connection = mailers.default
    try:
        connection.open()
    except OSError as error:
        raise NotDeliveredError("mail_server_unreachable") from error
    return connection


def _message(letter: Letter) -> EmailMessage:
    host = urlsplit(settings.SAMSPIL_PUBLIC_URL).hostname or "localhost"
    headers = {
        # The same letter keeps its id, so that a mail server can tell a copy from a new one.
        "Message-ID": f"<samspil-{letter.pk}-{letter.created_at:%Y%m%d%H%M%S%f}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(letter.subject, _words(letter), None, [letter.to], headers=headers)


def _words(letter: Letter) -> str:
    try:
        return letter.words
    except sealing.UnopenableError as error:
        raise NotDeliveredError("unopenable", for_good=True) from error
