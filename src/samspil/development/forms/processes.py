"""What is to change, and whose it is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.development.forms.fields import day, lever_choices, line, text
from samspil.development.selectors import Choice
from samspil.development.values import Aim


class AimForm(forms.Form):
    """What is to change, how much, by when, for whom."""

    what = text(
        _("Hvad skal være anderledes?"),
        _("Én sætning om praksis, ikke om enkelte børn. Skriv ikke navne."),
    )
    for_whom = line(_("For hvem?"), _("Fx elever i indskolingen på tre skoler."), longest=200)
    how_much = line(_("Hvor meget?"), _("Så man kan se, om I er nået frem."), longest=200)
    by_when = day(_("Hvornår er I fremme?"), _("Gerne før den sidste netværksdag."))
    owner = line(_("Hvem har ansvaret?"), _("En rolle er nok, fx skolechefen."), longest=120)
    levers = forms.TypedMultipleChoiceField(
        label=_("Hvilke greb arbejder I med?"),
        coerce=int,
        required=False,
        choices=lever_choices,
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
