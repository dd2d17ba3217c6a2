"""Own figures of two example municipalities, by a written rule; nobody counted anything.

The pupils of municipal schools are 9.5 per cent of the population, four tenths of them in the early
years and three tenths in each of the other bands. Of each band a share is taught in special
provision, the same step more every year. Small groups are typed like others: the service keeps
them back, as it does for anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samspil.figures import rules, services
from samspil.figures.own.entries import Entry, Key
from samspil.figures.own.standing import mark_of
from samspil.people.viewer import Viewer
from samspil.web.example.places import INVENTED

YEARS = ("2020/2021", "2021/2022", "2022/2023", "2023/2024", "2024/2025")
SOURCE = "Opdigtet eksempel, regnet efter en skreven regel; ingen har talt."
PUPILS = 0.095
BANDS = {"indskoling": 0.4, "mellemtrin": 0.3, "udskoling": 0.3}


@dataclass(frozen=True)
class Rule:
    """Shares of pupils: in special provision by band at first and its yearly step, and others."""

    segregated: Mapping[str, float]
    step: float
    support: float
    intermediate: float


RULES = {
    "E01": Rule(
        {"indskoling": 0.031, "mellemtrin": 0.052, "udskoling": 0.068}, 0.002, 0.009, 0.024
    ),
    "E02": Rule(
        {"indskoling": 0.026, "mellemtrin": 0.047, "udskoling": 0.061}, 0.001, 0.002, 0.013
    ),
}


def prepare(*, cast: Mapping[str, Viewer]) -> None:
    """Type the figures as each municipality's chief; Fabelborg lets two others see its own."""
    for code in RULES:
        entries = invented(code)
        services.type_figures(
            actor=cast[f"chef-{code.lower()}"],
            municipality=code,
            entries=entries,
            seen=mark_of({}, entries),
        )
    for audience in (rules.ORGANISERS, "E02"):
        services.share_own(actor=cast["chef-e01"], municipality="E01", audience=audience)


def invented(code: str) -> list[Entry]:
    """Return a municipality's figures, the oldest year first."""
    rule = RULES[code]
    population = next(place.population for place in INVENTED if place.code == code)
    pupils = {band: round(population * PUPILS * part) for band, part in BANDS.items()}
    return [entry for place, year in enumerate(YEARS) for entry in _year(rule, year, place, pupils)]


def _year(rule: Rule, year: str, place: int, pupils: Mapping[str, int]) -> list[Entry]:
    grown = place * rule.step
    special = {band: round(pupils[band] * (rule.segregated[band] + grown)) for band in BANDS}
    everybody = sum(pupils.values())
    ordinary = everybody - sum(special.values())
    support = round(ordinary * (rule.support + grown / 4))
    intermediate = round(ordinary * (rule.intermediate + grown))
    return [
        *(
            _entry("segregation_rate_municipal", year, special[band], pupils[band], band)
            for band in BANDS
        ),
        _entry("segregation_rate_municipal", year, sum(special.values()), everybody),
        _entry("support_9h_share", year, support, ordinary),
        _entry("intermediate_provision_share", f"{year[:4]}M09", intermediate, ordinary),
    ]


def _entry(indicator: str, period: str, numerator: int, denominator: int, part: str = "") -> Entry:
    return Entry(
        key=Key(indicator, period, part),
        numerator=numerator,
        denominator=denominator,
        source=SOURCE,
    )
