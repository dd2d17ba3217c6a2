"""How letters go: their words and addresses when they are old, that they were sent stays."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from samspil.letters.models import Letter
from samspil.people.keeping import definitions, registry

GONE = "sent@deleted.invalid"
"""Stands for an address that has been deleted; nothing can ever be sent there (RFC 2606)."""


def _old(now: datetime) -> QuerySet[Letter]:
    before = now - timedelta(days=definitions.days("letters"))
    done = (Letter.Status.SENT, Letter.Status.FAILED)
    return Letter.objects.filter(status__in=done, created_at__lt=before).exclude(to=GONE)


registry.sweeper(
    "letters",
    due=lambda now: _old(now).count(),
    sweep=lambda now: _old(now).update(to=GONE, subject="", body=""),
)
