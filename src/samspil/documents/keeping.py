"""Files in a municipality's archive."""

from collections.abc import Iterator

from samspil.documents import storage
from samspil.documents.models import Document
from samspil.people.keeping import registry


def _files(municipality: str) -> Iterator[tuple[str, bytes]]:
    """Yield a municipality's files by number and name; those deleted are gone."""
    for row in Document.objects.filter(municipality=municipality, deleted_at=None).order_by("id"):
        content = storage.get(row.stored)
        if content is not None:
            yield f"{row.pk}-{row.name}", content


registry.files_of_municipalities(_files)
