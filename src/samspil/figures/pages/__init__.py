"""What the pages of figures hold: typed rows turned into words, charts and tables."""

from samspil.figures.pages.groups import (
    comparison_lists,
    complaint,
    group_refusal,
    groups,
)
from samspil.figures.pages.indicator import indicator, indicator_groups, indicator_table
from samspil.figures.pages.municipality import (
    chart_of,
    figures_json,
    figures_table,
    municipalities,
    municipality,
)
from samspil.figures.pages.peers import refusal
from samspil.figures.pages.potential import (
    frozen,
    potential,
    potential_json,
    potential_table,
    shown,
)
from samspil.figures.pages.why import why

__all__ = [
    "chart_of",
    "comparison_lists",
    "complaint",
    "figures_json",
    "figures_table",
    "frozen",
    "group_refusal",
    "groups",
    "indicator",
    "indicator_groups",
    "indicator_table",
    "municipalities",
    "municipality",
    "potential",
    "potential_json",
    "potential_table",
    "refusal",
    "shown",
    "why",
]
