"""Reads about figures; what is public is the same for everybody."""

from samspil.figures.selectors.comparison import expected_values, learnable, peers_of
from samspil.figures.selectors.families import SchoolPage, school_page
from samspil.figures.selectors.groups import (
    ChoiceRefusedError,
    GroupRow,
    ListRow,
    current_list,
    group_row,
    group_rows,
    groups_for,
    list_rows,
)
from samspil.figures.selectors.history import vintage, vintage_editions, vintages
from samspil.figures.selectors.incoming import (
    mapping_by,
    mappings,
    source_names,
    staged_file,
    staged_files,
)
from samspil.figures.selectors.indicators import (
    Choice,
    IndicatorPage,
    indicator_page,
    place_figures,
)
from samspil.figures.selectors.listing import indicator_list
from samspil.figures.selectors.own import OwnFigures, own_figures
from samspil.figures.selectors.picture import ChallengePicture, challenge_picture
from samspil.figures.selectors.potential import (
    FrozenRow,
    frozen_selection,
    frozen_selections,
    potential_row,
    potential_rows,
    selection_result,
    selection_rows,
)
from samspil.figures.selectors.schools import (
    MunicipalitySchools,
    has_schools,
    municipality_schools,
)

__all__ = [
    "ChallengePicture",
    "Choice",
    "ChoiceRefusedError",
    "FrozenRow",
    "GroupRow",
    "IndicatorPage",
    "ListRow",
    "MunicipalitySchools",
    "OwnFigures",
    "SchoolPage",
    "challenge_picture",
    "current_list",
    "expected_values",
    "frozen_selection",
    "frozen_selections",
    "group_row",
    "group_rows",
    "groups_for",
    "has_schools",
    "indicator_list",
    "indicator_page",
    "learnable",
    "list_rows",
    "mapping_by",
    "mappings",
    "municipality_schools",
    "own_figures",
    "peers_of",
    "place_figures",
    "potential_row",
    "potential_rows",
    "school_page",
    "selection_result",
    "selection_rows",
    "source_names",
    "staged_file",
    "staged_files",
    "vintage",
    "vintage_editions",
    "vintages",
]
