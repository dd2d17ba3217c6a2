"""What has been learned: cases, their earlier versions, and the words they are found by."""

from samspil.knowledge.models.cases import (
    LEVERS,
    SECTORS,
    WITHIN,
    Case,
    CaseLever,
    CaseVersion,
    Kind,
    Scope,
    Status,
)
from samspil.knowledge.models.search import SearchEntry, SearchMiss, SearchSpelling

__all__ = [
    "LEVERS",
    "SECTORS",
    "WITHIN",
    "Case",
    "CaseLever",
    "CaseVersion",
    "Kind",
    "Scope",
    "SearchEntry",
    "SearchMiss",
    "SearchSpelling",
    "Status",
]
