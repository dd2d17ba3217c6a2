"""What the pages of learning wishes and travel times hold."""

from collections.abc import Mapping
from typing import Any

from samspil.networks import selectors, sentences
from samspil.networks.forms import ExchangeForm, TravelForm
from samspil.networks.pages.plans import edition_words
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes.selectors import EditionView
from samspil.screening import selectors as screening


def exchange(
    viewer: Viewer, view: EditionView, sector: str, refused: Mapping[str, ExchangeForm]
) -> dict[str, Any]:
    """Return who can share and wants to learn what; own rows as forms, `refused` by code."""
    levers = screening.lever_labels()
    own = selectors.own_exchange(viewer, view.id, sector)
    mine = {row.code for row in own}
    return {
        "edition": edition_words(view),
        "sector": sentences.sector(sector),
        "sector_id": sector,
        "own": [
            (
                row,
                refused.get(row.code)
                or ExchangeForm(
                    levers,
                    initial=ExchangeForm.said(row.shares, row.learns),
                    prefix=row.code,
                ),
            )
            for row in own
        ],
        "others": [
            (row, [levers[n] for n in row.shares], [levers[n] for n in row.learns])
            for row in selectors.exchange(viewer, view.id, sector)
            if row.code not in mine
        ],
        "section": "partnerskaber",
    }


def travel(form: TravelForm, complaints: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the page where travel times are brought; `complaints` say why none were kept."""
    real = places.real_municipalities()
    return {
        "form": form,
        "complaints": complaints,
        "current": selectors.travel_times(place.code for place in real),
        "count": len(real),
        "section": "partnerskaber",
    }
