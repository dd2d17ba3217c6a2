"""Acts on figures: an import is published as a whole or refused as a whole."""

from samspil.figures.services.importing import FiguresRefusedError, import_file, import_reading
from samspil.figures.services.publishing import Published, publish
from samspil.figures.services.starter import load_sources, load_starter

__all__ = [
    "FiguresRefusedError",
    "Published",
    "import_file",
    "import_reading",
    "load_sources",
    "load_starter",
    "publish",
]
