"""The nouns of figures: what publishers said, what municipalities brought, who is compared."""

from samspil.figures.models.figures import (
    ColumnMapping,
    FetchKey,
    FetchRun,
    Observation,
    Source,
    StagedFile,
    Vintage,
)
from samspil.figures.models.own import (
    OwnFigure,
    OwnFigureShare,
)
from samspil.figures.models.peers import (
    ComparisonList,
    ComparisonPair,
    FrozenSelection,
    MunicipalityGroup,
    Sector,
)

__all__ = [
    "ColumnMapping",
    "ComparisonList",
    "ComparisonPair",
    "FetchKey",
    "FetchRun",
    "FrozenSelection",
    "MunicipalityGroup",
    "Observation",
    "OwnFigure",
    "OwnFigureShare",
    "Sector",
    "Source",
    "StagedFile",
    "Vintage",
]
