"""Acts on a text: draft it, edit it, hand it in, publish it, withdraw it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspil.development import selectors as development
from samspil.development.selectors import ProcessView
from samspil.knowledge import rules
from samspil.knowledge.models import (
    LEVERS,
    WITHIN,
    Case,
    CaseLever,
    CaseVersion,
    Kind,
    Scope,
    Status,
)
from samspil.knowledge.services import errors, index
from samspil.knowledge.trials import trials_of
from samspil.people import services as people
from samspil.people.viewer import Viewer

TITLE_LENGTH = 160


@dataclass(frozen=True)
class CaseText:
    """What is written about a case. ``trials`` are numbers of the tests of change it tells of."""

    title: str
    summary: str
    body: str = ""
    kind: str = Kind.CASE
    levers: tuple[int, ...] = ()
    scope: str = Scope.PARTNERSHIP
    uncertain: str = ""
    contact: str = ""
    trials: tuple[int, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The free texts by field."""
        names = ("title", "summary", "body", "uncertain", "contact")
        return {name: getattr(self, name).strip() for name in names}


def draft_from_process(*, actor: Viewer, process: int) -> Case:
    """Begin a case from a process, or return the draft that stands already.

    Aim and finding become its first words; every concluded test is copied with what was predicted
    and what happened, also what did not work. Raises NoSuchProcessError and NotAllowedError.
    """
    view = development.process(viewer=actor, process=process)
    if view is None:
        raise errors.NoSuchProcessError
    row = view.row
    if not rules.may_write(actor, municipality=row.code, sector=row.reach, edition=row.edition):
        raise people.NotAllowedError
    try:
        with transaction.atomic():
            return _drafted(actor, view)
    except IntegrityError:
        # Somebody else began it in the same moment.
        return Case.objects.get(process_id=process, status=Status.DRAFT)


def _drafted(actor: Viewer, view: ProcessView) -> Case:
    standing = Case.objects.filter(process_id=view.row.id, status=Status.DRAFT).first()
    if standing is not None:
        return standing
    with translation.override("da"):
        words = _first_words(view)
    case = Case.objects.create(
        **words,
        sector=view.row.reach,
        municipality_id=view.row.code,
        edition=view.row.edition,
        process_id=view.row.id,
        trials=trials_of(view),
        written_by_id=actor.user_id,
    )
    _set_levers(case, view.aim.levers)
    keep_version(actor, case)
    _record(actor, "knowledge.drafted", case)
    return case


def _first_words(view: ProcessView) -> dict[str, str]:
    parts = [_("## Det lærte vi"), _("Skriv her: hvad virkede, hvad gjorde ikke, og for hvem?")]
    if view.claim:
        parts = [_("## Det begyndte med"), view.claim, *parts]
    return {
        "title": view.aim.what[:TITLE_LENGTH],
        "summary": view.aim_words,
        "body": "\n\n".join(parts),
    }


@transaction.atomic
def edit(*, actor: Viewer, case: int, text: CaseText) -> Case:
    """Write the text anew and keep the earlier one.

    A draft's scope is the wish of those who write; later it changes by ``publish`` only. Raises
    NotAllowedError, Case.DoesNotExist, TextRefusedError and ScopeError.
    """
    found = _held(case)
    if not rules.may_edit(actor, found):
        raise people.NotAllowedError
    errors.check_texts(text.texts, required=("title", "summary"))
    _check_choices(text)
    for field, words in text.texts.items():
        setattr(found, field, words)
    found.kind = text.kind
    if found.status == Status.DRAFT:
        found.scope = text.scope
    found.consent_contact = found.consent_contact and bool(found.contact)
    found.trials = _told(actor, found, text.trials)
    found.changed_at = timezone.now()
    found.save()
    _set_levers(found, text.levers)
    keep_version(actor, found)
    index.put(found)
    _record(actor, "knowledge.edited", found)
    return found


def _check_choices(text: CaseText) -> None:
    if text.kind not in Kind.values:
        raise errors.TextRefusedError("kind", "unknown")
    if text.scope not in Scope.values:
        raise errors.ScopeError
    if not set(text.levers) <= set(LEVERS):
        raise errors.TextRefusedError("levers", "unknown")
    if len(text.title.strip()) > TITLE_LENGTH:
        raise errors.TextRefusedError("title", "long")


def _told(actor: Viewer, case: Case, wanted: Collection[int]) -> list[dict[str, object]]:
    """Return the trials wanted, of those the text has and those of a process the actor reads."""
    view = development.process(viewer=actor, process=case.process_id) if case.process_id else None
    known = {one["number"]: one for one in (*case.trials, *(trials_of(view) if view else ()))}
    return [known[number] for number in sorted(known) if number in wanted]


@transaction.atomic
def submit(*, actor: Viewer, case: int, consent_contact: bool = False) -> Case:
    """Hand a draft in, and consent on the municipality's behalf to sharing it within its scope.

    ``consent_contact`` lets the named contact be shown. Handing in again changes nothing. Raises
    NotAllowedError, Case.DoesNotExist and WrongStepError.
    """
    found = _held(case)
    if actor.user_id is None or not rules.may_speak_for(actor, found):
        raise people.NotAllowedError
    if found.status == Status.SUBMITTED:
        return found
    if found.status != Status.DRAFT:
        raise errors.WrongStepError
    found.status = Status.SUBMITTED
    found.consent_by_id, found.consent_at = actor.user_id, timezone.now()
    found.consent_scope = found.scope
    found.consent_contact = consent_contact and bool(found.contact)
    found.save()
    _record(actor, "knowledge.submitted", found, scope=found.scope)
    return found


@transaction.atomic
def publish(*, actor: Viewer, case: int, scope: str = "") -> Case:
    """Publish within the consent, or change the circle of what is published already.

    ``scope`` may be narrower than the municipality's wish, never wider than its consent. Raises
    NotAllowedError, Case.DoesNotExist, WrongStepError and ScopeError.
    """
    found = _held(case)
    if not rules.is_editor(actor, found.edition):
        raise people.NotAllowedError
    if found.status not in (Status.SUBMITTED, Status.PUBLISHED):
        raise errors.WrongStepError
    wanted = scope or found.scope
    if found.municipality_id and wanted not in WITHIN[found.consent_scope]:
        raise errors.ScopeError
    if found.status == Status.PUBLISHED and wanted == found.scope:
        return found
    found.scope, found.status = wanted, Status.PUBLISHED
    found.published_at = found.published_at or timezone.now()
    found.save()
    index.put(found)
    _record(actor, "knowledge.published", found, scope=wanted)
    return found


@transaction.atomic
def withdraw(*, actor: Viewer, case: int) -> Case:
    """Withdraw: from now on it is on no page and in no index. Again changes nothing.

    Raises NotAllowedError and Case.DoesNotExist.
    """
    found = _held(case)
    if not (rules.may_speak_for(actor, found) or rules.is_editor(actor, found.edition)):
        raise people.NotAllowedError
    if found.status == Status.WITHDRAWN:
        return found
    found.status, found.withdrawn_at = Status.WITHDRAWN, timezone.now()
    found.save(update_fields=["status", "withdrawn_at"])
    index.put(found)
    _record(actor, "knowledge.withdrawn", found)
    return found


def _held(case: int) -> Case:
    return Case.objects.select_for_update().get(pk=case)


def _set_levers(case: Case, levers: Collection[int]) -> None:
    case.levers.exclude(lever__in=levers).delete()
    standing = set(case.levers.values_list("lever", flat=True))
    CaseLever.objects.bulk_create(
        CaseLever(case=case, lever=lever) for lever in sorted(set(levers) - standing)
    )


def keep_version(actor: Viewer, case: Case) -> None:
    """Keep the text as it reads now, unless it reads as it did."""
    fields = ("title", "summary", "body", "title_en", "summary_en", "body_en", "kind", "trials")
    content = {name: getattr(case, name) for name in (*fields, "uncertain", "sources", "contact")}
    last = case.versions.order_by("-number").first()
    if last is None or last.content != content:
        CaseVersion.objects.create(
            case=case,
            number=(last.number if last else 0) + 1,
            content=content,
            written_by_id=actor.user_id,
        )


def _record(actor: Viewer, action: str, case: Case, **details: str) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=case.municipality_id,
        edition=case.edition,
        subject=f"case:{case.pk}",
        details=details,
    )
