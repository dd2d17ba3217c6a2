"""Acts on figures: an import is published as a whole or refused as a whole."""

from samspil.figures.services.comparison_lists import ListRefusedError, publish_lists
from samspil.figures.services.fetching import Fetched, fetch
from samspil.figures.services.freezing import NothingToFreezeError, freeze_selection
from samspil.figures.services.groups import GroupRefusedError, delete_group, save_group
from samspil.figures.services.importing import (
    FiguresRefusedError,
    import_file,
    import_reading,
    outlook_of,
)
from samspil.figures.services.keys import NotAKeyError, forget_key, save_key
from samspil.figures.services.own import type_figure, type_figures, withdraw_figure
from samspil.figures.services.own_sharing import share_own, unshare_own
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
    "Fetched",
    "FiguresRefusedError",
    "GroupRefusedError",
    "ListRefusedError",
    "NotAKeyError",
    "NothingToFreezeError",
    "PersonalNumberError",
    "Published",
    "delete_group",
    "discard_file",
    "drop_columns",
    "fetch",
    "forget_key",
    "freeze_selection",
    "import_file",
    "import_reading",
    "keep_columns",
    "load_sources",
    "load_starter",
    "outlook_of",
    "publish",
    "publish_lists",
    "publish_staged",
    "save_group",
    "save_key",
    "share_own",
    "stage_file",
    "type_figure",
    "type_figures",
    "unshare_own",
    "withdraw_figure",
]
