"""What a letter of invitation says: the words one may use in it."""

import re
from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from samspil.programmes import words
from samspil.programmes.editions import Edition
from samspil.programmes.invitation_letter import Letter, Recipient

LANGUAGES = ("da", "en")
LONGEST_SUBJECT = 150
LONGEST_BODY = 6000

PLACEHOLDERS: Mapping[str, Mapping[str, str]] = {
    "da": {
        "kommune": "municipality",
        "titel": "title",
        "navn": "name",
        "partnerskab": "partnership",
        "frist": "deadline",
    },
    "en": {
        "municipality": "municipality",
        "title": "title",
        "name": "name",
        "partnership": "partnership",
        "deadline": "deadline",
    },
}
"""In each language the words that stand in braces, and what is put in their place."""

_FIELD = re.compile(r"\{([^{}\n]{0,40})\}")


def unknown_fields(text: str, language: str) -> list[str]:
    """Return what stands in braces and would not be replaced, each once."""
    known = PLACEHOLDERS[language]
    return list(dict.fromkeys(one for one in _FIELD.findall(text) if one.strip() not in known))


def filled(letter: Letter, recipient: Recipient, edition: Edition, language: str) -> Letter:
    """Return the letter to one recipient."""
    with translation.override(language):
        values = _values(recipient, edition)
    known = PLACEHOLDERS[language]

    def put(text: str) -> str:
        return _FIELD.sub(lambda one: values[known[one[1].strip()]], text)

    return Letter(" ".join(put(letter.subject).split())[:200], put(letter.body))


def _values(recipient: Recipient, edition: Edition) -> dict[str, str]:
    """Return what is put in; who has no name is called by the title."""
    return {
        "municipality": recipient.municipality,
        "title": recipient.title,
        "name": recipient.name or recipient.title,
        "partnership": words.localised(edition.title),
        "deadline": words.deadline(edition.deadline) if edition.deadline else _("ikke oplyst"),
    }
