"""Plausible figures for the example municipalities, by a written rule.

Each has a hidden standing u, spread evenly from 0.08 to 0.92 in an order that says nothing. A
condition lies at the quantile u of the real municipalities' values (1 - u where low is better), a
result at 0.5 + 0.6 (u - 0.5), anything neutral at a quantile of its own; each with some noise.
Quantiles are drawn inside the real range, so no example is more extreme than reality.
"""

from collections.abc import Mapping

import numpy as np

from samspil.figures import services, snapshot
from samspil.figures.indicators import Direction, Indicator, Kind, load_indicators
from samspil.figures.models import Observation
from samspil.people.viewer import ANYBODY
from samspil.web.example.places import INVENTED

SEED = 2026
SOURCE = {
    "source": "example",
    "publisher": "Samspil",
    "table": "Opdigtet eksempel",
    "url": "",
    "quality": "example",
    "note": "Invented by a written rule; the municipality does not exist.",
    "collected": "2026-11-22",
}
_PULL = {Kind.CONDITION: 1.0, Kind.PROCESS: 0.3, Kind.RESULT: 0.6, Kind.FORECAST: 0.6}
_NOISE = {Kind.CONDITION: 0.06, Kind.PROCESS: 0.2, Kind.RESULT: 0.14, Kind.FORECAST: 0.1}


def prepare() -> None:
    """Publish the invented figures, newest period of every indicator."""
    services.load_sources(rows=[SOURCE])
    figures = snapshot.current()
    observations = [
        Observation(
            indicator=indicator,
            municipality_id=code,
            period=figures.latest(indicator, part),
            breakdown=part,
            role=load_indicators()[indicator].content.role,
            value=value,
            source_id=SOURCE["source"],
        )
        for (indicator, part), values in sorted(invented(figures).items())
        for code, value in values.items()
    ]
    services.publish(actor=ANYBODY, origin="eksempel", digest="", observations=observations)


def invented(figures: snapshot.Snapshot) -> dict[tuple[str, str], Mapping[str, float]]:
    """Return values by (indicator, part), then code; the same real figures give the same values."""
    random = np.random.default_rng(SEED)
    standing = dict(zip((p.code for p in INVENTED), _standings(random), strict=True))
    populations = {place.code: float(place.population) for place in INVENTED}
    found: dict[tuple[str, str], Mapping[str, float]] = {}
    for name, definition in load_indicators().items():
        for part in [piece.code for piece in definition.content.breakdowns] or [""]:
            real = list(figures.real(name, "", part).values())
            if name == "population_total":
                found[name, part] = populations
            elif real:
                found[name, part] = {
                    code: _value(real, definition.content, u, random)
                    for code, u in standing.items()
                }
    return found


def _standings(random: np.random.Generator) -> list[float]:
    spread = np.linspace(0.08, 0.92, len(INVENTED))
    return [float(u) for u in random.permutation(spread)]


def _value(
    real: list[float], indicator: Indicator, standing: float, random: np.random.Generator
) -> float:
    noise = float(random.normal(0, _NOISE[indicator.kind]))
    own = float(random.uniform(0.1, 0.9))
    sign = {Direction.HIGHER: 1.0, Direction.LOWER: -1.0, Direction.NEUTRAL: 0.0}
    pull = sign[indicator.direction] * _PULL[indicator.kind]
    quantile = 0.5 + pull * (standing - 0.5) + noise if pull else own
    value = np.quantile(real, min(max(quantile, 0.03), 0.97))
    return round(float(value), indicator.decimals)
