"""Which of a template's layouts serves which kind of slide, and which placeholder which place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from samspil.components.slides import grid
from samspil.components.slides.brought.finding import Sheet, Slot, large, named, slot_for

type Chosen = dict[str, Slot]
"""Slots by our names of the places."""

_SMALL_PLACES: Final = {
    grid.SUBTITLE.name: "subtitle",
    grid.SOURCE.name: "source",
    grid.BANNER.name: "banner",
    grid.SLIDE_NUMBER.name: "number",
}
_NO_TITLE: Final[Chosen] = {}


def choose(kind: str, sheets: Sequence[Sheet], page: float) -> tuple[Sheet, Chosen] | None:
    """Return the layout that serves a kind of slide, with its slots; None where none does.

    A layout of the same name goes before others; then the one with the least left empty. ``page``
    is the area of the page.
    """
    fits = [(sheet, found) for sheet in sheets if (found := _FITS[kind](sheet, page))]
    if not fits:
        return None
    return min(
        fits, key=lambda fit: (not _same_name(kind, fit[0]), len(fit[0].slots) - len(fit[1]))
    )


def _left_empty(sheet: Sheet, found: Chosen) -> int:
    return len(sheet.slots) - len(found)


def _same_name(kind: str, sheet: Sheet) -> bool:
    return sheet.name.strip().lower() == kind.lower()


def _framed(sheet: Sheet) -> Chosen:
    """Return title and small places; nothing where there is no title, or on a front page."""
    title = slot_for([slot for slot in sheet.slots if slot.kind == "title"], "title")
    if title is None or sheet.is_front:
        return _NO_TITLE
    found = {grid.TITLE.name: title}
    rest = [slot for slot in sheet.slots if slot is not title]
    for place, role in _SMALL_PLACES.items():
        slot = slot_for(rest, role)
        # A place for anything can be called "source", and so can a footer.
        if slot is not None and slot.kind in {"", "obj", "body", "ftr", "sldNum", "subTitle"}:
            found[place] = slot
    return found


def _front(sheet: Sheet, page: float) -> Chosen:  # noqa: ARG001 (as the others)
    title = next((slot for slot in sheet.slots if slot.kind == "ctrTitle"), None)
    if title is None and sheet.is_front:
        title = next((slot for slot in sheet.slots if slot.kind == "title"), None)
    subtitle = slot_for(sheet.slots, "subtitle")
    if title is None or subtitle is None:
        return _NO_TITLE
    found = {grid.FRONT_TITLE.name: title, grid.FRONT_SUBTITLE.name: subtitle}
    for place, role in ((grid.FRONT_DETAILS.name, "details"), (grid.BANNER.name, "banner")):
        slot = slot_for([slot for slot in sheet.slots if slot.kind in {"", "body"}], role)
        if slot is not None and slot not in found.values():
            found[place] = slot
    return found


def _single(place: grid.Place, role: str) -> Callable[[Sheet, float], Chosen]:
    """Return how a layout with one large place of a role is found; two would leave one empty."""

    def fits(sheet: Sheet, page: float) -> Chosen:
        found = _framed(sheet)
        places = [slot for slot in large(sheet.slots, role, page) if slot not in found.values()]
        crowd = [slot for slot in places if not named(slot.name, role)]
        if not found or not places or (len(places) > 1 and len(crowd) == len(places)):
            return _NO_TITLE
        if places[0].area < 0.25 * page:
            return _NO_TITLE
        return found | {place.name: places[0]}

    return fits


def _beside(sheet: Sheet, page: float) -> Chosen:
    """A chart and a text side by side."""
    found = _framed(sheet)
    charts = [slot for slot in large(sheet.slots, "chart", page) if slot not in found.values()]
    for chart in charts:
        texts = [
            slot
            for slot in large(sheet.slots, "text", page)
            if slot is not chart and slot not in found.values() and _side_by_side(chart, slot)
        ]
        if found and texts:
            return found | {grid.CHART_BESIDE.name: chart, grid.TEXT_BESIDE.name: texts[0]}
    return _NO_TITLE


def _two(sheet: Sheet, page: float) -> Chosen:
    """Two charts side by side, and headings above them if there are any."""
    found = _framed(sheet)
    charts = [slot for slot in large(sheet.slots, "chart", page) if slot not in found.values()]
    if not found or len(charts) != 2 or not _side_by_side(*charts):
        return _NO_TITLE
    charts.sort(key=lambda slot: slot.box.left)
    found |= {place.name: slot for place, slot in zip(grid.CHARTS, charts, strict=True)}
    headings = [slot for slot in sheet.slots if slot.kind == "body" and slot not in found.values()]
    above = [next((slot for slot in headings if _above(slot, chart)), None) for chart in charts]
    if None not in above:
        for place, slot in zip(grid.HEADINGS, above, strict=True):
            assert slot is not None
            found[place.name] = slot
    return found


def _side_by_side(one: Slot, other: Slot) -> bool:
    left, right = sorted((one.box, other.box), key=lambda box: box.left)
    apart = left.left + left.width <= right.left + 1
    return apart and left.top < right.top + right.height and right.top < left.top + left.height


def _above(heading: Slot, chart: Slot) -> bool:
    """Whether a low box stands right above another, as wide as it."""
    bottom = heading.box.top + heading.box.height
    return (
        abs(heading.box.left - chart.box.left) < 0.1 * chart.box.width
        and heading.box.height < 0.4 * chart.box.height
        and bottom <= chart.box.top + 1
    )


_FITS: Final[dict[str, Callable[[Sheet, float], Chosen]]] = {
    "Forside": _front,
    "Tekst": _single(grid.TEXT, "text"),
    "Figur": _single(grid.CHART, "chart"),
    "Figur og tekst": _beside,
    "To figurer": _two,
    "Tabel": _single(grid.TABLE, "table"),
}
