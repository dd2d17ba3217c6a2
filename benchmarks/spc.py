"""Do run charts and XmR charts agree with a second implementation, and how often do they cry wolf?

Prints JSON: random series compared with the slow implementation of the tests (phases, every signal,
variation, assurance; lines to a relative 1e-9); how many of them were of which kind; the share of
series of pure chance with at least one signal, by rule, as the four rules and others see them; and
seconds for a long series.

    uv run python benchmarks/spc.py [--series 10000] [--chance 2000]
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))

import slow_variation as slow

from samspil.figures.variation_rules import current_rules
from samspil.methods.variation import Chart, Rules, draw, parse_question


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--chance", type=int, default=2_000)
    options = parser.parse_args()
    rules = current_rules()
    found = {
        "rules": rules.id,
        "agreement": agreement(rules, options.series),
        "false_alarms": [false_alarms(rules, n, options.chance) for n in (12, 24, 36)],
        "seconds": {str(n): seconds(rules, n) for n in (1_000, 100_000)},
    }
    print(json.dumps(found, indent=2))
    if found["agreement"]["differ"]:
        sys.exit(1)


def charted(question: object, rules: Rules) -> Chart:
    """The chart of a question as JSON gives it."""
    return draw(parse_question(question, rules)[0], rules)


def agreement(rules: Rules, count: int) -> dict[str, object]:
    """How many random series the two answer differently, and the seeds of the first of those."""
    kinds: Counter[str] = Counter()
    differ = []
    began = time.perf_counter()
    for seed in range(count):
        series = slow.random_series(seed)
        answer, wanted = charted(series.as_question(), rules).as_json(), slow.answer(series)
        if not alike(answer, wanted):
            differ.append(seed)
        kinds.update(f"chart {phase['chart']}" for phase in answer["phases"])
        kinds.update(f"signal {signal['rule']}" for signal in answer["signals"])
        kinds.update([f"variation {answer['variation']}", f"assurance {answer['assurance']}"])
    return {
        "series": count,
        "differ": len(differ),
        "first_seeds": differ[:10],
        "seconds": round(time.perf_counter() - began, 1),
        "seen": dict(sorted(kinds.items())),
    }


def alike(answer: dict, wanted: dict) -> bool:
    """Whether both say the same."""
    return all(answer[name] == wanted[name] for name in ("signals", "variation", "assurance")) and (
        len(answer["phases"]) == len(wanted["phases"])
        and all(map(alike_phases, answer["phases"], wanted["phases"]))
    )


def alike_phases(one: dict, other: dict) -> bool:
    """Whether chart and number of points are the same, and the lines as good as."""
    if (one["chart"], one["count"]) != (other["chart"], other["count"]):
        return False
    n = other["n"]
    if n < 2:
        return one["limits"] is None
    mean = other["total"] / n / slow.SCALE
    distance = 2.66 * other["moves"] / (n - 1) / slow.SCALE
    lines = [mean, mean - distance, mean + distance, other["median2"] / 2 / slow.SCALE]
    given = [one["mean"], *(one["limits"] or one["naive_limits"]), one["median"]]
    reach = 1e-9 * (1 + abs(mean) + distance)
    return all(abs(a - b) <= reach for a, b in zip(given, lines, strict=True))


def false_alarms(rules: Rules, points: int, rounds: int) -> dict[str, object]:
    """Shares of series of independent normal noise with a signal, by rule and by any of them."""
    rng = random.Random(points)
    seen: Counter[str] = Counter()
    six = replace(rules, shift=6, trend=6)
    for _ in range(rounds):
        noise = [{"t": t, "value": round(rng.gauss(50, 5), 3)} for t in range(points)]
        chart = charted({"points": noise}, rules)
        seen.update({signal.rule for signal in chart.signals})
        seen["any"] += bool(chart.signals)
        seen["any_with_sixes"] += bool(charted({"points": noise}, six).signals)
    return {"points": points, "series": rounds} | {k: seen[k] / rounds for k in sorted(seen)}


def seconds(rules: Rules, points: int) -> float:
    """Seconds for one series, from JSON values to JSON values."""
    rng = random.Random(1)
    question = {"points": [{"t": t, "value": rng.randint(0, 999) / 10} for t in range(points)]}
    began = time.perf_counter()
    charted(question, rules).as_json()
    return round(time.perf_counter() - began, 3)


if __name__ == "__main__":
    main()
