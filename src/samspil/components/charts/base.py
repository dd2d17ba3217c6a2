"""What all charts share: words, a table of the same rows, and a picture of themselves."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from samspil.components.numbers import number
from samspil.components.tables import Table

# A page colours charts by its style sheet; a picture has to carry the light colours itself.
PICTURE_STYLE = """
text{font-family:"Liberation Sans","DejaVu Sans",Arial,sans-serif}
.other{fill:#d3d8dc}.peer{fill:#7f8c99}.own{fill:#0c5f5b}.band{fill:#f1e7d3}
.dots{fill:none;stroke-linecap:round}
.dots.other{stroke:#d3d8dc}.dots.peer{stroke:#7f8c99}.dots.own{stroke:#0c5f5b}
.exp{stroke:#55616d;stroke-width:1.5;stroke-dasharray:3 3}.axis{stroke:#e4e0d6}
.tick{fill:#55616d;font-size:11px}.ownlabel{fill:#0c5f5b;font-weight:600;font-size:13px}
.tile text{font-size:8.5px;font-weight:600;fill:#17222c}.tile.own text,.tile.peer text{fill:#fff}
.line{fill:none;stroke-width:2}.line.own{stroke:#0c5f5b;fill:none}.line.peer{stroke:#7f8c99;fill:none}
.line.other{stroke:#d3d8dc;fill:none}.heading{font-size:16px;font-weight:600;fill:#17222c}
.small{font-size:11px;fill:#55616d}
"""


@dataclass(frozen=True)
class Words:
    """The words around a chart: a title that says what is seen, what is counted, from where."""

    title: str
    subtitle: str
    alt: str
    source: str


class Chart(Protocol):
    """Anything that can be drawn at a width, told as a table and saved as a picture."""

    @property
    def words(self) -> Words:
        """Title, subtitle, alternative text and source."""

    @property
    def table(self) -> Table:
        """The same rows as a table."""

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""


def opening(width: float, height: float, label: str, css: str) -> str:
    """Return the opening tag of a drawing, spoken as one picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{css}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" aria-label="{escape(label)}">'
    )


def ticks(low: float, high: float, wanted: int) -> list[float]:
    """Return round numbers within [low, high], about as many as wanted."""
    if not high > low:
        return [low]
    raw = (high - low) / max(wanted, 1)
    unit = 10 ** math.floor(math.log10(raw))
    step = next(m * unit for m in (1, 2, 2.5, 5, 10) if m * unit >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(n * step, 10) for n in range(first, math.floor(high / step + 1e-9) + 1)]


def tick_labels(marks: Sequence[float], decimals: int) -> list[str]:
    """Return the marks as numbers, with as many more decimals as it takes to say them exactly."""
    places = range(decimals, decimals + 3)
    enough = (d for d in places if all(round(mark, d) == mark for mark in marks))
    chosen = next(enough, decimals)
    return [number(mark, chosen) for mark in marks]


def png(chart: Chart, width: int = 760) -> bytes:
    """Return the chart with its words as a PNG of twice the width in pixels."""
    import vl_convert

    drawing = chart.svg(width)
    words = chart.words
    lines = [words.title, words.subtitle, words.source]
    height = float(drawing.split('height="', 1)[1].split('"', 1)[0])
    heading = (
        f'<text class="heading" x="16" y="28">{escape(lines[0])}</text>'
        f'<text class="small" x="16" y="48">{escape(lines[1])}</text>'
    )
    foot = f'<text class="small" x="16" y="{height + 84:g}">{escape(lines[2])}</text>'
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 32}" height="{height + 100:g}">'
        f"<style>{PICTURE_STYLE}</style>"
        f'<rect width="100%" height="100%" fill="#fdfcf9"/>{heading}'
        f'<g transform="translate(16 60)">{drawing}</g>{foot}</svg>'
    )
    return bytes(vl_convert.svg_to_png(picture, scale=2))
