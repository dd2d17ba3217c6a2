"""Evidence: what judgements rest on, and what each source says on which question."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from samspil.documents import services as documents
from samspil.documents.models import Document
from samspil.people.viewer import Viewer
from samspil.screening import facts
from samspil.screening.instrument import LEVELS
from samspil.screening.models import Evidence, EvidenceKind, EvidenceUse, Screening
from samspil.screening.services.held import (
    AnswerRefusedError,
    changed,
    opened,
    question_of,
    record,
)

ROOM = "screening"


@transaction.atomic
def add_document(
    *,
    actor: Viewer,
    screening: int,
    title: str,
    where: str = "",
    note: str = "",
    name: str = "",
    content: bytes = b"",
    confirmed_no_cpr: bool = False,
) -> Evidence:
    """Add a document: a file, or a reference in ``where`` (an address, a place in the archive).

    Raises NotAllowedError, FinishedError, AnswerRefusedError, and documents' RefusedError for a
    file that cannot be kept.
    """
    found = opened(actor, screening)
    kept = None
    if content:
        kept = documents.take_in(
            actor=actor,
            name=name,
            content=content,
            municipality=found.municipality_id,
            edition=found.edition,
            confirmed_no_cpr=confirmed_no_cpr,
            held_by=ROOM,
        )
    return _added(
        actor,
        found,
        EvidenceKind.DOCUMENT,
        title or (kept.name if kept else ""),
        where=where.strip(),
        note=note.strip(),
        document=kept,
    )


@transaction.atomic
def add_interview(
    *,
    actor: Viewer,
    screening: int,
    role: str,
    note: str = "",
    held_on: dt.date | None = None,
) -> Evidence:
    """Add a talk in a role of the instrument, as one's own notes. No name is asked for.

    Raises NotAllowedError, FinishedError and AnswerRefusedError.
    """
    found = opened(actor, screening)
    informant = found.frozen_instrument().informant(role)
    if informant is None:
        raise AnswerRefusedError("role")
    return _added(
        actor,
        found,
        EvidenceKind.INTERVIEW,
        informant.name.da,
        role=role,
        note=note.strip(),
        held_on=held_on,
    )


@transaction.atomic
def add_workshop(
    *,
    actor: Viewer,
    screening: int,
    title: str,
    note: str = "",
    held_on: dt.date | None = None,
    origin: str = "",
) -> Evidence:
    """Add a workshop; one that points to the same ``origin`` stands once.

    Raises NotAllowedError, FinishedError and AnswerRefusedError.
    """
    found = opened(actor, screening)
    standing = Evidence.objects.filter(screening=found, origin=origin).first() if origin else None
    if standing is not None:
        return standing
    return _added(
        actor,
        found,
        EvidenceKind.WORKSHOP,
        title,
        note=note.strip(),
        held_on=held_on,
        origin=origin,
    )


@transaction.atomic
def add_figure(
    *,
    actor: Viewer,
    screening: int,
    indicator: str,
    breakdown: str = "",
    question: str = "",
) -> Evidence:
    """Put a public figure in, as it is told today, with peers and expectation; it stands once.

    ``question`` uses it there at once. Raises NotAllowedError, FinishedError, and
    AnswerRefusedError for a figure that is not known of the municipality.
    """
    found = opened(actor, screening)
    if question:
        question_of(found, question)
    told = facts.told(found.municipality_id, found.sector, indicator, breakdown)
    if told is None:
        raise AnswerRefusedError("indicator")
    breakdown = told["breakdown"]
    standing = Evidence.objects.filter(
        screening=found, indicator=indicator, breakdown=breakdown
    ).first()
    if standing is None:
        standing = _added(
            actor,
            found,
            EvidenceKind.FIGURE,
            told["title"]["da"],
            indicator=indicator,
            breakdown=breakdown,
            facts=told,
        )
    if question:
        _used(standing, question)
    return standing


def _added(
    actor: Viewer, screening: Screening, kind: EvidenceKind, title: str, **rest: object
) -> Evidence:
    title = " ".join(title.split())[:200]
    if not title:
        raise AnswerRefusedError("title")
    evidence = Evidence.objects.create(
        screening=screening, kind=kind, title=title, added_by_id=actor.user_id, **rest
    )
    changed(screening)
    record(actor, "screening.evidence_added", screening, kind=kind.value)
    return evidence


@transaction.atomic
def use(
    *,
    actor: Viewer,
    screening: int,
    evidence: int,
    question: str,
    text: str = "",
    level: int | None = None,
    votes: Mapping[str, int] | None = None,
) -> EvidenceUse:
    """Tie a source to a question: a quote or point, and where it would place practice.

    ``votes`` are a workshop's, by level ("1" to "4") and "0" for "ved ikke". Said again, it
    replaces what stood. Raises NotAllowedError, FinishedError and AnswerRefusedError.
    """
    found = opened(actor, screening)
    question_of(found, question)
    source = _source(found, evidence)
    if level is not None and level not in range(1, LEVELS + 1):
        raise AnswerRefusedError("level")
    if level is not None and source.kind != EvidenceKind.INTERVIEW:
        raise AnswerRefusedError("level")
    if votes is not None and source.kind != EvidenceKind.WORKSHOP:
        raise AnswerRefusedError("votes")
    used = _used(source, question, text=text.strip(), level=level, votes=_counted(votes))
    changed(found)
    record(actor, "screening.evidence_used", found, lever=int(question[0]))
    return used


def _counted(votes: Mapping[str, int] | None) -> dict[str, int] | None:
    """Return the votes by level, none left out; raises AnswerRefusedError for what is none."""
    if votes is None:
        return None
    places = [str(level) for level in range(LEVELS + 1)]
    if set(votes) - set(places) or any(number < 0 for number in votes.values()):
        raise AnswerRefusedError("votes")
    return {place: votes.get(place, 0) for place in places} if any(votes.values()) else None


def _used(source: Evidence, question: str, **said: object) -> EvidenceUse:
    used, _is_new = EvidenceUse.objects.update_or_create(
        evidence=source, question=question, defaults=said
    )
    return used


@transaction.atomic
def unuse(*, actor: Viewer, screening: int, evidence: int, question: str) -> None:
    """Take a source off a question; the source itself stays. Raises as ``use`` does."""
    found = opened(actor, screening)
    source = _source(found, evidence)
    EvidenceUse.objects.filter(evidence=source, question=question).delete()
    changed(found)


@transaction.atomic
def change(
    *,
    actor: Viewer,
    screening: int,
    evidence: int,
    title: str,
    where: str = "",
    note: str = "",
    held_on: dt.date | None = None,
) -> None:
    """Write a source anew. Raises as ``use`` does, and AnswerRefusedError without a title."""
    found = opened(actor, screening)
    source = _source(found, evidence)
    source.title = " ".join(title.split())[:200]
    if not source.title:
        raise AnswerRefusedError("title")
    source.where, source.note, source.held_on = where.strip(), note.strip(), held_on
    source.save(update_fields=["title", "where", "note", "held_on"])
    changed(found)


@transaction.atomic
def remove(*, actor: Viewer, screening: int, evidence: int) -> None:
    """Remove a source with all it said; its file is deleted for good. Raises as ``use`` does."""
    found = opened(actor, screening)
    source = _source(found, evidence)
    kind, document = source.kind, source.document
    source.delete()
    if document is not None:
        _deleted(actor, document)
    changed(found)
    record(actor, "screening.evidence_removed", found, kind=kind)


def _deleted(actor: Viewer, document: Document) -> None:
    """Delete the file; who may change the screening may also take out its evidence."""
    documents.delete_held(actor=actor, document=document, room=ROOM)


def _source(screening: Screening, evidence: int) -> Evidence:
    found = Evidence.objects.filter(screening=screening, pk=evidence).first()
    if found is None:
        raise AnswerRefusedError("evidence")
    return found
