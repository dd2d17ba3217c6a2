"""How the addresses of those who were asked go: that so many were asked stays."""

from datetime import datetime, timedelta

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from samspil.people.keeping import definitions, registry
from samspil.surveys.models import Invitation

GONE = "@asked.deleted.invalid"
"""Ends an address that has been deleted; nothing can ever be sent there (RFC 2606)."""


def _old(now: datetime) -> QuerySet[Invitation]:
    # Without anonymity the address says whose the answer is, and stays with it.
    before = now - timedelta(days=definitions.days("asked"))
    closed = Invitation.objects.filter(run__closes_at__lt=before, run__anonymous=True)
    return closed.exclude(to__endswith=GONE)


def _sweep(now: datetime) -> int:
    # An address is asked once in a survey, so each is replaced by one of its own.
    own = Concat(Value("a"), Cast("pk", CharField()), Value(GONE))
    return _old(now).update(to=own)


registry.sweeper("asked", due=lambda now: _old(now).count(), sweep=_sweep)
