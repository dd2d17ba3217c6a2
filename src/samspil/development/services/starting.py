"""The challenge picture a process starts from, copied as it reads when it is chosen."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from samspil.development.findings import findings_for
from samspil.development.models import Process, StartingFigure, StartingFinding
from samspil.development.services import errors
from samspil.development.services.processes import changed, held, record
from samspil.development.values import FigureChoice
from samspil.people.viewer import Viewer
from samspil.screening import selectors as screening

MOST_FIGURES = 12
"""More than this is no starting point but a whole report."""


@transaction.atomic
def choose_starting_point(
    *,
    actor: Viewer,
    process: int,
    findings: Collection[int] = (),
    figures: Collection[FigureChoice] = (),
) -> Process:
    """Let the process start from these findings and figures, and no others.

    What was chosen before keeps its words; what is new is copied as it reads now. Raises
    NotAllowedError, Process.DoesNotExist, ProcessClosedError, NoSuchFindingError for a finding
    this person may not read, NoSuchFigureError for one that is not known, and TooManyError.
    """
    found = held(actor, process)
    if len(set(figures)) > MOST_FIGURES:
        raise errors.TooManyError
    moved = _choose_findings(actor, found, set(findings))
    moved |= _choose_figures(found, set(figures))
    if moved:
        changed(found)
        record(actor, "development.starting_point_chosen", found)
    return found


def _choose_findings(actor: Viewer, process: Process, wanted: set[int]) -> bool:
    standing = set(process.findings.values_list("finding", flat=True))
    new = wanted - standing
    readable = {one.id: one for one in findings_for(actor, process)} if new else {}
    if not new <= set(readable):
        raise errors.NoSuchFindingError
    gone, _each = process.findings.exclude(finding__in=wanted).delete()
    StartingFinding.objects.bulk_create(
        StartingFinding(
            process=process, finding=one, lever=readable[one].lever, claim=readable[one].claim
        )
        for one in sorted(new)
    )
    return bool(gone or new)


def _choose_figures(process: Process, wanted: set[FigureChoice]) -> bool:
    standing = {FigureChoice(f.sector, f.indicator, f.breakdown): f for f in process.figures.all()}
    new = [_copied(process, one) for one in sorted(wanted - set(standing), key=lambda f: f.key)]
    gone = [figure.pk for choice, figure in standing.items() if choice not in wanted]
    process.figures.filter(pk__in=gone).delete()
    StartingFigure.objects.bulk_create(new)
    return bool(gone or new)


def _copied(process: Process, choice: FigureChoice) -> StartingFigure:
    """Return the figure as it reads now; raises NoSuchFigureError."""
    told: dict[str, Any] | None = None
    if choice.sector in process.sectors:
        told = screening.figure_told(
            code=process.municipality_id,
            sector=choice.sector,
            indicator=choice.indicator,
            breakdown=choice.breakdown,
        )
    if told is None:
        raise errors.NoSuchFigureError
    return StartingFigure(
        process=process,
        sector=choice.sector,
        indicator=choice.indicator,
        breakdown=choice.breakdown,
        period=told["period"],
        value=told["value"],
        peers=told["peers"],
        title_da=told["title"]["da"],
        title_en=told["title"]["en"],
        source_da=told["source"]["da"],
        source_en=told["source"]["en"],
    )
