"""Acts on figures: an import is published as a whole or refused as a whole."""

from samspil.figures.services.importing import (
    FiguresRefusedError,
    import_file,
    import_reading,
    outlook_of,
)
from samspil.figures.services.publishing import Published, publish
from samspil.figures.services.staging import (
    PersonalNumberError,
    discard_file,
    drop_columns,
    keep_columns,
    publish_staged,
    stage_file,
)
from samspil.figures.services.starter import load_sources, load_starter

__all__ = [
    "FiguresRefusedError",
    "PersonalNumberError",
    "Published",
    "discard_file",
    "drop_columns",
    "import_file",
    "import_reading",
    "keep_columns",
    "load_sources",
    "load_starter",
    "outlook_of",
    "publish",
    "publish_staged",
    "stage_file",
]
