"""Every read of this room."""

from samspil.knowledge.selectors.cases import (
    CaseRow,
    CaseView,
    Draft,
    Filters,
    case,
    draft,
    has_own,
    latest,
    mine,
    queue,
    related,
)
from samspil.knowledge.selectors.facets import Counts
from samspil.knowledge.selectors.misses import MissRow, misses
from samspil.knowledge.selectors.searching import Found, Hit, counts, find, search

__all__ = [
    "CaseRow",
    "CaseView",
    "Counts",
    "Draft",
    "Filters",
    "Found",
    "Hit",
    "MissRow",
    "case",
    "counts",
    "draft",
    "find",
    "has_own",
    "latest",
    "mine",
    "misses",
    "queue",
    "related",
    "search",
]
