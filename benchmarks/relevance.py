"""How good is an order of texts, by the grades somebody gave them? Pure; used by tests too."""

import math
from collections.abc import Mapping, Sequence

CUT = 10


def recall(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the share of the relevant texts (grade 1 or more) that are among the first ten."""
    return len(set(found[:CUT]) & set(grades)) / min(len(grades), CUT)


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the discounted gain (2**grade - 1) of the first ten, beside that of the best order."""
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(one, 0) for one in found]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:CUT]))


def overlap(one: Sequence[object], other: Sequence[object]) -> float:
    """Return the share of the first ten that two orders have in common; 1 for two empty ones."""
    first, second = set(one[:CUT]), set(other[:CUT])
    return len(first & second) / max(len(first), len(second)) if first or second else 1.0
