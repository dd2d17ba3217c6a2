"""Forms of the organiser's board, and a participant's own about food and access."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.programmes.forms.billing import KronerField


class BudgetForm(forms.Form):
    """What an edition is expected to bring in."""

    amount = KronerField(
        label=gettext_lazy("Ventet indtægt i kroner"),
        help_text=gettext_lazy("Som udgavens priser står, for eksempel 500.000."),
        max_length=20,
    )

    def clean_amount(self) -> Decimal:
        """Refuse less than nothing; raises ValidationError."""
        amount: Decimal = self.cleaned_data["amount"]
        if amount < 0:
            raise forms.ValidationError(KronerField.default_error_messages["amount"])
        return amount


class DayNeedsForm(forms.Form):
    """What a day must provide for, for one person."""

    diet = NoCprField(
        label=gettext_lazy("Mad"),
        help_text=gettext_lazy("For eksempel vegetar, eller hvad der ikke må være i maden."),
        required=False,
        max_length=300,
    )
    access = NoCprField(
        label=gettext_lazy("Adgang"),
        help_text=gettext_lazy("For eksempel kørestol, teleslynge eller en plads tæt på tavlen."),
        required=False,
        max_length=300,
    )
