"""What the pages of figures hold: typed rows turned into words, charts and tables."""

from samspil.figures.pages.incoming import Outlook, form_name, mappings, raw_table, staged
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
    "Outlook",
    "chart_of",
    "figures_json",
    "figures_table",
    "form_name",
    "indicator",
    "indicator_groups",
    "indicator_table",
    "mappings",
    "municipalities",
    "municipality",
    "potential",
    "raw_table",
    "staged",
]
