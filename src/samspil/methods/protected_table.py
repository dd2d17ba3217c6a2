"""Tables of counts with totals: enough cells are kept back that none follows by subtraction.

Formula, decisions and tests: docs/methods/protection.md.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samspil.methods.protection import DEFAULT_THRESHOLD, FEW, protect_count
from samspil.methods.results import ShapeError
from samspil.methods.states import Figure, Value

Cell = tuple[int, int]


@dataclass(frozen=True)
class ProtectedTable:
    """Cells, row totals, column totals and the grand total, each shown or kept back.

    Cells kept back for their own sake and those kept back to shield them look alike.
    """

    cells: tuple[tuple[Figure, ...], ...]
    row_totals: tuple[Figure, ...]
    column_totals: tuple[Figure, ...]
    total: Figure


def protect_table(
    counts: Sequence[Sequence[int]], *, threshold: int = DEFAULT_THRESHOLD
) -> ProtectedTable:
    """Return a table of counts (rows, columns) with its totals, protected.

    Kept back first: every cell and total of 1 to threshold - 1, and every zero of a row or column
    with fewer than two thresholds in all (in a small group "none" tells of each child). Then, until
    nothing changes: each row and column that keeps back anything keeps back at least two cells,
    together `threshold` or more children; and no hidden number follows from the others by adding
    and subtracting along rows, columns or both. Smaller cells are taken before larger, inner ones
    before totals.

    Raises ShapeError for a table that is empty or ragged, MethodError for a negative count or a
    threshold that is not 3, 5 or 10.
    """
    if not counts or not counts[0] or len({len(row) for row in counts}) != 1:
        msg = "a table needs rows of equal length, at least one of each"
        raise ShapeError(msg)
    grid = _Grid.of(counts)
    hidden = {cell for cell in grid.cells() if grid.is_sensitive(cell, threshold)}
    while additional := _two_together(grid, hidden, threshold) or _shield(grid, hidden):
        hidden |= additional
    shown = [
        [FEW if (r, c) in hidden else Value(float(n)) for c, n in enumerate(row)]
        for r, row in enumerate(grid.counts)
    ]
    return ProtectedTable(
        cells=tuple(tuple(row[:-1]) for row in shown[:-1]),
        row_totals=tuple(row[-1] for row in shown[:-1]),
        column_totals=tuple(shown[-1][:-1]),
        total=shown[-1][-1],
    )


@dataclass(frozen=True)
class _Grid:
    """The table with its totals as a last row and a last column, so that totals are cells too."""

    counts: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, counts: Sequence[Sequence[int]]) -> "_Grid":
        rows = [[*row, sum(row)] for row in counts]
        return cls((*map(tuple, rows), tuple(map(sum, zip(*rows, strict=True)))))

    @property
    def size(self) -> tuple[int, int]:
        return len(self.counts), len(self.counts[0])

    def cells(self) -> Iterator[Cell]:
        """All cells, totals included, row by row."""
        rows, columns = self.size
        return ((r, c) for r in range(rows) for c in range(columns))

    def count(self, cell: Cell) -> int:
        return self.counts[cell[0]][cell[1]]

    def lines(self) -> Iterator[list[Cell]]:
        """Every row and every column, each with its total last."""
        rows, columns = self.size
        yield from ([(r, c) for c in range(columns)] for r in range(rows))
        yield from ([(r, c) for r in range(rows)] for c in range(columns))

    def cost(self, cell: Cell) -> tuple[int, int]:
        """What hiding a cell loses: totals after inner cells, none after some, many after few."""
        rows, columns = self.size
        totals = (cell[0] == rows - 1) + (cell[1] == columns - 1)
        count = self.count(cell)
        return totals + 3 * (count == 0), count

    def is_sensitive(self, cell: Cell, threshold: int) -> bool:
        """Whether a cell is kept back for its own sake."""
        count, (rows, columns) = self.count(cell), self.size
        if count:
            return not isinstance(protect_count(count, threshold=threshold), Value)
        row_total, column_total = self.counts[cell[0]][-1], self.counts[-1][cell[1]]
        inner = cell[0] < rows - 1 and cell[1] < columns - 1
        return inner and any(0 < total < 2 * threshold for total in (row_total, column_total))


def _two_together(grid: _Grid, hidden: set[Cell], threshold: int) -> set[Cell]:
    """Return the cheapest cell of the first line that hides too little to hide anything."""
    for line in grid.lines():
        kept = [cell for cell in line if cell in hidden]
        inner = [cell for cell in kept if cell != line[-1]]
        open_total = line[-1] not in hidden
        few = open_total and sum(map(grid.count, inner)) < threshold
        rest = [cell for cell in line if cell not in hidden]
        if kept and rest and (len(kept) < 2 or few):
            return {min(rest, key=lambda cell: (grid.cost(cell), cell))}
    return set()


def _shield(grid: _Grid, hidden: set[Cell]) -> set[Cell]:
    """Return what must be hidden too, so that the first number that follows does not.

    Rows and columns are points, hidden cells lines between them: a hidden number follows from the
    rest exactly when its line is the only way between its two points (Gusfield 1988). The
    cheapest other way, through cells that hold somebody, is hidden with it.
    """
    for cell in sorted(hidden):
        loose = {one for one in hidden if grid.count(one) > 0} - {cell}
        way = _cheapest_way(grid, cell, loose)
        if additional := set(way) - hidden:
            return additional
    return set()


def _cheapest_way(grid: _Grid, cell: Cell, free: set[Cell]) -> list[Cell]:
    """Return the cells of the cheapest way from a cell's row to its column that avoids the cell.

    Cells in `free` cost nothing. Empty where there is no other way: a table of one row or column
    and its total, or one that is hidden as a whole.
    """
    rows, columns = grid.size
    start, goal = cell[0], rows + cell[1]
    waiting: list[tuple[tuple[int, int], int, list[Cell]]] = [((0, 0), start, [])]
    done: set[int] = set()
    while waiting:
        cost, point, way = heapq.heappop(waiting)
        if point == goal:
            return way
        if point in done:
            continue
        done.add(point)
        for other in range(rows, rows + columns) if point < rows else range(rows):
            step = (point, other - rows) if point < rows else (other, point - rows)
            if step == cell or other in done:
                continue
            added = (0, 0) if step in free else grid.cost(step)
            heapq.heappush(waiting, ((cost[0] + added[0], cost[1] + added[1]), other, [*way, step]))
    return []
