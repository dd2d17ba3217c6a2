"""What was looked for in vain: for those who tend the portal."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Sum

from samspil.knowledge import rules
from samspil.knowledge.models import SearchMiss
from samspil.people.viewer import Viewer

MOST = 200


@dataclass(frozen=True)
class MissRow:
    """Words, how often they were looked for in vain, and on which day last."""

    words: str
    count: int
    last: dt.date


def misses(viewer: Viewer) -> list[MissRow]:
    """The words looked for in vain, the most wanted first; nothing for those who do not edit."""
    if not rules.is_editor(viewer):
        return []
    rows = SearchMiss.objects.values_list("words").annotate(times=Sum("count"), last=Max("day"))
    return [MissRow(*row) for row in rows.order_by("-times", "-last", "words")[:MOST]]
