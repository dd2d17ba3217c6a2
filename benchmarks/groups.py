"""Does forming groups hold what it should, beside the specialised tools, in one and the same run?

For every yardstick: ours, a plain CP-SAT model given the same seconds on one core, and
k-means-constrained where it can be asked at all (it minimises squares of distances, so not for
`max`). Seconds are of the processor, for all of them, so that other work on the machine does not
count. Ratios of cost and of seconds: above 1 is in our favour. Prints a table, and JSON to the
file named by --json.

    uv run --with 'k-means-constrained>=0.9.1,<1' --with scikit-learn python benchmarks/groups.py
        [--instances DIR] [--seeds 1,2,3] [--only 12,30,…] [--others 60] [--json FILE]

DIR holds instances of the maximally diverse grouping problem and their values.json; they are not
ours to keep here. The maps are made from seeds; the municipalities are those that come along.
Without --instances, or without k-means-constrained, those columns stay empty.
"""

import argparse
import csv
import json
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from ortools.sat.python import cp_model

import samspil
from samspil.methods.costs import Weights, pair_costs
from samspil.methods.grouping import Problem, SizeRange, solve, total_cost

WITHIN = 1e-4  # of the values listed for the larger instances


@dataclass(frozen=True)
class Case:
    """One question: what it is called, the yardstick's seconds, and what is known of it."""

    name: str
    problem: Problem
    seconds: float
    listed: float | None = None


# --- the questions --------------------------------------------------------------------------------


def instance(kind, n, sizes, *, objective="member-mean", sense="min", seed=1):
    """Return distances in a square of 300 km, or uniform random costs from 0 to 100."""
    random = np.random.default_rng(seed)
    if kind == "map":
        at = random.uniform(0, 300, (n, 2))
        cost = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    else:
        half = np.triu(random.uniform(0, 100, (n, n)), k=1)
        cost = half + half.T
    return Problem(tuple(range(n)), cost, SizeRange(*sizes), objective=objective, sense=sense)


def maps(n, sizes, seconds, *, kind="map", count=3):
    """Return some instances from seeds."""
    name = {"map": "map", "random": "at random"}[kind]
    return [
        Case(f"{n} {name}, {k}", instance(kind, n, sizes, seed=k), seconds)
        for k in range(1, count + 1)
    ]


def diverse(folder, n, seconds):
    """Return the listed instances with so many members from a folder, alphabetically."""
    if folder is None:
        return []
    listed = {}
    for values in json.loads((folder / "values.json").read_text()).values():
        listed |= values
    files = [file for file in sorted(folder.glob(f"*_n{n:03}_*.txt")) if file.name in listed]
    return [Case(file.stem, read(file), seconds, listed[file.name]) for file in files]


def read(file):
    """Return an instance: a line `n m kind low high low high …`, then lines `i j distance`."""
    first, *lines = [line.split() for line in file.read_text().splitlines() if line.strip()]
    n, ends = int(first[0]), [int(each) for each in first[3:]]
    sizes = tuple(SizeRange(*pair) for pair in zip(ends[::2], ends[1::2], strict=True))
    cost = np.zeros((n, n))
    for i, j, distance in lines:
        cost[int(i), int(j)] = cost[int(j), int(i)] = float(distance)
    return Problem(tuple(range(n)), cost, sizes, objective="pair-sum", sense="max")


def municipalities(seconds):
    """Return all 98 in groups of 4-5, by distance alone and by several things at once."""
    file = Path(samspil.__file__).parent / "places" / "starter" / "municipalities.csv"
    rows = list(csv.DictReader(file.open(encoding="utf-8")))
    people = np.array([float(row["population"]) for row in rows])
    dense = np.log(people / [float(row["area_km2"]) for row in rows])
    points = [[float(row["latitude"]), float(row["longitude"])] for row in rows]
    unlike = abs(dense[:, None] - dense) / dense.std()
    cases = []
    for name, weights in (
        ("98 by distance", Weights(1, 0, 0)),
        ("98 by distance and size", Weights(2, 1, 0)),
        ("98 by distance, size, density", Weights(1, 1, 1)),
    ):
        cost = pair_costs(
            points=points, populations=people, distances=unlike, weights=weights
        ).total
        cases.append(Case(name, Problem(tuple(range(len(rows))), cost, SizeRange(4, 5)), seconds))
    return cases


# --- the others -----------------------------------------------------------------------------------


def plain(problem, seconds, seed=1):
    """Return groups (None when none were found) and whether proved, from a straightforward model.

    Who is in which group, and for each pair a literal that says they share one; for `member-mean`
    one for each size of that group. With one range for all, members go to no slot numbered above
    their own, which takes the names of the groups out of play. Costs are rounded to
    a hundred-thousandth of the largest.
    """
    n, alike = len(problem.ids), isinstance(problem.sizes, SizeRange)
    slots = (problem.sizes,) * (n // problem.sizes.low) if alike else problem.sizes
    model = cp_model.CpModel()
    inside = [[model.new_bool_var("") for _ in slots] for _ in range(n)]
    for i, member in enumerate(inside):
        model.add_exactly_one(member)
        if alike:
            for literal in member[i + 1 :]:
                model.add(literal == 0)
    sized = []
    for k, each in enumerate(slots):
        sizes = [*([0] if alike else []), *range(each.low, each.high + 1)]
        sized.append({s: model.new_bool_var("") for s in sizes})
        model.add_exactly_one(sized[k].values())
        members = sum(inside[i][k] for i in range(n))
        model.add(members == sum(s * literal for s, literal in sized[k].items()))
    unit = 1e5 / abs(problem.cost).max()
    goal = sum(round(unit * weight) * pair for weight, pair in pairs(problem, model, inside, sized))
    if problem.sense == "min":
        model.minimize(goal)
    else:
        model.maximize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    done = threading.Event()
    watch = threading.Thread(target=stop_after, args=(solver, seconds, done))
    watch.start()
    status = solver.solve(model)
    done.set()
    watch.join()
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None, False
    groups = [[i for i in range(n) if solver.value(inside[i][k])] for k in range(len(slots))]
    return [group for group in groups if group], status == cp_model.OPTIMAL


def stop_after(solver, seconds, done):
    """Stop a solver when it has had so many seconds of the processor, as ours is stopped."""
    begun = time.process_time()
    while not done.wait(0.05):
        if time.process_time() - begun >= seconds:
            solver.stop_search()


def pairs(problem, model, inside, sized):
    """Yield cost and literal of every two members sharing a group (of a size, where it matters)."""
    mean = problem.objective == "member-mean"
    for i in range(len(inside)):
        for j in range(i):
            for s in sorted({s for each in sized for s in each if s > 1}) if mean else [0]:
                pair = model.new_bool_var("")
                for k, each in enumerate(sized):
                    one, two = inside[i][k], inside[j][k]
                    of_size = [each[s]] if mean and s in each else []
                    if mean and not of_size:
                        continue
                    model.add_bool_or(
                        [pair, one.negated(), two.negated(), *(x.negated() for x in of_size)]
                    )
                    for other in (two, *of_size):
                        model.add_bool_or([pair.negated(), one.negated(), other])
                yield problem.cost[i, j] * (2 / (s - 1) if mean else 1.0), pair


def clustered(problem, seed=1):
    """Return the best groups of k-means-constrained over all numbers of groups, None without it.

    It wants points: those whose distances come nearest to the costs (classical scaling), which on
    a map are the places themselves.
    """
    if problem.sense == "max" or not isinstance(problem.sizes, SizeRange):
        return None
    try:
        from k_means_constrained import KMeansConstrained
    except ImportError:
        return None
    n, sizes = len(problem.ids), problem.sizes
    middle = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(middle @ (problem.cost**2) @ middle / -2)
    points = vectors[:, values > 1e-9] * np.sqrt(values[values > 1e-9])
    found = []
    for count in range(-(-n // sizes.high), n // sizes.low + 1):
        means = KMeansConstrained(
            n_clusters=count, size_min=sizes.low, size_max=sizes.high, random_state=seed
        )
        labels = means.fit_predict(points)
        found.append([np.flatnonzero(labels == k).tolist() for k in range(count)])
    return min(found, key=lambda groups: total_cost(problem, groups))


# --- side by side ---------------------------------------------------------------------------------


def timed(act):
    """Return what an act returns, with its seconds on the clock and of the processor."""
    wall, used = time.perf_counter(), time.process_time()
    result = act()
    return result, round(time.perf_counter() - wall, 2), round(time.process_time() - used, 2)


def ratio(sense, ours, theirs):
    """Return how much better our cost is; above 1 is in our favour."""
    return round(theirs / ours if sense == "min" else ours / theirs, 5)


def answer(problem, seconds, seed=1):
    """Return our answer in seconds of the processor, so that a busy machine changes nothing."""
    return solve(problem, seconds=seconds, seed=seed, clock=time.process_time)


def compare(case, seed, others):
    """Return one row: ours for a seed, theirs, ratios of cost and of processor seconds."""
    problem = case.problem
    ours, wall, used = timed(lambda: answer(problem, case.seconds, seed))
    row = {
        "case": case.name,
        "seed": seed,
        "allowed": case.seconds,
        "listed": case.listed,
        "cost": ours.cost,
        "gap": ours.gap,
        "proved": ours.proved,
        "stopped": ours.stopped,
        "seconds": wall,
        "processor": used,
    }
    if not others:
        return row
    for name, act in (
        ("cp_sat", lambda: plain(problem, min(others, case.seconds))),
        ("k_means_constrained", lambda: (clustered(problem), False)),
    ):
        (groups, proved), _, theirs = timed(act)
        if groups is not None:
            cost = total_cost(problem, groups)
            row[name] = {
                "cost": cost,
                "proved": proved,
                "processor": theirs,
                "cost_ratio": ratio(problem.sense, ours.cost, cost),
                "speed_ratio": round(theirs / max(used, 0.01), 1),
            }
    return row


def drop_outs(n, sizes, seed):
    """Return a row on how many others move when each of n members in turn has left."""
    problem = instance("map", n, sizes, seed=seed)
    before = answer(problem, 15).groups
    moves = []
    begun = time.process_time()
    for left in problem.ids:
        rest = [k for k in problem.ids if k != left]
        cost = problem.cost[np.ix_(rest, rest)]
        after = replace(problem, ids=tuple(rest), cost=cost, previous=before)
        moves.append(answer(after, 5).moves)
    return {
        "case": f"{n} on a map, {seed}, each leaving in turn",
        "seed": 1,
        "most_moves": max(moves),
        "at_most_two": sum(each <= 2 for each in moves) / len(moves),
        "processor": round((time.process_time() - begun) / len(moves), 2),
    }


def equal(row):
    return row["proved"] and abs(row["cost"] - row["listed"]) <= 1e-9 * row["listed"]


def reached(row):
    return row["cost"] >= row["listed"] * (1 - WITHIN)


def proved(row):
    return row["proved"] and row["processor"] <= row["allowed"]


def within_one_percent(row):
    return row["gap"] <= 0.01


YARDSTICKS = (
    ("12", "12 diverse: the proved optimum", lambda o: diverse(o.instances, 12, 10), equal),
    ("30", "30 diverse: as listed in 10 s", lambda o: diverse(o.instances, 30, 10), reached),
    ("60", "60 diverse: as listed in 10 s", lambda o: diverse(o.instances, 60, 10), reached),
    ("20", "20 in 3-5: proved in 5 s", lambda _: maps(20, (3, 5), 5), proved),
    ("20r", "20 at random: proved in 5 s", lambda _: maps(20, (3, 5), 5, kind="random"), proved),
    ("30m", "30 in 4-5: proved in 15 s", lambda _: maps(30, (4, 5), 15), proved),
    ("30r", "30 at random: proved in 15 s", lambda _: maps(30, (4, 5), 15, kind="random"), proved),
    ("98", "98 in 4-5: within 1 % in 60 s", lambda _: municipalities(60), within_one_percent),
)


def show(row):
    """Print one row of the table."""
    if "at_most_two" in row:
        print(f"{row['case']:38} at most two others move in {row['at_most_two']:.0%}", flush=True)
        return
    state = "proved" if row["proved"] else f"gap {row['gap']:.2%}"
    if row["listed"]:
        state += f" {row['cost'] / row['listed'] - 1:+.3%}"
    parts = [f"{row['case']:38} seed {row['seed']} {row['cost']:12.3f} {state:19}"]
    parts.append(f"{row['processor']:6.2f} s")
    for name in ("cp_sat", "k_means_constrained"):
        if name in row:
            each = row[name]
            parts.append(f"{name} cost ×{each['cost_ratio']:.4f} time ×{each['speed_ratio']:g}")
    print("  ".join(parts), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--instances", type=Path)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--only", default="")
    parser.add_argument("--others", type=float, default=60, help="seconds; 0 leaves them out")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    seeds = [int(each) for each in options.seeds.split(",")]
    wanted = set(filter(None, options.only.split(",")))
    report = []
    for key, title, cases, holds in YARDSTICKS:
        if wanted and key not in wanted:
            continue
        rows = []
        for case in cases(options):
            for seed in seeds:
                rows.append(compare(case, seed, options.others if seed == seeds[0] else 0))
                show(rows[-1])
        report.append(verdict(title, rows, [holds(row) for row in rows]))
    if not wanted or "moves" in wanted:
        rows = [drop_outs(30, (4, 5), seed) for seed in (1, 2, 3)]
        for row in rows:
            show(row)
        held = [row["at_most_two"] >= 0.9 for row in rows]
        report.append(verdict("a drop-out: at most two others move in 9 of 10", rows, held))
    if not wanted or "500" in wanted:
        row = compare(Case("500 on a map", instance("map", 500, (4, 6)), 20), seeds[0], 0)
        show(row)
        report.append(verdict("500 in 4-6: answered in time", [row], [row["processor"] < 25]))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1))


def verdict(title, rows, held):
    """Return the yardstick with its rows and how many of them hold it; print it."""
    print(f"== {title}: {sum(held)} of {len(held)} hold\n", flush=True)
    return {"yardstick": title, "holds": sum(held), "of": len(held), "rows": rows}


if __name__ == "__main__":
    main()
