"""An editor's acts on what has been handed in or published."""

from django.db import transaction
from django.utils import timezone

from samspil.knowledge import rules
from samspil.knowledge.models import Case, Status
from samspil.knowledge.services import errors, notices
from samspil.knowledge.services.cases import held, record
from samspil.people import services as people
from samspil.people.viewer import Viewer

LONGEST_WORD = 2000


@transaction.atomic
def send_back(*, actor: Viewer, case: int, word: str) -> Case:
    """Send what was handed in back to its authors with a word; they get one letter.

    The consent lapses: handing in again is a new one. Raises NotAllowedError, Case.DoesNotExist,
    WrongStepError, TextRefusedError, and StandingDraftError where the process or test that it
    began from has a newer draft.
    """
    found = held(case)
    if not rules.is_editor(actor, found.edition):
        raise people.NotAllowedError
    if found.status != Status.SUBMITTED:
        raise errors.WrongStepError
    word = word.strip()
    errors.check_texts({"word": word}, required=("word",))
    if len(word) > LONGEST_WORD:
        raise errors.TextRefusedError("word", "long")
    newer = Case.objects.filter(
        process=found.process_id, test=found.test, status=Status.DRAFT
    ).exclude(pk=found.pk)
    if found.process_id and newer.exists():
        raise errors.StandingDraftError
    authors_consent = found.consent_by_id
    found.status = Status.DRAFT
    found.returned_word, found.returned_at = word, timezone.now()
    found.returned_by_id = actor.user_id
    found.consent_by_id, found.consent_at, found.consent_scope = None, None, ""
    found.consent_contact = False
    found.save()
    notices.tell_authors(found, also=authors_consent)
    record(actor, "knowledge.sent_back", found)
    return found


@transaction.atomic
def find_still_right(*, actor: Viewer, case: int) -> Case:
    """Note that a published text still holds, so that it is not asked about for a while.

    Raises NotAllowedError, Case.DoesNotExist and WrongStepError.
    """
    found = held(case)
    if not rules.is_editor(actor, found.edition):
        raise people.NotAllowedError
    if found.status != Status.PUBLISHED:
        raise errors.WrongStepError
    found.looked_at = timezone.now()
    found.save(update_fields=["looked_at"])
    record(actor, "knowledge.still_right", found)
    return found
