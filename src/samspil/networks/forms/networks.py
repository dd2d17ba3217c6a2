"""One network or several, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.networks.models.wishes import REASON_LENGTH


class NetworksForm(forms.Form):
    """How many networks a sector has."""

    count = forms.TypedChoiceField(label=_("Hvor mange netværk?"), coerce=int)
    why = NoCprField(
        label=_("Hvorfor så mange?"),
        help_text=_("Kommunerne kan læse begrundelsen."),
        max_length=REASON_LENGTH,
    )

    def __init__(self, most: int, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer one to `most`."""
        super().__init__(*args, **kwargs)
        field = self.fields["count"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(number, str(number)) for number in range(1, most + 1)]
