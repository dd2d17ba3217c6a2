"""The form by which groups are accepted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.networks.services import REASON_LENGTH


class AcceptForm(forms.Form):
    """Why a proposal is accepted."""

    reason = NoCprField(
        label=_("Hvorfor netop disse grupper?"),
        help_text=_("Kommunerne kan læse begrundelsen."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
