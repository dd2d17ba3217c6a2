"""Events of the audit trail as sentences. Each room registers what it records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_SENTENCES: dict[str, Promise] = {}
_WORDS: dict[str, Callable[[object], str]] = {}


class UnknownActionError(Exception):
    """A service records an action for which no sentence has been registered."""


@dataclass(frozen=True)
class EventRow:
    """An event as a page shows it."""

    at: str
    sentence: str
    request_id: str


def register(sentences: Mapping[str, Promise]) -> None:
    """Say how events read: action to sentence with %(actor)s, %(municipality)s and details."""
    _SENTENCES.update(sentences)


def explain(detail: str, words: Callable[[object], str]) -> None:
    """Say how a detail that events keep as a code, such as an indicator's id, is read aloud."""
    _WORDS[detail] = words


def must_be_known(action: str) -> None:
    """Raise UnknownActionError unless a sentence stands ready for the action."""
    if action not in _SENTENCES:
        raise UnknownActionError(action)


def sentence(action: str, *, actor: str, municipality: str, details: Mapping[str, object]) -> str:
    """Return the event in the reader's language; a detail that is missing reads "ukendt"."""
    told = {name: _WORDS[name](code) if name in _WORDS else code for name, code in details.items()}
    words = _Words({"actor": actor or gettext("Samspil"), "municipality": municipality} | told)
    return str(_SENTENCES.get(action, action)) % words


class _Words(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return gettext("ukendt")


register(
    {
        "people.owner_named": _("%(actor)s gjorde %(person)s til programejer."),
        "people.role_granted": _("%(actor)s gav %(person)s rollen %(role)s."),
        "people.role_ended": _("%(actor)s afsluttede rollen %(role)s for %(person)s."),
        "people.link_made": _("%(actor)s sendte et personligt link til %(person)s."),
        "people.link_revoked": _("%(actor)s trak et personligt link tilbage."),
        "people.deletion_asked": _("%(person)s bad om at blive slettet."),
        "people.forgotten": _("%(actor)s slettede navn og adresse på %(person)s."),
        "people.swept": _("%(count)s oplysninger, der havde været gemt længe nok, blev slettet."),
        "people.signed_in_by_link": _("%(actor)s loggede ind med et personligt link."),
    }
)
