"""Every act of this room."""

from samspil.knowledge.services.articles import load_articles
from samspil.knowledge.services.cases import (
    CaseText,
    draft_from_process,
    edit,
    publish,
    submit,
    withdraw,
)
from samspil.knowledge.services.errors import (
    KnowledgeError,
    NoSuchProcessError,
    ScopeError,
    TextRefusedError,
    WrongStepError,
)
from samspil.knowledge.services.index import refresh as refresh_index

__all__ = [
    "CaseText",
    "KnowledgeError",
    "NoSuchProcessError",
    "ScopeError",
    "TextRefusedError",
    "WrongStepError",
    "draft_from_process",
    "edit",
    "load_articles",
    "publish",
    "refresh_index",
    "submit",
    "withdraw",
]
