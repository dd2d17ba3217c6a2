"""Acts on figures: an import is published as a whole or refused as a whole."""

from samspil.figures.services.importing import FiguresRefusedError, import_file
from samspil.figures.services.own import type_figure, type_figures, withdraw_figure
from samspil.figures.services.own_sharing import share_own, unshare_own
from samspil.figures.services.publishing import Published, publish
from samspil.figures.services.starter import load_sources, load_starter

__all__ = [
    "FiguresRefusedError",
    "Published",
    "import_file",
    "load_sources",
    "load_starter",
    "publish",
    "share_own",
    "type_figure",
    "type_figures",
    "unshare_own",
    "withdraw_figure",
]
