"""Which findings and figures a process starts from."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.development.selectors import StartingPoint
from samspil.development.selectors.starting import Choices
from samspil.development.services.starting import MOST_FIGURES
from samspil.development.values import FigureChoice


class StartingForm(forms.Form):
    """Findings and figures; what was chosen before stays among them, as it read then."""

    findings = forms.TypedMultipleChoiceField(
        label=_("Fund i foranalysen"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    figures = forms.MultipleChoiceField(
        label=_("Offentlige tal om kommunen"),
        help_text=_("Få tal, som betyder noget for netop dette mål. De gemmes, som de står nu."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None = None, *, choices: Choices, chosen: StartingPoint
    ) -> None:
        self.chosen = chosen
        first = {
            "findings": [one.finding for one in chosen.findings],
            "figures": [one.choice.key for one in chosen.figures],
        }
        super().__init__(data, initial=first)
        self._offer("findings", self._findings(choices))
        self._offer("figures", self._figures(choices))

    def _findings(self, choices: Choices) -> list[tuple[Any, str]]:
        kept = {one.finding: one.claim for one in self.chosen.findings}
        new = [(one.id, one.claim) for one in choices.findings if one.id not in kept]
        return [*kept.items(), *new]

    def _figures(self, choices: Choices) -> list[tuple[Any, str]]:
        kept = {
            one.choice.key: f"{one.title}: {one.value} ({one.unit}, {one.period})"
            for one in self.chosen.figures
        }
        new = [(one.key, words) for one, words in choices.figures if one.key not in kept]
        return [*kept.items(), *new]

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices:
            del self.fields[name]

    def clean_figures(self) -> list[str]:
        """Refuse more figures than anybody can keep in mind."""
        figures: list[str] = self.cleaned_data["figures"]
        if len(figures) > MOST_FIGURES:
            raise forms.ValidationError(
                _("Vælg højst %(most)s tal. I valgte %(count)s."),
                params={"most": MOST_FIGURES, "count": len(figures)},
            )
        return figures

    @property
    def finding_ids(self) -> list[int]:
        """The findings chosen; call after ``is_valid``."""
        return list(self.cleaned_data.get("findings", []))

    @property
    def figure_choices(self) -> list[FigureChoice]:
        """The figures chosen; call after ``is_valid``."""
        return [FigureChoice.from_key(key) for key in self.cleaned_data.get("figures", [])]
