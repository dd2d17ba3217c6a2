"""Keeping the search entries in step with what is published."""

from collections.abc import Iterable, Set
from itertools import batched

from django.db import transaction

from samspil.knowledge import indexed
from samspil.knowledge.models import Case, SearchEntry, SearchSpelling, Status
from samspil.knowledge.selectors import indexes
from samspil.methods import danish, danish_spelling

AT_ONCE = 500
"""Terms that one question to the database holds."""


@transaction.atomic
def put(case: Case) -> bool:
    """Write the entry of a published text, or take it away; returns whether anything changed."""
    before = SearchEntry.objects.filter(pk=case.pk).first()
    held = _held(before) if before else frozenset()
    if not _write(case, before):
        return False
    after = SearchEntry.objects.filter(pk=case.pk).first()
    has = _held(after) if after else frozenset()
    _learn(has - held)
    _forget(held - has)
    return True


@transaction.atomic
def refresh() -> int:
    """Write every entry anew where the words, or how words become terms, have changed.

    For preparing a database after an upgrade; returns how many entries changed. What is known of
    spelling is put right in one go at the end.
    """
    cases = Case.objects.select_related("municipality").prefetch_related("levers").order_by("pk")
    changed = 0
    for some in batched(cases.iterator(chunk_size=AT_ONCE), AT_ONCE):
        entries = SearchEntry.objects.in_bulk([case.pk for case in some])
        changed += sum(_write(case, entries.get(case.pk)) for case in some)
    has: set[str] = set()
    for entry in SearchEntry.objects.iterator():
        has |= _held(entry)
    known = set(SearchSpelling.objects.values_list("term", flat=True).distinct())
    _learn(has - known)
    _drop(known - has)
    return changed


def _write(case: Case, standing: SearchEntry | None) -> bool:
    if case.status != Status.PUBLISHED:
        if standing is not None:
            standing.delete()
        return standing is not None
    fields = _terms(case)
    if standing is not None and all(getattr(standing, n) == t for n, t in fields.items()):
        return False
    SearchEntry.objects.update_or_create(case=case, defaults=fields)
    return True


def _held(entry: SearchEntry) -> frozenset[str]:
    """Return the terms of an entry that can be spelled wrong."""
    terms = {*entry.title_terms.split(), *entry.summary_terms.split(), *entry.body_terms.split()}
    return frozenset(term for term in terms if danish_spelling.keys(term))


def _learn(terms: Set[str]) -> None:
    """Keep terms by their keys; those that are known already stay as they are."""
    for some in batched(sorted(terms), AT_ONCE):
        known = set(SearchSpelling.objects.filter(term__in=some).values_list("term", flat=True))
        SearchSpelling.objects.bulk_create(
            [
                SearchSpelling(key=key, term=term)
                for term in some
                if term not in known
                for key in danish_spelling.keys(term)
            ],
            ignore_conflicts=True,
        )


def _forget(terms: Iterable[str]) -> None:
    """Take away those of the terms that no text has any more."""
    _drop([term for term in sorted(terms) if not indexes.is_anywhere(term)])


def _drop(terms: Iterable[str]) -> None:
    for some in batched(sorted(terms), AT_ONCE):
        SearchSpelling.objects.filter(term__in=some).delete()


def _terms(case: Case) -> dict[str, str]:
    names = ("title_terms", "summary_terms", "body_terms")
    return dict(zip(names, map(danish.index_text, indexed.texts(case)), strict=True))
