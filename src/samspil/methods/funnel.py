"""Funnel plots: how far a share, or observed over expected, may lie by chance alone at its size.

Formula, decisions and tests: docs/methods/funnel.md. The limits themselves are in `limits`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from samspil.methods.conditions import require_codes
from samspil.methods.limits import Limits, ratio_limits, share_limits
from samspil.methods.results import Floats, MethodError, ShapeError, TooFewPlacesError, input_hash

Dispersion = Literal["multiplicative", "additive", "none"]
Standing = Literal["above_998", "above_95", "inside", "below_95", "below_998"]
Measure = Literal["share", "ratio"]

WINSORISED = 10.0
"""Per cent at either end whose z is pulled in to the percentile before dispersion is judged."""

FEWEST_UNITS = 10
"""Fewer units say nothing of over-dispersion: one far out would widen its own limits."""


@dataclass(frozen=True)
class FunnelPoint:
    """One unit: its value, its size, its distance from the target in sd, and its own limits.

    `size` is the denominator, or the expected number. `inflation` is what the limits' distance
    from the target was multiplied by; 1 where no over-dispersion was found.
    """

    code: str
    value: float
    size: float
    z: float
    inflation: float
    limits: Limits
    standing: Standing


@dataclass(frozen=True)
class FunnelResult:
    """The funnel of all units, in code order.

    `phi` is the mean of squared, winsorised z; `phi_limit` what it must exceed before it is
    called over-dispersion, with ten units or more. `tau2` is the variance between units (additive
    only, else 0).
    """

    measure: Measure
    target: float
    points: tuple[FunnelPoint, ...]
    phi: float
    phi_limit: float
    over_dispersed: bool
    dispersion: Dispersion
    tau2: float
    inputs: str

    def limits_at(self, size: float) -> Limits:
        """Return the limits at any size, for the lines of a drawing.

        On observed over expected with given variances a drawing needs one variance a size: the
        lines then rest on Poisson's, so a point is judged by its own limits, not by the lines.
        """
        plain = _limits(self.measure, self.target, size)
        return plain.stretched(self._inflation(size), self.target, _top(self.measure))

    def _inflation(self, size: float) -> float:
        variance = _variance(self.measure, self.target, size)
        return _stretch(self.dispersion, self.over_dispersed, self.phi, self.tau2, variance)


def share_funnel(
    codes: Sequence[str],
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    target: float | None = None,
    dispersion: Dispersion = "multiplicative",
) -> FunnelResult:
    """Return the funnel of shares: numerators over denominators (units,), whole numbers.

    `target` is the common share, by default all numerators over all denominators. Raises
    ShapeError for lengths and codes that do not fit, MethodError for counts that cannot be a
    share, TooFewPlacesError for no unit, or where the target is 0 or 1 and nothing can vary.
    """
    order = _order(codes)
    x, n = _counts(numerators, denominators, len(codes))
    x, n = x[order], n[order]
    if (n < 1).any() or (x > n).any() or (n % 1 != 0).any():
        msg = "a share needs whole denominators of 1 or more, and no numerator above its own"
        raise MethodError(msg)
    common = float(x.sum() / n.sum()) if target is None else target
    if not 0.0 < common < 1.0:
        msg = f"a common share of {common:g} leaves nothing that could vary"
        raise TooFewPlacesError(msg)
    variance = common * (1.0 - common) / n
    plain = [share_limits(common, int(size)) for size in n]
    names = [codes[i] for i in order]
    inputs = input_hash("share_funnel", names, x, n, common, dispersion)
    return _judged(
        measure="share", names=names, values=x / n, sizes=n, variances=variance, plain=plain,
        target=common, dispersion=dispersion, inputs=inputs,
    )  # fmt: skip


def ratio_funnel(
    codes: Sequence[str],
    observed: npt.ArrayLike,
    expected: npt.ArrayLike,
    *,
    variances: npt.ArrayLike | None = None,
    dispersion: Dispersion = "multiplicative",
) -> FunnelResult:
    """Return the funnel of observed over expected (indirectly standardised); the target is 1.

    `observed` are whole counts, `expected` sums of probabilities. `variances` of the counts, sum
    p (1 - p), if known; without them counts are Poisson, variance = expected. Raises as
    `share_funnel` does.
    """
    order = _order(codes)
    x, e = _counts(observed, expected, len(codes))
    x, e = x[order], e[order]
    v = e if variances is None else np.asarray(variances, dtype=np.float64)
    if v.shape != x.shape:
        msg = f"{v.shape} variances for {x.shape} counts"
        raise ShapeError(msg)
    v = v if variances is None else v[order]
    if (e <= 0.0).any() or not (v > 0.0).all() or (v > e * (1.0 + 1e-9)).any():
        msg = "expected numbers must be above 0, variances too and never above the expected"
        raise MethodError(msg)
    known = [None if variances is None else float(one) for one in v]
    plain = [ratio_limits(float(size), one) for size, one in zip(e, known, strict=True)]
    names = [codes[i] for i in order]
    inputs = input_hash("ratio_funnel", names, x, e, v, dispersion)
    return _judged(
        measure="ratio", names=names, values=x / e, sizes=e, variances=v / e**2, plain=plain,
        target=1.0, dispersion=dispersion, inputs=inputs,
    )  # fmt: skip


def winsorised(z: Floats) -> Floats:
    """Return z with the lowest and the highest 10 per cent pulled in to those percentiles."""
    low, high = np.percentile(z, [WINSORISED, 100.0 - WINSORISED])
    pulled: Floats = np.clip(z, low, high)
    return pulled


def _judged(
    *,
    measure: Measure,
    names: list[str],
    values: Floats,
    sizes: Floats,
    variances: Floats,
    plain: list[Limits],
    target: float,
    dispersion: Dispersion,
    inputs: str,
) -> FunnelResult:
    """Return the result: dispersion judged once, then each unit against its own limits."""
    if dispersion not in get_args(Dispersion):
        msg = f"unknown dispersion {dispersion!r}"
        raise MethodError(msg)
    z = (values - target) / np.sqrt(variances)
    phi = float(np.mean(winsorised(z) ** 2))
    phi_limit = 1.0 + 2.0 * float(np.sqrt(2.0 / len(z)))
    over = len(z) >= FEWEST_UNITS and phi > phi_limit
    tau2 = _tau2(phi, variances) if over and dispersion == "additive" else 0.0
    points = []
    for i, name in enumerate(names):
        stretch = _stretch(dispersion, over, phi, tau2, float(variances[i]))
        limits = plain[i].stretched(stretch, target, _top(measure))
        value = float(values[i])
        standing = _standing(value, limits)
        points.append(
            FunnelPoint(name, value, float(sizes[i]), float(z[i]), stretch, limits, standing)
        )
    return FunnelResult(
        measure, target, tuple(points), phi, phi_limit, over, dispersion, tau2, inputs
    )


def _tau2(phi: float, variances: Floats) -> float:
    """Return the variance between units by moments (DerSimonian and Laird, on winsorised z)."""
    count, weight = len(variances), 1.0 / variances
    if count < 2:
        return 0.0
    below = weight.sum() - (weight**2).sum() / weight.sum()
    return max(0.0, float((count * phi - (count - 1)) / below))


def _stretch(dispersion: Dispersion, over: bool, phi: float, tau2: float, variance: float) -> float:
    if not over or dispersion == "none":
        return 1.0
    if dispersion == "multiplicative":
        return float(np.sqrt(phi))
    return float(np.sqrt((variance + tau2) / variance))


def _limits(measure: Measure, target: float, size: float) -> Limits:
    if measure == "share":
        return share_limits(target, max(1, round(size)))
    return ratio_limits(size)


def _variance(measure: Measure, target: float, size: float) -> float:
    return target * (1.0 - target) / size if measure == "share" else 1.0 / size


def _top(measure: Measure) -> float:
    return 1.0 if measure == "share" else float("inf")


def _standing(value: float, limits: Limits) -> Standing:
    """Return where a value lies; on a limit, up to the rounding of floats, is inside it."""
    slack = 1e-12
    if value > limits.high_998 + slack:
        return "above_998"
    if value < limits.low_998 - slack:
        return "below_998"
    if value > limits.high_95 + slack:
        return "above_95"
    return "below_95" if value < limits.low_95 - slack else "inside"


def _order(codes: Sequence[str]) -> list[int]:
    """Return the places of the codes in code order; raise for none, or one twice."""
    require_codes(codes)
    if not codes:
        msg = "a funnel needs at least one unit"
        raise TooFewPlacesError(msg)
    return sorted(range(len(codes)), key=codes.__getitem__)


def _counts(above: npt.ArrayLike, below: npt.ArrayLike, count: int) -> tuple[Floats, Floats]:
    """Return two rows of numbers as floats; the upper one counts whole things."""
    x, n = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    if x.shape != (count,) or n.shape != (count,):
        msg = f"{count} codes for {x.shape} numerators and {n.shape} denominators"
        raise ShapeError(msg)
    if not (np.isfinite(x).all() and np.isfinite(n).all()) or (x < 0).any() or (x % 1 != 0).any():
        msg = "what is counted must be whole numbers, finite and not negative"
        raise MethodError(msg)
    return x, n
