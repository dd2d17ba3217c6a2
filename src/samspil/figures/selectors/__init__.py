"""Reads about figures; what is public is the same for everybody."""

from samspil.figures.selectors.comparison import expected_values, peers_of
from samspil.figures.selectors.families import SchoolPage, school_page
from samspil.figures.selectors.indicators import IndicatorPage, indicator_list, indicator_page
from samspil.figures.selectors.picture import ChallengePicture, challenge_picture
from samspil.figures.selectors.potential import potential_rows, selection_result
from samspil.figures.selectors.schools import (
    MunicipalitySchools,
    has_schools,
    municipality_schools,
)

__all__ = [
    "ChallengePicture",
    "IndicatorPage",
    "MunicipalitySchools",
    "SchoolPage",
    "challenge_picture",
    "expected_values",
    "has_schools",
    "indicator_list",
    "indicator_page",
    "municipality_schools",
    "peers_of",
    "potential_rows",
    "school_page",
    "selection_result",
]
