"""A screening held while something in it is changed, and what every act on it shares."""

from django.utils import timezone

from samspil.people import services as people
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.screening import rules
from samspil.screening.models import Screening


class FinishedError(Exception):
    """The screening is finished and can no longer be changed."""


class AnswerRefusedError(ValueError):
    """What was given cannot be stored; ``field`` says which part of it."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


def opened(actor: Viewer, screening: int) -> Screening:
    """Return the screening for changing, held until the act is done.

    Raises FinishedError, NotAllowedError and Screening.DoesNotExist.
    """
    found = locked(actor, screening)
    if not found.is_open:
        raise FinishedError
    return found


def locked(actor: Viewer, screening: int) -> Screening:
    """Return the screening, held until the act is done; raises NotAllowedError."""
    found = Screening.objects.select_for_update().get(pk=screening)
    where = {"municipality": found.municipality_id, "sector": found.sector}
    if not rules.may_edit(actor, edition=found.edition, **where):
        raise NotAllowedError
    return found


def changed(screening: Screening) -> None:
    """Note that something in the screening is new."""
    screening.changed_at = timezone.now()
    screening.save(update_fields=["changed_at"])


def record(actor: Viewer, action: str, screening: Screening, **details: object) -> None:
    """Write the act into the audit trail."""
    people.record(
        actor=actor,
        action=action,
        municipality=screening.municipality_id,
        edition=screening.edition,
        subject=f"screening:{screening.pk}",
        details=details,
    )


def question_of(screening: Screening, name: str) -> int:
    """Return the lever of a question that is asked; raises AnswerRefusedError for another."""
    if name not in {one.id for one in screening.asked}:
        raise AnswerRefusedError("question")
    return int(name.partition(".")[0])
