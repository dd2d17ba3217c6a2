"""Bringing a test of change to the shared arena."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.development import sentences
from samspil.development.models import TestOfChange
from samspil.development.services import errors
from samspil.development.services.processes import held, record
from samspil.meetings import services as meetings
from samspil.people.viewer import Viewer

LONGEST = 500
"""What a meeting takes: short enough to be read aloud."""


@transaction.atomic
def bring_test(*, actor: Viewer, test: int) -> None:
    """Bring a test that has begun, or what came of it, to the next network day.

    Bringing it again changes nothing. Raises NotAllowedError, TestOfChange.DoesNotExist,
    WrongStepError for a test that is only planned, NoMeetingError and NotTakingPartError.
    """
    found = TestOfChange.objects.get(pk=test)
    process = held(actor, found.process_id, closed_too=True)
    if found.status == TestOfChange.Status.PLANNED:
        raise errors.WrongStepError
    # The agenda is one text for everybody, and Danish is the language of the house.
    with translation.override("da"):
        words = _words(found)
    try:
        meetings.bring(
            actor=actor,
            edition=process.edition,
            municipality=process.municipality_id,
            sector=process.sector,
            kind=brought_as(found.status),
            text=words,
            subject=subject_of(found.pk),
        )
    except meetings.NoComingDayError as error:
        raise errors.NoMeetingError from error
    except meetings.NotTakingPartError as error:
        raise errors.NotTakingPartError from error
    record(actor, "development.test_brought", process, number=found.number)


def subject_of(test: int) -> str:
    """Return how the shared arena names a test."""
    return f"test:{test}"


def brought_as(status: str) -> str:
    """Return what a test is brought as: a ``test`` while it is tried, afterwards a ``result``."""
    return "result" if status == TestOfChange.Status.CONCLUDED else "test"


def _words(test: TestOfChange) -> str:
    is_concluded = test.status == TestOfChange.Status.CONCLUDED
    said = {
        "question": test.question,
        "prediction": sentences.no_prediction() if test.without_prediction else test.prediction,
        "happened": test.what_happened,
        "decision": str(sentences.DECISIONS[test.decision]) if is_concluded else "",
    }
    if is_concluded and test.without_prediction:
        text = _("%(question)s Det skete: %(happened)s %(prediction)s %(decision)s.") % said
    elif is_concluded:
        text = (
            _("%(question)s Det skete: %(happened)s Vi ventede: %(prediction)s %(decision)s.")
            % said
        )
    elif test.without_prediction:
        text = f"{said['question']} {said['prediction']}"
    else:
        text = _("%(question)s Vi venter: %(prediction)s") % said
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + " …"
