"""What a deck is built on: an empty presentation, its layouts, and what stands where on them.

Ours is made from ``template``; ``organiser`` makes one of a file that somebody has brought.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from samspil.components.slides.grid import LAYOUTS, Place
from samspil.components.slides.template import template

type Native = Any
"""An object of python-pptx or lxml, whose own types are of no help here."""

PRESENTATION: Final = "ppt/presentation.xml"


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: the part of the file it is, and its placeholders by our names."""

    part: str
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Base:
    """An empty presentation with a notes master.

    ``layouts`` are those of ``grid.LAYOUTS``, by the same names. ``colours`` say what stands for
    colours of ours. ``scale`` is its height against ours, ``stretch`` how much wider and higher
    its type is than Arial, ``inset`` what a text's box keeps free across and down, in points.
    """

    entries: Mapping[str, bytes]
    layouts: Mapping[str, Layout]
    notes_master: str
    colours: Mapping[str, str] = field(default_factory=dict)
    scale: float = 1.0
    stretch: tuple[float, float] = (1.0, 1.0)
    inset: tuple[float, float] = (0.0, 0.0)

    @property
    def size_of_type(self) -> tuple[float, float]:
        """How much wider and higher its type is set than Arial on our own page."""
        return self.stretch[0] * self.scale, self.stretch[1] * self.scale


@lru_cache(maxsize=1)
def own_base() -> Base:
    """Return the base of our own."""
    entries, notes_master = with_notes(template())
    layouts = {
        name: Layout(
            f"ppt/slideLayouts/slideLayout{number}.xml", {place.name: place for place in places}
        )
        for number, (name, places) in enumerate(LAYOUTS.items(), start=1)
    }
    return Base(entries, layouts, notes_master)


def with_notes(presentation: bytes) -> tuple[dict[str, bytes], str]:
    """Return the parts of a presentation and its notes master, which is added if it has none."""
    from pptx import Presentation

    opened = Presentation(io.BytesIO(presentation))
    notes_master = str(opened.notes_master.part.partname).lstrip("/")
    out = io.BytesIO()
    opened.save(out)
    with zipfile.ZipFile(out) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries[PRESENTATION] = _naming_notes(entries, notes_master)
    return entries, notes_master


def _naming_notes(entries: Mapping[str, bytes], notes_master: str) -> bytes:
    """Return the presentation with its notes master named where the format wants it."""
    whole = entries[PRESENTATION].decode()
    if "<p:notesMasterIdLst>" in whole:
        return whole.encode()
    relations = entries["ppt/_rels/presentation.xml.rels"].decode()
    file = re.escape(notes_master.removeprefix("ppt/"))
    found = re.search(rf'<Relationship Id="(\w+)"[^>]*{file}"', relations)
    assert found is not None
    named = f'<p:notesMasterIdLst><p:notesMasterId r:id="{found[1]}"/></p:notesMasterIdLst>'
    return whole.replace("</p:sldMasterIdLst>", f"</p:sldMasterIdLst>{named}", 1).encode()
