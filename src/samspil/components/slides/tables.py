"""Native tables: columns as wide as their words need, type as large as the rows allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from samspil.components.slides.fitting import LINE, clean, line_count, shorten, width
from samspil.components.slides.grid import EMU, Box
from samspil.components.slides.inputs import TableSlide, Words
from samspil.components.slides.looks import Native, describe, say_language

_SIZES: Final = (16, 15, 14, 13, 12)
_PAD: Final = 6.0
"""Room left and right of a cell's text."""

_AIR: Final = 5.0
"""Room above and below it."""

_SPARE: Final = 3.0
"""Room left over, for programs that set type a little wider."""

_LONGEST_CELL: Final = 160
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"

type _Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the table is set: all rows with the heading, type size, widths, heights.

    ``more`` says that the last row only tells that there are more.
    """

    rows: _Rows
    size: float
    widths: list[float]
    heights: list[float]
    more: bool = False


def insert_table(
    placeholder: Native, slide: TableSlide, box: Box, words: Words, language: str
) -> bool:
    """Set a table into its placeholder; return whether anything found no room."""
    header = tuple(clean(column.title) for column in slide.columns)
    whole = (header, *(tuple(clean(cell) for cell in row) for row in slide.rows))
    rows = tuple(tuple(shorten(cell, _LONGEST_CELL) for cell in row) for row in whole)
    bold = frozenset({0, *(place + 1 for place in slide.own)})
    plan = _plan(rows, box, words, bold)
    _draw(placeholder, slide, plan, language)
    return plan.more or rows != whole


def _plan(rows: _Rows, box: Box, words: Words, bold: frozenset[int]) -> _Plan:
    """Return how the rows are set: large and without broken lines if there is room for that.

    Rows that find no room at the smallest size are left out.
    """
    for broken, sizes in ((False, _SIZES[:3]), (True, _SIZES)):
        for size in sizes:
            widths = _widths(rows, size, box.width, bold)
            heights = _heights(rows, size, widths, bold)
            one_line = max(heights) < size * LINE * 1.5 + 2 * _AIR
            if sum(heights) <= box.height and (broken or one_line):
                return _Plan(rows, size, widths, heights)
    last = size * LINE + 2 * _AIR
    shown = 1
    while sum(heights[: shown + 1]) + last <= box.height:
        shown += 1
    more = (words.more_rows, *[""] * (len(widths) - 1))
    return _Plan((*rows[:shown], more), size, widths, [*heights[:shown], last], more=True)


def _widths(rows: _Rows, size: float, room: float, bold: frozenset[int]) -> list[float]:
    """Return column widths: each its longest word, the rest by need.

    A table with little in it stays narrower than the room, so that its rows can be followed.
    """
    around = 2 * _PAD + _SPARE
    columns = list(zip(*rows, strict=True))
    most = room / len(columns)
    least, wanted = [], []
    for column in columns:
        cells = [(text, place in bold) for place, text in enumerate(column)]
        word = max(_longest_word(text, size, bold=heavy) for text, heavy in cells)
        whole = max(width(text, size, bold=heavy) for text, heavy in cells)
        least.append(min(word + around, most))
        wanted.append(max(whole + around, least[-1]))
    spare, needed = room - sum(least), sum(wanted) - sum(least)
    if needed <= spare:
        grow = (min(room, max(room * 0.6, sum(wanted) * 1.3)) - sum(wanted)) / len(columns)
        return [value + grow for value in wanted]
    return [low + spare * (value - low) / needed for low, value in zip(least, wanted, strict=True)]


def _longest_word(cell: str, size: float, *, bold: bool) -> float:
    """Return the width of the longest word of a cell."""
    return max((width(word, size, bold=bold) for word in cell.split()), default=0.0)


def _heights(rows: _Rows, size: float, widths: list[float], bold: frozenset[int]) -> list[float]:
    """Return the height each row takes."""
    return [
        max(
            line_count(cell, size, wide - 2 * _PAD - _SPARE, bold=place in bold)
            for cell, wide in zip(row, widths, strict=True)
        )
        * size
        * LINE
        + 2 * _AIR
        for place, row in enumerate(rows)
    ]


def _draw(placeholder: Native, slide: TableSlide, plan: _Plan, language: str) -> None:
    """Draw the table: a heading row, thin lines between rows, no colours behind."""
    frame = placeholder.insert_table(len(plan.rows), len(plan.widths))
    frame.name = "Tabel"
    describe(frame, slide.alt)
    table = frame.table
    _plain_style(table)
    for column, wide in zip(table.columns, plan.widths, strict=True):
        column.width = round(wide * EMU)
    last = len(plan.rows) - 1
    if plan.more:
        table.cell(last, 0).merge(table.cell(last, len(plan.widths) - 1))
    frame.height = round(sum(plan.heights) * EMU)
    frame.width = round(sum(plan.widths) * EMU)
    for place, row in enumerate(plan.rows):
        table.rows[place].height = round(plan.heights[place] * EMU)
        for column, text in enumerate(row):
            look = _Look(slide, place, column, remark=plan.more and place == last)
            look.set(table.cell(place, column), text, plan.size, language)


def _plain_style(table: Native) -> None:
    """Take python-pptx's blue style away; keep the mark of the heading row for screen readers."""
    from pptx.oxml.ns import qn

    properties = table._tbl.tblPr  # noqa: SLF001 (no public name for it)
    properties.find(qn("a:tableStyleId")).text = _NO_STYLE
    table.horz_banding = False
    table.first_row = True


class _Look:
    """How one cell is set; a remark is the last row that says there are more."""

    def __init__(self, slide: TableSlide, row: int, column: int, *, remark: bool) -> None:
        self.header = row == 0
        self.quiet = self.header or remark
        self.own = not self.quiet and row - 1 in slide.own
        self.numeric = slide.columns[column].numeric and not remark

    def set(self, cell: Native, text: str, size: float, language: str) -> None:
        """Write the text and draw the line below the cell."""
        from pptx.enum.dml import MSO_THEME_COLOR_INDEX
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        cell.margin_left = cell.margin_right = Pt(_PAD)
        cell.margin_top = cell.margin_bottom = Pt(_AIR)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if self.header else MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if self.numeric else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(size)
        run.font.bold = self.own or self.header
        colour = "ACCENT_1" if self.own else "TEXT_2" if self.quiet else "TEXT_1"
        run.font.color.theme_color = MSO_THEME_COLOR_INDEX[colour]
        say_language(run, language)
        self.line(cell)

    def line(self, cell: Native) -> None:
        """Draw the line below: darker under the heading row."""
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        colour, thick = ("accent2", 1.25) if self.header else ("accent6", 0.75)
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 (no public name for it)
        properties.insert(
            0,
            parse_xml(
                f'<a:lnB {nsdecls("a")} w="{round(thick * EMU)}"><a:solidFill><a:schemeClr '
                f'val="{colour}"/></a:solidFill></a:lnB>'
            ),
        )
