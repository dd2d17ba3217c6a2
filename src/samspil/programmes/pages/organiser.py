"""Pages for those who run an edition."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from samspil.programmes import words
from samspil.programmes.selectors import EditionView, RegistrationRow


def registrations(view: EditionView, rows: Sequence[RegistrationRow]) -> dict[str, Any]:
    """Return the organiser's list, with what it comes to."""
    confirmed = [row for row in rows if row.is_confirmed]
    return {
        "edition": view,
        "rows": rows,
        "confirmed": len(confirmed),
        "begun": len(rows) - len(confirmed),
        "total": sum((row.total for row in confirmed if row.total is not None), Decimal(0)),
        "vat": words.vat(view.content.prices.vat_basis) if view.content.prices else "",
        "sectors": [(offer, *_counted(confirmed, offer.sector)) for offer in view.content.sectors],
    }


def _counted(rows: Sequence[RegistrationRow], sector: str) -> tuple[int, int]:
    """Return how many municipalities and how many people take part in a sector."""
    teams = [team for row in rows for team in row.teams if team.sector == sector]
    return len(teams), sum(team.participants for team in teams)
