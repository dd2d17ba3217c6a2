"""What everybody may read, whoever asks: for the feed and the list that engines are given."""

import datetime as dt
from dataclasses import dataclass

from samspil.knowledge.models import Case, Scope, Status
from samspil.knowledge.selectors import scopes
from samspil.knowledge.selectors.cases import slug_of
from samspil.people.viewer import ANYBODY


@dataclass(frozen=True)
class PublicText:
    """A public text in Danish; ``english`` is its part of the address there, empty without."""

    id: int
    title: str
    summary: str
    slug: str
    english: str
    by: str
    is_example: bool
    published_at: dt.datetime
    changed_at: dt.datetime


def public_texts(*, limit: int | None = None) -> list[PublicText]:
    """The texts that a stranger may read, newest first.

    Always a stranger's view, so that what is kept by a reader's program never depends on who
    fetched it.
    """
    found = Case.objects.filter(
        scopes.published(ANYBODY), status=Status.PUBLISHED, scope=Scope.PUBLIC
    )
    ordered = found.select_related("municipality").order_by("-published_at", "-pk")
    return [_text(one) for one in ordered[:limit]]


def _text(case: Case) -> PublicText:
    published = case.published_at or case.changed_at
    return PublicText(
        id=case.pk,
        title=case.title,
        summary=case.summary,
        slug=slug_of(case.title),
        english=slug_of(case.title_en) if case.title_en else "",
        by=case.municipality.name if case.municipality else "",
        is_example=bool(case.municipality and case.municipality.is_example),
        published_at=published,
        changed_at=max(case.changed_at, published),
    )


def withdrawn_from_all(case: int) -> bool:
    """Whether a text was public and has been withdrawn: then its address says so for ever."""
    return Case.objects.filter(
        pk=case, status=Status.WITHDRAWN, scope=Scope.PUBLIC, published_at__isnull=False
    ).exists()
