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
from samspil.figures.charts.schools import (
    family_intervals,
    family_table,
    full_name,
    municipality_intervals,
    reference_funnel,
    school_table,
    schools_table,
    spread_strip,
)

__all__ = [
    "OverTime",
    "changed",
    "changes_table",
    "condition_finding",
    "condition_strip",
    "distribution",
    "dots",
    "family_intervals",
    "family_table",
    "full_name",
    "lines",
    "medians",
    "municipality_intervals",
    "peers_map",
    "reference_funnel",
    "result_strip",
    "school_table",
    "schools_table",
    "spread_strip",
    "tidy",
]
