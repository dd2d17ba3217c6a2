import itertools
import math
import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods import tiles
from samspil.methods.results import MethodError, ShapeError
from samspil.methods.tiles import Position, tile_map


def country(seed=1, n=60):
    """A made-up country: a crowded capital in the east, a wide land in the west, one far island."""
    rng = np.random.default_rng(seed)
    town = rng.normal((55.7, 12.4), (0.12, 0.15), size=(n // 3, 2))
    land = rng.uniform((54.9, 8.3), (57.5, 10.5), size=(n - n // 3 - 1, 2))
    points = [*town.tolist(), *land.tolist(), [55.1, 14.9]]
    return [Position(f"{101 + i}", lat, lon) for i, (lat, lon) in enumerate(points)]


def slow_kept(places, result):
    """Share of each place's four nearest (ties by code) within two cells, by plain loops."""
    cell = {tile.code: (tile.row, tile.column) for tile in result.tiles}
    middle = math.radians(sum(p.latitude for p in places) / len(places))

    def apart(one, other):
        north = (one.latitude - other.latitude) * 111.2
        east = (one.longitude - other.longitude) * 111.2 * math.cos(middle)
        return round(north**2 + east**2, 9)

    near = total = 0
    for place in places:
        others = sorted((apart(place, o), o.code) for o in places if o is not place)[:4]
        for _, code in others:
            moves = [abs(a - b) for a, b in zip(cell[place.code], cell[code], strict=True)]
            near += max(moves) <= 2
            total += 1
    return near / total if total else 1.0


def test_every_place_has_its_own_cell_within_the_map():
    places = country()
    result = tile_map(places)
    cells = [(tile.row, tile.column) for tile in result.tiles]
    assert len(set(cells)) == len(places)
    assert [tile.code for tile in result.tiles] == sorted(place.code for place in places)
    assert {min(row for row, _ in cells), min(column for _, column in cells)} == {0}
    assert (max(row for row, _ in cells) + 1, max(c for _, c in cells) + 1) == (
        result.rows, result.columns,
    )  # fmt: skip
    assert result.compactness == pytest.approx(len(places) / (result.rows * result.columns))


@pytest.mark.parametrize("seed", range(4))
def test_neighbours_stay_neighbours_and_the_share_is_counted_right(seed):
    places = country(seed)
    result = tile_map(places)
    assert result.kept == pytest.approx(slow_kept(places, result))
    assert result.kept > 0.85


def test_north_is_up_and_east_is_right():
    places = country()
    result = tile_map(places)
    cell = {tile.code: tile for tile in result.tiles}
    rows = [cell[place.code].row for place in places]
    columns = [cell[place.code].column for place in places]
    assert np.corrcoef(rows, [place.latitude for place in places])[0, 1] < -0.85
    assert np.corrcoef(columns, [place.longitude for place in places])[0, 1] > 0.85
    island = max(places, key=lambda place: place.longitude)
    assert cell[island.code].column == result.columns - 1


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_given_does_not_matter(seed):
    places = country(seed % 7, n=30)
    shuffled = random.Random(seed).sample(places, len(places))
    extra = [Position("901", 55.5, 9.5), Position("902", 55.6, 9.4)]
    assert tile_map(places, extra) == tile_map(shuffled, extra[::-1])


def test_a_regular_grid_keeps_its_rows_and_columns_in_order():
    # Longitudes are stretched so that the steps are equal in kilometres at the middle latitude.
    stretch = 1 / math.cos(math.radians(55.2))
    places = [
        Position(f"{row}{column}", 55.4 - 0.1 * row, 10 + 0.1 * column * stretch)
        for row, column in itertools.product(range(5), range(5))
    ]
    result = tile_map(places)
    assert result.kept > 0.95
    cell = {tile.code: (tile.row, tile.column) for tile in result.tiles}
    for row, column in itertools.product(range(4), range(4)):
        here = cell[f"{row}{column}"]
        assert cell[f"{row + 1}{column}"][0] > here[0]
        assert cell[f"{row}{column + 1}"][1] > here[1]


def test_no_more_than_one_line_is_left_empty_for_the_sea():
    cells = np.array([[3, 2], [4, 2], [4, 3], [9, 7]])
    assert tiles._squeeze(cells).tolist() == [[0, 0], [1, 0], [1, 1], [3, 3]]


def test_the_assignment_is_optimal():
    rng = np.random.default_rng(2)
    points = rng.uniform(0, 10, size=(5, 2))
    chosen = tiles._assign(points, 6)
    extent = points.max(axis=0) - points.min(axis=0)
    shape = tiles._grid(extent, 6, 5)
    size = (extent / np.maximum(np.array(shape) - 1, 1)).max()
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    wanted = (points - middle) / size + (np.array(shape) - 1) / 2
    every = list(itertools.product(range(shape[0]), range(shape[1])))
    best = min(
        ((wanted - np.array(cells)) ** 2).sum() for cells in itertools.permutations(every, 5)
    )
    assert ((wanted - chosen) ** 2).sum() == pytest.approx(best)


# --- extra places ---------------------------------------------------------------------------


def test_extra_places_take_free_cells_nearby_and_move_nobody():
    places = country()
    plain = tile_map(places)
    extra = [
        Position(f"9{i:02}", p.latitude + 0.02, p.longitude) for i, p in enumerate(places[::5])
    ]
    assert len(extra) == 12
    both = tile_map(places, extra)
    cells = {tile.code: (tile.row, tile.column) for tile in both.tiles}
    assert len(set(cells.values())) == 72
    before = {tile.code: (tile.row, tile.column) for tile in plain.tiles}
    shifts = {(cells[c][0] - before[c][0], cells[c][1] - before[c][1]) for c in before}
    assert len(shifts) == 1
    assert (both.kept, both.compactness) == (plain.kept, plain.compactness)
    away = [
        max(abs(a - b) for a, b in zip(cells[e.code], cells[p.code], strict=True))
        for e, p in zip(extra, places[::5], strict=True)
    ]
    assert np.median(away) <= 3
    assert both.inputs != plain.inputs


def test_an_extra_place_stands_beside_the_nearest_of_its_neighbours():
    # A line with the extra place all but upon its eastern end: the middle of all is elsewhere.
    places = [Position(f"{101 + i}", 55.0, 9.0 + i) for i in range(4)]
    result = tile_map(places, [Position("901", 55.0, 12.01)])
    cell = {tile.code: (tile.row, tile.column) for tile in result.tiles}
    away = [
        sum(abs(a - b) for a, b in zip(cell["901"], cell[place.code], strict=True))
        for place in places
    ]
    assert away[3] == 1
    assert away == sorted(away, reverse=True)


def test_more_extra_places_than_places():
    crowd = [Position(f"9{i:02}", 55.0, 10.0) for i in range(40)]
    result = tile_map([Position("101", 55.0, 10.0)], crowd)
    assert len({(tile.row, tile.column) for tile in result.tiles}) == 41


# --- edges ----------------------------------------------------------------------------------


def test_one_place_is_a_map():
    result = tile_map([Position("101", 55.0, 10.0)])
    assert (result.rows, result.columns, result.kept, result.compactness) == (1, 1, 1.0, 1.0)


@pytest.mark.parametrize(
    "points",
    [
        [(55.0, 10.0)] * 6,
        [(55.0, 10.0 + i) for i in range(9)],
        [(55.0 + i, 10.0) for i in range(9)],
        [(55.0, 10.0), (55.0, 10.0001)],
    ],
    ids=["one spot", "a parallel", "a meridian", "two"],
)
def test_degenerate_countries(points):
    places = [Position(f"{101 + i}", lat, lon) for i, (lat, lon) in enumerate(points)]
    result = tile_map(places)
    assert len({(tile.row, tile.column) for tile in result.tiles}) == len(places)
    assert result.kept == pytest.approx(slow_kept(places, result))


@pytest.mark.parametrize(
    ("places", "extra", "error"),
    [
        ([], [], MethodError),
        ([Position("a", 55, 10), Position("a", 56, 10)], [], ShapeError),
        ([Position("a", 55, 10)], [Position("a", 56, 10)], ShapeError),
        ([Position("a", 95, 10)], [], MethodError),
        ([Position("a", 55, 200)], [], MethodError),
        ([Position("a", math.nan, 10)], [], MethodError),
    ],
)
def test_bad_input_is_refused(places, extra, error):
    with pytest.raises(error):
        tile_map(places, extra)


def test_the_methods_start_without_django_and_without_scipy():
    code = (
        "import sys, samspil.methods.peers, samspil.methods.potential, samspil.methods.tiles;"
        "print(sorted({'django', 'scipy', 'polars'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
