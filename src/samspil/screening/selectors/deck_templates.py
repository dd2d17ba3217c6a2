"""Reads of templates, each only for those who may."""

import functools
from dataclasses import dataclass
from datetime import datetime

from samspil.components.slides import brought
from samspil.components.slides.base import Base
from samspil.documents import selectors as documents
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.screening import rules
from samspil.screening.models import DeckTemplate
from samspil.screening.selectors import edition_title


@dataclass(frozen=True)
class TemplateRow:
    """A template in a list."""

    id: int
    name: str
    edition: str
    added_at: datetime
    accepted_at: datetime | None
    document: int
    digest: str

    @property
    def edition_title(self) -> str:
        """The edition in words; empty where the template is for all."""
        return edition_title(self.edition)

    @property
    def is_accepted(self) -> bool:
        """Whether decks may be built on it."""
        return self.accepted_at is not None


def tended(*, viewer: Viewer) -> list[TemplateRow]:
    """The templates this person looks after, in use or not."""
    found = DeckTemplate.objects.select_related("document")
    return [_row(one) for one in found if rules.may_tend_templates(viewer, edition=one.edition)]


def template(*, viewer: Viewer, template: int) -> TemplateRow | None:
    """One of them; None where there is none that this person looks after."""
    return next((row for row in tended(viewer=viewer) if row.id == template), None)


def in_use(*, edition: str = "") -> list[TemplateRow]:
    """The templates that decks of an edition can be built on: its own, and those for all."""
    found = DeckTemplate.objects.filter(edition__in={"", edition}, accepted_at__isnull=False)
    return [_row(one) for one in found.select_related("document")]


def editions(*, viewer: Viewer) -> list[tuple[str, str]]:
    """Editions whose templates this person may look after: id and title; all of them first."""
    all_of_them = [("", "")] if rules.may_tend_templates(viewer, edition="") else []
    return [
        *all_of_them,
        *(
            (row.edition.id, edition_title(row.edition.id))
            for row in programmes.editions(viewer)
            if rules.may_tend_templates(viewer, edition=row.edition.id)
        ),
    ]


def found_in(row: TemplateRow) -> brought.Brought | None:
    """Return what is found in a template; None where its file is gone."""
    return _read(row.document, row.digest)


def base_of(*, edition: str, template: int) -> Base | None:
    """Return what decks are built on: an accepted template, or None for our own."""
    row = next((one for one in in_use(edition=edition) if one.id == template), None)
    found = found_in(row) if row else None
    return found.base if found else None


# Reading one takes a tenth of a second; its bytes never change.
@functools.lru_cache(maxsize=3)
def _read(document: int, digest: str) -> brought.Brought | None:  # noqa: ARG001 (a key)
    file = documents.handed_out(document_id=document)
    return brought.read(file.content) if file else None


def _row(found: DeckTemplate) -> TemplateRow:
    return TemplateRow(
        id=found.pk,
        name=found.name,
        edition=found.edition,
        added_at=found.added_at,
        accepted_at=found.accepted_at,
        document=found.document_id,
        digest=found.document.sha256,
    )
