"""How unlike municipalities' conditions are, measured as for peers."""

from collections.abc import Sequence

import numpy as np

from samspil.figures import snapshot
from samspil.figures.comparisons import load_comparisons
from samspil.figures.selectors.comparison import real_codes, table_of
from samspil.methods.conditions import condition_table, indicators_of, reference_scale
from samspil.methods.peers import weighted_distances
from samspil.methods.results import Floats


def condition_distances(codes: Sequence[str], sector: str) -> Floats:
    """Return the distances of conditions (n, n) between municipalities, examples too.

    In standard deviations of the real municipalities, by the sector's comparison with equal
    weights; NaN between two that share too few known conditions.
    """
    choices = load_comparisons()[sector].content.conditions
    conditions = [choice.condition for choice in choices]
    figures = snapshot.current()
    real = real_codes()
    reference = condition_table(conditions, real, table_of(figures, choices, real))
    scale = reference_scale(indicators_of(conditions), reference)
    asked = condition_table(conditions, codes, table_of(figures, choices, codes))
    weights = np.full(len(choices), 1.0 / len(choices))
    return weighted_distances(scale.standardise(asked), weights)
