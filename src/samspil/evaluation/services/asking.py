"""Acts of asking participants at the start and the end of an edition, by personal links."""

import datetime as dt
from typing import Literal

from django.db import transaction
from django.utils import timezone

from samspil.evaluation import rules
from samspil.evaluation.questionnaires import MOMENTS, load_surveys, subject_of
from samspil.evaluation.services import errors
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.surveys import selectors as surveys
from samspil.surveys import services as asking
from samspil.surveys.models import Run

Moment = Literal["start", "end"]
ASK = "evaluation.ask"
"""The kind of work that writes to everybody."""

OPEN_FOR = dt.timedelta(days=14)


@transaction.atomic
def open_survey(
    *, actor: Viewer, edition: str, moment: Moment, closes_at: dt.datetime | None = None
) -> Run:
    """Open the questions of the start or the end; opened already, the standing ones.

    Nobody is written to here: ``invite`` does that, one at a time. Raises NotAllowedError and
    NoSuchEvaluationError.
    """
    if not rules.may_ask(actor, edition=edition):
        raise people.NotAllowedError
    view = programmes.edition(edition)
    if view is None or view.is_history:
        raise errors.NoSuchEvaluationError
    definition = load_surveys()[MOMENTS[moment]]
    return asking.open_with(
        actor=actor,
        survey=definition.id,
        version=definition.version,
        questionnaire=definition.content,
        subject=subject_of(edition),
        edition=edition,
        closes_at=closes_at or timezone.now() + OPEN_FOR,
    )


def addresses(*, actor: Viewer, edition: str) -> list[str]:
    """Return the addresses of all who are named in teams that take part, each once, in order."""
    if not rules.may_ask(actor, edition=edition):
        raise people.NotAllowedError
    return sorted(
        {
            person.email.strip().lower()
            for place in programmes.attending(actor, edition)
            if not place.has_left
            for person in place.people
        }
    )


def invite(*, actor: Viewer, edition: str, moment: Moment, to: str) -> bool:
    """Ask one of the participants; returns whether a letter was sent.

    Asked before, nothing is sent. Raises NotAllowedError, NoSuchEvaluationError where nothing has
    been opened, and the ClosedError of surveys.
    """
    _invitation, token = asking.invite(actor=actor, run=_run(edition, moment), to=to)
    return bool(token)


def remind(*, actor: Viewer, edition: str, moment: Moment) -> int:
    """Write to those who have not answered, once a day at most; returns how many.

    Raises NotAllowedError, NoSuchEvaluationError, and the ClosedError of surveys.
    """
    return asking.remind(actor=actor, run=_run(edition, moment))


def close_survey(*, actor: Viewer, edition: str, moment: Moment) -> None:
    """Take no more answers, so that they can be seen together.

    Raises NotAllowedError and NoSuchEvaluationError.
    """
    asking.close(actor=actor, run=_run(edition, moment))


def _run(edition: str, moment: Moment) -> Run:
    found = surveys.run_about(MOMENTS[moment], subject_of(edition))
    if found is None:
        raise errors.NoSuchEvaluationError
    return found
