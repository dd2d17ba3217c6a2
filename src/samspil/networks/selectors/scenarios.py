"""Scenarios: groups and meeting places of any municipalities, claiming nothing about anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samspil.methods.gathering import MeetingPlace, meeting_places
from samspil.networks import forming, rules, ruleset
from samspil.networks.selectors.shown import GroupView, Quality, danish_order, group_views, quality
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

SMALLEST_NETWORK = 4


@dataclass(frozen=True)
class Gathering:
    """Those who meet, and where: with the least travel in all, and sparing the farthest.

    Each place is (host, mean, longest, who has the longest way), in `unit`: ``km`` or ``min``.
    """

    names: tuple[str, ...]
    least: tuple[str, float, float, str]
    fairest: tuple[str, float, float, str]
    unit: str

    @property
    def is_one_place(self) -> bool:
        """Whether the same host is best by both measures."""
        return self.least[0] == self.fairest[0]


@dataclass(frozen=True)
class ScenarioView:
    """Groups of municipalities that nobody has asked; and whether they meet as one or as two."""

    sector: str
    groups: tuple[GroupView, ...]
    quality: Quality
    inputs: str
    one: Gathering
    two: tuple[Gathering, ...]


def scenario(
    viewer: Viewer, *, codes: Sequence[str], sector: str, low: int, high: int
) -> ScenarioView:
    """Return groups of any municipalities, as if they took part; stores nothing.

    Raises NotAllowedError, forming.UnknownMunicipalitiesError, and grouping.InvalidProblemError
    when so many cannot be divided into groups of `low` to `high`.
    """
    if not rules.may_try_scenarios(viewer):
        raise people.NotAllowedError
    content = ruleset.current().content
    question = forming.Question(
        codes=tuple(sorted(set(codes))),
        sector=sector,
        low=low,
        high=high,
        weights=content.weights.weights(),
        seconds=content.seconds.scenario,
    )
    formed = forming.form(question)
    found = formed.grouping
    groups = group_views(formed)
    ground = forming.ground_of(question)
    return ScenarioView(
        sector=sector,
        groups=groups,
        quality=quality(found.cost, found.bound, groups, proved=found.proved),
        inputs=found.inputs,
        one=gathering(ground, ground.codes),
        two=_two_networks(question, ground),
    )


def _two_networks(question: forming.Question, ground: forming.Ground) -> tuple[Gathering, ...]:
    """Return the two networks that fit best, neither smaller than a third; () for too few."""
    count = len(ground.codes)
    low = max(SMALLEST_NETWORK, count // 3)
    if 2 * low > count:
        return ()
    split = replace(question, low=low, high=count - low, count=2)
    return tuple(gathering(ground, codes) for codes in forming.form(split).groups)


def gathering(ground: forming.Ground, codes: Sequence[str]) -> Gathering:
    """Return where these would meet."""
    at = {code: place for place, code in enumerate(ground.codes)}
    names = places.names()
    listed = sorted(at[code] for code in codes)

    def told(place: MeetingPlace) -> tuple[str, float, float, str]:
        host, farthest = ground.codes[place.host], ground.codes[place.farthest]
        return names[host], place.mean, place.longest, names[farthest]

    least, fairest = meeting_places(ground.costs.parts["travel"].raw, listed)
    order = danish_order()
    ordered = sorted(codes, key=order.__getitem__)
    unit = "km" if ground.known.minutes is None else "min"
    return Gathering(tuple(names[code] for code in ordered), told(least), told(fairest), unit)
