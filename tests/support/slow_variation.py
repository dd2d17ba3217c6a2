"""Run charts and XmR charts once more: obvious, slow, and in whole numbers only.

Written apart from ``samspil.methods.variation``: every window of a series is looked at by itself,
windows that share a point are one signal, and no fraction or float decides anything.
"""

import random
from dataclasses import dataclass

SCALE = 1000
"""Values are whole thousandths."""

FACTOR, PER = 266, 100
XMR_FROM, RUN_FROM, SHIFT, TREND = 12, 7, 7, 7
RULES = ("outside", "shift", "trend", "two_of_three")


@dataclass(frozen=True)
class Series:
    """Thousandths or None for gaps; positions at which phases begin; baseline first and last."""

    values: tuple[int | None, ...]
    direction: str = "neutral"
    target: int | None = None
    baseline: tuple[int, int] | None = None
    rebases: tuple[int, ...] = ()

    def as_question(self):
        """The series as the command takes it; times are positions."""
        why = {"reason": "Ny visitation", "by": "En leder"}
        points = [
            {"t": t, "value": None if value is None else value / SCALE}
            for t, value in enumerate(self.values)
        ]
        question = {"points": points, "direction": self.direction}
        if self.target is not None:
            question["target"] = self.target / SCALE
        if self.baseline is not None:
            question["baseline"] = {"from": self.baseline[0], "to": self.baseline[1]} | why
        if self.rebases:
            question["rebase"] = [{"t": t} | why for t in self.rebases]
        return question


def answer(series):
    """The answer: phases, signals, variation and assurance, as JSON has them."""
    cuts = [0, *series.rebases, len(series.values)]
    phases, signals = [], []
    for number in range(len(cuts) - 1):
        places = [t for t in range(cuts[number], cuts[number + 1]) if series.values[t] is not None]
        phase, found = one_phase(series, places, cuts[number], cuts[number + 1])
        phases.append(phase)
        signals += found
    signals.sort(key=lambda s: (RULES.index(s["rule"]), s["points"][0]))
    return {
        "phases": phases,
        "signals": signals,
        "variation": variation(phases[-1], signals),
        "assurance": assurance(series, phases[-1]),
    }


def one_phase(series, places, start, end):
    """One phase with its lines as whole numbers, and the signals in it."""
    base = places
    if series.baseline and start <= series.baseline[0] < end:
        first, last = series.baseline
        base = [t for t in places if first <= t <= last]
    x = {t: series.values[t] for t in places}
    n = len(base)
    total = sum(x[t] for t in base)
    moves = sum(abs(x[base[i]] - x[base[i - 1]]) for i in range(1, n))
    ordered = sorted(x[t] for t in base)
    median2 = ordered[(n - 1) // 2] + ordered[n // 2] if n else None
    kind = "xmr" if n >= XMR_FROM else "run" if len(places) >= RUN_FROM else "too_few_points"
    phase = {
        "chart": kind, "count": len(places), "n": n, "total": total, "moves": moves,
        "median2": median2, "last": places[-1] if places else None,
    }  # fmt: skip
    return phase, list(signals_in(series, places, x, phase))


def signals_in(series, places, x, phase):
    """Every signal of a phase: the windows of each rule on each side, put together."""
    if phase["chart"] == "too_few_points":
        return
    for rule in RULES if phase["chart"] == "xmr" else ("shift", "trend"):
        for sign in (1, -1):
            windows = [hits for i in range(len(places)) if (hits := WINDOWS[rule](
                [(t, sign * x[t]) for t in places[i:]], sign, phase
            ))]  # fmt: skip
            for points in joined(windows):
                better = (sign > 0) == (series.direction == "higher")
                meaning = "improving" if better else "concerning"
                yield {
                    "rule": rule,
                    "points": sorted(points),
                    "side": "high" if sign > 0 else "low",
                    "meaning": "neutral" if series.direction == "neutral" else meaning,
                }


def beyond(y, times, per, sign, phase):
    """Whether y, turned so that up is the side looked at, is times/per of the way to the limit."""
    n, total, moves = phase["n"], phase["total"], phase["moves"]
    return (n * y - sign * total) * per * PER * (n - 1) > times * FACTOR * n * moves


def beyond_line(y, sign, phase):
    """Whether y is on this side of the mean, or in a run chart of the median."""
    if phase["chart"] == "xmr":
        return phase["n"] * y > sign * phase["total"]
    return 2 * y > sign * phase["median2"]


def outside_window(here, sign, phase):
    """The first point, if it is outside."""
    t, y = here[0]
    return {t} if beyond(y, 1, 1, sign, phase) else set()


def shift_window(here, sign, phase):
    """The first seven points, if all are on this side."""
    seven = here[:SHIFT]
    held = len(seven) == SHIFT and all(beyond_line(y, sign, phase) for _t, y in seven)
    return {t for t, _y in seven} if held else set()


def trend_window(here, _sign, _phase):
    """The first seven points, if each is above the one before."""
    seven = here[:TREND]
    held = len(seven) == TREND and all(seven[j][1] > seven[j - 1][1] for j in range(1, TREND))
    return {t for t, _y in seven} if held else set()


def near_window(here, sign, phase):
    """Those of the first three points that lie in the outer third, if there are two."""
    hits = {t for t, y in here[:3] if beyond(y, 2, 3, sign, phase)}
    return hits if len(here) >= 3 and len(hits) >= 2 else set()


WINDOWS = {
    "outside": outside_window,
    "shift": shift_window,
    "trend": trend_window,
    "two_of_three": near_window,
}


def joined(windows):
    """Windows that share a point, put together until none do."""
    windows = [set(each) for each in windows]
    for i in range(len(windows)):
        for j in range(i + 1, len(windows)):
            if windows[i] & windows[j]:
                together = windows[i] | windows[j]
                return joined([w for k, w in enumerate(windows) if k not in (i, j)] + [together])
    return windows


def variation(phase, signals):
    """What the latest point is part of."""
    if phase["chart"] == "too_few_points":
        return None
    for rule in RULES:
        for signal in signals:
            if signal["rule"] == rule and phase["last"] in signal["points"]:
                return signal["meaning"]
    return "common"


def assurance(series, phase):
    """Whether the process meets its target."""
    if series.target is None or series.direction == "neutral" or phase["chart"] != "xmr":
        return None
    n, total, moves = phase["n"], phase["total"], phase["moves"]
    per = PER * n * (n - 1)
    middle, distance = PER * (n - 1) * total, FACTOR * n * moves
    target, sign = per * series.target, 1 if series.direction == "higher" else -1
    worst, best = sign * middle - distance, sign * middle + distance
    if worst >= sign * target:
        return "hit"
    return "miss" if best < sign * target else "hit_and_miss"


def random_series(seed):
    """A series of a kind, length and unruliness drawn from the seed."""
    rng = random.Random(seed)
    length = rng.choice([0, 1, 2, 5, 6, 7, 8, 11, 12, 13, 16, 20, 24, 24, 30, 36, 48, 60])
    values = [rng.choice(KINDS)(rng, t) for t in range(length)] if rng.random() < 0.3 else None
    if values is None:
        kind = rng.choice(KINDS)
        values = [kind(rng, t) for t in range(length)]
    if rng.random() < 0.3:
        values = running_sum(values)
    if rng.random() < 0.3:
        values = [None if rng.random() < 0.15 else value for value in values]
    rebases = some_rebases(rng, values)
    target = rng.choice([None, 0, *(v for v in values if v is not None)])
    return Series(
        tuple(values),
        rng.choice(["higher", "lower", "neutral"]),
        target,
        some_baseline(rng, values, rebases),
        rebases,
    )


KINDS = (
    lambda rng, _t: 1000 * rng.randint(0, 3),
    lambda rng, _t: round(rng.gauss(5000, 300), -2),
    lambda rng, _t: rng.randint(-(10**6), 10**6),
    lambda rng, t: 200 * t + rng.randint(0, 300),
    lambda rng, t: 9000 - 150 * t + rng.randint(0, 200),
    lambda rng, t: 5000 + 1000 * (t >= 15) + 100 * rng.randint(0, 4),
    lambda rng, _t: 5300,
    lambda rng, _t: 5300 if rng.random() < 0.9 else 5300 + rng.choice([-400, 900]),
    lambda rng, _t: 1000 * rng.choice([1, 1, 2, 10**9]),
)


def running_sum(values):
    """Each value added to all before it: series that wander."""
    return [sum(values[: i + 1]) for i in range(len(values))]


def some_rebases(rng, values):
    """Positions with measurements both between them and at either end."""
    if rng.random() < 0.6:
        return ()
    wanted, chosen, start = sorted(rng.sample(range(len(values)), min(2, len(values)))), [], 0
    for position in wanted:
        if any(v is not None for v in values[start:position]):
            chosen.append(position)
            start = position
    while chosen and all(v is None for v in values[chosen[-1] :]):
        chosen.pop()
    return tuple(chosen)


def some_baseline(rng, values, rebases):
    """First and last position within one phase, with enough measurements; often none."""
    cuts = [0, *rebases, len(values)]
    number = rng.randrange(len(cuts) - 1)
    start, end = cuts[number], cuts[number + 1]
    if rng.random() < 0.6 or end - start < RUN_FROM:
        return None
    first = rng.choice([start, rng.randrange(start, end)])
    last = rng.randrange(first, end)
    if sum(v is not None for v in values[first : last + 1]) < RUN_FROM:
        return None
    return first, last
