"""Where things stand on a template's page: its own places, and strips cut from them for ours.

Nothing is put where the template says nothing stands: what it has no place for takes a strip of
its content, above (subtitle, banner, headings) or below (source).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from samspil.components.slides import grid
from samspil.components.slides.brought.finding import Slot
from samspil.components.slides.grid import Box, Place

_HEAD: Final = 24.0
_FOOT: Final = 30.0
_HEADING: Final = 40.0
_GAP: Final = 6.0
_BETWEEN: Final = 24.0
_CHART_SHARE: Final = 0.64

type Slots = Mapping[str, Slot]
"""The placeholders found, by our names of the places."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a kind of slide is laid out within: the placeholders found, and room for the rest."""

    slots: Slots
    title: Box
    content: Box
    scale: float


def places_of(kind: str, frame: Frame) -> dict[str, Place]:
    """Return every place of a kind of slide; those without a slot are to be added."""
    if kind == "Forside":
        return _front(frame)
    places = {grid.TITLE.name: _taken(grid.TITLE, frame, frame.title)}
    content = frame.content
    content = _with_head(places, frame, content)
    content = _with_foot(places, frame, content)
    places |= _inner(kind, frame, content)
    number = grid.SLIDE_NUMBER
    if number.name in frame.slots:
        places[number.name] = _taken(number, frame, frame.slots[number.name].box)
    else:
        places[number.name] = replace(number, box=_corner(frame, frame.content), moved=True)
    return places


def _taken(place: Place, frame: Frame, box: Box) -> Place:
    """Return a place of ours on the template's placeholder, or where one is to be added."""
    slot = frame.slots.get(place.name)
    if slot is None:
        return replace(place, box=box, moved=True)
    return replace(place, number=slot.number, kind=slot.kind, box=box, moved=box != slot.box)


def _with_head(places: dict[str, Place], frame: Frame, content: Box) -> Box:
    """Place subtitle and banner; what has no slot takes a strip above the content."""
    wanted = (grid.SUBTITLE, grid.BANNER)
    for place in wanted:
        if place.name in frame.slots:
            places[place.name] = _taken(place, frame, frame.slots[place.name].box)
    missing = [place for place in wanted if place.name not in frame.slots]
    if not missing:
        return content
    high, wide = _HEAD * frame.scale, grid.BANNER_WIDTH * frame.scale
    strip = Box(content.left, content.top, content.width, high)
    if grid.BANNER in missing:
        left = strip.left + strip.width - wide
        places[grid.BANNER.name] = _taken(grid.BANNER, frame, replace(strip, left=left, width=wide))
        strip = replace(strip, width=strip.width - wide - _GAP * frame.scale)
    if grid.SUBTITLE in missing:
        places[grid.SUBTITLE.name] = _taken(grid.SUBTITLE, frame, strip)
    return _without_top(content, high + _GAP * frame.scale)


def _with_foot(places: dict[str, Place], frame: Frame, content: Box) -> Box:
    """Place the source; without a slot it takes a strip below the content."""
    source = grid.SOURCE
    if source.name in frame.slots:
        places[source.name] = _taken(source, frame, frame.slots[source.name].box)
        return content
    high = _FOOT * frame.scale
    wide = content.width
    if grid.SLIDE_NUMBER.name not in frame.slots:
        wide -= _corner(frame, content).width + _GAP * frame.scale
    strip = Box(content.left, content.top + content.height - high, wide, high)
    places[source.name] = _taken(source, frame, strip)
    return replace(content, height=content.height - high - _GAP * frame.scale)


def _corner(frame: Frame, content: Box) -> Box:
    """Return where the slide's number goes: at the end of the strip below the content."""
    wide, high = 60 * frame.scale, 18 * frame.scale
    return Box(content.left + content.width - wide, content.top + content.height - high, wide, high)


def _inner(kind: str, frame: Frame, content: Box) -> dict[str, Place]:
    """Return the places of what the slide is about."""
    single = {"Tekst": grid.TEXT, "Figur": grid.CHART, "Tabel": grid.TABLE}
    if kind in single:
        return {single[kind].name: _taken(single[kind], frame, content)}
    if kind == "Figur og tekst":
        left, right = _halves(frame, content, grid.CHART_BESIDE, grid.TEXT_BESIDE, _CHART_SHARE)
        return {
            grid.CHART_BESIDE.name: _taken(grid.CHART_BESIDE, frame, left),
            grid.TEXT_BESIDE.name: _taken(grid.TEXT_BESIDE, frame, right),
        }
    found: dict[str, Place] = {}
    sides = _halves(frame, content, *grid.CHARTS, 0.5)
    for heading, chart, side in zip(grid.HEADINGS, grid.CHARTS, sides, strict=True):
        high = _HEADING * frame.scale
        slot = frame.slots.get(heading.name)
        box = slot.box if slot else replace(side, height=high)
        found[heading.name] = _taken(heading, frame, box)
        below = side if slot else _without_top(side, high + _GAP * frame.scale)
        found[chart.name] = _taken(chart, frame, below)
    return found


def _halves(frame: Frame, content: Box, one: Place, other: Place, share: float) -> tuple[Box, Box]:
    """Return two boxes side by side: the template's, as high as the content, or shares."""
    slots = frame.slots.get(one.name), frame.slots.get(other.name)
    if slots[0] is not None and slots[1] is not None:
        left, right = (
            replace(content, left=slot.box.left, width=slot.box.width) for slot in slots if slot
        )
        return left, right
    gap = _BETWEEN * frame.scale
    wide = (content.width - gap) * share
    return (
        replace(content, width=wide),
        replace(content, left=content.left + wide + gap, width=content.width - gap - wide),
    )


def _front(frame: Frame) -> dict[str, Place]:
    """Return the places of the front page; what is missing stands below the title's block."""
    title, subtitle = frame.title, frame.content
    if grid.FRONT_SUBTITLE.name in frame.slots:
        subtitle = frame.slots[grid.FRONT_SUBTITLE.name].box
    places = {}
    banner = grid.BANNER
    high = 22 * frame.scale
    if banner.name in frame.slots:
        places[banner.name] = _taken(banner, frame, frame.slots[banner.name].box)
    else:
        box = Box(title.left, title.top, grid.BANNER_WIDTH * frame.scale, high)
        places[banner.name] = _taken(banner, frame, box)
        title = _without_top(title, high + _GAP * frame.scale)
    details = grid.FRONT_DETAILS
    if details.name in frame.slots:
        places[details.name] = _taken(details, frame, frame.slots[details.name].box)
    else:
        half = subtitle.height / 2
        lower = replace(subtitle, top=subtitle.top + half, height=half)
        places[details.name] = _taken(details, frame, lower)
        subtitle = replace(subtitle, height=half - _GAP * frame.scale)
    places[grid.FRONT_TITLE.name] = _taken(grid.FRONT_TITLE, frame, title)
    places[grid.FRONT_SUBTITLE.name] = _taken(grid.FRONT_SUBTITLE, frame, subtitle)
    return places


def _without_top(box: Box, high: float) -> Box:
    return replace(box, top=box.top + high, height=box.height - high)
