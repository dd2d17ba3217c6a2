"""Reads about figures; what is public is the same for everybody."""

from samspil.figures.selectors.comparison import expected_values, peers_of
from samspil.figures.selectors.indicators import IndicatorPage, indicator_list, indicator_page
from samspil.figures.selectors.own import OwnFigures, own_figures
from samspil.figures.selectors.picture import ChallengePicture, challenge_picture
from samspil.figures.selectors.potential import potential_rows, selection_result

__all__ = [
    "ChallengePicture",
    "IndicatorPage",
    "OwnFigures",
    "challenge_picture",
    "expected_values",
    "indicator_list",
    "indicator_page",
    "own_figures",
    "peers_of",
    "potential_rows",
    "selection_result",
]
