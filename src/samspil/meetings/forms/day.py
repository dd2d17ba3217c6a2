"""Forms of the day: one's own note, and guests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.meetings.models import NOTE_LENGTH


class NoteForm(forms.Form):
    """What one writes for oneself, and upon which revision."""

    text = NoCprField(
        label=_("Jeres noter"),
        help_text=_("Kun I selv kan se dem."),
        max_length=NOTE_LENGTH,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "autocomplete": "off"}),
    )
    base = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class GuestForm(forms.Form):
    """Somebody without an account who is to have the page of the day."""

    name = NoCprField(label=_("Navn"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Gæsten får et personligt link, der kun åbner dette møde."),
    )
