"""Small charts, drawn as SVG by ourselves: they redraw for the width, print, and need no script."""

from samspil.components.charts.base import Chart, png
from samspil.components.charts.compared import ComparedLine, ComparedLines
from samspil.components.charts.dots import Dot, DotStrip, Group
from samspil.components.charts.lines import LineChart, Point, Series
from samspil.components.charts.tiles import Tile, TileMap

__all__ = [
    "Chart",
    "ComparedLine",
    "ComparedLines",
    "Dot",
    "DotStrip",
    "Group",
    "LineChart",
    "Point",
    "Series",
    "Tile",
    "TileMap",
    "png",
]
