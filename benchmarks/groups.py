"""How good and how fast are groups, beside a plain CP-SAT model given the same time?

Prints JSON: for each instance our cost, bound and seconds, CP-SAT's, and ratios. All instances are
made here from seeds. `--long` adds the larger ones. A cost ratio below 1 (sense min) or above 1
(sense max) is in our favour; `speed` is CP-SAT's seconds over ours.
"""

import json
import sys
import time

import numpy as np
from ortools.sat.python import cp_model

from samspil.methods.grouping import Problem, SizeRange, solve, total_cost

# name, kind, members, sizes, objective, sense, seconds for each
SHORT = [
    ("12 on a map, 3-5", "map", 12, (3, 5), "member-mean", "min", 10),
    ("20 on a map, 3-5", "map", 20, (3, 5), "member-mean", "min", 10),
    ("20 at random, 5", "random", 20, (5, 5), "pair-sum", "max", 10),
    ("30 on a map, 4-5", "map", 30, (4, 5), "member-mean", "min", 15),
]
LONG = [
    ("30 at random, 6", "random", 30, (6, 6), "pair-sum", "max", 10),
    ("60 at random, 10", "random", 60, (10, 10), "pair-sum", "max", 10),
    ("98 on a map, 4-5", "map", 98, (4, 5), "member-mean", "min", 60),
    ("500 on a map, 4-6", "map", 500, (4, 6), "member-mean", "min", 20),
]


def instance(kind, n, sizes, *, objective, sense, seed=1):
    """Return distances in a square of 300 km, or uniform random costs from 0 to 100."""
    random = np.random.default_rng(seed)
    if kind == "map":
        at = random.uniform(0, 300, (n, 2))
        cost = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    else:
        half = np.triu(random.uniform(0, 100, (n, n)), k=1)
        cost = half + half.T
    ids = tuple(range(n))
    return Problem(ids, cost, SizeRange(*sizes), objective=objective, sense=sense)


def plain(problem, seconds):
    """Return groups, bound in true units, and whether proved, from a straightforward model.

    Who is in which group, the size of each group, and for each pair and size a literal that says
    they share a group of that size; members go to no slot numbered above their own, which takes
    the names of the groups out of play. Costs are rounded to whole thousandths.
    """
    n, low, high = len(problem.ids), problem.sizes.low, problem.sizes.high
    model = cp_model.CpModel()
    slots = range(n // low)
    inside = [[model.new_bool_var("") for _ in slots] for _ in range(n)]
    sized = [{s: model.new_bool_var("") for s in [0, *range(low, high + 1)]} for _ in slots]
    for i, member in enumerate(inside):
        model.add_exactly_one(member)
        for literal in member[i + 1 :]:
            model.add(literal == 0)
    for k in slots:
        model.add_exactly_one(sized[k].values())
        members = sum(inside[i][k] for i in range(n))
        model.add(members == sum(s * literal for s, literal in sized[k].items()))
    terms = []
    for i in range(n):
        for j in range(i):
            for s in range(max(2, low), high + 1):
                factor = 2 / (s - 1) if problem.objective == "member-mean" else 1.0
                pair = model.new_bool_var("")
                for k in slots:
                    one, two, size = inside[i][k], inside[j][k], sized[k][s]
                    model.add_bool_or([pair, one.negated(), two.negated(), size.negated()])
                    model.add_bool_or([pair.negated(), one.negated(), two])
                    model.add_bool_or([pair.negated(), one.negated(), size])
                terms.append((round(1000 * factor * problem.cost[i, j]), pair))
    goal = sum(weight * pair for weight, pair in terms)
    if problem.sense == "min":
        model.minimize(goal)
    else:
        model.maximize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None, None, False
    groups = [[i for i in range(n) if solver.value(inside[i][k])] for k in slots]
    proved = status == cp_model.OPTIMAL
    return [group for group in groups if group], solver.best_objective_bound / 1000, proved


def compare(name, *question, objective, sense, seconds):
    """Return one row: ours, theirs, ratios."""
    problem = instance(*question, objective=objective, sense=sense)
    begun = time.perf_counter()
    ours = solve(problem, seconds=seconds)
    own = time.perf_counter() - begun
    row = {
        "instance": name,
        "objective": objective,
        "sense": sense,
        "allowed_seconds": seconds,
        "ours": {
            "cost": ours.cost,
            "bound": ours.bound,
            "gap": ours.gap,
            "proved": ours.proved,
            "seconds": round(own, 3),
        },
    }
    if len(problem.ids) > 100:  # its model would have millions of literals
        return row | {"cp_sat": None, "ratios": None}
    begun = time.perf_counter()
    groups, bound, proved = plain(problem, seconds)
    other = time.perf_counter() - begun
    if groups is None:
        return row | {"cp_sat": {"cost": None, "seconds": round(other, 3)}, "ratios": None}
    cost = total_cost(problem, groups)
    theirs = {"cost": cost, "bound": bound, "proved": proved, "seconds": round(other, 3)}
    ratios = {"cost": round(ours.cost / cost, 5), "speed": round(other / own, 2)}
    return row | {"cp_sat": theirs, "ratios": ratios}


def measure(name, kind, n, sizes, objective, sense, seconds):  # noqa: PLR0917 - a row of a table
    """Return the row of one line of the tables above."""
    return compare(name, kind, n, sizes, objective=objective, sense=sense, seconds=seconds)


def drop_outs():
    """Return how many others move after one of 30 has left, in thirty cases."""
    problem = instance("map", 30, (4, 5), objective="member-mean", sense="min")
    before = solve(problem, seconds=15).groups
    moves = []
    for left in problem.ids:
        rest = [k for k in problem.ids if k != left]
        cost = problem.cost[np.ix_(rest, rest)]
        after = Problem(tuple(rest), cost, problem.sizes, previous=before)
        moves.append(solve(after, seconds=5).moves)
    at_most_two = sum(each <= 2 for each in moves) / len(moves)
    return {"members": 30, "cases": len(moves), "at_most_two_move": at_most_two}


if __name__ == "__main__":
    wanted = SHORT + (LONG if "--long" in sys.argv else [])
    report = {"seed": 1, "rows": [measure(*each) for each in wanted], "drop_outs": drop_outs()}
    print(json.dumps(report, indent=1))
