"""What all charts share: words, a table of the same rows, and a picture of themselves."""

import math
import textwrap
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
.line.other{stroke:#d3d8dc;fill:none}
.s1{fill:#1f4e8c}.s2{fill:#8a5a00}.s3{fill:#7a3f9d}.s4{fill:#4b5560}.s5{fill:#9d2f6b}.s6{fill:#5b4636}
.line.s1{stroke:#1f4e8c}.line.s2{stroke:#8a5a00}.line.s3{stroke:#7a3f9d}.line.s4{stroke:#4b5560}
.line.s5{stroke:#9d2f6b}.line.s6{stroke:#5b4636}polyline.line{fill:none}
.linelabel{fill:#17222c;font-size:12px}
.centre{stroke:#55616d;stroke-width:1.5}.limit{stroke:#55616d;stroke-dasharray:7 4}
.goal{stroke:#17222c;stroke-width:1.6;stroke-dasharray:2 3}.thin{stroke-width:1.2}
.heading{font-size:16px;font-weight:600;fill:#17222c}
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


def drawn(chart: Chart, width: int) -> str:
    """Return the chart's drawing at a width, drawn at the first time of asking.

    A chart is immutable and made in one language, so a page that is kept keeps its drawings too.
    """
    kept: dict[int, str] = vars(chart).setdefault("_drawn", {})
    if width not in kept:
        kept[width] = chart.svg(width)
    return kept[width]


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


def png(chart: Chart, width: int = 760, *, beside: Sequence[Chart] = ()) -> bytes:
    """Return the chart with its words as a PNG of twice the width in pixels.

    What must not be parted from it comes ``beside`` it, below in the same picture.
    """
    import vl_convert

    return bytes(vl_convert.svg_to_png(picture(chart, width, beside=beside), scale=2))


def picture(chart: Chart, width: int = 760, *, beside: Sequence[Chart] = ()) -> str:
    """Return the chart with its words as one SVG that carries its own colours."""
    drawn, height = "", 0.0
    for each in (chart, *beside):
        part, height = _with_words(each, width, height)
        drawn += part
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 32}" height="{height:g}">'
        f'<style>{PICTURE_STYLE}</style><rect width="100%" height="100%" fill="#fdfcf9"/>'
        f"{drawn}</svg>"
    )


def _with_words(chart: Chart, width: int, top: float) -> tuple[str, float]:
    """Return a chart between its words, drawn from a height on, and where it ends."""
    drawing, words = chart.svg(width), chart.words
    height = float(drawing.split('height="', 1)[1].split('"', 1)[0])
    heading, top = _lines(words.title, "heading", top + 28, (width / 8.4, 20))
    subtitle, top = _lines(words.subtitle, "small", top, (width / 5.7, 15))
    foot, end = _lines(words.source, "small", top + height + 16, (width / 5.7, 15))
    return f'{heading}{subtitle}<g transform="translate(16 {top:g})">{drawing}</g>{foot}', end


def _lines(text: str, css: str, top: float, fits: tuple[float, float]) -> tuple[str, float]:
    """Return text as lines of so many letters and so many pixels, and where they end."""
    letters, step = fits
    lines = textwrap.wrap(text, int(letters))
    written = [
        f'<text class="{css}" x="16" y="{top + place * step:g}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    ]
    return "".join(written), top + len(lines) * step
