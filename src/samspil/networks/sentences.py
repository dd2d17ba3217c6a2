"""What may be said about groups: words made from the stored numbers when they are read."""

import math
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.networks.facts import GroupFacts, MemberFacts

LIKE_TYPICAL = 5
"""Differences from the typical pair of up to so many per cent are not worth a number."""


def sector(name: str) -> str:
    """Return a sector's name."""
    return {"school": _("Skole"), "daycare": _("Dagtilbud")}.get(name, name)


def map_title(what: str, groups: int) -> str:
    """Return what a map of groups shows."""
    text = ngettext("%(what)s: én gruppe", "%(what)s: %(groups)s grupper", groups)
    return text % {"what": what, "groups": groups}


def member_reasons(facts: MemberFacts, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return why a municipality is in its group: distance, conditions, size, and any doubt."""
    reasons = [
        _("%(mean)s km i gennemsnit til de andre; nærmest er %(name)s, %(near)s km væk.")
        % {
            "mean": numbers.number(facts.mean_km),
            "name": names.get(facts.nearest, facts.nearest),
            "near": numbers.number(facts.nearest_km),
        },
        _conditions(facts.likeness),
        _("%(own)s indbyggere; de andre har %(others)s.")
        % {
            "own": numbers.number(facts.population),
            "others": _between(facts.others_low, facts.others_high),
        },
    ]
    if facts.closer_group:
        reasons.append(
            _(
                "Målt for sig ligger kommunen tættere på gruppe %(group)s; fordelingen er valgt "
                "for alle under ét."
            )
            % {"group": facts.closer_group}
        )
    return tuple(reasons)


def group_reasons(facts: GroupFacts) -> tuple[str, ...]:
    """Return what holds a group together, over its pairs."""
    return (
        _(
            "%(mean)s km mellem to kommuner i gennemsnit og højst %(longest)s; et typisk par "
            "blandt alle ligger %(typical)s km fra hinanden."
        )
        % {
            "mean": numbers.number(facts.mean_km),
            "longest": numbers.number(facts.longest_km),
            "typical": numbers.number(facts.typical_km),
        },
        _conditions(facts.likeness),
        _("Kommunerne har %(range)s indbyggere.")
        % {"range": _between(facts.population_low, facts.population_high)},
    )


def _conditions(likeness: float | None) -> str:
    """Return a difference in conditions against the typical pair, 1."""
    if likeness is None:
        return _("Vilkårene kan ikke sammenlignes, for der mangler tal.")
    percent = round(100 * abs(1 - likeness))
    if percent <= LIKE_TYPICAL:
        return _("Forskellen i vilkår er som hos et typisk par.")
    if likeness < 1:
        return _("Forskellen i vilkår er %(percent)s pct. mindre end hos et typisk par.") % {
            "percent": numbers.number(percent)
        }
    return _("Forskellen i vilkår er %(percent)s pct. større end hos et typisk par.") % {
        "percent": numbers.number(percent)
    }


def _between(low: int, high: int) -> str:
    """Return a range of inhabitants."""
    if low == high:
        return numbers.number(low)
    return _("%(low)s til %(high)s") % {"low": numbers.number(low), "high": numbers.number(high)}


def fit(share: float, groups: int) -> str:
    """Return how well groups fit on the whole; `share` is the mean cost, 1 for a typical pair."""
    if groups == 1:
        return _("Alle er i samme gruppe.")
    percent = round(100 * (1 - share))
    if percent <= LIKE_TYPICAL:
        return _("Kommunerne i en gruppe er omtrent så forskellige som et typisk par.")
    return _(
        "Når afstand, størrelse og vilkår vejes sammen, er kommunerne i en gruppe %(percent)s pct. "
        "tættere på hinanden end et typisk par."
    ) % {"percent": numbers.number(percent)}


def proof(*, proved: bool, gap: float) -> str:
    """Return what is known about better ways to group them; `gap` as a share of the cost."""
    if proved:
        return _("Det er bevist, at ingen anden fordeling passer bedre.")
    # Rounded up: what is promised must hold.
    at_most = numbers.number(math.ceil(1000 * gap) / 10, 1)
    return _(
        "Det er den bedste fordeling, vi fandt på den tid; om der findes en bedre, er ikke "
        "afgjort. Den kan højst være %(percent)s pct. bedre."
    ) % {"percent": at_most}


def measure(share: float, bound: float) -> str:
    """Return the cost and its bound in digits, for those who want them."""
    return _("Mål %(cost)s, nedre grænse %(bound)s (1 er et typisk par, mindre er tættere).") % {
        "cost": numbers.number(share, 3),
        "bound": numbers.number(bound, 3),
    }
