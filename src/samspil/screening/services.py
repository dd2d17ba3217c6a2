"""Acts on screenings: begin, judge, write a finding, finish."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.screening import rules
from samspil.screening.instrument import LEVELS, LEVERS, load_instruments
from samspil.screening.models import EvidenceKind, Finding, Judgement, Screening

CURRENT_INSTRUMENT = "short-2026"
SECTORS = ("school", "daycare")


class FinishedError(Exception):
    """The screening is finished and can no longer be changed."""


class AnswerRefusedError(ValueError):
    """The answer or finding cannot be stored; ``field`` says which part of it."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


def start(
    *,
    actor: Viewer,
    municipality: str,
    sector: str,
    edition: str = "",
    instrument: str = CURRENT_INSTRUMENT,
) -> Screening:
    """Begin a screening, or return the one that is open already.

    Raises NotAllowedError, and AnswerRefusedError for a municipality, sector or instrument that
    does not exist.
    """
    if places.municipality(municipality) is None:
        raise AnswerRefusedError("municipality")
    if sector not in SECTORS:
        raise AnswerRefusedError("sector")
    if instrument not in load_instruments():
        raise AnswerRefusedError("instrument")
    if not rules.may_edit(actor, municipality=municipality, sector=sector, edition=edition):
        raise NotAllowedError
    where = {"edition": edition, "municipality_id": municipality, "sector": sector}
    try:
        with transaction.atomic():
            return _started(actor, instrument, where)
    except IntegrityError:
        # Somebody else began it in the same moment.
        return Screening.objects.get(status=Screening.Status.OPEN, **where)


def _started(actor: Viewer, instrument: str, where: dict[str, str]) -> Screening:
    standing = Screening.objects.filter(status=Screening.Status.OPEN, **where).first()
    if standing is not None:
        return standing
    definition = load_instruments()[instrument]
    screening = Screening.objects.create(
        **where,
        instrument=definition.id,
        instrument_version=definition.version,
        content=definition.content.model_dump(mode="json", exclude_unset=True),
        created_by_id=actor.user_id,
    )
    _record(actor, "screening.started", screening)
    return screening


@transaction.atomic
def judge(
    *,
    actor: Viewer,
    screening: int,
    question: str,
    level: int | None,
    evidence: str = "",
    evidence_kind: str = "",
) -> Judgement:
    """Answer a question anew; ``level`` None is "ved ikke". The same answer again changes nothing.

    ``question`` is an id such as ``3.1``: lever 3, its first question. Raises NotAllowedError,
    Screening.DoesNotExist, FinishedError and AnswerRefusedError.
    """
    found = _open(actor, screening)
    lever = _lever_of(question)
    if level is not None and level not in range(1, LEVELS + 1):
        raise AnswerRefusedError("level")
    text = evidence.strip()
    if bool(text) != bool(evidence_kind) or evidence_kind not in ["", *EvidenceKind.values]:
        raise AnswerRefusedError("evidence_kind")
    answer = {
        "lever": lever,
        "dont_know": level is None,
        "level": level,
        "evidence": text,
        "evidence_kind": evidence_kind,
    }
    standing = Judgement.objects.filter(screening=found, question=question).first()
    if standing and all(getattr(standing, name) == value for name, value in answer.items()):
        return standing
    judgement, _created = Judgement.objects.update_or_create(
        screening=found,
        question=question,
        defaults=answer | {"judged_by_id": actor.user_id, "judged_at": timezone.now()},
    )
    _changed(found)
    _record(actor, "screening.judged", found, lever=lever)
    return judgement


def _lever_of(question: str) -> int:
    """Return the lever of a question's id; raises AnswerRefusedError for one that is not asked."""
    lever, _dot, place = question.partition(".")
    if place != "1" or lever not in {str(number) for number in range(1, LEVERS + 1)}:
        raise AnswerRefusedError("question")
    return int(lever)


@transaction.atomic
def add_finding(
    *,
    actor: Viewer,
    screening: int,
    lever: int,
    claim: str,
    kind: str,
    bottom_line: str,
    evidence: str = "",
    effect: int | None = None,
    effort: int | None = None,
) -> Finding:
    """Write a finding; the same claim of the same kind on the same lever again adds nothing.

    ``effect`` and ``effort`` run from 1 to 3 and are given both or not at all. Raises
    NotAllowedError, Screening.DoesNotExist, FinishedError and AnswerRefusedError.
    """
    found = _open(actor, screening)
    _check_finding(lever, claim, kind, bottom_line)
    _check_weight(effect, effort)
    key = hashlib.sha256(f"{lever} {kind} {claim.strip()}".encode()).hexdigest()[:40]
    standing = Finding.objects.filter(screening=found, key=key).first()
    if standing is not None:
        return standing
    finding = Finding.objects.create(
        screening=found,
        lever=lever,
        claim=claim.strip(),
        kind=kind,
        bottom_line=bottom_line,
        evidence=evidence.strip(),
        effect=effect,
        effort=effort,
        key=key,
        added_by_id=actor.user_id,
    )
    _changed(found)
    _record(actor, "screening.finding_added", found, lever=lever, finding=finding.pk)
    return finding


def _check_finding(lever: int, claim: str, kind: str, bottom_line: str) -> None:
    """Raise AnswerRefusedError for the first part that cannot be stored."""
    if lever not in range(1, LEVERS + 1):
        raise AnswerRefusedError("lever")
    if not claim.strip():
        raise AnswerRefusedError("claim")
    if kind not in Finding.Kind.values:
        raise AnswerRefusedError("kind")
    if bottom_line not in Finding.BottomLine.values:
        raise AnswerRefusedError("bottom_line")


def _check_weight(effect: int | None, effort: int | None) -> None:
    """Raise AnswerRefusedError unless both are given, from 1 to 3, or neither."""
    given = {"effect": effect, "effort": effort}
    for name, value in given.items():
        if value is not None and value not in range(1, 4):
            raise AnswerRefusedError(name)
    if (effect is None) != (effort is None):
        raise AnswerRefusedError("effort" if effort is None else "effect")


@transaction.atomic
def finish(*, actor: Viewer, screening: int) -> Screening:
    """Finish; levers without an answer stay open. Finishing again changes nothing.

    Raises NotAllowedError and Screening.DoesNotExist.
    """
    found = _locked(actor, screening)
    if not found.is_open:
        return found
    found.status = Screening.Status.FINISHED
    found.finished_at = found.changed_at = timezone.now()
    found.save(update_fields=["status", "finished_at", "changed_at"])
    _record(actor, "screening.finished", found)
    return found


def _open(actor: Viewer, screening: int) -> Screening:
    """Return the screening for changing; raises FinishedError and what ``_locked`` raises."""
    found = _locked(actor, screening)
    if not found.is_open:
        raise FinishedError
    return found


def _locked(actor: Viewer, screening: int) -> Screening:
    """Return the screening, held until the act is done; raises NotAllowedError."""
    found = Screening.objects.select_for_update().get(pk=screening)
    where = {"municipality": found.municipality_id, "sector": found.sector}
    if not rules.may_edit(actor, edition=found.edition, **where):
        raise NotAllowedError
    return found


def _changed(screening: Screening) -> None:
    screening.changed_at = timezone.now()
    screening.save(update_fields=["changed_at"])


def _record(actor: Viewer, action: str, screening: Screening, **details: int) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=screening.municipality_id,
        edition=screening.edition,
        subject=f"screening:{screening.pk}",
        details=details,
    )
