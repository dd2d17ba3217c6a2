"""Why an act on a text of the portal is refused."""

from collections.abc import Mapping

from samspil.documents.cpr import find_cpr


class KnowledgeError(Exception):
    """An act of this room cannot be done."""


class NoSuchProcessError(KnowledgeError):
    """There is no such process that this person may read."""


class NoSuchTestError(KnowledgeError):
    """The process has no such test that is concluded."""


class StandingDraftError(KnowledgeError):
    """A newer draft of the same process or test stands already."""


class NobodyToAskError(KnowledgeError):
    """Nobody who speaks for the municipality is registered here."""


class NoSuchMaterialError(KnowledgeError):
    """There is no such material on a day that this person runs."""


class NotInvitableError(KnowledgeError):
    """None of the municipality's results lies better than expected."""


class TooManyFilesError(KnowledgeError):
    """The text has as many files as it can have."""


class WrongStepError(KnowledgeError):
    """The text is not where this step begins: draft, handed in, published."""


class ScopeError(KnowledgeError):
    """The text would be shared more widely than was consented to, or with nobody."""


class TextRefusedError(KnowledgeError, ValueError):
    """A text is missing, or may hold a personal number; ``field`` says which."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


def check_texts(texts: Mapping[str, str], *, required: tuple[str, ...]) -> None:
    """Raise TextRefusedError (``missing`` or ``cpr``) for the first text that cannot be kept."""
    for field, text in texts.items():
        if not text and field in required:
            raise TextRefusedError(field, "missing")
        if find_cpr(text):
            raise TextRefusedError(field, "cpr")
