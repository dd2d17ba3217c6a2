"""From a deck to the bytes of a PowerPoint file: slides, notes, properties.

The parts are written directly, not through python-pptx (docs/decisions/0016): that costs a
fifth of the time, and every part is ours to the last letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samspil.components.slides import grid, parts
from samspil.components.slides.base import PRESENTATION, Base, own_base
from samspil.components.slides.charts import draw
from samspil.components.slides.fitting import Line, clean, fit
from samspil.components.slides.grid import LAYOUTS, Box, Place
from samspil.components.slides.inputs import (
    Block,
    ChartSlide,
    Deck,
    DiagramSlide,
    Panel,
    Slide,
    TableSlide,
    TextSlide,
    TitleSlide,
)
from samspil.components.slides.looks import Look
from samspil.components.slides.package import Package, Relation
from samspil.components.slides.tables import set_table

_GAP: Final = 7


@dataclass(frozen=True, slots=True)
class _File:
    """The file that a deck's pages are written into."""

    package: Package
    base: Base
    deck: Deck
    look: Look


def render(deck: Deck, base: Base | None = None) -> bytes:
    """Return the deck as a .pptx file; the same deck on the same base gives the same bytes."""
    base = base or own_base()
    package = Package(base.entries)
    file = _File(package, base, deck, Look(deck.language, base.colours, base.scale))
    names = [
        _Page(file, slide, number).write() for number, slide in enumerate(deck.slides, start=1)
    ]
    _show(package, names)
    package.entries["docProps/core.xml"] = parts.core_part(deck)
    return package.content()


def _show(package: Package, names: Sequence[str]) -> None:
    """Put the slides into the presentation, in order."""
    ids = package.relate(PRESENTATION, [("slide", name) for name in names])
    items = "".join(
        f'<p:sldId id="{number}" r:id="{rid}"/>' for number, rid in enumerate(ids, start=256)
    )
    standing = package.entries[PRESENTATION].decode()
    shown = re.sub(r"(?=<p:sldSz )", f"<p:sldIdLst>{items}</p:sldIdLst>", standing, count=1)
    package.entries[PRESENTATION] = shown.encode()


class _Page:
    """One slide being written: what it shows, and what its notes must say whole."""

    def __init__(self, file: _File, slide: Slide, number: int) -> None:
        self.package, self.base, self.look = file.package, file.base, file.look
        self.deck, self.slide, self.number = file.deck, slide, number
        self.layout = self.base.layouts[_layout_of(slide)]
        self.name = f"ppt/slides/slide{number}.xml"
        self.notes_name = f"ppt/notesSlides/notesSlide{number}.xml"
        self.relations: list[Relation] = [
            ("slideLayout", self.layout.part),
            ("notesSlide", self.notes_name),
        ]
        self.shapes: list[str] = []
        self.moved: list[str] = []

    def write(self) -> str:
        """Write the slide and its notes; returns the name of the slide's part."""
        slide = self.slide
        match slide:
            case TitleSlide():
                self.front(slide)
            case TextSlide():
                self.frame(slide)
                self.text(grid.TEXT, _lines(slide.blocks))
            case ChartSlide():
                self.frame(slide)
                self.charts(slide)
            case TableSlide():
                self.frame(slide)
                self.table(slide)
            case DiagramSlide():
                self.frame(slide)
                self.diagram(slide)
        self.text(grid.BANNER, (Line(self.deck.banner, bold=True),))
        if not isinstance(slide, TitleSlide):
            self.slide_number()
        self.package.add("slide", self.name, parts.slide_part(self.shapes), self.relations)
        self.notes()
        return self.name

    def front(self, slide: TitleSlide) -> None:
        """Fill the front page."""
        self.text(grid.FRONT_TITLE, (Line(slide.title, bold=True),))
        self.text(grid.FRONT_SUBTITLE, (Line(slide.subtitle),))
        self.text(grid.FRONT_DETAILS, (Line(detail) for detail in slide.details), gap=4)

    def frame(self, slide: TextSlide | ChartSlide | TableSlide | DiagramSlide) -> None:
        """Fill what every slide but the front page has."""
        self.text(grid.TITLE, (Line(slide.title, bold=True),))
        self.text(grid.SUBTITLE, (Line(slide.subtitle),))
        self.text(grid.SOURCE, (Line(slide.source),))

    def charts(self, slide: ChartSlide) -> None:
        """Draw one chart, one with text, or two with headings."""
        if len(slide.charts) == 2:
            places = zip(slide.charts, grid.HEADINGS, grid.CHARTS, strict=True)
            for panel, heading, place in places:
                self.text(heading, (Line(panel.heading, bold=True),))
                self.chart(panel, place)
        elif slide.blocks:
            self.chart(slide.charts[0], grid.CHART_BESIDE)
            self.text(grid.TEXT_BESIDE, _lines(slide.blocks))
        else:
            self.chart(slide.charts[0], grid.CHART)

    def chart(self, panel: Panel, wanted: Place) -> None:
        """Draw a chart into its placeholder; chart and workbook are parts of their own."""
        place = self.layout.places[wanted.name]
        drawn = draw(panel.chart, self.drawing_box(place), self.look)
        number = 1 + sum(name.startswith("ppt/charts/chart") for name in self.package.entries)
        name = f"ppt/charts/chart{number}.xml"
        book = f"ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx"
        self.package.add("chart", name, drawn.xml, [("package", book)])
        self.package.entries[book] = drawn.workbook
        self.relations.append(("chart", name))
        rid = f"rId{len(self.relations)}"
        self.shapes.append(parts.chart_shape(self.next_id, place, panel.chart.alt, rid))

    def table(self, slide: TableSlide) -> None:
        """Set the table; rows that find no room go to the notes, and the foot says so."""
        place = self.layout.places[grid.TABLE.name]
        words = self.deck.own_words
        table = set_table(slide, place.box.room, words, self.look, self.base.size_of_type)
        box = Box(place.box.left, place.box.top, table.width, table.height)
        self.shapes.append(parts.table_shape(self.next_id, place, slide.alt, box, table.xml))
        if table.left_out:
            rows = (" · ".join(map(clean, row)) for row in slide.rows)
            titles = " · ".join(clean(column.title) for column in slide.columns)
            self.moved.append("\n".join((words.all_rows, titles, *rows)))

    def diagram(self, slide: DiagramSlide) -> None:
        """Draw the diagram; texts that find no room go whole to the notes."""
        # Diagrams measure their texts as slides do, so they import this package.
        from samspil.components.slides.diagrams import fitted, shapes

        place = self.layout.places[grid.CHART.name]
        layout = fitted(slide.diagram, self.drawing_box(place).room)
        drawn = shapes(layout, place.box, self.base.size_of_type, self.look, self.next_id)
        self.shapes.extend(drawn)
        if any(box.is_shortened for box in layout.boxes):
            texts = "\n".join(clean(node.text) for node in slide.diagram.nodes)
            self.moved.append(f"{self.deck.own_words.whole_text}\n{texts}")

    def text(self, wanted: Place, lines: Iterable[Line], *, gap: float = _GAP) -> None:
        """Set lines into a placeholder so that they fit; what is cut goes whole to the notes."""
        whole = [line for line in lines if clean(line.text)]
        if not whole:
            return
        place = self.layout.places[wanted.name]
        fitted = fit(whole, self.room(place), place.style.sizes, indent=parts.INDENT, gap=gap)
        if fitted.shortened:
            text = "\n".join(clean(line.text) for line in whole)
            self.moved.append(f"{self.deck.own_words.whole_text}\n{text}")
        body = parts.paragraphs(fitted, gap, self.look)
        self.shapes.append(parts.text_shape(self.next_id, place, body))

    def slide_number(self) -> None:
        """Write the slide's number."""
        place = self.layout.places[grid.SLIDE_NUMBER.name]
        body = parts.number_text(self.number, self.look)
        self.shapes.append(parts.text_shape(self.next_id, place, body))

    def room(self, place: Place) -> tuple[float, float]:
        """Return the room of a text, as if it were Arial on our own page."""
        (wide, high), (across, down) = self.base.size_of_type, self.base.inset
        return (place.box.width - across) / wide, (place.box.height - down) / high

    def drawing_box(self, place: Place) -> Box:
        """Return the box of a chart, as if it stood on our own page."""
        wide, high = self.base.size_of_type
        return Box(0, 0, place.box.width / wide, place.box.height / high)

    @property
    def next_id(self) -> int:
        """The number of the next shape; 1 is the slide itself."""
        return len(self.shapes) + 2

    def notes(self) -> None:
        """Write the speaker notes: the given ones, or the title, and what was moved there."""
        given = "\n".join(clean(line) for line in self.slide.notes.splitlines())
        text = "\n\n".join([given.strip() or clean(self.slide.title), *self.moved])
        relations = [("notesMaster", self.base.notes_master), ("slide", self.name)]
        content = parts.notes_part(text, self.look)
        self.package.add("notesSlide", self.notes_name, content, relations)


def _layout_of(slide: Slide) -> str:
    """Return the name of the layout a slide takes."""
    match slide:
        case TitleSlide():
            name = "Forside"
        case TextSlide():
            name = "Tekst"
        case TableSlide():
            name = "Tabel"
        case DiagramSlide():
            name = "Figur"
        case ChartSlide():
            two = "To figurer" if len(slide.charts) == 2 else "Figur"
            name = "Figur og tekst" if slide.blocks else two
    assert name in LAYOUTS
    return name


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield headings and lines of blocks."""
    for block in blocks:
        yield Line(block.heading, bold=True)
        for line in block.lines:
            yield Line(line, bullet=block.bullets)
