"""Reads about figures; what is public is the same for everybody."""

from samspil.figures.selectors.comparison import expected_values, peers_of
from samspil.figures.selectors.incoming import (
    mapping_by,
    mappings,
    source_names,
    staged_file,
    staged_files,
    vintages,
)
from samspil.figures.selectors.indicators import IndicatorPage, indicator_list, indicator_page
from samspil.figures.selectors.picture import ChallengePicture, challenge_picture
from samspil.figures.selectors.potential import potential_rows, selection_result

__all__ = [
    "ChallengePicture",
    "IndicatorPage",
    "challenge_picture",
    "expected_values",
    "indicator_list",
    "indicator_page",
    "mapping_by",
    "mappings",
    "peers_of",
    "potential_rows",
    "selection_result",
    "source_names",
    "staged_file",
    "staged_files",
    "vintages",
]
