"""Charts of figures; each chart, its table and its CSV come from the same rows."""

from samspil.figures.charts.compared import lines, tidy
from samspil.figures.charts.indicator import distribution, medians
from samspil.figures.charts.municipality import (
    condition_finding,
    condition_strip,
    dots,
    peers_map,
    result_strip,
)

__all__ = [
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
