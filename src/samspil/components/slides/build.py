"""From a deck to the bytes of a PowerPoint file: slides, notes, properties."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import chain
from typing import Final

from samspil.components.slides import grid
from samspil.components.slides.charts import insert_chart
from samspil.components.slides.fitting import Fitted, Line, clean, fit, space_before
from samspil.components.slides.grid import LAYOUTS, Place
from samspil.components.slides.inputs import (
    Block,
    ChartSlide,
    Deck,
    Panel,
    Slide,
    TableSlide,
    TextSlide,
    TitleSlide,
)
from samspil.components.slides.looks import LANGUAGES, Native, say_language
from samspil.components.slides.package import steady
from samspil.components.slides.tables import insert_table
from samspil.components.slides.template import template

_INDENT: Final = 16
_GAP: Final = 7


def render(deck: Deck) -> bytes:
    """Return the deck as a .pptx file; the same deck always gives the same bytes."""
    from pptx import Presentation

    presentation = Presentation(io.BytesIO(template()))
    _set_properties(presentation, deck)
    for number, slide in enumerate(deck.slides, start=1):
        _Page(presentation, deck, slide, number).write()
    out = io.BytesIO()
    presentation.save(out)
    return steady(out.getvalue())


def _set_properties(presentation: Native, deck: Deck) -> None:
    """Write what the file says of itself; nothing comes from the clock."""
    given, core = deck.properties, presentation.core_properties
    created = given.created.astimezone(UTC) if given.created.tzinfo else given.created
    created = created.replace(tzinfo=None, microsecond=0)
    core.title, core.subject = _property(deck.title), _property(given.subject)
    core.author = core.last_modified_by = _property(given.author)
    core.keywords = _property(given.keywords)
    core.created = core.modified = created
    core.language = LANGUAGES[deck.language]
    core.revision = 1


def _property(text: str) -> str:
    """Return text as a core property takes it, 255 letters at most."""
    return clean(text)[:255]


class _Page:
    """One slide being written: what it shows, and what its notes must say whole."""

    def __init__(self, presentation: Native, deck: Deck, slide: Slide, number: int) -> None:
        self.deck, self.slide, self.number = deck, slide, number
        self.layout = _layout_of(slide)
        layout = presentation.slide_layouts.get_by_name(self.layout)
        self.page = presentation.slides.add_slide(layout)
        self.placeholders = {
            shape.placeholder_format.idx: shape for shape in self.page.placeholders
        }
        self.moved: list[str] = []

    def write(self) -> None:
        """Fill the placeholders, drop the empty ones, write number and notes."""
        slide = self.slide
        self.text(grid.BANNER, (Line(self.deck.banner, bold=True),))
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
        for unused in self.placeholders.values():
            unused._element.getparent().remove(unused._element)  # noqa: SLF001
        self.notes()

    def front(self, slide: TitleSlide) -> None:
        """Fill the front page."""
        self.text(grid.FRONT_TITLE, (Line(slide.title, bold=True),))
        self.text(grid.FRONT_SUBTITLE, (Line(slide.subtitle),))
        self.text(grid.FRONT_DETAILS, (Line(detail) for detail in slide.details), gap=4)

    def frame(self, slide: TextSlide | ChartSlide | TableSlide) -> None:
        """Fill what every slide but the front page has."""
        self.text(grid.TITLE, (Line(slide.title, bold=True),))
        self.text(grid.SUBTITLE, (Line(slide.subtitle),))
        self.text(grid.SOURCE, (Line(slide.source),))
        _add_number(self.page, self.number, LANGUAGES[self.deck.language])

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

    def chart(self, panel: Panel, place: Place) -> None:
        """Draw a chart into its placeholder."""
        placeholder = self.placeholders.pop(place.number)
        frame = insert_chart(placeholder, panel.chart, place.box, self.deck.language)
        frame.name = place.name

    def table(self, slide: TableSlide) -> None:
        """Set the table; rows that find no room go to the notes, and the foot says so."""
        place = grid.TABLE
        placeholder = self.placeholders.pop(place.number)
        words = self.deck.own_words
        left_out = insert_table(placeholder, slide, place.box, words, self.deck.language)
        if left_out:
            rows = (" · ".join(map(clean, row)) for row in slide.rows)
            titles = " · ".join(clean(column.title) for column in slide.columns)
            self.moved.append("\n".join((words.all_rows, titles, *rows)))

    def text(self, place: Place, lines: Iterable[Line], *, gap: float = _GAP) -> None:
        """Set lines into a placeholder so that they fit; what is cut goes whole to the notes."""
        whole = [line for line in lines if clean(line.text)]
        if not whole:
            return
        shape = self.placeholders.pop(place.number)
        shape.name = place.name
        fitted = fit(whole, place.box.room, place.style.sizes, indent=_INDENT, gap=gap)
        if fitted.shortened:
            text = "\n".join(clean(line.text) for line in whole)
            self.moved.append(f"{self.deck.own_words.whole_text}\n{text}")
        _set_lines(shape.text_frame, fitted, gap, self.deck.language)

    def notes(self) -> None:
        """Write the speaker notes: the given ones, or the title, and what was moved there."""
        given = "\n".join(clean(line) for line in self.slide.notes.splitlines())
        parts = [given.strip() or clean(self.slide.title), *self.moved]
        frame = self.page.notes_slide.notes_text_frame
        frame.text = "\n\n".join(parts)
        for run in chain.from_iterable(paragraph.runs for paragraph in frame.paragraphs):
            say_language(run, self.deck.language)


def _layout_of(slide: Slide) -> str:
    """Return the name of the layout a slide takes."""
    match slide:
        case TitleSlide():
            name = "Forside"
        case TextSlide():
            name = "Tekst"
        case TableSlide():
            name = "Tabel"
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


def _set_lines(frame: Native, fitted: Fitted, gap: float, language: str) -> None:
    """Write paragraphs; headings in the accent colour where other text follows."""
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    headings = any(not line.bold for line in fitted.lines)
    for place, line in enumerate(fitted.lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line.text
        run.font.size = Pt(fitted.size)
        say_language(run, language)
        paragraph.space_before = Pt(space_before(line, place, gap))
        if line.bullet:
            _add_bullet(paragraph)
        elif line.bold and headings:
            run.font.bold = True
            run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1


def _add_bullet(paragraph: Native) -> None:
    """Set a dot before a paragraph, in the accent colour, its lines hanging."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (no public name for it)
    properties.set("marL", str(_INDENT * grid.EMU))
    properties.set("indent", str(-_INDENT * grid.EMU))
    for xml in (
        f'<a:buClr {nsdecls("a")}><a:schemeClr val="accent1"/></a:buClr>',
        f'<a:buFont {nsdecls("a")} typeface="Arial"/>',
        f'<a:buChar {nsdecls("a")} char="•"/>',
    ):
        properties.append(parse_xml(xml))


def _add_number(page: Native, number: int, language: str) -> None:
    """Add the slide's number, which python-pptx does not take over from the layout."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    ids = (int(shape.shape_id) for shape in page.shapes)
    sp = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{max(ids) + 1}" name="Sidetal"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" '
        'idx="12"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>'
        f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum"><a:rPr lang="'
        f'{language}"/><a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>'
    )
    page.shapes._spTree.append(sp)  # noqa: SLF001 (no public name for it)
