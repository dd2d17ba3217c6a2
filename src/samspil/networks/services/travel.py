"""Travel times: brought as a table, checked whole, kept or refused whole."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from django.db import transaction
from django.utils.translation import gettext as _

from samspil.networks import rules
from samspil.networks.models import TravelTimes
from samspil.networks.services.errors import TravelRefusedError
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.names import spellings

MOST_MINUTES = 24 * 60
UNEVEN = 0.1
"""There and back may differ by so large a share, as ferries and motorways do; the mean is kept."""
SHOWN = 8
"""More complaints than this help nobody."""

type Minutes = dict[tuple[str, str], float]


@transaction.atomic
def bring_travel_times(*, actor: Viewer, rows: Sequence[Sequence[str]], source: str) -> TravelTimes:
    """Keep a table of minutes: a square with names along both sides, or rows of from, to, minutes.

    Raises NotAllowedError, and TravelRefusedError saying which lines are wrong, which pairs are
    missing and which differ too much between there and back. Nothing is kept in part.
    """
    if not rules.may_bring_times(actor):
        raise people.NotAllowedError
    filled = [
        (number, [cell.strip() for cell in row])
        for number, row in enumerate(rows, start=1)
        if any(cell.strip() for cell in row)
    ]
    complaints: list[str] = []
    minutes = _square(filled, complaints) if _is_square(filled) else _listed(filled, complaints)
    codes = sorted({code for pair in minutes for code in pair})
    if not complaints:
        complaints += _gaps(minutes, codes)
    if complaints:
        more = len(complaints) - SHOWN
        told = complaints[:SHOWN]
        if more > 0:
            told.append(_("Og %(count)s til af samme slags.") % {"count": more})
        raise TravelRefusedError(tuple(told))
    kept = TravelTimes.objects.create(
        source=source,
        codes=codes,
        minutes=[[_both_ways(minutes, one, other) for other in codes] for one in codes],
        brought_by_id=actor.user_id,
    )
    people.record(
        actor=actor,
        action="networks.travel_times",
        subject=f"travel_times:{kept.pk}",
        details={"count": len(codes)},
    )
    return kept


def _is_square(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether names stand along both sides, rather than from, to and minutes in each row."""
    return bool(rows) and len(rows[0][1]) != 3 and len(rows[0][1]) == len(rows)


def _square(rows: Sequence[tuple[int, list[str]]], complaints: list[str]) -> Minutes:
    names = spellings(places.names())
    across = [_code(name, names, rows[0][0], complaints) for name in rows[0][1][1:]]
    found: Minutes = {}
    for line, row in rows[1:]:
        start = _code(row[0], names, line, complaints)
        for end, cell in zip(across, row[1:], strict=False):
            if start != end:
                _put(found, (start, end), cell, line, complaints)
    return found


def _listed(rows: Sequence[tuple[int, list[str]]], complaints: list[str]) -> Minutes:
    names = spellings(places.names())
    found: Minutes = {}
    for at, (line, row) in enumerate(rows):
        if at == 0 and not any(cell.replace(",", ".").replace(".", "").isdecimal() for cell in row):
            continue
        if len(row) < 3:
            text = _("Linje %(line)s: skriv fra, til og minutter.")
            complaints.append(text % {"line": line})
            continue
        pair = (_code(row[0], names, line, complaints), _code(row[1], names, line, complaints))
        if pair[0] != pair[1]:
            _put(found, pair, row[2], line, complaints)
    if not found and not complaints:
        complaints.append(_("Der er ingen rejsetider i filen."))
    return found


def _put(
    found: Minutes, pair: tuple[str, str], cell: str, line: int, complaints: list[str]
) -> None:
    """Write one time down, or say what is wrong with it."""
    if "" in pair:
        return
    if not cell:
        return  # A hole is told with the others, by name.
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 < value <= MOST_MINUTES:
        text = _("Linje %(line)s: »%(cell)s« er ikke et antal minutter mellem 1 og 1.440.")
        complaints.append(text % {"line": line, "cell": cell[:30]})
        return
    if found.get(pair, value) != value:
        text = _("Linje %(line)s: parret står to gange med forskellige minutter.")
        complaints.append(text % {"line": line})
    found[pair] = value


def _gaps(minutes: Minutes, codes: Sequence[str]) -> list[str]:
    """Return what is missing, and what differs too much between there and back."""
    names, told = places.names(), []
    for one, other in combinations(codes, 2):
        there, back = minutes.get((one, other)), minutes.get((other, one))
        who = {"one": names[one], "other": names[other]}
        if there is None and back is None:
            told.append(_("Der mangler en tid mellem %(one)s og %(other)s.") % who)
        elif there and back and abs(there - back) > UNEVEN * max(there, back):
            text = _("%(one)s og %(other)s: %(there)s minutter den ene vej og %(back)s den anden.")
            told.append(text % (who | {"there": round(there), "back": round(back)}))
    return told


def _both_ways(minutes: Minutes, one: str, other: str) -> float:
    if one == other:
        return 0.0
    known = [minutes[pair] for pair in ((one, other), (other, one)) if pair in minutes]
    return round(sum(known) / len(known), 1)


def _code(text: str, names: Mapping[str, str], line: int, complaints: list[str]) -> str:
    """Return the municipality a cell names, or an empty text and a complaint."""
    code = names.get(text.casefold(), "")
    if not code:
        told = _("Linje %(line)s: »%(name)s« er ikke en kommune.")
        complaints.append(told % {"line": line, "name": text[:60]})
    return code
