"""Forms of the workbench: how parts count and how large groups are; wishes about pairs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.methods.costs import part_names
from samspil.networks.models.wishes import REASON_LENGTH, PairWish
from samspil.networks.services.bench import LARGEST_GROUP

PARTS = {
    "travel": _("Kort vej til hinanden"),
    "size": _("Omtrent lige mange indbyggere"),
    "comparability": _("Vilkår, der ligner hinanden"),
    "complementarity": _("Den ene kan det, den anden vil lære"),
}
AMOUNTS = (
    _("tæller ikke"), _("tæller lidt"), _("tæller noget"), _("tæller meget"), _("tæller mest"),
)  # fmt: skip


class WeighForm(forms.Form):
    """How much each part counts, and how many municipalities a group may have."""

    low = forms.IntegerField(label=_("Færrest i en gruppe"), min_value=2, max_value=LARGEST_GROUP)
    high = forms.IntegerField(label=_("Flest i en gruppe"), min_value=2, max_value=LARGEST_GROUP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Add a slider for each part: 0 does not count, 4 counts most."""
        super().__init__(*args, **kwargs)
        slider = {"type": "range", "step": "1"}
        weights: dict[str, forms.Field] = {
            part: forms.IntegerField(
                label=PARTS[part],
                min_value=0,
                max_value=len(AMOUNTS) - 1,
                widget=forms.NumberInput(attrs=slider | {"data-says": f"says-{part}"}),
            )
            for part in part_names()
        }
        self.fields = {**weights, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Refuse sizes in the wrong order, and parts that all count for nothing."""
        cleaned = super().clean() or {}
        low, high = cleaned.get("low"), cleaned.get("high")
        if low and high and low > high:
            self.add_error("high", _("Det største tal skal være mindst lige så stort."))
        if all(cleaned.get(part) == 0 for part in part_names()):
            self.add_error("travel", _("Mindst én ting skal tælle."))
        return cleaned

    def weights(self) -> dict[str, int]:
        """Return the weights by part, 0 to 4."""
        return {part: self.cleaned_data[part] for part in part_names()}


class WishForm(forms.Form):
    """Two who should be together, or apart, and why."""

    first = forms.ChoiceField(label=_("Kommune"))
    second = forms.ChoiceField(label=_("Og kommune"))
    kind = forms.ChoiceField(
        label=_("Hvad ønskes?"),
        widget=forms.RadioSelect,
        choices=[
            (PairWish.Kind.TOGETHER.value, _("sammen")),
            (PairWish.Kind.APART.value, _("hver for sig")),
        ],
    )
    reason = NoCprField(
        label=_("Hvorfor?"),
        help_text=_("Kun arrangørerne ser det."),
        max_length=REASON_LENGTH,
    )

    def __init__(self, offered: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer those taking part, (code, name)."""
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("vælg")), *offered]

    def clean(self) -> dict[str, Any]:
        """Refuse a municipality with itself."""
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", _("Vælg to forskellige kommuner."))
        return cleaned
