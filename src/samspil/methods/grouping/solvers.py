"""The two solvers of OR-Tools behind plain functions: CLP for a growing relaxation, SCIP for 0/1.

`pywraplp` is used because it is there in a tenth of a second; the newer interfaces and
scipy.optimize take one to two seconds to import, all that a small problem may take altogether.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from samspil.methods.results import Floats

NODES = 5000  # of branch and bound, after which local search has better use for the time
# Set partitioning is close to its relaxation: many cheap nodes settle it sooner than few dear ones.
QUICK = """separating/maxroundsroot = 5
separating/maxrounds = 0
branching/relpscost/maxreliable = 1
branching/relpscost/initcand = 10
"""

type Column = tuple[float, tuple[int, ...]]  # cost, rows in which it counts once


class Relaxation:
    """Minimise over shares x >= 0 of columns so that every row adds up to within its range."""

    def __init__(self, low: Sequence[float], high: Sequence[float]) -> None:
        """Begin with rows and no columns."""
        from ortools.linear_solver import pywraplp

        self._solver: Any = pywraplp.Solver.CreateSolver("CLP")
        self._optimal = pywraplp.Solver.OPTIMAL
        self._goal = self._solver.Objective()
        self._goal.SetMinimization()
        self._rows = [self._solver.RowConstraint(*ends, "") for ends in zip(low, high, strict=True)]
        self._infinity = self._solver.infinity()

    def add(self, columns: Sequence[Column]) -> None:
        """Add columns."""
        for cost, rows in columns:
            share = self._solver.NumVar(0.0, self._infinity, "")
            self._goal.SetCoefficient(share, cost)
            for row in rows:
                self._rows[row].SetCoefficient(share, 1.0)

    def solve(self, seconds: float) -> tuple[float, Floats] | None:
        """Return the least cost and the dual price of each row; None when time ran out."""
        self._solver.SetTimeLimit(max(1, int(1000 * seconds)))
        if self._solver.Solve() != self._optimal:
            return None
        prices = np.array([row.dual_value() for row in self._rows])
        return float(self._goal.Value()), prices


@dataclass(frozen=True)
class Chosen:
    """How often each column is taken (None when no way was found), and what was proved.

    `bound` is a lower bound on the cost; `finished` says that the question is settled; `nodes` is
    how many it took.
    """

    amounts: tuple[int, ...] | None
    bound: float
    finished: bool
    nodes: int = 0

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns taken."""
        return tuple(k for k, amount in enumerate(self.amounts or ()) if amount)


@dataclass(frozen=True)
class Row:
    """A constraint: low <= sum of coefficient times column <= high."""

    low: float
    high: float
    terms: Sequence[tuple[int, float]]


def choose(
    costs: Sequence[float],
    rows: Sequence[Row],
    seconds: float,
    *,
    upper: Sequence[int] | None = None,
    hint: Sequence[int] = (),
    nodes: int = NODES,
    quick: bool = False,
) -> Chosen:
    """Return the cheapest choice of columns within all rows.

    Columns are 0 or 1, or 0 to `upper`. `hint` names columns of a known good choice. Solved to an
    exact optimum unless `seconds` or `nodes` run out; only the former depends on the clock.
    `quick` spends less on each node.
    """
    from ortools.linear_solver import pywraplp

    solver: Any = pywraplp.Solver.CreateSolver("SCIP")
    limits = [1] * len(costs) if upper is None else upper
    taken = [solver.IntVar(0, limit, "") for limit in limits]
    goal = solver.Objective()
    for variable, cost in zip(taken, costs, strict=True):
        goal.SetCoefficient(variable, cost)
    goal.SetMinimization()
    for row in rows:
        constraint = solver.RowConstraint(row.low, row.high, "")
        for column, coefficient in row.terms:
            constraint.SetCoefficient(taken[column], coefficient)
    if hint:
        inside = set(hint)
        solver.SetHint(taken, [float(k in inside) for k in range(len(taken))])
    solver.SetTimeLimit(max(1, int(1000 * seconds)))
    solver.SetSolverSpecificParametersAsString(f"limits/nodes = {nodes}\n{QUICK if quick else ''}")
    exact = pywraplp.MPSolverParameters()
    exact.SetDoubleParam(exact.RELATIVE_MIP_GAP, 0.0)
    status = solver.Solve(exact)
    used = int(solver.nodes())
    if status == solver.INFEASIBLE:
        return Chosen(None, float("inf"), finished=True, nodes=used)
    bound = float(goal.BestBound())
    if status not in {solver.OPTIMAL, solver.FEASIBLE}:
        return Chosen(None, bound, finished=False, nodes=used)
    amounts = tuple(round(each.solution_value()) for each in taken)
    return Chosen(amounts, bound, finished=status == solver.OPTIMAL, nodes=used)
