"""Native tables: columns as wide as their words need, type as large as the rows allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from samspil.components.slides.fitting import LINE, clean, line_count, shorten, width
from samspil.components.slides.inputs import TableSlide, Words
from samspil.components.slides.looks import Look, emu, said

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


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table as it goes into the slide: its XML, its size, and whether anything found no room."""

    xml: str
    width: float
    height: float
    left_out: bool


def set_table(
    slide: TableSlide,
    room: tuple[float, float],
    words: Words,
    look: Look,
    stretch: tuple[float, float] = (1.0, 1.0),
) -> SetTable:
    """Return a table set into a room (width, height).

    ``stretch`` is how much wider and higher the type is than Arial on our own page.
    """
    (wide, high), fits = stretch, (room[0] / stretch[0], room[1] / stretch[1])
    header = tuple(clean(column.title) for column in slide.columns)
    whole = (header, *(tuple(clean(cell) for cell in row) for row in slide.rows))
    rows = tuple(tuple(shorten(cell, _LONGEST_CELL) for cell in row) for row in whole)
    bold = frozenset({0, *(place + 1 for place in slide.own)})
    plan = _plan(rows, fits, words, bold)
    plan = replace(
        plan,
        widths=[one * wide for one in plan.widths],
        heights=[one * high for one in plan.heights],
    )
    return SetTable(
        _table(slide, plan, look),
        sum(plan.widths),
        sum(plan.heights),
        left_out=plan.more or rows != whole,
    )


def _plan(rows: _Rows, room: tuple[float, float], words: Words, bold: frozenset[int]) -> _Plan:
    """Return how the rows are set: large and without broken lines if there is room for that.

    Rows that find no room at the smallest size are left out.
    """
    for broken, sizes in ((False, _SIZES[:3]), (True, _SIZES)):
        for size in sizes:
            widths = _widths(rows, size, room[0], bold)
            heights = _heights(rows, size, widths, bold)
            one_line = max(heights) < size * LINE * 1.5 + 2 * _AIR
            if sum(heights) <= room[1] and (broken or one_line):
                return _Plan(rows, size, widths, heights)
    last = size * LINE + 2 * _AIR
    shown = 1
    while sum(heights[: shown + 1]) + last <= room[1]:
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


def _table(slide: TableSlide, plan: _Plan, look: Look) -> str:
    """Return the table: a heading row, thin lines between rows, no colours behind.

    The heading row is marked as one, for screen readers.
    """
    columns = "".join(f'<a:gridCol w="{emu(wide)}"/>' for wide in plan.widths)
    rows = "".join(_row(slide, plan, place, look) for place in range(len(plan.rows)))
    return (
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
    )


def _row(slide: TableSlide, plan: _Plan, place: int, look: Look) -> str:
    """Return one row; a remark on rows left out takes the whole width."""
    remark = plan.more and place == len(plan.rows) - 1
    quiet = place == 0 or remark
    own = not quiet and place - 1 in slide.own
    colour = "accent1" if own else "tx2" if quiet else "tx1"
    run = (
        f'<a:rPr lang="{look.tag}" sz="{look.size(plan.size)}" b="{int(own or place == 0)}">'
        f"{look.fill(colour)}</a:rPr>"
    )
    edge = look.fill("accent2" if place == 0 else "accent6")
    thick, side, air = emu(1.25 if place == 0 else 0.75), look.emu(_PAD), look.emu(_AIR)
    around = (
        f'<a:tcPr marL="{side}" marR="{side}" marT="{air}" marB="{air}" '
        f'anchor="{"b" if place == 0 else "ctr"}"><a:lnB w="{thick}">{edge}</a:lnB></a:tcPr>'
    )
    cells = "".join(
        f"<a:tc{_span(plan, column) if remark else ''}><a:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:pPr algn="{"r" if slide.columns[column].numeric and not remark else "l"}"/>'
        f"<a:r>{run}<a:t>{said(text)}</a:t></a:r></a:p></a:txBody>{around}</a:tc>"
        for column, text in enumerate(plan.rows[place])
    )
    return f'<a:tr h="{emu(plan.heights[place])}">{cells}</a:tr>'


def _span(plan: _Plan, column: int) -> str:
    """Return how a cell takes part in a row that is one cell."""
    if column:
        return ' hMerge="1"'
    return f' gridSpan="{len(plan.widths)}"' if len(plan.widths) > 1 else ""
