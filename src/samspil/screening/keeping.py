"""What this room needs of what is kept elsewhere: the files of templates in use."""

from collections.abc import Collection

from samspil.documents import keeping as documents
from samspil.screening.models import DeckTemplate


def _templates() -> Collection[int]:
    found = DeckTemplate.objects.filter(accepted_at__isnull=False)
    return list(found.values_list("document_id", flat=True))


documents.needed(_templates)
