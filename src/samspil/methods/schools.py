"""How far the schools of a municipality lie apart."""

import numpy as np
import numpy.typing as npt

from samspil.methods.results import MethodError, ShapeError


def between_school_sd(
    values: npt.ArrayLike, pupils: npt.ArrayLike, *, min_schools: int = 5, min_pupils: int = 30
) -> float | None:
    """Return the standard deviation between schools, weighted by pupils, in the values' unit.

    sqrt(sum n_s (x_s - m)^2 / sum n_s) with m the mean weighted alike. The schools are all there
    are, not a sample, so nothing is subtracted from the divisor. `values` and `pupils` are
    (schools,); a school whose value or size is unknown (NaN), or that has fewer than
    `min_pupils`, does not count. None where fewer than `min_schools` are left.

    Raises ShapeError for lengths that differ, MethodError for negative or infinite sizes, infinite
    values or limits under 1 (two schools are the fewest that can differ).
    """
    value, weight = np.asarray(values, dtype=np.float64), np.asarray(pupils, dtype=np.float64)
    if value.ndim != 1 or value.shape != weight.shape:
        msg = f"{value.shape} values for {weight.shape} school sizes"
        raise ShapeError(msg)
    if min_schools < 2 or min_pupils < 1 or (weight < 0).any() or np.isinf([*value, *weight]).any():
        msg = "sizes must be finite and not negative, limits at least 2 schools and 1 pupil"
        raise MethodError(msg)
    counts = ~np.isnan(value) & (weight >= min_pupils)
    if counts.sum() < min_schools:
        return None
    mean = np.average(value[counts], weights=weight[counts])
    return float(np.sqrt(np.average((value[counts] - mean) ** 2, weights=weight[counts])))
