"""Do the intervals of expected values hold what they promise?

Simulates countries of municipalities whose results are known to follow from conditions and chance,
and counts how many results lie within their interval: of all, and of the smallest, middle and
largest third. Prints JSON, one entry for each kind of chance, number of places and promise.

    uv run python benchmarks/coverage.py [--rounds 300]
"""

import argparse
import json
from collections.abc import Callable

import numpy as np

from samspil.methods.conditions import Condition
from samspil.methods.expected import Outcome, OutsidePlace, expect

Draw = Callable[[np.random.Generator, np.ndarray], np.ndarray]

EFFECTS = np.array([0.5, -0.3, 0.2, 0.0])
NEW = 10
CHANCE: dict[str, Draw] = {
    "normal": lambda rng, size: rng.normal(size=len(size)),
    "skewed": lambda rng, size: rng.exponential(size=len(size)) - 1.0,
    "heavy_tails": lambda rng, size: rng.standard_t(3, size=len(size)),
    "nearly_all_noise": lambda rng, size: 6.0 * rng.normal(size=len(size)),
    "small_vary_more": lambda rng, size: rng.normal(size=len(size)) * spread(size, 1.0),
    "small_vary_much_more": lambda rng, size: rng.normal(size=len(size)) * spread(size, 10.0),
    "spread_unlike_whatever_the_size": lambda rng, size: (
        rng.normal(size=len(size)) * np.exp(0.5 * rng.permutation(np.linspace(-1, 1, len(size))))
    ),
}


def spread(size: np.ndarray, amount: float) -> np.ndarray:
    """How much chance does to a place of this size."""
    return np.sqrt(1.0 + amount * np.median(size) / size)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    found = [
        {"chance": name, "places": n, "promise": promise, "sizes_used": sized}
        | held(draw, n, promise, rounds, sized=sized)
        for name, draw in CHANCE.items()
        for n in (20, 98)
        for promise in (0.8, 0.95)
        for sized in (True, False)
    ]
    print(json.dumps(found, indent=2))


def held(draw: Draw, n: int, promise: float, rounds: int, *, sized: bool) -> dict[str, float]:
    """Shares within the interval: all left out, by third of size, and new places."""
    if n * (1 - promise) < 1:
        return {}
    inside, new = [], []
    for seed in range(rounds):
        rng = np.random.default_rng(seed)
        size = np.concatenate([np.sort(sizes(rng, n)), sizes(rng, NEW)])
        values = rng.normal(size=(n + NEW, len(EFFECTS)))
        actual = values @ EFFECTS + draw(rng, size)
        result = expect(
            outcome=Outcome("result", "result", "higher"),
            actual=actual[:n],
            conditions=[Condition(f"c{i}", "condition") for i in range(len(EFFECTS))],
            codes=[f"{100 + i}" for i in range(n)],
            values=values[:n],
            sizes=size[:n] if sized else None,
            outside=[
                OutsidePlace(f"x{i}", tuple(values[i]), float(actual[i]), float(size[i]))
                for i in range(n, n + NEW)
            ],
            coverage=promise,
        )
        inside.append([row.position == "within" for row in result.rows])
        new += [row.position == "within" for row in result.outside]
    thirds = [float(part.mean()) for part in np.array_split(np.array(inside), 3, axis=1)]
    names = ("smallest_third", "middle_third", "largest_third")
    shares = {"left_out": float(np.mean(inside)), "new": float(np.mean(new))}
    rounded = shares | dict(zip(names, thirds, strict=True))
    return {name: round(share, 3) for name, share in rounded.items()}


def sizes(rng: np.random.Generator, n: int) -> np.ndarray:
    """Numbers of inhabitants, as unlike as those of Denmark's municipalities."""
    return np.exp(rng.normal(10.6, 0.75, n))


if __name__ == "__main__":
    main()
