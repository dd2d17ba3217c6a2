"""Who has a seat at a steering meeting: each municipality, or each of its sectors."""

from dataclasses import dataclass

from samspil.meetings import sentences
from samspil.meetings.selectors.meetings import MeetingRow, participating
from samspil.places import selectors as places
from samspil.places.services import sort_key
from samspil.programmes import selectors as programmes


@dataclass(frozen=True)
class Seat:
    """One vote: a municipality's, or where `sector` is not empty, that sector's of it."""

    code: str
    sector: str
    name: str

    @property
    def key(self) -> str:
        """A name for forms."""
        return seat_key(self.code, self.sector)


def seat_key(code: str, sector: str) -> str:
    """Return what a seat is called in forms: ``E01`` or ``E01-school``."""
    return f"{code}-{sector}" if sector else code


def seats(row: MeetingRow) -> list[Seat]:
    """Return the seats of a steering meeting, municipalities alphabetically, sectors as named."""
    names = places.names()
    found = [
        Seat(code, sector, sentences.seat(names[code], sector))
        for sector in _sectors(row)
        for code in participating(row.edition, sector or row.sector)
    ]
    return sorted(found, key=lambda seat: sort_key(names[seat.code]))


def _sectors(row: MeetingRow) -> tuple[str, ...]:
    view = programmes.edition(row.edition)
    if not row.by_sector or view is None:
        return ("",)
    return tuple(one for one in view.content.sector_ids if row.sector in ("", one))
