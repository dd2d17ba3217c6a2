"""A questionnaire as a form for one column on a phone."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.definitions import Text
from samspil.documents.fields import NoCprField
from samspil.surveys.questionnaires import Kind, Question, Questionnaire

DONT_KNOW = "-"
LONGEST = 2000


class AnswerForm(forms.Form):
    """Asks a questionnaire's questions in the reader's language."""

    def __init__(self, questionnaire: Questionnaire, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        for question in questionnaire.questions:
            self.fields[question.id] = _field(question)

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the questions under the headings they stand under, which may be empty."""
        asked = self.questionnaire.questions
        found: list[tuple[str, list[forms.BoundField]]] = []
        for question in asked:
            heading = _words(question.part) if question.part else ""
            if not found or found[-1][0] != heading:
                found.append((heading, []))
            found[-1][1].append(self[question.id])
        return found

    def so_far(self) -> dict[str, str]:
        """Return what is answered in the form as it was sent, leaving out what cannot be."""
        given: dict[str, str] = {}
        for name, field in self.fields.items():
            value = self.data.get(self.add_prefix(name), "")
            if isinstance(field, forms.ChoiceField) and field.valid_value(value):
                given[name] = value
        return given

    def progress(self, given: Mapping[str, str]) -> str:
        """Say how far one has come."""
        asked, answered = len(self.fields), len(given)
        if answered >= asked:
            return _("I har svaret på alle %(asked)s spørgsmål.") % {"asked": asked}
        return _("I har svaret på %(answered)s af %(asked)s spørgsmål.") % {
            "answered": answered,
            "asked": asked,
        }

    def values(self) -> dict[str, object]:
        """Return what to keep: a number for a scale, an id for a choice, None for don't know."""
        asked = self.questionnaire.questions
        return {question.id: _kept(question, self.cleaned_data[question.id]) for question in asked}


def _kept(question: Question, value: str) -> object:
    if question.kind is Kind.TEXT:
        return value or None
    if value in {"", DONT_KNOW}:
        return None
    return int(value) if question.kind is Kind.SCALE else value


def _field(question: Question) -> forms.Field:
    label = _words(question.text)
    help_text = _words(question.help) if question.help else ""
    if question.kind is Kind.TEXT:
        return NoCprField(
            label=label,
            help_text=help_text,
            required=question.required,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": _("Skriv et svar her.")},
        )
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=question.required,
        choices=_choices(question),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg et svar her. Er I i tvivl, så vælg »Ved ikke«."),
            "invalid_choice": _("Vælg et af svarene."),
        },
    )


def _choices(question: Question) -> list[tuple[str, str]]:
    if question.kind is Kind.SCALE:
        chosen = [(str(step), _step(question, step)) for step in range(1, question.steps + 1)]
    else:
        chosen = [(option.id, _words(option.label)) for option in question.options]
    return [*chosen, (DONT_KNOW, _("Ved ikke"))]


def _step(question: Question, step: int) -> str:
    ends = {1: question.low, question.steps: question.high}
    end = ends.get(step)
    return f"{step} – {_words(end)}" if end else str(step)


def _words(text: Text) -> str:
    return text.in_language(get_language() or "da")
