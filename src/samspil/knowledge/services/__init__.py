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
from samspil.knowledge.services.misses import forget_misses, note_miss

__all__ = [
    "CaseText",
    "KnowledgeError",
    "NoSuchProcessError",
    "ScopeError",
    "TextRefusedError",
    "WrongStepError",
    "draft_from_process",
    "edit",
    "forget_misses",
    "load_articles",
    "note_miss",
    "publish",
    "refresh_index",
    "submit",
    "withdraw",
]
