"""Charts of figures; each chart, its table and its CSV come from the same rows."""

from samspil.figures.charts.changes import changes_table
from samspil.figures.charts.compared import lines, tidy
from samspil.figures.charts.history import OverTime, medians
from samspil.figures.charts.indicator import changed, distribution
from samspil.figures.charts.municipality import (
    condition_finding,
    condition_strip,
    dots,
    peers_map,
    result_strip,
)

__all__ = [
    "OverTime",
    "changed",
    "changes_table",
    "condition_finding",
    "condition_strip",
    "distribution",
    "dots",
    "lines",
    "medians",
    "peers_map",
    "result_strip",
    "tidy",
]
