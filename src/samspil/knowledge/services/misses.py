"""Noting what was looked for in vain, so that an editor sees what is missing."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from samspil.knowledge import misses
from samspil.knowledge.models import SearchMiss

KEPT = dt.timedelta(days=180)
"""How long it is kept that words were looked for in vain."""

MOST_A_DAY = 500
"""Different words noted in a day; beyond them somebody is playing, not searching."""


def note_miss(*, query: str, now: dt.datetime | None = None) -> bool:
    """Count a search without hits under the words of it that may be kept; says whether it was.

    No audit event is written: that would say who had searched.
    """
    words = misses.kept(query)
    if not words:
        return False
    day = timezone.localdate(now)
    if _counted(words, day):
        return True
    if SearchMiss.objects.filter(day=day).count() >= MOST_A_DAY:
        return False
    try:
        with transaction.atomic():
            SearchMiss.objects.create(words=words, day=day)
    except IntegrityError:
        # Somebody else looked for the same in the same moment.
        return _counted(words, day)
    return True


def _counted(words: str, day: dt.date) -> bool:
    found = SearchMiss.objects.filter(words=words, day=day)
    return bool(found.update(count=F("count") + 1))


def forget_misses(*, now: dt.datetime | None = None) -> int:
    """Forget what was looked for longer ago than is kept; returns how many lines went."""
    gone, _by_model = SearchMiss.objects.filter(day__lt=timezone.localdate(now) - KEPT).delete()
    return gone
