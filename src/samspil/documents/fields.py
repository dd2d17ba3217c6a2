"""Form fields for words and files from people."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.documents.cpr import find_cpr


def refuse_cpr(text: str) -> None:
    """Stop a text that seems to hold a personal number; raises ValidationError with kind words."""
    if find_cpr(text):
        message = _(
            "Her står noget, der ligner et CPR-nummer. Fjern det, så gemmer vi resten. Er det et "
            "andet nummer, så del det op, fx 10 03 38 83 94."
        )
        raise ValidationError(message, code="cpr")


class NoCprField(forms.CharField):
    """Free text in which no personal number is taken."""

    def validate(self, value: str) -> None:
        """Check as any text, then for personal numbers."""
        super().validate(value)
        refuse_cpr(value or "")
