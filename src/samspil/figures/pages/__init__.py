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

__all__ = [
    "chart_of",
    "figures_json",
    "figures_table",
    "indicator",
    "indicator_groups",
    "indicator_table",
    "municipalities",
    "municipality",
    "potential",
]
