"""Reads of screenings, each only for those who may."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import get_language

from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes
from samspil.screening import rules, sentences
from samspil.screening.instrument import Instrument, Lever, load_instruments
from samspil.screening.models import Finding, Judgement, Screening
from samspil.screening.services import CURRENT_INSTRUMENT, SECTORS
from samspil.screening.verdicts import Confidence, Position, confidence_of, position_of


def edition_title(edition: str) -> str:
    """Return what an edition is called in the reader's language."""
    found = programmes.edition(edition) if edition else None
    return sentences.say(found.content.title) if found else edition


@dataclass(frozen=True)
class ScreeningRow:
    """A screening in a list."""

    id: int
    code: str
    municipality: str
    is_example: bool
    sector: str
    edition: str
    is_open: bool
    finished_at: datetime | None
    answered: int

    @property
    def edition_title(self) -> str:
        """The edition in words; empty outside any."""
        return edition_title(self.edition)


@dataclass(frozen=True)
class Choice:
    """A screening that somebody can begin."""

    code: str
    municipality: str
    sector: str
    edition: str

    @property
    def value(self) -> str:
        """The choice as a form carries it."""
        return f"{self.code}/{self.sector}/{self.edition}"

    @property
    def label(self) -> str:
        """The choice in words."""
        words = f"{self.municipality}: {str(sentences.SECTORS[self.sector]).lower()}"
        return f"{words} ({edition_title(self.edition)})" if self.edition else words


@dataclass(frozen=True)
class FindingRow:
    """A finding. ``kind`` and ``bottom_line`` are codes; ``sentences`` has their words."""

    id: int
    screening: int
    lever: int
    lever_label: str
    claim: str
    kind: str
    bottom_line: str
    evidence: str
    effect: int | None
    effort: int | None

    @property
    def kind_name(self) -> str:
        """The recommendation in words."""
        return str(sentences.FINDING_KINDS[self.kind])

    @property
    def bottom_line_name(self) -> str:
        """Whose gain it is, in words."""
        return str(sentences.BOTTOM_LINES[self.bottom_line])


@dataclass(frozen=True)
class JudgementRow:
    """The standing answer to a question."""

    question: str
    level: int | None
    evidence: str
    evidence_kind: str
    judged_at: datetime

    @property
    def evidence_kind_name(self) -> str:
        """What kind of evidence it is, in words; empty where none is given."""
        return str(sentences.EVIDENCE_KINDS.get(self.evidence_kind, ""))


@dataclass(frozen=True)
class LeverView:
    """One lever: what is asked, what was answered, where it stands, what was found."""

    lever: Lever
    judgements: tuple[JudgementRow, ...]
    findings: tuple[FindingRow, ...]
    position: Position
    confidence: Confidence
    standing: str
    reason: str

    @property
    def number(self) -> int:
        """From 1 to 7."""
        return self.lever.number

    @property
    def label(self) -> str:
        """The lever's name."""
        return sentences.say(self.lever.label)

    @property
    def evidence_kinds(self) -> tuple[str, ...]:
        """The kind of each piece of evidence given."""
        return tuple(row.evidence_kind for row in self.judgements if row.evidence_kind)

    @property
    def confidence_words(self) -> str:
        """How much the verdict rests on, in words."""
        return sentences.confidence(self.confidence, len(self.evidence_kinds))


@dataclass(frozen=True)
class ScreeningView:
    """A whole screening as its page and its deck show it."""

    row: ScreeningRow
    instrument: Instrument
    instrument_id: str
    instrument_version: str
    levers: tuple[LeverView, ...]
    changed_at: datetime

    @property
    def findings(self) -> tuple[FindingRow, ...]:
        """All findings, by lever."""
        return tuple(finding for lever in self.levers for finding in lever.findings)

    @property
    def evidence_kinds(self) -> tuple[str, ...]:
        """The kind of each piece of evidence, over all levers."""
        return tuple(kind for lever in self.levers for kind in lever.evidence_kinds)

    @property
    def summary(self) -> str:
        """How the seven levers stand, in one sentence without a full stop."""
        places = [lever.position.standing.value for lever in self.levers]
        well, challenged = places.count("well_equipped"), places.count("challenged")
        return sentences.summary(well, challenged, len(places) - well - challenged)


def lever_labels(language: str = "") -> dict[int, str]:
    """The seven levers by number, as the instrument in use names them: the one source of names."""
    instrument = load_instruments()[CURRENT_INSTRUMENT].content
    return {
        lever.number: lever.label.in_language(language or get_language() or "da")
        for lever in instrument.levers
    }


def mine(*, viewer: Viewer) -> list[ScreeningRow]:
    """The screenings this person may read, newest first."""
    found = Screening.objects.select_related("municipality").prefetch_related("judgements")
    return [_row(one) for one in found if _may_read(viewer, one)]


def can_start(*, viewer: Viewer) -> list[Choice]:
    """The screenings this person could begin: where the right is held and none is open."""
    taken = set(
        Screening.objects.filter(status=Screening.Status.OPEN).values_list(
            "municipality_id", "sector", "edition"
        )
    )
    names = places.names()
    wanted = {
        (grant.municipality, sector, edition)
        for grant in viewer.grants
        if grant.role in rules.EDITORS and grant.municipality
        for sector in ([grant.sector] if grant.sector else SECTORS)
        for edition in _editions_of(viewer, grant.municipality, sector) or [grant.edition]
    }
    free = sorted(wanted - taken, key=lambda one: (one[0], SECTORS.index(one[1]), one[2]))
    return [Choice(code, names[code], sector, edition) for code, sector, edition in free]


def _editions_of(viewer: Viewer, code: str, sector: str) -> list[str]:
    """The editions in which the municipality takes part with this sector."""
    return [
        row.edition.id
        for row in programmes.editions(viewer)
        if sector in row.edition.content.sector_ids
        and code in {place.code for place in programmes.participants(row.edition.id, sector)}
    ]


def screening(*, viewer: Viewer, screening: int) -> ScreeningView | None:
    """One screening; None where there is none that this person may read."""
    found = _with_answers().filter(pk=screening).first()
    return _view(found) if found is not None and _may_read(viewer, found) else None


def newest(*, viewer: Viewer, edition: str, code: str, sector: str) -> ScreeningView | None:
    """The newest screening of a municipality and sector that this person may read."""
    found = _with_answers().filter(edition=edition, municipality_id=code, sector=sector)
    readable = (one for one in found if _may_read(viewer, one))
    return next((_view(one) for one in readable), None)


def findings(*, viewer: Viewer, edition: str, code: str, sector: str) -> list[FindingRow]:
    """The findings of the newest screening this person may read, by lever."""
    view = newest(viewer=viewer, edition=edition, code=code, sector=sector)
    return list(view.findings) if view else []


def progress(*, viewer: Viewer, edition: str) -> list[ScreeningRow]:
    """Which screenings of an edition exist and which are finished, for its organisers."""
    if not rules.may_follow(viewer, edition=edition):
        return []
    found = Screening.objects.filter(edition=edition)
    return [
        _row(one) for one in found.select_related("municipality").prefetch_related("judgements")
    ]


def followed(*, viewer: Viewer) -> list[ScreeningRow]:
    """The screenings of the editions somebody runs but may not read, in alphabetical order."""
    found = Screening.objects.exclude(edition="").select_related("municipality")
    return [
        _row(one)
        for one in found.order_by("municipality__sort_key", "sector", "id").prefetch_related(
            "judgements"
        )
        if rules.may_follow(viewer, edition=one.edition) and not _may_read(viewer, one)
    ]


def may_edit(*, viewer: Viewer, row: ScreeningRow) -> bool:
    """Whether this person may change the screening as it is now."""
    return row.is_open and rules.may_edit(
        viewer, municipality=row.code, sector=row.sector, edition=row.edition
    )


def _with_answers() -> QuerySet[Screening]:
    related = Screening.objects.select_related("municipality")
    return related.prefetch_related("judgements", "findings")


def _may_read(viewer: Viewer, found: Screening) -> bool:
    return rules.may_read(
        viewer,
        municipality=found.municipality_id,
        sector=found.sector,
        edition=found.edition,
        finished=not found.is_open,
    )


def _row(found: Screening) -> ScreeningRow:
    return ScreeningRow(
        id=found.pk,
        code=found.municipality_id,
        municipality=found.municipality.name,
        is_example=found.municipality.is_example,
        sector=found.sector,
        edition=found.edition,
        is_open=found.is_open,
        finished_at=found.finished_at,
        answered=len(found.judgements.all()),
    )


def _view(found: Screening) -> ScreeningView:
    instrument = found.frozen_instrument()
    return ScreeningView(
        row=_row(found),
        instrument=instrument,
        instrument_id=found.instrument,
        instrument_version=found.instrument_version,
        levers=tuple(_lever(instrument, lever, found) for lever in instrument.levers),
        changed_at=found.changed_at,
    )


def _lever(instrument: Instrument, lever: Lever, found: Screening) -> LeverView:
    answers = [_judgement(one) for one in found.judgements.all() if one.lever == lever.number]
    position = position_of(instrument, [answer.level for answer in answers])
    return LeverView(
        lever=lever,
        judgements=tuple(answers),
        findings=tuple(
            _finding(lever, one) for one in found.findings.all() if one.lever == lever.number
        ),
        position=position,
        confidence=confidence_of([one.evidence_kind for one in answers if one.evidence_kind]),
        standing=sentences.standing(instrument, position),
        reason=sentences.reason(instrument, position),
    )


def _judgement(one: Judgement) -> JudgementRow:
    return JudgementRow(one.question, one.level, one.evidence, one.evidence_kind, one.judged_at)


def _finding(lever: Lever, one: Finding) -> FindingRow:
    return FindingRow(
        id=one.pk,
        screening=one.screening_id,
        lever=one.lever,
        lever_label=sentences.say(lever.label),
        claim=one.claim,
        kind=one.kind,
        bottom_line=one.bottom_line,
        evidence=one.evidence,
        effect=one.effect,
        effort=one.effort,
    )
