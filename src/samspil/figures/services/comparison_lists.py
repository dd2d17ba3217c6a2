"""Bringing KL's comparison groups: a file is taken whole, as a new version, or refused whole."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from samspil.figures import rules
from samspil.figures.models.peers import ComparisonList, ComparisonPair
from samspil.figures.readers import Complaint, comparison_groups
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places


class ListRefusedError(Exception):
    """A file was refused and nothing was changed; ``complaints`` says what and where."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(f"{len(self.complaints)} complaints")


@transaction.atomic
def publish_lists(
    *, actor: Viewer, source: str, as_of: date, name: str, content: bytes
) -> list[ComparisonList]:
    """Publish a file as the newest version in each area it speaks of.

    Raises NotAllowedError and ListRefusedError.
    """
    if not rules.may_bring_lists(actor) or actor.user_id is None:
        raise people.NotAllowedError
    reading = comparison_groups.read(content, _codes())
    if reading.complaints:
        raise ListRefusedError(reading.complaints)
    digest = hashlib.sha256(content).hexdigest()
    published = []
    for sector in sorted({pair.sector for pair in reading.pairs}):
        pairs = [pair for pair in reading.pairs if pair.sector == sector]
        found = ComparisonList.objects.create(
            sector=sector,
            source=source,
            as_of=as_of,
            file_name=name[:150],
            content_hash=digest,
            uploaded_by_id=actor.user_id,
        )
        ComparisonPair.objects.bulk_create(
            ComparisonPair(list=found, municipality_id=pair.own, peer_id=pair.peer)
            for pair in pairs
        )
        published.append(found)
        people.record(
            actor=actor,
            action="figures.comparison_list_published",
            subject=f"comparison_list:{found.pk}",
            details={"source": source, "sector": sector, "pairs": len(pairs)},
        )
    return published


def _codes() -> dict[str, str]:
    """Codes of the real municipalities by code and by name in small letters."""
    found = places.real_municipalities()
    return {place.code: place.code for place in found} | {
        place.name.lower(): place.code for place in found
    }
