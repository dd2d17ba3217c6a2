"""Keeps small circles from being seen in the results of an anonymous survey. Pure."""

from collections.abc import Mapping

FEWEST = 5
"""Answers a shown circle must hold."""


def shown_circles(counts: Mapping[str, int], fewest: int = FEWEST) -> tuple[tuple[str, ...], ...]:
    """Return the groups that can be shown beside the total, merged where they are too small.

    ``counts`` is the number of answers in each group. The circles hold every group that answered,
    each circle ``fewest`` answers or more; so neither a circle nor what is left when others are
    taken from the total is smaller. Empty when only the total, or nothing, can be shown.
    """
    answering = {group: count for group, count in counts.items() if count > 0}
    large = sorted((g for g in answering if answering[g] >= fewest), key=lambda g: answering[g])
    small = sorted(group for group in answering if answering[group] < fewest)
    merged = list(small)
    while merged and large and sum(answering[group] for group in merged) < fewest:
        merged.append(large.pop(0))
    circles = [(group,) for group in large] + ([tuple(sorted(merged))] if merged else [])
    return tuple(sorted(circles)) if len(circles) > 1 else ()


def kept_names(
    counts: Mapping[str, int], side_of: Mapping[str, str], fewest: int = FEWEST
) -> Mapping[str, str]:
    """Return for each group the finest name that may be kept with its answers.

    ``counts`` is the number of answers in each group, ``side_of`` the side each is on, empty where
    there are no sides. The name is the group's own, or its side's where any group on the side has
    fewer than ``fewest`` answers, or empty where a side has. So of the names kept, each stands on
    ``fewest`` answers or more, or all are empty; nothing smaller is left by subtraction.
    """
    answering = {group: count for group, count in counts.items() if count > 0}
    if not side_of:
        return _kept_without_sides(answering, fewest)
    on: dict[str, list[str]] = {}
    for group in answering:
        on.setdefault(side_of.get(group, ""), []).append(group)
    if any(sum(answering[group] for group in groups) < fewest for groups in on.values()):
        return dict.fromkeys(answering, "")
    return {
        group: group if all(answering[one] >= fewest for one in groups) else side
        for side, groups in on.items()
        for group in groups
    }


def _kept_without_sides(answering: Mapping[str, int], fewest: int) -> Mapping[str, str]:
    alone = {circle[0] for circle in shown_circles(answering, fewest) if len(circle) == 1}
    return {group: group if group in alone else "" for group in answering}
