"""What the pages of figures hold: typed rows turned into words, charts and tables."""

from samspil.figures.pages.files import indicator_json, indicator_table
from samspil.figures.pages.indicator import indicator, unknown
from samspil.figures.pages.indicators import filters, indicators
from samspil.figures.pages.municipality import (
    chart_of,
    figures_json,
    figures_table,
    municipalities,
    municipality,
)
from samspil.figures.pages.potential import potential
from samspil.figures.pages.vintages import changes_file, vintage

__all__ = [
    "changes_file",
    "chart_of",
    "figures_json",
    "figures_table",
    "filters",
    "indicator",
    "indicator_json",
    "indicator_table",
    "indicators",
    "municipalities",
    "municipality",
    "potential",
    "unknown",
    "vintage",
]
