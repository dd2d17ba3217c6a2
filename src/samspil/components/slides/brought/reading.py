"""A template from its bytes: opened, emptied of slides, its layouts found, the rest added."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from samspil.components.slides import grid
from samspil.components.slides.base import PRESENTATION, Base, Layout, Native, with_notes
from samspil.components.slides.brought.carving import Frame, places_of
from samspil.components.slides.brought.choosing import Chosen, choose
from samspil.components.slides.brought.finding import Sheet, sheet_of, slot_for, slots_of
from samspil.components.slides.brought.report import LayoutReport, Report, TemplateRefusedError
from samspil.components.slides.brought.theme import Theme, theme_of
from samspil.components.slides.grid import EMU, LAYOUTS, Box, Place
from samspil.components.slides.package import Package, pack, rels_of
from samspil.components.slides.template import added_shapes, application, layout_part

LARGEST: Final = 8_000_000
"""Bytes of a template without its slides: every deck made on it holds them all."""

_MAIN: Final = "presentationml.presentation.main+xml"
_TEMPLATE: Final = "presentationml.template.main+xml"
_PERSONAL: Final = ("/commentAuthors", "/customXml", "/tags", "/printerSettings")
_NARROWEST: Final = 1.25
_BROADEST: Final = 2.2
_SMALLEST: Final = 400.0
_OLD_FORMAT: Final = 1.4
_INSET: Final = (14.4, 7.2)
_FIRST_ADDED: Final = 9001
"""Numbers of placeholders that we add; PowerPoint's own stay far below."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A template that can be used: what decks are built on, and what was found in it."""

    base: Base
    report: Report


def read(content: bytes) -> Brought:
    """Return a template ready for use; raises TemplateRefusedError.

    The file must have been checked as any other that comes from people: this looks at what it is
    as a template, not at whether it is dangerous.
    """
    try:
        return _read(content)
    except TemplateRefusedError:
        raise
    except Exception as error:
        # Whatever python-pptx and lxml say of a file that they cannot read.
        raise TemplateRefusedError("damaged") from error


def _read(content: bytes) -> Brought:
    presentation, had_slides = _opened(content)
    page = _page(presentation)
    sheets = [sheet_of(layout) for layout in _layouts(presentation)]
    master = presentation.slide_masters[0]
    theme = theme_of(_theme_of(master), master._element)  # noqa: SLF001
    body = _body(master, page)
    emptied = _emptied(presentation)
    entries, notes_master = with_notes(emptied)
    _refuse_package(entries)
    builder = _Builder(Package(entries), theme, page, body, _master_part(master))
    layouts, reports = builder.layouts(sheets)
    base = Base(
        entries=builder.finished(),
        layouts=layouts,
        notes_master=notes_master,
        colours=theme.colours,
        scale=page[1] / grid.HEIGHT,
        stretch=theme.stretch,
        inset=_INSET,
    )
    remarks = (
        *(("slides",) if had_slides else ()),
        *(("old_format",) if page[0] / page[1] < _OLD_FORMAT else ()),
        *theme.remarks,
    )
    return Brought(base, Report(reports, page, theme.typeface, theme.accent, remarks))


def _opened(content: bytes) -> tuple[Native, bool]:
    """Return the presentation without its slides, and whether it had any."""
    from pptx import Presentation

    presentation = Presentation(io.BytesIO(_as_presentation(content)))
    slides = presentation.slides._sldIdLst  # noqa: SLF001 (no public name for it)
    had_slides = len(slides) > 0
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
    # Sections and custom shows name slides that are gone; the list itself is written anew.
    for tag in ("sldIdLst", "extLst", "custShowLst"):
        for node in presentation.element.findall(f"{{*}}{tag}"):
            presentation.element.remove(node)
    if not presentation.slide_masters or not _layouts(presentation):
        raise TemplateRefusedError("no_layouts")
    return presentation, had_slides


def _as_presentation(content: bytes) -> bytes:
    """Return the file as a presentation: PowerPoint's own templates (.potx) say they are none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        if _TEMPLATE not in types:
            return content
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["[Content_Types].xml"] = types.replace(_TEMPLATE, _MAIN).encode()
    return pack(entries)


def _layouts(presentation: Native) -> list[Native]:
    """Return the layouts of the first master; further masters are other looks."""
    return list(presentation.slide_masters[0].slide_layouts)


def _theme_of(master: Native) -> Native:
    """Return the master's theme as XML."""
    from lxml import etree

    part = next(
        one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme")
    )
    return etree.fromstring(part.blob)


def _master_part(master: Native) -> str:
    return str(master.part.partname).lstrip("/")


def _page(presentation: Native) -> tuple[float, float]:
    """Return the size of the page in points; refuses one that no slide of ours fits on."""
    if presentation.slide_width is None or presentation.slide_height is None:
        raise TemplateRefusedError("damaged")
    wide, high = presentation.slide_width / EMU, presentation.slide_height / EMU
    if not _NARROWEST <= wide / high <= _BROADEST or wide < _SMALLEST:
        raise TemplateRefusedError("format")
    return wide, high


def _emptied(presentation: Native) -> bytes:
    """Return the file without slides, and without what it said of its authors."""
    package = presentation.part.package
    kept = ("/officeDocument", "/core-properties", "/extended-properties")
    for rid, relation in list(package._rels.items()):  # noqa: SLF001
        if not relation.reltype.endswith(kept):
            package._rels.pop(rid)  # noqa: SLF001
    for rid, relation in list(presentation.part.rels.items()):
        if relation.reltype.endswith(_PERSONAL):
            presentation.part.rels.pop(rid)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def _refuse_package(entries: dict[str, bytes]) -> None:
    """Refuse what would go into every deck: links out of the file, and too many bytes."""
    if PRESENTATION not in entries:
        raise TemplateRefusedError("damaged")
    relations = (content for name, content in entries.items() if name.endswith(".rels"))
    if any(b'TargetMode="External"' in content for content in relations):
        raise TemplateRefusedError("linked")
    if sum(map(len, entries.values())) > LARGEST:
        raise TemplateRefusedError("large")
    if "docProps/app.xml" in entries:
        entries["docProps/app.xml"] = application()


def _body(master: Native, page: tuple[float, float]) -> tuple[Box, Box]:
    """Return where the master has its title and its content, or where ours would be."""
    slots = list(slots_of(master))
    title, body = slot_for(slots, "title"), slot_for(slots, "text")
    across, down = page[0] / grid.WIDTH, page[1] / grid.HEIGHT
    own = (_scaled(grid.TITLE.box, across, down), _scaled(grid.BODY, across, down))
    return title.box if title else own[0], body.box if body else own[1]


def _scaled(box: Box, across: float, down: float) -> Box:
    return Box(box.left * across, box.top * down, box.width * across, box.height * down)


class _Builder:
    """Adds to a template what it lacks: places on its layouts, and layouts of ours."""

    def __init__(
        self,
        package: Package,
        theme: Theme,
        page: tuple[float, float],
        body: tuple[Box, Box],
        master: str,
    ) -> None:
        self.package, self.theme, self.page = package, theme, page
        self.body, self.master = body, master
        self.scale = page[1] / grid.HEIGHT

    def layouts(
        self, sheets: Sequence[Sheet]
    ) -> tuple[dict[str, Layout], tuple[LayoutReport, ...]]:
        """Return the layout of every kind of slide, and what is said of each."""
        made = {kind: self.layout(kind, sheets) for kind in LAYOUTS}
        return (
            {kind: layout for kind, (layout, _report) in made.items()},
            tuple(report for _layout, report in made.values()),
        )

    def layout(self, kind: str, sheets: Sequence[Sheet]) -> tuple[Layout, LayoutReport]:
        """Return the layout of one kind of slide."""
        chosen = choose(kind, sheets, self.page[0] * self.page[1])
        slots: Chosen = chosen[1] if chosen else {}
        places = places_of(kind, self.frame(kind, slots))
        missing = [name for name in places if name not in slots]
        numbered = {
            name: replace(place, number=_FIRST_ADDED + at, moved=False) if at is not None else place
            for name, place in places.items()
            for at in [missing.index(name) if name in missing else None]
        }
        if chosen is None:
            numbered = {
                name: replace(place, number=0) if place.kind in {"title", "ctrTitle"} else place
                for name, place in numbered.items()
            }
            part = self.add_layout(kind, tuple(numbered.values()))
        else:
            part = self.add_places(kind, chosen[0].part, [numbered[name] for name in missing])
        found = tuple((name, slot.name) for name, slot in slots.items())
        name = chosen[0].name if chosen else ""
        return Layout(part, numbered), LayoutReport(kind, name, found, tuple(missing))

    def frame(self, kind: str, slots: Chosen) -> Frame:
        """Return what the places are laid out within: the slots' boxes, or the master's."""
        title, content = self.body
        if kind == "Forside":
            across, down = self.page[0] / grid.WIDTH, self.page[1] / grid.HEIGHT
            title = _scaled(grid.FRONT_TITLE.box, across, down)
            content = _scaled(Box(72, 288, 590, 196), across, down)
        named_title = slots.get(grid.TITLE.name)
        if named_title is not None:
            title = named_title.box
        inner = [
            slots[place.name].box
            for place in (*LAYOUTS[kind][5:],)
            if place.name in slots and place not in grid.HEADINGS
        ]
        if inner and kind != "Forside":
            content = _around(inner)
        return Frame(slots, title, content, self.scale)

    def add_places(self, kind: str, part: str, missing: Sequence[Place]) -> str:
        """Put placeholders of ours on a copy of a template's layout; returns the copy's part."""
        if not missing:
            return part
        whole = self.package.entries[part].decode()
        first = 1 + max(map(int, re.findall(r'<p:cNvPr id="(\d+)"', whole)), default=1)
        shapes = self.coloured(added_shapes(missing, first=first, scale=self.scale))
        whole = whole.replace("</p:spTree>", f"{shapes}</p:spTree>", 1)
        whole = re.sub(r'(<p:cSld name=")([^"]*)"', rf'\g<1>\g<2> · {kind}"', whole, count=1)
        return self.adopt(kind, whole.encode(), self.package.entries[rels_of(part)])

    def add_layout(self, kind: str, places: tuple[Place, ...]) -> str:
        """Add a layout of ours under the template's master; returns its part."""
        content = layout_part(kind, places, scale=self.scale)
        master = self.master.removeprefix("ppt/")
        rels = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
            '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
            ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"'
            f' Target="../{master}"/></Relationships>'
        )
        return self.adopt(kind, self.coloured(content.decode()).encode(), rels.encode())

    def adopt(self, kind: str, content: bytes, rels: bytes) -> str:
        """Put a layout under the master; returns its part."""
        number = 900 + list(LAYOUTS).index(kind)
        part = f"ppt/slideLayouts/slideLayout{number}.xml"
        self.package.declare("slideLayout", part)
        self.package.entries[part], self.package.entries[rels_of(part)] = content, rels
        (rid,) = self.package.relate(self.master, [("slideLayout", part)])
        whole = self.package.entries[self.master].decode()
        ids = [int(one) for one in re.findall(r'<p:sldLayoutId [^>]*?id="(\d+)"', whole)]
        masters = [
            int(one)
            for one in re.findall(
                r'<p:sldMasterId [^>]*?\bid="(\d+)"', self.package.entries[PRESENTATION].decode()
            )
        ]
        item = f'<p:sldLayoutId id="{max([*ids, *masters, 2147483647]) + 1}" r:id="{rid}"/>'
        whole = whole.replace("</p:sldLayoutIdLst>", f"{item}</p:sldLayoutIdLst>", 1)
        self.package.entries[self.master] = whole.encode()
        return part

    def coloured(self, xml: str) -> str:
        """Return XML of ours with what stands for our colours."""
        for name, colour in self.theme.colours.items():
            xml = xml.replace(f'<a:schemeClr val="{name}"/>', colour)
        return xml

    def finished(self) -> dict[str, bytes]:
        """Return the parts, everything that was added declared."""
        self.package.write_types()
        return self.package.entries


def _around(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right = max(box.left + box.width for box in boxes)
    bottom = max(box.top + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)
