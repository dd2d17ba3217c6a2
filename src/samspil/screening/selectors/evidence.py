"""Reads of evidence: the sources of a screening, and what they say on each question."""

from collections.abc import Iterable, Mapping, Sequence

from samspil.documents import selectors as documents
from samspil.documents.selectors import File
from samspil.people.viewer import Viewer
from samspil.screening import sentences
from samspil.screening.instrument import Instrument
from samspil.screening.models import Evidence, EvidenceUse, Screening
from samspil.screening.selectors.access import edits, may_read
from samspil.screening.selectors.rows import EvidenceRow, UseRow, in_reader_language
from samspil.screening.selectors.voices import Voices, voices_of


def uses_by_question(
    instrument: Instrument, evidence: Iterable[Evidence]
) -> Mapping[str, tuple[UseRow, ...]]:
    """Return what the sources say, by question, in the order the sources were added."""
    found: dict[str, list[UseRow]] = {}
    for source in evidence:
        voices = voices_of(source)
        for use in source.uses.all():
            row = _use(instrument, source, use, voices.get(use.question))
            found.setdefault(use.question, []).append(row)
    return {question: tuple(uses) for question, uses in found.items()}


def _use(
    instrument: Instrument, source: Evidence, use: EvidenceUse, voices: Voices | None = None
) -> UseRow:
    votes = {int(level): number for level, number in (use.votes or {}).items()}
    if voices is not None:
        votes = dict(voices.everyone)
    return UseRow(
        evidence=source.pk,
        question=use.question,
        kind=source.kind,
        title=title_of(instrument, source),
        text=use.text or _figure_text(source),
        level=use.level,
        side=_side(instrument, source),
        votes=tuple(sorted(votes.items())),
        voices=tuple((side, tuple(sorted(said.items()))) for side, said in voices.sides)
        if voices
        else (),
    )


def title_of(instrument: Instrument, source: Evidence) -> str:
    """Return what a source is called in the reader's language."""
    informant = instrument.informant(source.role) if source.role else None
    if informant is not None:
        return sentences.say(informant.name)
    return in_reader_language(source.facts.get("title", {})) or source.title


def _figure_text(source: Evidence) -> str:
    return in_reader_language(source.facts.get("text", {}))


def _side(instrument: Instrument, source: Evidence) -> str:
    informant = instrument.informant(source.role) if source.role else None
    return informant.side.value if informant else ""


def placed(uses: Sequence[UseRow]) -> list[tuple[str, int]]:
    """Return where informants place practice: side and level, one for each talk and each vote."""
    found = [(use.side, use.level) for use in uses if use.level is not None]
    for use in uses:
        for side, votes in use.voices or (("", use.votes),):
            for level, number in votes:
                # Those who did not know placed it nowhere.
                found += [(side, level)] * (number if level else 0)
    return found


def sources(*, viewer: Viewer, screening: int) -> list[EvidenceRow]:
    """Return the sources of a screening; notes only for those who carry it out."""
    found = Screening.objects.filter(pk=screening).first()
    if found is None or not may_read(viewer, found):
        return []
    instrument, notes = found.frozen_instrument(), edits(viewer, found)
    related = found.evidence.select_related("document").prefetch_related("uses")
    return [_row(instrument, one, notes=notes) for one in related]


def _row(instrument: Instrument, one: Evidence, *, notes: bool) -> EvidenceRow:
    document = one.document if one.document and one.document.deleted_at is None else None
    return EvidenceRow(
        id=one.pk,
        kind=one.kind,
        title=title_of(instrument, one),
        where=one.where,
        note=one.note if notes else "",
        role=one.role,
        side=_side(instrument, one),
        held_on=one.held_on,
        file_name=document.name if document else "",
        text=_figure_text(one),
        source=in_reader_language(one.facts.get("source", {})),
        uses=tuple(_use(instrument, one, use) for use in one.uses.all()),
        origin=one.origin.partition(":")[0],
    )


def evidence_file(*, viewer: Viewer, screening: int, evidence: int) -> File | None:
    """Return the file of a source, for those who may read the screening."""
    one = Evidence.objects.filter(pk=evidence, screening=screening).select_related("screening")
    found = one.first()
    if found is None or found.document_id is None or not may_read(viewer, found.screening):
        return None
    return documents.handed_out(document_id=found.document_id)
