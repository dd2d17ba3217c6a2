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
from samspil.knowledge.selectors.searching import Hit, search

__all__ = [
    "CaseRow",
    "CaseView",
    "Draft",
    "Filters",
    "Hit",
    "case",
    "draft",
    "has_own",
    "latest",
    "mine",
    "queue",
    "related",
    "search",
]
