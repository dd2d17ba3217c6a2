"""Which placeholder of a template is what: by kind, by name, by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from samspil.components.slides.base import Native
from samspil.components.slides.grid import EMU, Box

NAMES: Final = {
    "title": ("titel", "title", "overskrift", "heading"),
    "subtitle": ("undertitel", "subtitle", "underoverskrift", "manchet"),
    "chart": ("diagram", "figur", "chart", "graf", "graph", "figure"),
    "table": ("tabel", "table"),
    "source": ("kilde", "kilder", "kildeangivelse", "source", "fodnote", "footnote"),
    "number": ("sidetal", "diasnummer", "slidenummer", "number", "slide number"),
    "banner": ("mærke", "eksempel", "banner", "label", "stempel"),
    "details": ("oplysninger", "dato og sted", "details", "details and date"),
    "text": ("tekst", "indhold", "brødtekst", "text", "content", "body"),
}
"""What a placeholder may be called, in Danish or English; numbers and "pladsholder" are dropped."""

_KINDS: Final = {
    "title": {"title", "ctrTitle"},
    "subtitle": {"subTitle"},
    "chart": {"chart"},
    "table": {"tbl"},
    "source": set(),
    "number": {"sldNum"},
    "banner": set(),
    "details": set(),
    "text": {"body"},
}
_NOISE: Final = re.compile(
    r"\d+|pladsholder(en)?( til| for)?|placeholder|\bfor\b|\btil\b|[-_,.:]", re.IGNORECASE
)
_OBJECT: Final = frozenset({"", "obj"})
"""Placeholders for anything: text, a chart or a table."""

_NOT_LARGE: Final = ("title", "subtitle", "source", "number", "banner")

_SMALL: Final = 0.12
"""The share of the page below which a place is too small for a chart or a text."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a template's layout, in points."""

    number: int
    kind: str
    name: str
    box: Box

    @property
    def area(self) -> float:
        """Width times height."""
        return self.box.width * self.box.height


@dataclass(frozen=True, slots=True)
class Sheet:
    """A layout of a template: its part, its name and its placeholders."""

    part: str
    name: str
    is_front: bool
    slots: tuple[Slot, ...]


def sheet_of(layout: Native) -> Sheet:
    """Return a layout as it is read here; placeholders without a place are left out."""
    part = str(layout.part.partname).lstrip("/")
    is_front = layout._element.get("type") == "title"  # noqa: SLF001 (no public name for it)
    return Sheet(part, layout.name, is_front, tuple(slots_of(layout)))


def slots_of(holder: Native) -> Iterable[Slot]:
    """Yield the placeholders of a layout or a master that have a place."""
    for shape in holder.placeholders:
        if None in {shape.left, shape.top, shape.width, shape.height}:
            continue
        node = shape._element.find(".//{*}ph")  # noqa: SLF001 (no public name for it)
        box = Box(*(side / EMU for side in (shape.left, shape.top, shape.width, shape.height)))
        yield Slot(int(node.get("idx", "0")), node.get("type", ""), shape.name, box)


def named(name: str, role: str) -> bool:
    """Whether a placeholder's name says that it is for this."""
    plain = " ".join(_NOISE.sub(" ", name).lower().split())
    return plain in NAMES[role]


def slot_for(slots: Sequence[Slot], role: str) -> Slot | None:
    """Return the placeholder for a role: by its name first, then by its kind."""
    by_name = [slot for slot in slots if named(slot.name, role)]
    by_kind = [slot for slot in slots if slot.kind in _KINDS[role]]
    return next(iter([*by_name, *by_kind]), None)


def large(slots: Sequence[Slot], role: str, page: float) -> list[Slot]:
    """Return the large placeholders that take a chart, a table or a text, from left to right.

    Those whose name says so come first. ``page`` is the area of the page.
    """
    kinds = _OBJECT | _KINDS[role]
    found = [slot for slot in slots if slot.kind in kinds and slot.area >= _SMALL * page]
    found = [slot for slot in found if not any(named(slot.name, it) for it in _NOT_LARGE)]
    return sorted(found, key=lambda slot: (not named(slot.name, role), slot.box.left, slot.box.top))
