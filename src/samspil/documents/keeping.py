"""How files go: after some years, and what was left lying beside those we know of."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from samspil.documents import storage
from samspil.documents.models import Document
from samspil.people.keeping import definitions, registry

LEFT_LYING = timedelta(days=1)
"""How old bytes without a file must be before they go: a file may be on its way in."""

type InUse = Callable[[], Collection[int]]

_in_use: list[InUse] = []


def needed(in_use: InUse) -> None:
    """Ask ``in_use`` which documents a room still needs, however old they are."""
    if in_use not in _in_use:
        _in_use.append(in_use)


def _old(now: datetime) -> QuerySet[Document]:
    before = now - timedelta(days=definitions.days("documents"))
    kept = {number for in_use in _in_use for number in in_use()}
    return Document.objects.filter(deleted_at=None, created_at__lt=before).exclude(pk__in=kept)


def _due(now: datetime) -> int:
    return _old(now).count()


def _sweep(now: datetime) -> int:
    """Delete what is old for good, and whatever bytes belong to no file."""
    old = list(_old(now).values_list("pk", "stored"))
    # A name can say as much as the file.
    Document.objects.filter(pk__in=[number for number, _stored in old]).update(
        deleted_at=now, name=F("kind")
    )
    transaction.on_commit(lambda: _remove([stored for _number, stored in old], now))
    return len(old)


def _remove(gone: Collection[str], now: datetime) -> None:
    for stored in gone:
        storage.remove(stored)
    standing = set(Document.objects.filter(deleted_at=None).values_list("stored", flat=True))
    storage.tidy(standing, before=now - LEFT_LYING)


def _files(municipality: str) -> Iterator[tuple[str, bytes]]:
    """Yield a municipality's files by number and name; those deleted are gone."""
    for row in Document.objects.filter(municipality=municipality, deleted_at=None).order_by("id"):
        content = storage.get(row.stored)
        if content is not None:
            yield f"{row.pk}-{row.name}", content


registry.files_of_municipalities(_files)
registry.sweeper("documents", due=_due, sweep=_sweep)
