"""Short forms: a test of change is written on a phone in two minutes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.development import sentences
from samspil.development.selectors import Choice, TestRow
from samspil.development.values import Aim, Plan
from samspil.documents.fields import NoCprField
from samspil.screening import selectors as screening

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

LONGEST = 2000


def _line(
    label: "Words", help_text: "Words", *, longest: int, required: bool = True
) -> forms.Field:
    return NoCprField(label=label, help_text=help_text, max_length=longest, required=required)


def _text(
    label: "Words", help_text: "Words", *, rows: int = 3, required: bool = True
) -> forms.Field:
    return NoCprField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _day(label: "Words", help_text: "Words", *, required: bool = True) -> forms.Field:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        # A browser wants the ISO form in its date field, whatever the language of the page.
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv en dato, fx 2027-01-31.")},
    )


def _levers() -> list[tuple[int, str]]:
    """The levers in the language of the page being made."""
    return list(screening.lever_labels().items())


class AimForm(forms.Form):
    """What is to change, how much, by when, for whom."""

    what = _text(
        _("Hvad skal være anderledes?"),
        _("Én sætning om praksis, ikke om enkelte børn. Skriv ikke navne."),
    )
    for_whom = _line(_("For hvem?"), _("Fx elever i indskolingen på tre skoler."), longest=200)
    how_much = _line(_("Hvor meget?"), _("Så man kan se, om I er nået frem."), longest=200)
    by_when = _day(_("Hvornår er I fremme?"), _("Gerne før den sidste netværksdag."))
    owner = _line(_("Hvem har ansvaret?"), _("En rolle er nok, fx skolechefen."), longest=120)
    levers = forms.TypedMultipleChoiceField(
        label=_("Hvilke greb arbejder I med?"),
        coerce=int,
        required=False,
        choices=_levers,
        widget=forms.CheckboxSelectMultiple,
    )

    def aim(self) -> Aim:
        """Return what was stated; call after ``is_valid``."""
        stated = self.cleaned_data
        return Aim(
            what=stated["what"],
            how_much=stated["how_much"],
            by_when=stated["by_when"],
            for_whom=stated["for_whom"],
            owner=stated["owner"],
            levers=tuple(stated["levers"]),
        )


def aim_values(aim: Aim) -> dict[str, object]:
    """Return an aim as a form's first values."""
    return {**aim.texts, "by_when": aim.by_when, "levers": list(aim.levers)}


class BeginForm(AimForm):
    """An aim, and whose it is."""

    team = forms.ChoiceField(label=_("Hvilket hold?"))
    field_order = ("team",)

    def __init__(self, choices: Sequence[Choice], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        if isinstance(team, forms.ChoiceField):
            team.choices = [(one.value, one.label) for one in choices]
        if len(choices) == 1:
            team.initial = choices[0].value
            team.widget = forms.HiddenInput()


class PlanForm(forms.Form):
    """What is to be tried. Only the question must be there to plan."""

    question = _text(
        _("Hvad vil I finde ud af?"), _("Hvis vi gør sådan i to uger, hvad sker der så?"), rows=2
    )
    prediction = _text(
        _("Hvad venter I, der sker?"),
        _("Skriv det, før I går i gang. Det kan ikke ændres bagefter: afvigelsen lærer mest."),
        rows=2,
        required=False,
    )
    measure = _line(
        _("Hvordan ser I det?"), _("Ét tal eller ét tegn."), longest=200, required=False
    )
    who = _line(_("Hvem prøver?"), _("Roller, ikke navne."), longest=120, required=False)
    planned_for = _day(_("Hvornår?"), _("Den dag, I går i gang."), required=False)

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


def plan_values(test: TestRow) -> dict[str, object]:
    """Return a planned test as a form's first values."""
    return {name: getattr(test, name) for name in PlanForm.base_fields}


class OutcomeForm(forms.Form):
    """What happened, beside what was predicted, and what now."""

    what_happened = _text(
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
