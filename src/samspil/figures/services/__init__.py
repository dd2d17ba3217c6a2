"""Acts on figures: an import is published as a whole or refused as a whole."""

from samspil.figures.services.fetching import Fetched, fetch
from samspil.figures.services.importing import FiguresRefusedError, import_file, import_reading
from samspil.figures.services.keys import NotAKeyError, forget_key, save_key
from samspil.figures.services.publishing import Published, publish
from samspil.figures.services.starter import load_sources, load_starter

__all__ = [
    "Fetched",
    "FiguresRefusedError",
    "NotAKeyError",
    "Published",
    "fetch",
    "forget_key",
    "import_file",
    "import_reading",
    "load_sources",
    "load_starter",
    "publish",
    "save_key",
]
