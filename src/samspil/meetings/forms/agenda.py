"""Forms of an agenda: an item, material, minutes."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.figures.indicators import load_indicators
from samspil.meetings import sentences
from samspil.meetings.models import AgendaItem
from samspil.meetings.models.agenda import (
    LONGEST_MINUTES,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_MINUTES,
)
from samspil.screening.selectors import lever_labels


class ItemForm(forms.Form):
    """One item of an agenda."""

    title = NoCprField(label=_("Overskrift"), max_length=LONGEST_TITLE)
    title_en = NoCprField(
        label=_("Overskrift på engelsk"),
        required=False,
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    kind = forms.ChoiceField(label=_("Hvad sker der?"))
    minutes = forms.IntegerField(label=_("Minutter"), min_value=1, max_value=MOST_MINUTES)
    text = NoCprField(
        label=_("Hvad handler det om?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text_en = NoCprField(
        label=_("Hvad handler det om, på engelsk?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )
    levers = forms.TypedMultipleChoiceField(
        label=_("Hvilke greb?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    indicators = forms.MultipleChoiceField(
        label=_("Indikatorer"), required=False, widget=forms.SelectMultiple(attrs={"size": 5})
    )
    speaker = NoCprField(label=_("Oplægsholder"), required=False, max_length=120)
    speaker_title = NoCprField(label=_("Titel og sted"), required=False, max_length=200)
    speaker_email = forms.EmailField(
        label=_("Oplægsholderens mail"),
        required=False,
        max_length=254,
        help_text=_("Bruges kun til at sende et link til oplægget."),
        error_messages={"invalid": _("Skriv adressen som navn@sted.dk.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer kinds, the seven levers and the indicators by name."""
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        indicators = [
            (one.id, one.content.name.in_language(language)) for one in load_indicators().values()
        ]
        for name, choices in (
            ("kind", [(each.value, sentences.item_kind(each.value)) for each in AgendaItem.Kind]),
            ("levers", [(number, f"{number}. {name}") for number, name in lever_labels().items()]),
            ("indicators", sorted(indicators, key=lambda one: one[1].casefold())),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Ask for a name where there is an address."""
        cleaned = super().clean() or {}
        if cleaned.get("speaker_email") and not cleaned.get("speaker"):
            self.add_error("speaker", _("Skriv også, hvem det er."))
        return cleaned

    @staticmethod
    def of(item: AgendaItem) -> dict[str, Any]:
        """Return an item as initial values."""
        names = ("title", "title_en", "kind", "minutes", "text", "text_en", "levers",
                 "indicators", "speaker", "speaker_title", "speaker_email")  # fmt: skip
        return {name: getattr(item, name) for name in names}


class MaterialForm(forms.Form):
    """A file or an address, with a title."""

    title = NoCprField(label=_("Hvad er det?"), max_length=LONGEST_TITLE)
    address = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Skriv en hel adresse, der begynder med https://.")},
    )
    file = forms.FileField(
        label=_("Eller en fil"),
        required=False,
        help_text=_(
            "PDF, Word, Excel, PowerPoint, billede, tekst eller CSV, højst 20 MB. Filen må ikke "
            "indeholde CPR-numre eller oplysninger om enkelte børn."
        ),
    )
    confirmed_no_cpr = forms.BooleanField(
        label=_("Jeg har set efter: der er ingen CPR-numre i filen"), required=False
    )

    def clean_address(self) -> str:
        """Take addresses of web pages only."""
        address = str(self.cleaned_data["address"])
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Skriv en hel adresse, der begynder med https://."))
        return address

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        cleaned = super().clean() or {}
        given = [bool(cleaned.get("address")), bool(cleaned.get("file"))]
        if not self.errors and sum(given) != 1:
            self.add_error("address", _("Giv et link eller en fil, og kun ét af dem."))
        return cleaned


class MinutesForm(forms.Form):
    """The minutes, from the version they were shown in."""

    text = NoCprField(
        label=_("Referat"),
        required=False,
        max_length=LONGEST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
