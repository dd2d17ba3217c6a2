"""What the pages of figures hold: typed rows turned into words, charts and tables."""

from samspil.figures.pages.files import indicator_json, indicator_table
from samspil.figures.pages.groups import (
    comparison_lists,
    complaint,
    group_refusal,
    groups,
)
from samspil.figures.pages.incoming import Outlook, form_name, mappings, raw_table, staged
from samspil.figures.pages.indicator import chart_of as indicator_chart
from samspil.figures.pages.indicator import indicator, unknown
from samspil.figures.pages.indicators import filters, indicators
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
from samspil.figures.pages.schools import (
    municipality_chart,
    municipality_schools,
    school,
    school_chart,
    schools_json,
    schools_table,
)
from samspil.figures.pages.vintages import changes_file, origins, vintage
from samspil.figures.pages.why import why

__all__ = [
    "Outlook",
    "changes_file",
    "chart_of",
    "comparison_lists",
    "complaint",
    "figures_json",
    "figures_table",
    "filters",
    "form_name",
    "frozen",
    "group_refusal",
    "groups",
    "indicator",
    "indicator_chart",
    "indicator_json",
    "indicator_table",
    "indicators",
    "mappings",
    "municipalities",
    "municipality",
    "municipality_chart",
    "municipality_schools",
    "origins",
    "potential",
    "potential_json",
    "potential_table",
    "raw_table",
    "refusal",
    "school",
    "school_chart",
    "schools_json",
    "schools_table",
    "shown",
    "staged",
    "unknown",
    "vintage",
    "why",
]
