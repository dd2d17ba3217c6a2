"""Forms of decks: which of them, in which language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.screening import sentences

LANGUAGES = [("da", "Dansk"), ("en", "English")]


class AllDecksForm(forms.Form):
    """Which decks to make of every municipality."""

    sector = forms.ChoiceField(
        label=_("Skole eller dagtilbud"),
        choices=list(sentences.SECTORS.items()),
        widget=forms.RadioSelect,
        initial="school",
    )
    language = forms.ChoiceField(
        label=_("Sprog"), choices=LANGUAGES, widget=forms.RadioSelect, initial="da"
    )
