"""Charts of figures; each chart, its table and its CSV come from the same rows."""

from samspil.figures.charts.changes import changes_table
from samspil.figures.charts.history import OverTime, medians
from samspil.figures.charts.indicator import changed, distribution
from samspil.figures.charts.municipality import condition_strip, dots, peers_map, result_strip

__all__ = [
    "OverTime",
    "changed",
    "changes_table",
    "condition_strip",
    "distribution",
    "dots",
    "medians",
    "peers_map",
    "result_strip",
]
