"""Acts on a wider circle: ask, remind, take back, close, use it as evidence.

The answers lie in the room of surveys. As evidence the circle is pointed to and not copied.
"""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from samspil.people.viewer import Viewer
from samspil.screening import circles as definitions
from samspil.screening.asking import asked
from samspil.screening.models import Evidence, EvidenceUse, Screening
from samspil.screening.services.evidence import add_workshop
from samspil.screening.services.held import AnswerRefusedError, opened
from samspil.surveys import services as surveys
from samspil.surveys.models import Invitation, Run
from samspil.surveys.protection import FEWEST

SHORTEST, LONGEST = dt.timedelta(days=1), dt.timedelta(days=90)
MOST = 200
"""How many can be asked in one go."""


class NobodyAskedError(Exception):
    """No circle has been asked yet."""


def subject_of(screening: int) -> str:
    """Return what the circle is asked about, as the room of surveys names it."""
    return f"screening:{screening}"


def run_of(screening: int) -> Run | None:
    """Return the circle's survey; None where nobody was asked."""
    return Run.objects.filter(definition=definitions.SURVEY, subject=subject_of(screening)).first()


def closing(day: dt.date) -> dt.datetime:
    """Return the last second of a day."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))


@transaction.atomic
def ask(
    *,
    actor: Viewer,
    screening: int,
    role: str,
    addresses: Sequence[str],
    closes_on: dt.date | None = None,
) -> tuple[int, int]:
    """Ask people in a role, each by a personal link in an e-mail; the first time it opens.

    ``closes_on`` is the last day of answering, needed the first time alone. Returns how many were
    asked now, and how many had been before and are sent nothing. Raises NotAllowedError,
    Screening.DoesNotExist, FinishedError, surveys' ClosedError, and AnswerRefusedError.
    """
    found = opened(actor, screening)
    wanted = _addresses(addresses)
    run = run_of(screening) or _open(actor, found, closes_on)
    if role not in run.questionnaire.side_of:
        raise AnswerRefusedError("role")
    sent = [surveys.invite(actor=actor, run=run, to=address, group=role)[1] for address in wanted]
    asked_now = sum(1 for token in sent if token)
    return asked_now, len(sent) - asked_now


@transaction.atomic
def open_circle(*, actor: Viewer, screening: int, closes_on: dt.date) -> Run:
    """Open the circle before anybody is asked; open already, the standing one.

    Raises as ``ask`` does.
    """
    found = opened(actor, screening)
    return run_of(screening) or _open(actor, found, closes_on)


def _addresses(given: Sequence[str]) -> list[str]:
    """Return each address once; raises AnswerRefusedError for none, too many, or what is none."""
    wanted = list(dict.fromkeys(one.strip().lower() for one in given if one.strip()))
    if not 1 <= len(wanted) <= MOST:
        raise AnswerRefusedError("addresses")
    try:
        for address in wanted:
            validate_email(address)
    except ValidationError as error:
        raise AnswerRefusedError("addresses") from error
    return wanted


def _open(actor: Viewer, screening: Screening, closes_on: dt.date | None) -> Run:
    closes_at = closing(closes_on) if closes_on else timezone.now()
    if not SHORTEST <= closes_at - timezone.now() <= LONGEST:
        raise AnswerRefusedError("closes_on")
    circle = definitions.load_circles()[definitions.CURRENT]
    return surveys.open_with(
        actor=actor,
        survey=definitions.SURVEY,
        version=circle.version,
        questionnaire=definitions.questionnaire(
            circle.content, asked(screening), screening.sector, screening.municipality.name
        ),
        subject=subject_of(screening.pk),
        closes_at=closes_at,
        edition=screening.edition,
        municipality=screening.municipality_id,
    )


def remind(*, actor: Viewer, screening: int) -> int:
    """Write to those who have not answered, once a day at most; returns how many.

    Raises NotAllowedError, FinishedError, ClosedError and NobodyAskedError.
    """
    opened(actor, screening)
    return surveys.remind(actor=actor, run=_asked(screening))


def take_back(*, actor: Viewer, screening: int, invitation: int) -> None:
    """Close somebody's link at once; an answer that is sent stays.

    Raises NotAllowedError, FinishedError, NobodyAskedError and Invitation.DoesNotExist.
    """
    opened(actor, screening)
    found = Invitation.objects.get(pk=invitation, run=_asked(screening))
    surveys.withdraw(actor=actor, invitation=found)


def close(*, actor: Viewer, screening: int) -> None:
    """Take no more answers; from now on the results are shown. Raises as ``remind`` does."""
    opened(actor, screening)
    surveys.close(actor=actor, run=_asked(screening))


@transaction.atomic
def use(*, actor: Viewer, screening: int) -> Evidence:
    """Let the circle's answers stand as evidence on every question asked; again, nothing is new.

    They are pointed to and not copied. Raises as ``remind`` does, and AnswerRefusedError where they
    are not shown: it is still open, or too few answered.
    """
    found = opened(actor, screening)
    run = _asked(screening)
    if not run.is_closed or run.invitations.filter(answered=True).count() < FEWEST:
        raise AnswerRefusedError("circle")
    source = add_workshop(
        actor=actor,
        screening=screening,
        title="Svar fra en bredere kreds",
        held_on=timezone.localdate(run.closes_at),
        origin=origin_of(run.pk),
    )
    judged = {question.id for question in found.asked}
    for one in asked(found):
        if one.id in judged:
            EvidenceUse.objects.get_or_create(evidence=source, question=one.id)
    return source


def origin_of(run: int) -> str:
    """Return what evidence points to where it is a circle's answers."""
    return f"circle:{run}"


def _asked(screening: int) -> Run:
    run = run_of(screening)
    if run is None:
        raise NobodyAskedError
    return run
