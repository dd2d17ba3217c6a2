"""Charts of figures; each chart, its table and its CSV come from the same rows."""

from samspil.figures.charts.indicator import distribution, medians
from samspil.figures.charts.municipality import (
    condition_chart,
    condition_strip,
    dots,
    peers_map,
    result_strip,
)

__all__ = [
    "condition_chart",
    "condition_strip",
    "distribution",
    "dots",
    "medians",
    "peers_map",
    "result_strip",
]
