"""Keeping the search entries in step with what is published."""

from django.db import transaction

from samspil.development import selectors as development
from samspil.knowledge import prose
from samspil.knowledge.models import Case, SearchEntry, Status
from samspil.methods import danish


def put(case: Case) -> bool:
    """Write the entry of a published text, or take it away; returns whether anything changed."""
    standing = SearchEntry.objects.filter(pk=case.pk).first()
    if case.status != Status.PUBLISHED:
        if standing is not None:
            standing.delete()
        return standing is not None
    fields = _terms(case)
    if standing is not None and all(getattr(standing, n) == t for n, t in fields.items()):
        return False
    SearchEntry.objects.update_or_create(case=case, defaults=fields)
    return True


@transaction.atomic
def refresh() -> int:
    """Write every entry anew where the words, or how words become terms, have changed.

    For preparing a database after an upgrade; returns how many entries changed.
    """
    return sum(map(put, Case.objects.select_related("municipality").prefetch_related("levers")))


def _terms(case: Case) -> dict[str, str]:
    tried = (
        text
        for trial in case.trials
        for text in (trial["question"], trial["prediction"], trial["happened"])
    )
    names = development.lever_names("da")
    levers = (names[one.lever] for one in case.levers.all())
    place = case.municipality.name if case.municipality else ""
    body = (prose.plain(case.body), prose.plain(case.body_en), *tried, *levers, place)
    return {
        "title_terms": danish.index_text(f"{case.title} {case.title_en}"),
        "summary_terms": danish.index_text(f"{case.summary} {case.summary_en}"),
        "body_terms": danish.index_text(" ".join(body)),
    }
