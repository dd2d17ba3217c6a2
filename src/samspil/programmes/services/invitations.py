"""Preparing an invitation: whom it is for, what it says, who gets it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samspil.documents.cpr import find_cpr
from samspil.people import services as people
from samspil.people.models import PersonalLink
from samspil.people.viewer import Viewer
from samspil.programmes import invitation_words, rules, selectors
from samspil.programmes.addressees import Addressee
from samspil.programmes.invitation_draft import draft
from samspil.programmes.invitation_letter import Letter
from samspil.programmes.models import Campaign, Invitation
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.invitations import PURPOSE
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known

REMIND_DAYS = (14, 3)
"""How many days before the deadline we remind, unless somebody says otherwise."""

MOST_REMINDERS = 5
MOST_DAYS = 120


class InvitationError(errors.RegistrationError):
    """The act on an invitation was refused; nothing has been changed."""


class NoCampaignError(InvitationError):
    """Nobody has decided yet whom the invitation is for."""


class NoSelectionError(InvitationError):
    """There is no such frozen selection, or it does not suit the edition."""


class WordsError(InvitationError):
    """The letter cannot be sent as it is; ``problems`` name the field and what is wrong."""

    def __init__(self, problems: tuple[tuple[str, str, str], ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(f"{field} {code}" for field, code, _about in problems))


class NotInvitableError(InvitationError):
    """A municipality is not among those that may be invited; ``codes`` says which."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        super().__init__(", ".join(codes))


@dataclass(frozen=True)
class Added:
    """How many recipients were new, and how many stood on the list already."""

    new: int
    standing: int


@transaction.atomic
def prepare_campaign(
    *,
    actor: Viewer,
    edition: str,
    selection: int | None = None,
    remind_days: Iterable[int] = REMIND_DAYS,
    now: dt.datetime | None = None,
) -> Campaign:
    """Decide whom the invitation is for: all, or those of a frozen selection; and when to remind.

    The first time it gets a letter to begin with, made of what the edition says. Those on the
    list already stay there. Raises NotAllowedError, NoSuchEditionError, NoSelectionError, and
    ValueError for days that are not between 1 and MOST_DAYS.
    """
    view = _edition(actor, edition)
    _require_selection(actor, view, selection)
    days = sorted(set(remind_days), reverse=True)
    if len(days) > MOST_REMINDERS or not all(1 <= one <= MOST_DAYS for one in days):
        raise ValueError(days)
    wanted = {
        "aim": Campaign.Aim.OPEN if selection is None else Campaign.Aim.TARGETED,
        "selection_id": selection,
        "remind_days": days,
        "changed_at": now or timezone.now(),
    }
    first = {language: draft(view.content, language) for language in ("da", "en")}
    words = {f"subject_{one}": letter.subject for one, letter in first.items()}
    words |= {f"body_{one}": letter.body for one, letter in first.items()}
    row, _is_new = Campaign.objects.update_or_create(
        edition=edition,
        defaults=wanted,
        create_defaults=wanted | words | {"made_by_id": known(actor)},
    )
    note(actor, "programmes.campaign_prepared", edition, subject=f"campaign:{row.pk}")
    return row


def _require_selection(actor: Viewer, view: EditionView, selection: int | None) -> None:
    """Raise NoSelectionError for a selection that is not there; examples are in none."""
    if selection is None:
        return
    known = {one.id for one in selectors.selection_choices(actor, view.id)}
    if view.content.is_example or selection not in known:
        raise NoSelectionError


@transaction.atomic
def word_invitation(
    *,
    actor: Viewer,
    edition: str,
    letters: dict[str, Letter],
    now: dt.datetime | None = None,
) -> Campaign:
    """Write the letter in both languages; those sent already stay as they were.

    Raises NotAllowedError, NoCampaignError, and WordsError saying what is wrong in which field.
    """
    row = held_campaign(actor, edition)
    if problems := tuple(_flaws(letters)):
        raise WordsError(problems)
    for language, letter in letters.items():
        setattr(row, f"subject_{language}", " ".join(letter.subject.split()))
        setattr(row, f"body_{language}", letter.body.replace("\r\n", "\n").strip())
    row.changed_at = now or timezone.now()
    row.save()
    note(actor, "programmes.campaign_worded", edition, subject=f"campaign:{row.pk}")
    return row


def _flaws(letters: dict[str, Letter]) -> Iterable[tuple[str, str, str]]:
    """Yield the field, what is wrong there, and about what."""
    limits = {"subject": invitation_words.LONGEST_SUBJECT, "body": invitation_words.LONGEST_BODY}
    for language, letter in letters.items():
        for part, text in (("subject", letter.subject), ("body", letter.body)):
            field = f"{part}_{language}"
            if not text.strip():
                yield field, "missing", ""
            if len(text) > limits[part]:
                yield field, "too_long", str(limits[part])
            if find_cpr(text):
                yield field, "cpr", ""
            for unknown in invitation_words.unknown_fields(text, language):
                yield field, "unknown_field", unknown


@transaction.atomic
def add_addressees(
    *, actor: Viewer, edition: str, rows: Iterable[Addressee], now: dt.datetime | None = None
) -> Added:
    """Put recipients on the list, all or none; those who stand there already stay as they are.

    Raises NotAllowedError, NoCampaignError and NotInvitableError.
    """
    row = held_campaign(actor, edition)
    wanted = list(rows)
    allowed = selectors.invitable(actor, edition)
    outside = tuple(sorted({one.municipality for one in wanted} - set(allowed)))
    if outside:
        raise NotInvitableError(outside)
    standing = {
        (code, email.casefold())
        for code, email in row.invitations.filter(withdrawn_at=None).values_list(
            "municipality_id", "email"
        )
    }
    new = [one for one in wanted if (one.municipality, one.email.casefold()) not in standing]
    moment = now or timezone.now()
    Invitation.objects.bulk_create(_invitation(row, one, actor, moment) for one in new)
    if new:
        details = {"number": len(new)}
        subject = f"campaign:{row.pk}"
        note(actor, "programmes.addressees_added", edition, subject=subject, details=details)
    return Added(len(new), len(wanted) - len(new))


def _invitation(row: Campaign, one: Addressee, actor: Viewer, moment: dt.datetime) -> Invitation:
    return Invitation(
        campaign=row,
        municipality_id=one.municipality,
        email=one.email.strip().lower(),
        name=one.name,
        title=one.title,
        office=one.office,
        language=one.language,
        added_by_id=known(actor),
        added_at=moment,
    )


@transaction.atomic
def take_back(*, actor: Viewer, edition: str, number: int, now: dt.datetime | None = None) -> bool:
    """Take a recipient off: removed while nothing was sent, else withdrawn with all its links.

    Returns whether the invitation was withdrawn; asked again, nothing more happens. Raises
    NotAllowedError, and Invitation.DoesNotExist.
    """
    if not rules.may_invite(actor, edition):
        raise people.NotAllowedError
    found = Invitation.objects.select_for_update().get(pk=number, campaign__edition=edition)
    subject = found.subject
    if found.expires_at is None:
        found.delete()
        note(
            actor,
            "programmes.addressee_removed",
            edition,
            municipality=found.municipality_id,
            subject=subject,
        )
        return False
    if found.withdrawn_at is not None:
        return True
    for link in PersonalLink.objects.filter(purpose=PURPOSE, subject=subject, revoked_at=None):
        people.revoke_link(actor=actor, link=link)
    found.withdrawn_at = now or timezone.now()
    found.save(update_fields=["withdrawn_at"])
    note(
        actor,
        "programmes.invitation_withdrawn",
        edition,
        municipality=found.municipality_id,
        subject=subject,
    )
    return True


def held_campaign(actor: Viewer, edition: str) -> Campaign:
    """Return the campaign of an edition, held until the transaction ends.

    Raises NotAllowedError and NoCampaignError.
    """
    if not rules.may_invite(actor, edition):
        raise people.NotAllowedError
    row = Campaign.objects.select_for_update(of=("self",)).filter(edition=edition).first()
    if row is None:
        raise NoCampaignError
    return row


def _edition(actor: Viewer, edition: str) -> EditionView:
    """Return the edition if ``actor`` may invite to it."""
    if not rules.may_invite(actor, edition):
        raise people.NotAllowedError
    view = selectors.edition(edition)
    if view is None:
        raise errors.NoSuchEditionError
    return view


def note(
    actor: Viewer,
    action: str,
    edition: str,
    *,
    subject: str,
    municipality: str | None = None,
    details: Mapping[str, object] | None = None,
) -> None:
    """Write one audit event about an invitation."""
    people.record(
        actor=actor,
        action=action,
        municipality=municipality,
        edition=edition,
        subject=subject,
        details={"edition": edition, **(details or {})},
    )
