"""Short forms: a test of change is written on a phone in two minutes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspil.development import sentences
from samspil.development.forms.fields import day, line, text
from samspil.development.selectors import TestRow
from samspil.development.values import Plan

# A capital first, a way on to the next field, and what earlier tests said, to choose from.
_ON_A_PHONE = {
    "question": {"autocapitalize": "sentences", "enterkeyhint": "next"},
    "prediction": {"autocapitalize": "sentences", "enterkeyhint": "next"},
    "measure": {"autocapitalize": "sentences", "enterkeyhint": "next", "list": "foer-maal"},
    "who": {"autocapitalize": "sentences", "enterkeyhint": "next", "list": "foer-hvem"},
}


type Choices = Sequence[tuple[int, str]]
"""What can be chosen, by number: its own words."""


def _measure_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Hvilken måling følger I prøven på?"),
        help_text=_("Så står prøven på målingens tidslinje."),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={
            "invalid_choice": _(
                "Målingen findes ikke længere eller er lagt til side. Vælg en anden, eller ingen."
            )
        },
    )


def _offer(form: forms.Form, name: str, choices: Choices, none: Promise) -> None:
    """Let one choose among these or none; without any the field goes, unless one was sent."""
    field = form.fields[name]
    if choices and isinstance(field, forms.ChoiceField):
        field.choices = [("", none), *choices]
    elif not form.is_bound or not form.data.get(name):
        del form.fields[name]


class PlanForm(forms.Form):
    """What is to be tried. Only the question must be there to plan."""

    question = text(
        _("Hvad vil I finde ud af?"), _("Hvis vi gør sådan i to uger, hvad sker der så?"), rows=2
    )
    prediction = text(
        _("Hvad venter I, der sker?"),
        _("Skriv det, før I går i gang. Det kan ikke ændres bagefter: afvigelsen lærer mest."),
        rows=2,
        required=False,
    )
    measure = line(_("Hvordan ser I det?"), _("Ét tal eller ét tegn."), longest=200, required=False)
    watched = _measure_field()
    who = line(_("Hvem prøver?"), _("Roller, ikke navne."), longest=120, required=False)
    planned_for = day(_("Hvornår?"), _("Den dag, I går i gang."), required=False)
    idea = forms.TypedChoiceField(
        label=_("Hvilken idé i driverdiagrammet prøver I?"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Idéen er fjernet imens. Vælg en anden, eller ingen.")},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        ideas: Choices = (),
        measures: Choices = (),
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "idea", ideas, _("Ingen bestemt"))
        _offer(self, "watched", measures, _("Ingen måling"))
        for name, attributes in _ON_A_PHONE.items():
            self.fields[name].widget.attrs.update(attributes)

    def plan(self) -> Plan:
        """Return what was stated; call after ``is_valid``."""
        stated = self.cleaned_data
        return Plan(
            question=stated["question"],
            prediction=stated["prediction"],
            measure=stated["measure"],
            who=stated["who"],
            planned_for=stated["planned_for"],
        )

    def chosen_idea(self) -> int | None:
        """Return the idea that is tried."""
        return self.cleaned_data.get("idea")

    def chosen_measure(self) -> int | None:
        """Return the measure that the test is followed on."""
        return self.cleaned_data.get("watched")


class FollowForm(forms.Form):
    """The measure on which a test is followed, however far it has come."""

    watched = _measure_field()

    def __init__(self, measures: Choices, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["watched"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Ingen måling")), *measures]


def plan_values(test: TestRow) -> dict[str, object]:
    """Return a planned test as a form's first values."""
    return {name: getattr(test, name) for name in PlanForm.base_fields}


def next_values(before: TestRow) -> dict[str, object]:
    """Return what the next test takes over from the one before it; a prediction is made anew."""
    return {
        name: getattr(before, name) for name in ("question", "measure", "watched", "who", "idea")
    }


class OutcomeForm(forms.Form):
    """What happened, beside what was predicted, and what now."""

    what_happened = text(
        _("Hvad skete der?"), _("Det, I så, også det, I ikke ventede. Skriv ikke om enkelte børn.")
    )
    compared = forms.ChoiceField(
        label=_("Gik det, som I ventede?"),
        choices=tuple(sentences.COMPARED.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar her.")},
    )

    decision = forms.ChoiceField(
        label=_("Hvad gør I nu?"),
        choices=tuple(sentences.DECISIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar her.")},
    )

    def __init__(self, *args: Any, is_predicted: bool = True, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        # Without a prediction there is nothing to compare with.
        if not is_predicted:
            del self.fields["compared"]
