"""The form of a scenario."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.networks import ruleset
from samspil.networks.models import SECTORS
from samspil.networks.sentences import sector
from samspil.places import selectors as places

LARGEST_GROUP = 10


class ScenarioForm(forms.Form):
    """Which municipalities, sector and sizes; read from the address, so that it is a link."""

    kommune = forms.MultipleChoiceField(
        label=_("Kommuner"), error_messages={"required": _("Vælg nogle kommuner.")}
    )
    omraade = forms.ChoiceField(label=_("Område"), required=False, widget=forms.RadioSelect)
    mindst = forms.IntegerField(
        label=_("Færrest i en gruppe"), required=False, min_value=2, max_value=LARGEST_GROUP
    )
    hoejst = forms.IntegerField(
        label=_("Flest i en gruppe"), required=False, min_value=2, max_value=LARGEST_GROUP
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the real municipalities and the rules' own sizes."""
        super().__init__(*args, **kwargs)
        self.places = places.real_municipalities()
        self.limits = ruleset.current().content.scenario
        sizes = ruleset.current().content.sizes
        self._defaults = {"omraade": "school", "mindst": sizes.min, "hoejst": sizes.max}
        self.initial = {**self._defaults, **self.initial}
        for name, choices in (
            ("kommune", [(place.code, place.name) for place in self.places]),
            ("omraade", [(each, sector(each)) for each in reversed(SECTORS)]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean_kommune(self) -> list[str]:
        """Refuse too few and too many, saying how many there may be."""
        chosen = list(dict.fromkeys(self.cleaned_data["kommune"]))
        if not self.limits.min <= len(chosen) <= self.limits.max:
            message = _("Vælg mellem %(low)s og %(high)s kommuner; der er valgt %(count)s.")
            params = {"low": self.limits.min, "high": self.limits.max, "count": len(chosen)}
            raise forms.ValidationError(message, params=params)
        return chosen

    def clean(self) -> dict[str, Any]:
        """Fill in what the address leaves out, and refuse sizes in the wrong order."""
        cleaned = super().clean() or {}
        for name, default in self._defaults.items():
            if name not in self.errors and cleaned.get(name) in (None, ""):
                cleaned[name] = default
        low, high = cleaned.get("mindst"), cleaned.get("hoejst")
        if low and high and low > high:
            self.add_error("hoejst", _("Det største tal skal være mindst lige så stort."))
        return cleaned
