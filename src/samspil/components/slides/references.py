"""What the parts of charts have in common: cells of the workbook with what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspil.components.slides.looks import DECLARATION, Look, quoted, said


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it goes into the file: its XML, and the workbook with what it shows."""

    xml: bytes
    workbook: bytes


def text_cell(column: str, text: str) -> str:
    """Return a reference to the heading of a column."""
    return (
        f"<c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{said(text)}</c:v></c:pt></c:strCache></c:strRef>'
    )


def text_cells(column: str, texts: Sequence[str]) -> str:
    """Return a reference to the texts of a column."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{said(text)}</c:v></c:pt>' for place, text in enumerate(texts)
    )
    return (
        f"<c:strRef><c:f>Sheet1!${column}$2:${column}${len(texts) + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'
    )


def number_cells(column: str, values: Sequence[float | None], numbers: str) -> str:
    """Return a reference to the numbers of a column; None is a gap."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{float(value)!r}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>Sheet1!${column}$2:${column}${len(values) + 1}</c:f><c:numCache>"
        f"<c:formatCode>{said(numbers)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def series_head(place: int, column: str, name: str) -> str:
    """Return the beginning of a series: its number and its name."""
    return f'<c:idx val="{place}"/><c:order val="{place}"/><c:tx>{text_cell(column, name)}</c:tx>'


def shown(*, value: bool = True) -> str:
    """Return which parts of a label are shown: its value, or nothing."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def own_label(place: int, rich: str, side: str) -> str:
    """Return the label of one point, in its own words."""
    return f'<c:dLbl><c:idx val="{place}"/>{rich}<c:dLblPos val="{side}"/>{shown()}</c:dLbl>'


def number_labels(numbers: str, type_: str, side: str) -> str:
    """Return how the numbers beside the points of a series are set."""
    return (
        f'<c:numFmt formatCode={quoted(numbers)} sourceLinked="0"/>{type_}'
        f'<c:dLblPos val="{side}"/>{shown()}<c:showLeaderLines val="0"/>'
    )


def chart_space(
    plot: str, look: Look, size: float, *, legend: str = "", only_visible: bool = True
) -> bytes:
    """Return the whole part: language, no title, the plot, the legend, the workbook."""
    visible = '<c:plotVisOnly val="1"/>' if only_visible else ""
    return (
        f"{DECLARATION}<c:chartSpace "
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<c:date1904 val="0"/><c:lang val="{look.tag}"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{plot}</c:plotArea>{legend}{visible}"
        f'<c:dispBlanksAs val="gap"/></c:chart>{look.type(size, "tx1")}'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()
