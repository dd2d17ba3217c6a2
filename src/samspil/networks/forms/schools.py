"""Which schools of a family meet, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.networks.models.wishes import REASON_LENGTH
from samspil.networks.selectors.schools import SchoolNetworkView


class SchoolsForm(forms.Form):
    """The schools of one family that are put together."""

    schools = forms.MultipleChoiceField(
        label=_("Skoler"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg skoler fra mindst to kommuner.")},
    )
    reason = NoCprField(
        label=_("Hvorfor netop disse skoler?"),
        help_text=_("Kommunerne kan læse begrundelsen."),
        max_length=REASON_LENGTH,
    )

    def __init__(self, offered: SchoolNetworkView, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the family's schools; those already together are chosen, or else all."""
        super().__init__(*args, **kwargs)
        field = self.fields["schools"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [
                (row.number, f"{row.name}, {row.municipality_name}") for row in offered.schools
            ]
        chosen = [row.number for row in offered.schools if row.is_in or not offered.is_accepted]
        self.initial = {"schools": chosen, "reason": offered.reason, **self.initial}
