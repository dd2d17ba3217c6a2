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
