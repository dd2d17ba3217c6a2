"""Handing in, publishing and withdrawing: all that a municipality's consent decides."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.knowledge import rules
from samspil.knowledge.circles import scopes_of
from samspil.knowledge.models import WITHIN, Case, Consent, ConsentRequest, Status
from samspil.knowledge.services import errors, index, notices
from samspil.knowledge.services.cases import held, person, record
from samspil.people import services as people
from samspil.people.viewer import Viewer


@transaction.atomic
def submit(*, actor: Viewer, case: int, consent_contact: bool = False) -> Case:
    """Hand a draft in, and consent on the municipality's behalf to sharing it within its scope.

    ``consent_contact`` lets the named contact be shown. A text that no municipality stands behind
    needs nobody's consent. Handing in again changes nothing. Raises NotAllowedError,
    Case.DoesNotExist and WrongStepError.
    """
    found = held(case)
    if actor.user_id is None or not rules.may_submit(actor, found):
        raise people.NotAllowedError
    if found.status == Status.SUBMITTED:
        return found
    if found.status != Status.DRAFT:
        raise errors.WrongStepError
    found.status = Status.SUBMITTED
    found.returned_word, found.returned_at, found.returned_by = "", None, None
    if found.municipality_id:
        _consented(actor, found, found.scope, contact=consent_contact)
        found.save()
        record(actor, "knowledge.submitted", found, scope=found.scope)
    else:
        found.save()
        record(actor, "knowledge.handed_in", found)
    return found


def _consented(actor: Viewer, case: Case, scope: str, *, contact: bool) -> None:
    """Note a consent on the text and in its own list; the caller saves the text."""
    case.consent_by_id, case.consent_at = actor.user_id, timezone.now()
    case.consent_scope = scope
    case.consent_contact = contact and bool(case.contact)
    Consent.objects.create(
        case=case,
        scope=scope,
        contact=case.consent_contact,
        given_by_id=person(actor),
        given_at=case.consent_at,
    )


@transaction.atomic
def publish(*, actor: Viewer, case: int, scope: str = "") -> Case:
    """Publish within the consent, or change the circle of what is published already.

    ``scope`` may be narrower than the municipality's wish, never wider than its consent. Raises
    NotAllowedError, Case.DoesNotExist, WrongStepError and ScopeError.
    """
    found = held(case)
    if not rules.is_editor(actor, found.edition):
        raise people.NotAllowedError
    if found.status != Status.PUBLISHED and not rules.may_publish(actor, found):
        raise errors.WrongStepError
    wanted = scope or found.scope
    if wanted not in scopes_of(found):
        raise errors.ScopeError
    if found.municipality_id and wanted not in WITHIN[found.consent_scope]:
        raise errors.ScopeError
    if found.status == Status.PUBLISHED and wanted == found.scope:
        _left_where_it_is(found)
        return found
    found.scope, found.status = wanted, Status.PUBLISHED
    found.returned_word, found.returned_at, found.returned_by = "", None, None
    found.published_at = found.published_at or timezone.now()
    found.save()
    index.put(found)
    record(actor, "knowledge.published", found, scope=wanted)
    return found


def _left_where_it_is(case: Case) -> None:
    """Note that an editor has seen a wider consent and keeps the circle, so that nothing waits."""
    if rules.waits_to_be_widened(case):
        case.looked_at = timezone.now()
        case.save(update_fields=["looked_at"])


@transaction.atomic
def change_consent(*, actor: Viewer, case: int, scope: str, consent_contact: bool = False) -> Case:
    """Consent to another circle, narrower or wider; what is shared too widely is narrowed at once.

    A wider consent widens nothing by itself: an editor publishes. Again changes nothing. Raises
    NotAllowedError, Case.DoesNotExist, WrongStepError and ScopeError.
    """
    found = held(case)
    if actor.user_id is None or not rules.may_speak_for(actor, found):
        raise people.NotAllowedError
    if found.status not in (Status.SUBMITTED, Status.PUBLISHED):
        raise errors.WrongStepError
    if scope not in scopes_of(found):
        raise errors.ScopeError
    contact = consent_contact and bool(found.contact)
    if (scope, contact) == (found.consent_scope, found.consent_contact):
        return found
    _consented(actor, found, scope, contact=contact)
    if found.scope not in WITHIN[scope]:
        found.scope = scope
    found.save()
    index.put(found)
    record(actor, "knowledge.consent_changed", found, scope=scope)
    return found


@transaction.atomic
def withdraw(*, actor: Viewer, case: int) -> Case:
    """Withdraw: from now on it is on no page and in no index. Again changes nothing.

    Raises NotAllowedError and Case.DoesNotExist.
    """
    found = held(case)
    if not (
        rules.may_submit(actor, found)
        or (found.status != Status.DRAFT and rules.is_editor(actor, found.edition))
    ):
        raise people.NotAllowedError
    if found.status == Status.WITHDRAWN:
        return found
    found.status, found.withdrawn_at = Status.WITHDRAWN, timezone.now()
    found.save(update_fields=["status", "withdrawn_at"])
    if found.consent_by_id and actor.user_id and rules.may_speak_for(actor, found):
        Consent.objects.create(case=found, scope="", given_by_id=actor.user_id)
    index.put(found)
    record(actor, "knowledge.withdrawn", found)
    return found


def ask_wider(*, actor: Viewer, case: int, scope: str, word: str = "") -> ConsentRequest:
    """Ask the municipality whether a text may be shared in a circle beyond its consent.

    Its chief and project leads get one letter. While a question is open it stands, and nothing
    more is sent. Raises NotAllowedError, Case.DoesNotExist, WrongStepError, ScopeError where the
    consent holds the circle already, NobodyToAskError and TextRefusedError.
    """
    errors.check_texts({"word": word}, required=())
    try:
        with transaction.atomic():
            return _asked(actor, held(case), scope, word)
    except IntegrityError:
        return ConsentRequest.objects.get(case_id=case, answer="")


def _asked(actor: Viewer, case: Case, scope: str, word: str) -> ConsentRequest:
    if not rules.is_editor(actor, case.edition):
        raise people.NotAllowedError
    if not case.municipality_id or case.status not in (Status.SUBMITTED, Status.PUBLISHED):
        raise errors.WrongStepError
    if scope not in scopes_of(case) or scope in WITHIN[case.consent_scope]:
        raise errors.ScopeError
    standing = case.requests.filter(answer="").first()
    if standing is not None:
        return standing
    asked = ConsentRequest.objects.create(
        case=case, scope=scope, word=word, asked_by_id=person(actor)
    )
    if not notices.ask_for_consent(asked):
        raise errors.NobodyToAskError
    record(actor, "knowledge.consent_asked", case, scope=scope)
    return asked


@transaction.atomic
def answer_wider(*, actor: Viewer, request: int, yes: bool) -> ConsentRequest:
    """Answer an editor's question; yes is consent to the circle that it asks for.

    Answering again changes nothing. Raises NotAllowedError, ConsentRequest.DoesNotExist and
    WrongStepError where the text has been withdrawn since.
    """
    asked = ConsentRequest.objects.select_for_update().get(pk=request)
    found = held(asked.case_id)
    if actor.user_id is None or not rules.may_speak_for(actor, found):
        raise people.NotAllowedError
    if asked.answer:
        return asked
    if found.status not in (Status.SUBMITTED, Status.PUBLISHED):
        raise errors.WrongStepError
    asked.answer = ConsentRequest.Answer.YES if yes else ConsentRequest.Answer.NO
    asked.answered_by_id, asked.answered_at = actor.user_id, timezone.now()
    asked.save()
    if yes:
        # The text stays in its circle until an editor publishes it in the wider one, and KL's own
        # use and the partnership do not hold each other: then the new consent decides.
        _consented(actor, found, asked.scope, contact=found.consent_contact)
        if found.scope not in WITHIN[asked.scope]:
            found.scope = asked.scope
        found.save()
        index.put(found)
    record(actor, "knowledge.consent_answered", found, scope=asked.scope if yes else "")
    return asked
