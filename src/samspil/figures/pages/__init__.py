"""What the pages of figures hold: typed rows turned into words, charts and tables."""

from samspil.figures.pages.indicator import indicator, indicator_groups, indicator_table
from samspil.figures.pages.municipality import (
    chart_of,
    figures_json,
    figures_table,
    municipalities,
    municipality,
)
from samspil.figures.pages.potential import potential
from samspil.figures.pages.schools import (
    municipality_chart,
    municipality_schools,
    school,
    school_chart,
    schools_json,
    schools_table,
)

__all__ = [
    "chart_of",
    "figures_json",
    "figures_table",
    "indicator",
    "indicator_groups",
    "indicator_table",
    "municipalities",
    "municipality",
    "municipality_chart",
    "municipality_schools",
    "potential",
    "school",
    "school_chart",
    "schools_json",
    "schools_table",
]
