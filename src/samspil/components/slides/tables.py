"""Native tables: columns as wide as their words need, type as large as the rows allow."""

from __future__ import annotations

from typing import Final

from samspil.components.slides.fitting import LINE, clean, line_count, shorten, width
from samspil.components.slides.grid import EMU, Box
from samspil.components.slides.inputs import TableSlide, Words
from samspil.components.slides.looks import Native, describe, say_language

_SIZES: Final = (16, 15, 14, 13, 12, 11)
_PAD: Final = 6.0
"""Room left and right of a cell's text."""

_AIR: Final = 4.0
"""Room above and below it."""

_LONGEST_CELL: Final = 160
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"

type _Rows = tuple[tuple[str, ...], ...]


def insert_table(
    placeholder: Native,
    slide: TableSlide,
    box: Box,
    words: Words,
    language: str,
) -> int:
    """Set a table into its placeholder; return how many rows found no room or were shortened."""
    header = tuple(clean(column.title) for column in slide.columns)
    whole = tuple(tuple(clean(cell) for cell in row) for row in slide.rows)
    rows = tuple(tuple(shorten(cell, _LONGEST_CELL) for cell in row) for row in whole)
    size, widths, shown = _arrange(header, rows, box)
    cut = len(rows) - shown
    visible = (header, *rows[:shown])
    if cut:
        visible = (*visible, (words.more_rows, *[""] * (len(header) - 1)))
    _draw(placeholder, slide, visible, size, widths, box, language, merged=bool(cut))
    return cut + sum(row != full for row, full in zip(rows, whole, strict=True))


def _arrange(header: tuple[str, ...], rows: _Rows, box: Box) -> tuple[float, list[float], int]:
    """Return type size, column widths and the number of rows that find room."""
    size, widths = float(_SIZES[0]), [box.width]
    for size in _SIZES:
        widths = _widths((header, *rows), size, box.width)
        if sum(_heights((header, *rows), size, widths)) <= box.height:
            return size, widths, len(rows)
    room = box.height - size * LINE - 2 * _AIR
    heights = _heights((header, *rows), size, widths)
    shown = 0
    while shown < len(rows) and sum(heights[: shown + 2]) <= room:
        shown += 1
    return size, widths, shown


def _widths(rows: _Rows, size: float, room: float) -> list[float]:
    """Return column widths that fill the room: each its longest word, the rest by need."""
    columns = list(zip(*rows, strict=True))
    least = [max(_longest_word(cell, size) for cell in column) for column in columns]
    wanted = [max(width(cell, size, bold=True) for cell in column) for column in columns]
    least = [min(value + 2 * _PAD, room / len(columns)) for value in least]
    wanted = [max(value + 2 * _PAD, low) for value, low in zip(wanted, least, strict=True)]
    spare, needed = room - sum(least), sum(wanted) - sum(least)
    if needed <= spare:
        grow = (room - sum(wanted)) / len(columns)
        return [value + grow for value in wanted]
    return [low + spare * (value - low) / needed for low, value in zip(least, wanted, strict=True)]


def _longest_word(cell: str, size: float) -> float:
    """Return the width of the longest word of a cell."""
    return max((width(word, size, bold=True) for word in cell.split()), default=0.0)


def _heights(rows: _Rows, size: float, widths: list[float]) -> list[float]:
    """Return the height each row takes."""
    return [
        max(
            line_count(cell, size, wide - 2 * _PAD, bold=True)
            for cell, wide in zip(row, widths, strict=True)
        )
        * size
        * LINE
        + 2 * _AIR
        for row in rows
    ]


def _draw(
    placeholder: Native,
    slide: TableSlide,
    rows: _Rows,
    size: float,
    widths: list[float],
    box: Box,
    language: str,
    *,
    merged: bool,
) -> None:
    """Draw the table: a heading row, thin lines between rows, no colours behind."""
    frame = placeholder.insert_table(len(rows), len(widths))
    frame.name = "Tabel"
    describe(frame, slide.alt)
    table = frame.table
    _plain_style(table)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = round(wide * EMU)
    heights = _heights(rows, size, widths)
    if merged:
        heights[-1] = size * LINE + 2 * _AIR
        table.cell(len(rows) - 1, 0).merge(table.cell(len(rows) - 1, len(widths) - 1))
    frame.height = round(min(sum(heights), box.height) * EMU)
    for place, row in enumerate(rows):
        table.rows[place].height = round(heights[place] * EMU)
        for column, text in enumerate(row):
            look = _Look(
                slide, place, column, size, language, last=merged and place == len(rows) - 1
            )
            look.set(table.cell(place, column), text)


def _plain_style(table: Native) -> None:
    """Take python-pptx's blue style away; keep the mark of the heading row for screen readers."""
    from pptx.oxml.ns import qn

    properties = table._tbl.tblPr  # noqa: SLF001 (no public name for it)
    properties.find(qn("a:tableStyleId")).text = _NO_STYLE
    table.horz_banding = False
    table.first_row = True


class _Look:
    """How one cell is set."""

    def __init__(
        self, slide: TableSlide, row: int, column: int, size: float, language: str, *, last: bool
    ) -> None:
        self.header, self.last = row == 0, last
        self.own = not last and row - 1 in slide.own
        self.numeric = slide.columns[column].numeric and not last
        self.size, self.language = size, language

    def set(self, cell: Native, text: str) -> None:
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
        run.font.size = Pt(self.size)
        run.font.bold = self.own or self.header
        quiet = self.header or self.last
        colour = "ACCENT_1" if self.own else "TEXT_2" if quiet else "TEXT_1"
        run.font.color.theme_color = MSO_THEME_COLOR_INDEX[colour]
        say_language(run, self.language)
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
