"""Keeping the search entries in step with what is published."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import batched

from django.db import transaction

from samspil.knowledge import indexed
from samspil.knowledge.models import Case, SearchEntry, SearchSpelling, Status
from samspil.knowledge.selectors import indexes
from samspil.methods import danish, danish_spelling

FIELDS = ("title_terms", "summary_terms", "body_terms")
AT_ONCE = 500
"""Words that one question to the database holds."""


@transaction.atomic
def put(case: Case) -> bool:
    """Write the entry of a published text, or take it away; returns whether anything changed."""
    before = SearchEntry.objects.filter(pk=case.pk).first()
    after = _entry(case) if case.status == Status.PUBLISHED else None
    if _same(before, after):
        return False
    if after is None:
        SearchEntry.objects.filter(pk=case.pk).delete()
    else:
        _write([after])
    _learn(_spellings(case) if after else {})
    _forget(_held(before) - _held(after))
    return True


@transaction.atomic
def refresh() -> int:
    """Write every entry anew where the words, or how words become terms, have changed.

    For preparing a database after an upgrade; returns how many entries changed. What is known of
    spelling is put right in one go at the end.
    """
    gone = SearchEntry.objects.exclude(case__status=Status.PUBLISHED)
    changed, has = gone.delete()[0], dict[str, str]()
    published = Case.objects.filter(status=Status.PUBLISHED).order_by("pk")
    cases = published.select_related("municipality").prefetch_related("levers")
    for some in batched(cases.iterator(chunk_size=AT_ONCE), AT_ONCE):
        standing = SearchEntry.objects.in_bulk([case.pk for case in some])
        entries = [_entry(case) for case in some]
        other = [one for one in entries if not _same(standing.get(one.pk), one)]
        _write(other)
        changed += len(other)
        for case in some:
            has |= _spellings(case)
    known = set(SearchSpelling.objects.values_list("word", flat=True).distinct())
    _learn(has)
    for others in batched(sorted(known - has.keys()), AT_ONCE):
        SearchSpelling.objects.filter(word__in=others).delete()
    return changed


def _entry(case: Case) -> SearchEntry:
    terms = map(danish.index_text, indexed.texts(case))
    return SearchEntry(case=case, **dict(zip(FIELDS, terms, strict=True)))


def _same(one: SearchEntry | None, other: SearchEntry | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(getattr(one, name) == getattr(other, name) for name in FIELDS)


def _write(entries: Sequence[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["case"], update_fields=FIELDS
    )


def _held(entry: SearchEntry | None) -> frozenset[str]:
    return frozenset(term for name in FIELDS if entry for term in getattr(entry, name).split())


def _spellings(case: Case) -> dict[str, str]:
    return danish.spellings(" ".join(indexed.texts(case)))


def _learn(words: Mapping[str, str]) -> None:
    """Keep words by their keys; those that are known already stay as they are."""
    for some in batched(sorted(words), AT_ONCE):
        known = set(SearchSpelling.objects.filter(word__in=some).values_list("word", flat=True))
        SearchSpelling.objects.bulk_create(
            [
                SearchSpelling(key=key, word=word, term=words[word])
                for word in some
                if word not in known
                for key in danish_spelling.keys(word)
            ],
            ignore_conflicts=True,
        )


def _forget(terms: Iterable[str]) -> None:
    """Take away the words of those terms that no text has any more."""
    gone = [term for term in sorted(terms) if not indexes.is_anywhere(term)]
    for some in batched(gone, AT_ONCE):
        SearchSpelling.objects.filter(term__in=some).delete()
