"""Reads of letters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samspil.letters import rules
from samspil.letters.links import with_links
from samspil.letters.models import UNANSWERED, Letter
from samspil.letters.services import shows_letters
from samspil.people.viewer import Viewer

NEWEST = 200

REASONS: Mapping[str, Promise] = {
    "uncertain": _("Forbindelsen røg, mens mailen blev afleveret. Den kan være kommet frem."),
    "no_mail_server": _("Der er ikke angivet en mailserver for denne installation."),
    "mail_server_unreachable": _("Mailserveren svarede ikke."),
    "refused": _("Mailserveren ville ikke tage imod mailen."),
    "address_refused": _("Mailserveren kender ikke adressen."),
    "address_unusable": _("Adressen kan ikke bruges."),
    "unopenable": _("Mailen blev skrevet, før installationens hemmelige nøgle blev skiftet."),
}


@dataclass(frozen=True)
class LetterRow:
    """A letter in a list."""

    id: int
    to: str
    subject: str
    at: datetime
    is_sent: bool
    language: str = "da"


@dataclass(frozen=True)
class ShownLetter:
    """A letter as the example's post page shows it."""

    row: LetterRow
    body: SafeString


@dataclass(frozen=True)
class StuckLetter:
    """A letter that did not arrive, or perhaps did not. Its words are nobody else's business."""

    id: int
    to: str
    subject: str
    at: datetime
    reason: Promise | str
    is_uncertain: bool
    will_be_tried_again: bool
    can_be_sent_again: bool


def example_letters() -> list[LetterRow]:
    """The newest letters of the example, newest first; none outside demo mode."""
    if not shows_letters():
        return []
    return [_row(letter) for letter in Letter.objects.all()[:NEWEST]]


def example_letter(letter_id: int) -> ShownLetter | None:
    """One letter of the example with links that open; None outside demo mode or when unknown."""
    if not shows_letters():
        return None
    letter = Letter.objects.filter(pk=letter_id).first()
    return ShownLetter(_row(letter), with_links(letter.words)) if letter else None


def _row(letter: Letter) -> LetterRow:
    at = letter.sent_at or letter.created_at
    is_sent = letter.sent_at is not None
    return LetterRow(letter.pk, letter.to, letter.subject, at, is_sent, letter.language)


def stuck_letters(*, viewer: Viewer) -> list[StuckLetter]:
    """The newest letters that did not arrive; empty for those who don't look after letters."""
    if not rules.may_tend_letters(viewer):
        return []
    tried = timezone.now() - UNANSWERED
    found = Letter.objects.filter(
        Q(status=Letter.Status.FAILED)
        | Q(status=Letter.Status.QUEUED, attempts__gt=0)
        | (Q(status=Letter.Status.SENDING) & (Q(claimed_at__lt=tried) | ~Q(error="")))
    )
    return [_stuck(letter) for letter in found[:NEWEST]]


def fates(keys: Collection[str]) -> dict[str, str]:
    """What became of letters, by the keys they were written under.

    ``queued``, ``sending``, ``sent``, ``failed``, or ``uncertain`` for one that may have arrived.
    For a room that asks about the letters it wrote itself; no words and no addresses.
    """
    found = Letter.objects.filter(key__in=[key for key in keys if key])
    return {one.key: "uncertain" if one.is_uncertain else one.status for one in found}


def _stuck(letter: Letter) -> StuckLetter:
    reason = letter.error or ("uncertain" if letter.is_uncertain else "")
    return StuckLetter(
        id=letter.pk,
        to=letter.to,
        subject=letter.subject,
        at=letter.claimed_at or letter.created_at,
        reason=REASONS.get(reason, ""),
        is_uncertain=letter.is_uncertain,
        will_be_tried_again=letter.status == Letter.Status.QUEUED,
        can_be_sent_again=letter.can_be_sent_again,
    )
