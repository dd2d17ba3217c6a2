"""Schools' means after shrinkage, with the interval in which the school itself may lie.

Formula, decisions and tests: docs/methods/schools.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from samspil.methods.conditions import require_codes
from samspil.methods.results import MethodError, ShapeError, input_hash
from samspil.methods.shrinkage import SCHOOL_SHARE, shrink_means

Z = 1.96
Side = Literal["above", "cannot_tell", "below"]


@dataclass(frozen=True)
class SchoolMean:
    """A school's published mean, its shrunken mean and the 95 per cent interval around that."""

    code: str
    mean: float
    shrunk: float
    low: float
    high: float
    reliability: float

    def side(self, yardstick: float) -> Side:
        """Return where the school lies against a yardstick, if the interval lets one tell."""
        if self.low > yardstick:
            return "above"
        return "below" if self.high < yardstick else "cannot_tell"


@dataclass(frozen=True)
class SchoolMeans:
    """All schools with a mean, in code order; the centre they are drawn to; sd between schools."""

    centre: float
    between_sd: float
    rows: tuple[SchoolMean, ...]
    inputs: str


def school_means(
    codes: Sequence[str],
    means: npt.ArrayLike,
    counts: npt.ArrayLike,
    *,
    share: float = SCHOOL_SHARE,
) -> SchoolMeans | None:
    """Return shrunken means with intervals; None where fewer than two schools are known.

    `counts` (schools,) are the pupils behind each mean, at least 1; a school whose mean or count
    is NaN is left out. `share` is the part of the differences between pupils that lies between
    schools. Raises ShapeError for input that does not fit, MethodError for a count under 1 or a
    share of 0 or beyond 0 to 1.
    """
    require_codes(codes)
    value, n = np.asarray(means, dtype=np.float64), np.asarray(counts, dtype=np.float64)
    if value.shape != (len(codes),) or n.shape != value.shape:
        msg = f"{len(codes)} codes for {value.shape} means of {n.shape} counts"
        raise ShapeError(msg)
    if share <= 0.0 or (n < 1).any() or np.isinf([*value, *n]).any():
        msg = "means must be finite, counts at least 1, and the share above 0"
        raise MethodError(msg)
    order = sorted(range(len(codes)), key=codes.__getitem__)
    kept = [i for i in order if not np.isnan(value[i]) and not np.isnan(n[i])]
    if len(kept) < 2:
        return None
    value, n = value[kept], n[kept]
    centre = float(np.average(value, weights=n))
    shrunk = shrink_means(value, n, share=share, towards=centre)
    # A published mean varies by tau² / r around the centre: more, the fewer stand behind it.
    tau2 = float(((value - centre) ** 2).sum() / (1.0 / shrunk.reliability).sum())
    half = Z * np.sqrt(tau2 * (1.0 - shrunk.reliability))
    names = [codes[i] for i in kept]
    rows = tuple(
        SchoolMean(name, float(y), float(s), float(s - h), float(s + h), float(r))
        for name, y, s, h, r in zip(
            names, value, shrunk.value, half, shrunk.reliability, strict=True
        )
    )
    inputs = input_hash("school_means", names, value, n, share)
    return SchoolMeans(centre, float(np.sqrt(tau2)), rows, inputs)
