"""What has been learned: texts, their earlier versions, consents and files, and search words."""

from samspil.knowledge.models.cases import (
    LEVERS,
    SECTORS,
    WITHIN,
    Case,
    CaseLever,
    CaseTheme,
    CaseVersion,
    Kind,
    Scope,
    Status,
)
from samspil.knowledge.models.consents import Consent, ConsentRequest
from samspil.knowledge.models.files import CaseFile
from samspil.knowledge.models.invitations import WritingInvitation
from samspil.knowledge.models.search import SearchEntry, SearchMiss, SearchSpelling

__all__ = [
    "LEVERS",
    "SECTORS",
    "WITHIN",
    "Case",
    "CaseFile",
    "CaseLever",
    "CaseTheme",
    "CaseVersion",
    "Consent",
    "ConsentRequest",
    "Kind",
    "Scope",
    "SearchEntry",
    "SearchMiss",
    "SearchSpelling",
    "Status",
    "WritingInvitation",
]
