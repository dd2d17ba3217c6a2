"""Reads about figures; what is public is the same for everybody."""

from samspil.figures.selectors.comparison import expected_values, peers_of
from samspil.figures.selectors.history import vintage, vintage_editions, vintages
from samspil.figures.selectors.indicators import (
    Choice,
    IndicatorPage,
    indicator_page,
    place_figures,
)
from samspil.figures.selectors.listing import indicator_list
from samspil.figures.selectors.picture import ChallengePicture, challenge_picture
from samspil.figures.selectors.potential import potential_rows, selection_result

__all__ = [
    "ChallengePicture",
    "Choice",
    "IndicatorPage",
    "challenge_picture",
    "expected_values",
    "indicator_list",
    "indicator_page",
    "peers_of",
    "place_figures",
    "potential_rows",
    "selection_result",
    "vintage",
    "vintage_editions",
    "vintages",
]
