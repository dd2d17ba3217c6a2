"""Reads of screenings, each only for those who may."""

from samspil.screening.selectors.aspects import AspectView, aspects
from samspil.screening.selectors.compared import ComparedView, compared, earlier
from samspil.screening.selectors.evidence import evidence_file, sources
from samspil.screening.selectors.figures import FigureOffer, figure_told, figures_known
from samspil.screening.selectors.planning import PlanView, plan_of
from samspil.screening.selectors.rows import (
    Choice,
    EvidenceRow,
    FindingRow,
    LeverView,
    QuestionView,
    ScreeningRow,
    ScreeningSummary,
    ScreeningView,
    UseRow,
)
from samspil.screening.selectors.screening import (
    can_start,
    edition_title,
    findings,
    followed,
    lever_labels,
    may_edit,
    mine,
    newest,
    newest_summary,
    progress,
    screening,
)
from samspil.screening.selectors.shared import (
    SharedView,
    shared_report,
    shared_with_me,
    standing_shares,
)
from samspil.screening.selectors.transitions import TransitionView, transitions

__all__ = [
    "AspectView",
    "Choice",
    "ComparedView",
    "EvidenceRow",
    "FigureOffer",
    "FindingRow",
    "LeverView",
    "PlanView",
    "QuestionView",
    "ScreeningRow",
    "ScreeningSummary",
    "ScreeningView",
    "SharedView",
    "TransitionView",
    "UseRow",
    "aspects",
    "can_start",
    "compared",
    "earlier",
    "edition_title",
    "evidence_file",
    "figure_told",
    "figures_known",
    "findings",
    "followed",
    "lever_labels",
    "may_edit",
    "mine",
    "newest",
    "newest_summary",
    "plan_of",
    "progress",
    "screening",
    "shared_report",
    "shared_with_me",
    "sources",
    "standing_shares",
    "transitions",
]
