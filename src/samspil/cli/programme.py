"""Commands on the programme: the deck of a municipality."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samspil.cli.database import ready
from samspil.cli.words import refuse, unavailable

if TYPE_CHECKING:
    from samspil.screening.selectors import ScreeningView


def deck(options: argparse.Namespace) -> dict[str, Any]:
    """Write the report as PowerPoint: the figures, and a screening where one is named."""
    ready(options)
    from django.utils import translation

    from samspil.places import selectors as places

    if places.municipality(options.municipality) is None:
        refuse(
            f"Ingen kommune har koden {options.municipality}; brug for eksempel 615.",
            f"No municipality has the code {options.municipality}; use for example 615.",
        )
    with translation.override(options.language):
        content = _content(options)
    out = Path(options.out)
    try:
        out.write_bytes(content)
    except OSError as error:
        unavailable(
            f"{out} kan ikke skrives: {error.strerror}.",
            f"{out} cannot be written: {error.strerror}.",
        )
    return {
        "file": str(out),
        "municipality": options.municipality,
        "sector": options.sector,
        "screening": options.screening,
        "language": options.language,
        "bytes": len(content),
    }


def _content(options: argparse.Namespace) -> bytes:
    from samspil.screening import decks

    if options.screening is None:
        return decks.for_municipality(code=options.municipality, sector=options.sector)
    return decks.for_screening(screening=_screening(options))


def _screening(options: argparse.Namespace) -> "ScreeningView":
    """Return the screening; whoever holds the data folder reads as a programme owner does."""
    from samspil.people.roles import Role
    from samspil.people.viewer import Grant, Viewer
    from samspil.screening import selectors

    operator = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
    found = selectors.screening(viewer=operator, screening=options.screening)
    wanted = (options.municipality, options.sector)
    if found is None or (found.row.code, found.row.sector) != wanted:
        where = f"{options.municipality}, {options.sector}"
        refuse(
            f"Der er ingen foranalyse {options.screening} af {where}.",
            f"There is no screening {options.screening} of {where}.",
        )
    return found
