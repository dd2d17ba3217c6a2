"""Acts on figures: an import is published as a whole or refused as a whole."""

from samspil.figures.services.comparison_lists import ListRefusedError, publish_lists
from samspil.figures.services.freezing import NothingToFreezeError, freeze_selection
from samspil.figures.services.groups import GroupRefusedError, delete_group, save_group
from samspil.figures.services.importing import FiguresRefusedError, import_file
from samspil.figures.services.own import type_figure, type_figures, withdraw_figure
from samspil.figures.services.own_sharing import share_own, unshare_own
from samspil.figures.services.publishing import Published, publish
from samspil.figures.services.starter import load_sources, load_starter

__all__ = [
    "FiguresRefusedError",
    "GroupRefusedError",
    "ListRefusedError",
    "NothingToFreezeError",
    "Published",
    "delete_group",
    "freeze_selection",
    "import_file",
    "load_sources",
    "load_starter",
    "publish",
    "publish_lists",
    "save_group",
    "share_own",
    "type_figure",
    "type_figures",
    "unshare_own",
    "withdraw_figure",
]
