"""The sentence a workshop agrees on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.screening.services.workshop import LONGEST_SENTENCE


class SentenceForm(forms.Form):
    """One sentence."""

    sentence = NoCprField(
        label=_("Hvad er I enige om?"),
        help_text=_("Én sætning, som alle i lokalet kan stå ved."),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Skriv den sætning, I er enige om.")},
    )
