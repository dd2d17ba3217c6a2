"""Reads for an evaluation: who is in a sparring group with whom."""

from collections import defaultdict
from collections.abc import Mapping

from samspil.networks.models import GroupMember, GroupPlan
from samspil.places.services import sort_key


def companions(edition: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return by municipality and sector the names of the others in its accepted group.

    In Danish alphabetical order; the accepted groups are known to all who take part.
    """
    found = GroupMember.objects.filter(
        plan__edition=edition, plan__status=GroupPlan.Status.ACCEPTED
    ).select_related("municipality", "plan")
    groups: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for one in found:
        place = (one.municipality_id, one.municipality.name)
        groups[one.plan.sector, one.group_id].append(place)
    return {
        (code, sector): tuple(
            sorted((name for other, name in members if other != code), key=sort_key)
        )
        for (sector, _group), members in groups.items()
        for code, _name in members
    }
