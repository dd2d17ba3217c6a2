"""Small charts, drawn as SVG by ourselves: they redraw for the width, print, and need no script."""

from samspil.components.charts.bars import BarRow, Bars
from samspil.components.charts.base import Chart, drawn, picture, png
from samspil.components.charts.compared import ComparedLine, ComparedLines
from samspil.components.charts.dots import Dot, DotStrip, Group
from samspil.components.charts.funnel import FunnelDot, FunnelLine, FunnelPlot
from samspil.components.charts.intervals import Interval, IntervalChart
from samspil.components.charts.lines import LineChart, Mark, Point, Series
from samspil.components.charts.places import Placed, Places
from samspil.components.charts.tiles import Tile, TileMap
from samspil.components.charts.variation import VariationChart
from samspil.components.charts.variation_rows import (
    LineNames,
    Measured,
    Sign,
    Stretch,
    Tried,
)

__all__ = [
    "BarRow",
    "Bars",
    "Chart",
    "ComparedLine",
    "ComparedLines",
    "Dot",
    "DotStrip",
    "FunnelDot",
    "FunnelLine",
    "FunnelPlot",
    "Group",
    "Interval",
    "IntervalChart",
    "LineChart",
    "LineNames",
    "Mark",
    "Measured",
    "Placed",
    "Places",
    "Point",
    "Series",
    "Sign",
    "Stretch",
    "Tile",
    "TileMap",
    "Tried",
    "VariationChart",
    "drawn",
    "picture",
    "png",
]
