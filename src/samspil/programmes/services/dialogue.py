"""After registering: what a municipality needs and expects, asked and talked about (R28)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.models import DialogueNote, Participant, Registration
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known
from samspil.surveys import services as surveys

NEEDS = "needs"
ANSWER_WITHIN = dt.timedelta(days=14)


def needs_subject(edition: str) -> str:
    """Return what the survey of needs is about."""
    return f"needs:{edition}"


@transaction.atomic
def ask_needs(*, actor: Viewer, edition: str, now: dt.datetime | None = None) -> int:
    """Ask each registered municipality's chief about needs and wishes, once; returns how many.

    Asked again while it is open it reaches those who have come since. Raises NotAllowedError, and
    surveys' ClosedError once the time for answers has passed.
    """
    if not rules.may_except(actor, edition):
        raise people.NotAllowedError
    run = surveys.open_run(
        actor=actor,
        survey=NEEDS,
        subject=needs_subject(edition),
        closes_at=(now or timezone.now()) + ANSWER_WITHIN,
        edition=edition,
    )
    chiefs = Participant.objects.filter(
        team__registration__edition=edition,
        team__registration__status="confirmed",
        is_chief=True,
    )
    addresses = sorted(set(chiefs.values_list("email", flat=True)))
    asked = [surveys.invite(actor=actor, run=run, to=address)[1] for address in addresses]
    return sum(1 for token in asked if token)


@transaction.atomic
def note_dialogue(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    held_on: dt.date,
    with_whom: str,
    text: str,
    now: dt.datetime | None = None,
) -> DialogueNote:
    """Note a conversation about expectations. Raises NotAllowedError, NotConfirmedError."""
    if not rules.may_see_all(actor, edition):
        raise people.NotAllowedError
    row = Registration.objects.filter(
        edition=edition, municipality_id=municipality, total__isnull=False
    ).first()
    if row is None:
        raise errors.NotConfirmedError
    note = DialogueNote.objects.create(
        registration=row,
        held_on=held_on,
        with_whom=with_whom,
        text=text,
        written_by_id=known(actor),
        written_at=now or timezone.now(),
    )
    people.record(
        actor=actor,
        action="programmes.dialogue_noted",
        municipality=municipality,
        edition=edition,
        subject=f"registration:{row.pk}",
    )
    return note
