"""Every act of this room."""

from samspil.knowledge.services.articles import load_articles
from samspil.knowledge.services.cases import CaseText, edit
from samspil.knowledge.services.consents import (
    answer_wider,
    ask_wider,
    change_consent,
    publish,
    submit,
    withdraw,
)
from samspil.knowledge.services.desk import find_still_right, send_back
from samspil.knowledge.services.drafts import begin, draft_from_process
from samspil.knowledge.services.errors import (
    KnowledgeError,
    NobodyToAskError,
    NoSuchMaterialError,
    NoSuchProcessError,
    NoSuchTestError,
    NotInvitableError,
    ScopeError,
    StandingDraftError,
    TextRefusedError,
    TooManyFilesError,
    WrongStepError,
)
from samspil.knowledge.services.files import add_file, remove_file, take_over
from samspil.knowledge.services.index import refresh as refresh_index
from samspil.knowledge.services.invitations import invite_to_write
from samspil.knowledge.services.misses import forget_misses, note_miss

__all__ = [
    "CaseText",
    "KnowledgeError",
    "NoSuchMaterialError",
    "NoSuchProcessError",
    "NoSuchTestError",
    "NobodyToAskError",
    "NotInvitableError",
    "ScopeError",
    "StandingDraftError",
    "TextRefusedError",
    "TooManyFilesError",
    "WrongStepError",
    "add_file",
    "answer_wider",
    "ask_wider",
    "begin",
    "change_consent",
    "draft_from_process",
    "edit",
    "find_still_right",
    "forget_misses",
    "invite_to_write",
    "load_articles",
    "note_miss",
    "publish",
    "refresh_index",
    "remove_file",
    "send_back",
    "submit",
    "take_over",
    "withdraw",
]
