"""A tile map: places on distinct equal squares, placed so that neighbours stay neighbours.

Method, choices and tests: docs/methods/tiles.md.
"""

import functools
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspil.methods.results import Floats, MethodError, ShapeError, input_hash

NEIGHBOURS = 4
"""`kept` asks about each place's four nearest places …"""

REACH = 2
"""… and whether they are within two cells, sideways, up or down, or both (a king's moves)."""

_EVENNESS = (0.0, 0.1, 0.2, 0.35, 0.5)
"""How far positions are moved from geography (0) towards even ranks (1) before they are placed."""

_ROOM = (2.3, 2.5, 2.7, 3.0)
"""Cells of the grid tried, per place. Tighter grids keep more neighbours, but fill the straits."""

type _Cells = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Position:
    """A place and a point inside it, in degrees north and east."""

    code: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Tile:
    """A place's square: row 0 is the northernmost, column 0 the westernmost in use."""

    code: str
    row: int
    column: int


@dataclass(frozen=True)
class TileMap:
    """Every place on its own square, in code order.

    `kept`: share, over all places (extra ones not counted), of the four nearest places that are
    within two cells. `compactness`: share of the rectangle of `rows` x `columns` that is used.
    """

    tiles: tuple[Tile, ...]
    rows: int
    columns: int
    kept: float
    compactness: float
    inputs: str


def tile_map(positions: Sequence[Position], extra: Sequence[Position] = ()) -> TileMap:
    """Return the tile map of the positions that keeps most neighbours, then is most compact.

    Several grids are tried; in each, places go to cells by optimal assignment (least sum of
    squared moves). `extra` places are put afterwards on free cells near their neighbours and
    move nothing, except that the whole map shifts if one lies beyond its northern or western
    edge. The answer does not depend on the order given.

    Raises ShapeError for a code given twice, MethodError for no position or one off the globe.
    """
    base, late = (tuple(sorted(each, key=lambda place: place.code)) for each in (positions, extra))
    _require(base, late)
    points = _kilometres(base, base)
    nearest = _nearest(points)
    cells = _best(base)
    kept = _kept(cells, nearest)
    compactness = _compactness(cells)
    if late:
        cells = np.vstack([cells, _place_late(_kilometres(late, base), points, cells)])
    cells = cells - cells.min(axis=0)
    named = sorted(zip((*base, *late), cells.tolist(), strict=True), key=lambda pair: pair[0].code)
    return TileMap(
        tiles=tuple(Tile(place.code, row, column) for place, (row, column) in named),
        rows=int(cells[:, 0].max()) + 1,
        columns=int(cells[:, 1].max()) + 1,
        kept=kept,
        compactness=compactness,
        inputs=input_hash("tiles", base, late),
    )


# The real municipalities are laid out whenever figures or examples are loaded, and never move.
@functools.lru_cache(maxsize=2)
def _best(base: tuple[Position, ...]) -> _Cells:
    """Return the placement that keeps most neighbours, then is most compact; never written to."""
    points = _kilometres(base, base)
    nearest = _nearest(points)
    best = max(_candidates(points), key=lambda cells: _merit(cells, nearest))
    best.flags.writeable = False
    return best


def _require(base: Sequence[Position], late: Sequence[Position]) -> None:
    """Raise unless there is a place, each once, each on the globe."""
    places = [*base, *late]
    if not base:
        msg = "a tile map needs at least one place"
        raise MethodError(msg)
    if len({place.code for place in places}) != len(places):
        msg = "the same place is given twice"
        raise ShapeError(msg)
    for place in places:
        if not (abs(place.latitude) < 90.0 and abs(place.longitude) <= 180.0):
            msg = f"{place.code} lies at {place.latitude}, {place.longitude}: not on the map"
            raise MethodError(msg)


def _kilometres(places: Sequence[Position], around: Sequence[Position]) -> Floats:
    """Return (south, east) in kilometres, flat around the middle latitude of `around`."""
    middle = math.radians(float(np.mean([place.latitude for place in around])))
    degrees = np.array([(-place.latitude, place.longitude) for place in places])
    flat: Floats = degrees * 111.2 * np.array([1.0, math.cos(middle)])
    return flat


def _nearest(points: Floats) -> _Cells:
    """Return each place's nearest places (n, up to 4), ties in code order."""
    apart = _squares(points, points)
    np.fill_diagonal(apart, np.inf)
    return np.argsort(np.round(apart, 9), axis=1, kind="stable")[
        :, : min(NEIGHBOURS, len(apart) - 1)
    ]


def _squares(one: Floats, other: Floats) -> Floats:
    """Return squared distances (n, m) between two sets of points."""
    squares: Floats = ((one[:, None, :] - other[None, :, :]) ** 2).sum(axis=-1)
    return squares


def _candidates(points: Floats) -> list[_Cells]:
    """Return the placements tried: every mix of evenness and room."""
    return [
        _squeeze(_assign(_spread_out(points, evenness), len(points) * room))
        for evenness, room in itertools.product(_EVENNESS, _ROOM)
    ]


def _spread_out(points: Floats, evenness: float) -> Floats:
    """Move each axis from geography towards even ranks, keeping its order and its extent."""
    low, high = points.min(axis=0), points.max(axis=0)
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable")
    even = low + ranks / max(len(points) - 1, 1) * (high - low)
    moved: Floats = (1.0 - evenness) * points + evenness * even
    return moved


def _assign(points: Floats, cells_wanted: float) -> _Cells:
    """Return each point's cell (row, column) in a grid of the points' own proportions."""
    from scipy.optimize import linear_sum_assignment

    extent = np.maximum(points.max(axis=0) - points.min(axis=0), 1e-6)
    shape = _grid(extent, cells_wanted, len(points))
    size = float((extent / np.maximum(np.array(shape) - 1, 1)).max())
    cells = np.array(list(itertools.product(range(shape[0]), range(shape[1]))))
    centred = (points - (points.max(axis=0) + points.min(axis=0)) / 2) / size
    cost = _squares(centred + (np.array(shape) - 1) / 2, cells.astype(np.float64))
    _, chosen = linear_sum_assignment(cost)
    assigned: _Cells = cells[chosen]
    return assigned


def _squeeze(cells: _Cells) -> _Cells:
    """Start at row and column 0, and let no more than one empty line stand between two used."""
    squeezed = np.empty_like(cells)
    for axis in range(2):
        lines, place = np.unique(cells[:, axis], return_inverse=True)
        steps = np.minimum(np.diff(lines, prepend=lines[0]), 2)
        squeezed[:, axis] = np.cumsum(steps)[place]
    return squeezed


def _grid(extent: Floats, cells_wanted: float, places: int) -> tuple[int, int]:
    """Return rows and columns of a grid near the extent's proportions that holds every place."""
    ratio = min(max(float(extent[0] / extent[1]), 1.0 / places), float(places))
    rows = max(1, round(math.sqrt(cells_wanted * ratio)))
    return rows, max(math.ceil(places / rows), round(cells_wanted / rows))


def _merit(cells: _Cells, nearest: _Cells) -> tuple[float, float]:
    """Return what candidates are compared on: neighbours kept, then compactness."""
    return _kept(cells, nearest), _compactness(cells)


def _kept(cells: _Cells, nearest: _Cells) -> float:
    """Return the share of nearest places within reach; 1 where there are no others."""
    if not nearest.size:
        return 1.0
    away = np.abs(cells[:, None, :] - cells[nearest]).max(axis=-1)
    return float((away <= REACH).mean())


def _compactness(cells: _Cells) -> float:
    """Return the share of the used rectangle that holds a place."""
    sides = cells.max(axis=0) - cells.min(axis=0) + 1
    return float(len(cells) / sides.prod())


def _place_late(late: Floats, points: Floats, cells: _Cells) -> _Cells:
    """Return cells for late places: optimal among the free ones in and just around the map.

    A late place wants the middle of the cells of its nearest places, the nearer the weightier.
    """
    from scipy.optimize import linear_sum_assignment

    apart = _squares(late, points)
    nearest = np.argsort(np.round(apart, 9), axis=1, kind="stable")[:, :NEIGHBOURS]
    weight = 1.0 / (1.0 + np.take_along_axis(apart, nearest, axis=1))
    weight /= weight.sum(axis=1, keepdims=True)
    wanted = (cells[nearest] * weight[:, :, None]).sum(axis=1)
    free = _free_cells(cells, len(late))
    _, chosen = linear_sum_assignment(_squares(wanted, free.astype(np.float64)))
    placed: _Cells = free[chosen]
    return placed


def _free_cells(cells: _Cells, wanted: int) -> _Cells:
    """Return the free cells of the map with a margin, at least as many as wanted."""
    taken = {tuple(cell) for cell in cells.tolist()}
    low, high = cells.min(axis=0), cells.max(axis=0)
    margin = 1
    while True:
        rows, columns = (range(int(low[i]) - margin, int(high[i]) + margin + 1) for i in range(2))
        free = [cell for cell in itertools.product(rows, columns) if cell not in taken]
        if len(free) >= wanted:
            return np.array(free)
        margin += 1
