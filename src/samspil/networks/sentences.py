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
        *_minutes(facts.mean_minutes),
        _conditions(facts.likeness),
        _("%(own)s indbyggere; de andre har %(others)s.")
        % {
            "own": numbers.number(facts.population),
            "others": _between(facts.others_low, facts.others_high),
        },
    ]
    if facts.wanted:
        reasons.append(_learning(facts))
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
        *_minutes(facts.mean_minutes),
        _conditions(facts.likeness),
        _("Kommunerne har %(range)s indbyggere.")
        % {"range": _between(facts.population_low, facts.population_high)},
    )


def _minutes(mean: float | None) -> tuple[str, ...]:
    """Return the mean travel time, where travel times were used."""
    if mean is None:
        return ()
    return (_("%(minutes)s minutters rejse i gennemsnit.") % {"minutes": numbers.number(mean)},)


def _learning(facts: MemberFacts) -> str:
    """Return how many of its wishes to learn somebody in the group can meet."""
    text = _(
        "Vil lære mere om %(wanted)s greb; nogen i gruppen kan dele noget om %(offered)s af dem."
    )
    return text % {"wanted": facts.wanted, "offered": facts.offered}


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


def proof(*, proved: bool, gap: float, origin: str = "best") -> str:
    """Return what is known about better ways to group them; `gap` as a share of the cost.

    `origin` tells groups that were never meant to be the best from those that were.
    """
    if origin in ("other", "by_hand"):
        return _not_the_best(gap, by_hand=origin == "by_hand")
    if origin == "repair":
        return _("De færrest mulige kommuner skifter gruppe i forhold til de godkendte.")
    if proved:
        return _("Det er bevist, at ingen anden fordeling passer bedre.")
    # Rounded up: what is promised must hold.
    at_most = numbers.number(math.ceil(1000 * gap) / 10, 1)
    return _(
        "Det er den bedste fordeling, vi fandt på den tid; om der findes en bedre, er ikke "
        "afgjort. Den kan højst være %(percent)s pct. bedre."
    ) % {"percent": at_most}


def _not_the_best(gap: float, *, by_hand: bool) -> str:
    what = _("Lavet i hånden") if by_hand else _("Et andet godt forslag, hvor flere møder nye")
    percent = numbers.number(math.ceil(1000 * gap) / 10, 1)
    return _("%(what)s; højst %(percent)s pct. dyrere end den bedste fordeling.") % {
        "what": what,
        "percent": percent,
    }


def measure(share: float, bound: float) -> str:
    """Return the cost and its bound in digits, for those who want them."""
    return _("Mål %(cost)s, nedre grænse %(bound)s (1 er et typisk par, mindre er tættere).") % {
        "cost": numbers.number(share, 3),
        "bound": numbers.number(bound, 3),
    }


def points(share: float) -> str:
    """Return a mean cost in points, of which a typical pair is 100."""
    return numbers.number(100 * share, 1)


def to_group(number: int, size: int, most: int) -> str:
    """Return where a move leads, and whether the group would be too large."""
    if size > most:
        return _("gruppe %(number)s, som bliver for stor") % {"number": number}
    return _("gruppe %(number)s") % {"number": number}


def to_new_group() -> str:
    """Return the move to a group that is not there yet."""
    return _("en ny gruppe")


def swap_with(name: str, number: int) -> str:
    """Return an exchange of places."""
    return _("byt med %(name)s i gruppe %(number)s") % {"name": name, "number": number}


def wrong_size(number: int, size: int, low: int, high: int) -> str:
    """Return how many a group has and how many it may have."""
    text = ngettext(
        "Gruppe %(number)s har %(size)s kommune; der skal være %(low)s til %(high)s.",
        "Gruppe %(number)s har %(size)s kommuner; der skal være %(low)s til %(high)s.",
        size,
    )
    return text % {"number": number, "size": size, "low": low, "high": high}


def not_together(first: str, second: str) -> str:
    """Return a wish to be together that is not met."""
    return _("%(first)s og %(second)s ønskes sammen, men er i hver sin gruppe.") % {
        "first": first,
        "second": second,
    }


def not_apart(first: str, second: str) -> str:
    """Return a wish to be apart that is not met."""
    return _("%(first)s og %(second)s ønskes hver for sig, men er i samme gruppe.") % {
        "first": first,
        "second": second,
    }


def across_networks(number: int) -> str:
    """Return that a group holds municipalities of different networks."""
    return _("Gruppe %(number)s har kommuner fra forskellige netværk.") % {"number": number}


def change(points: float) -> str:
    """Return a change of the whole with its sign: a minus brings municipalities closer."""
    rounded = round(points, 1)
    if rounded == 0:
        return "±0"
    sign = "−" if rounded < 0 else "+"
    return f"{sign}{numbers.number(abs(rounded), 1)}"
