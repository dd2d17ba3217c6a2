"""Reads of screenings, each only for those who may."""

from collections.abc import Iterable, Mapping
from typing import cast

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes
from samspil.screening import rules, sentences
from samspil.screening.instrument import (
    SECTORS,
    Form,
    Instrument,
    Lever,
    Question,
    Sector,
    load_instruments,
)
from samspil.screening.models import Finding, Judgement, Screening
from samspil.screening.selectors.access import may_read
from samspil.screening.selectors.evidence import placed, title_of, uses_by_question
from samspil.screening.selectors.rows import (
    Choice,
    FindingRow,
    LeverView,
    QuestionView,
    ScreeningRow,
    ScreeningSummary,
    ScreeningView,
    UseRow,
)
from samspil.screening.services import CURRENT_INSTRUMENT
from samspil.screening.verdicts import confidence_of, position_of, spread_of


def edition_title(edition: str) -> str:
    """Return what an edition is called in the reader's language."""
    found = programmes.edition(edition) if edition else None
    return sentences.say(found.content.title) if found else edition


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
    return _rows(one for one in found if may_read(viewer, one))


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
    return [
        Choice(code, names[code], sector, edition, edition_title(edition))
        for code, sector, edition in free
    ]


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
    found = with_answers().filter(pk=screening).first()
    return view_of(found) if found is not None and may_read(viewer, found) else None


def newest(*, viewer: Viewer, edition: str, code: str, sector: str) -> ScreeningView | None:
    """The newest screening of a municipality and sector that this person may read."""
    found = with_answers().filter(edition=edition, municipality_id=code, sector=sector)
    readable = (one for one in found if may_read(viewer, one))
    return next((view_of(one) for one in readable), None)


def newest_summary(
    *, viewer: Viewer, edition: str, code: str, sector: str
) -> ScreeningSummary | None:
    """What a page that only points to the newest screening says of it; None as in ``newest``."""
    found = Screening.objects.filter(edition=edition, municipality_id=code, sector=sector)
    counted = found.defer("content").annotate(counted=Count("findings"))
    return next(
        (
            ScreeningSummary(one.pk, one.is_open, one.changed_at, one.counted)
            for one in counted
            if may_read(viewer, one)
        ),
        None,
    )


def findings(*, viewer: Viewer, edition: str, code: str, sector: str) -> list[FindingRow]:
    """The findings of the newest screening this person may read, by lever."""
    found = Screening.objects.filter(edition=edition, municipality_id=code, sector=sector)
    screening = next((one for one in found if may_read(viewer, one)), None)
    if screening is None:
        return []
    instrument = screening.frozen_instrument()
    return [
        _finding(instrument, instrument.lever(one.lever), one)
        for one in screening.findings.prefetch_related("sources")
    ]


def progress(*, viewer: Viewer, edition: str) -> list[ScreeningRow]:
    """Which screenings of an edition exist and which are finished, for its organisers."""
    if not rules.may_follow(viewer, edition=edition):
        return []
    found = Screening.objects.filter(edition=edition)
    return _rows(found.select_related("municipality").prefetch_related("judgements"))


def followed(*, viewer: Viewer) -> list[ScreeningRow]:
    """The screenings of the editions somebody runs but may not read, in alphabetical order."""
    found = Screening.objects.exclude(edition="").select_related("municipality")
    found = found.order_by("municipality__sort_key", "sector", "id")
    return _rows(
        one
        for one in found.prefetch_related("judgements")
        if rules.may_follow(viewer, edition=one.edition) and not may_read(viewer, one)
    )


def may_edit(*, viewer: Viewer, row: ScreeningRow) -> bool:
    """Whether this person may change the screening as it is now."""
    return row.is_open and rules.may_edit(
        viewer, municipality=row.code, sector=row.sector, edition=row.edition
    )


def with_answers() -> QuerySet[Screening]:
    """Return screenings with all that a whole view needs."""
    related = Screening.objects.select_related("municipality")
    return related.prefetch_related(
        "judgements", "findings__sources", "evidence__uses", "evidence__document", "shares"
    )


def _rows(found: Iterable[Screening]) -> list[ScreeningRow]:
    listed = list(found)
    titles = {edition: edition_title(edition) for edition in {one.edition for one in listed}}
    return [_row(one, titles[one.edition]) for one in listed]


def _row(found: Screening, title: str) -> ScreeningRow:
    asked = {question.id for question in found.asked}
    return ScreeningRow(
        id=found.pk,
        code=found.municipality_id,
        municipality=found.municipality.name,
        is_example=found.municipality.is_example,
        sector=found.sector,
        edition=found.edition,
        edition_title=title,
        is_open=found.is_open,
        begun_at=found.created_at,
        finished_at=found.finished_at,
        answered=sum(one.question in asked for one in found.judgements.all()),
        asked=len(asked),
        form=found.form,
        led_by=found.led_by,
    )


def view_of(found: Screening) -> ScreeningView:
    """Return the whole screening; the caller has asked whether it may be read."""
    instrument = found.frozen_instrument()
    uses = uses_by_question(instrument, found.evidence.all())
    return ScreeningView(
        row=_row(found, edition_title(found.edition)),
        instrument=instrument,
        instrument_id=found.instrument,
        instrument_version=found.instrument_version,
        levers=tuple(_lever(instrument, lever, found, uses) for lever in instrument.levers),
        changed_at=found.changed_at,
    )


def _lever(
    instrument: Instrument, lever: Lever, found: Screening, uses: Mapping[str, tuple[UseRow, ...]]
) -> LeverView:
    sector = cast("Sector", found.sector)
    judged = {one.question: one for one in found.judgements.all()}
    questions = tuple(
        _question(one, sector, judged.get(one.id), uses.get(one.id, ()))
        for one in lever.asked(sector, Form(found.form))
    )
    position = position_of(instrument, [one.level for one in questions if one.is_answered])
    sources = {use.evidence: use.kind for one in questions for use in one.uses}
    return LeverView(
        lever=lever,
        questions=questions,
        findings=tuple(
            _finding(instrument, lever, one)
            for one in found.findings.all()
            if one.lever == lever.number
        ),
        position=position,
        spread=spread_of([one for question in questions for one in placed(question.uses)]),
        confidence=confidence_of([*sources.values()]),
        standing=sentences.standing(instrument, position),
        reason=sentences.reason(
            instrument,
            position,
            answered=sum(one.level is not None for one in questions),
            asked=len(questions),
        ),
    )


def _question(
    question: Question, sector: Sector, judged: Judgement | None, uses: tuple[UseRow, ...]
) -> QuestionView:
    return QuestionView(
        question=question,
        sector=sector,
        is_answered=judged is not None,
        level=judged.level if judged else None,
        note=judged.note if judged else "",
        judged_at=judged.judged_at if judged else None,
        uses=uses,
        spread=spread_of(placed(uses)),
        confidence=confidence_of([use.kind for use in uses]),
    )


def _finding(instrument: Instrument, lever: Lever, one: Finding) -> FindingRow:
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
        transition=one.transition,
        priority=one.priority,
        sources=tuple((source.pk, title_of(instrument, source)) for source in one.sources.all()),
    )
