"""Which part of a measure's ups and downs is more than chance: run charts and XmR charts.

Formula, rules, decisions, sources and tests: docs/methods/variation.md.
"""

from samspil.methods.variation.charting import draw
from samspil.methods.variation.model import (
    Baseline,
    Chart,
    Phase,
    Point,
    Question,
    Rebase,
    Rules,
    Signal,
)
from samspil.methods.variation.problems import InvalidSeriesError, Problem
from samspil.methods.variation.reading import parse_question

__all__ = [
    "Baseline",
    "Chart",
    "InvalidSeriesError",
    "Phase",
    "Point",
    "Problem",
    "Question",
    "Rebase",
    "Rules",
    "Signal",
    "draw",
    "parse_question",
]
