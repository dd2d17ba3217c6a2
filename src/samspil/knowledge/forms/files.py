"""Files under a text: added by hand, or taken over from a network day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.documents.forms import DocumentForm
from samspil.knowledge.selectors import DayMaterial


class CaseFileForm(DocumentForm):
    """One file with a title; whose work it is and who said yes, where it is not one's own."""

    title = NoCprField(label=_("Hvad er det for en fil?"), max_length=200)
    consent = NoCprField(
        label=_("Hvem har sagt ja til, at den deles?"),
        help_text=_("Kun hvis filen er en andens arbejde: hvem, hvornår og til hvad."),
        max_length=300,
        required=False,
    )
    field_order = ["title", "file", "consent", "confirmed_no_cpr"]


class TakeOverForm(forms.Form):
    """A speaker's file is shared on when the speaker has said yes."""

    agreed = forms.BooleanField(
        label=_("Oplægsholderen har sagt ja til, at filen deles i vidensportalen"),
        error_messages={"required": _("Sæt kryds, når oplægsholderen har sagt ja.")},
    )
    consent = NoCprField(
        label=_("Hvem sagde ja, hvornår og til hvad?"),
        max_length=300,
        error_messages={"required": _("Skriv det, så andre kan se, hvad der er aftalt.")},
    )
    confirmed_no_cpr = forms.BooleanField(
        label=_("Jeg har set efter: der er ingen CPR-numre i filen"), required=False
    )

    def __init__(self, material: DayMaterial, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if not material.needs_consent:
            del self.fields["agreed"], self.fields["consent"]
        if not material.has_file:
            del self.fields["confirmed_no_cpr"]
