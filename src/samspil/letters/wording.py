"""Turns a letter template and its context into words.

Templates lie in each room as ``templates/letters/<id>.<language>.txt``; the first line is the
subject. A comment at the very start can mark them: ``{# secret urgent #}``.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates
from django.utils import translation

_MARKS = re.compile(r"\A\{#([a-z ]*)#\}")
# Stands where a letter asks for something its context lacks; no text holds it by chance.
_MISSING = "\ue000%s\ue001"
_MISSING_NAME = re.compile("\ue000(.*?)\ue001", re.DOTALL)


class WordingError(Exception):
    """A letter cannot be worded: its template is missing, empty or asks for what it isn't given."""


@dataclass(frozen=True)
class Words:
    """A letter's words. Secret ones are kept only until sent; for urgent ones somebody waits."""

    subject: str
    body: str
    language: str
    secret: bool
    urgent: bool


def word(template: str, context: Mapping[str, object], language: str = "") -> Words:
    """Return the words of a letter in ``language`` (default: the reader's); raises WordingError.

    Every template can use ``public_url``, the address of this installation without a last slash,
    and ``contact``, the e-mail address to write to, which may be empty.
    """
    code = _known(language or translation.get_language() or settings.LANGUAGE_CODE)
    try:
        found = _engine().get_template(f"letters/{template}.{code}.txt")
    except TemplateDoesNotExist as error:
        raise WordingError(f"{template}.{code}.txt does not exist") from error
    with translation.override(code):
        text = found.render(_common() | dict(context))
    if missing := _MISSING_NAME.search(text):
        raise WordingError(f"{template}.{code}.txt: {missing[1]} is not given")
    subject, body = _parted(template, text)
    marks = _MARKS.match(found.template.source)
    words = set(marks[1].split()) if marks else set()
    return Words(subject, body, code, "secret" in words, "urgent" in words)


def _common() -> dict[str, object]:
    return {"public_url": settings.SAMSPIL_PUBLIC_URL, "contact": settings.SAMSPIL_CONTACT}


def _known(language: str) -> str:
    code = language.lower().split("-")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _parted(template: str, text: str) -> tuple[str, str]:
    subject, _newline, body = text.strip().partition("\n")
    if not subject.strip() or not body.strip():
        raise WordingError(f"{template} needs a subject in its first line, and a text")
    return subject.strip()[:200], body.strip() + "\n"


@functools.cache
def _engine() -> DjangoTemplates:
    """Plain text needs no escaping, and a gap in it must be found before it is sent."""
    pages: Any = settings.TEMPLATES[0]["OPTIONS"]
    return DjangoTemplates(
        {
            "NAME": "letters",
            "DIRS": [],
            "APP_DIRS": True,
            "OPTIONS": {
                "autoescape": False,
                "string_if_invalid": _MISSING,
                "builtins": pages["builtins"],
            },
        }
    )
