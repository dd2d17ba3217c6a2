"""The form for a letter to a chosen set."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.programmes.models import GroupLetter

AUDIENCES: dict[str, Promise] = {
    "names": gettext_lazy("Cheferne i kommuner, der mangler navne"),
    "chiefs": gettext_lazy("Alle chefer på holdene"),
    "daycare": gettext_lazy("Alle på holdene i dagtilbud"),
    "school": gettext_lazy("Alle på holdene i skole"),
    "chosen": gettext_lazy("Alle på holdene i kommuner, som jeg vælger"),
}


class GroupLetterForm(forms.Form):
    """To whom, and what it says, in Danish."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Til hvem?"), widget=forms.RadioSelect, choices=[*AUDIENCES.items()],
        error_messages={"required": gettext_lazy("Vælg, hvem der skal have mailen.")},
    )  # fmt: skip
    municipalities = forms.MultipleChoiceField(
        label=gettext_lazy("Kommuner, hvis I vælger selv"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    subject = NoCprField(label=gettext_lazy("Emne"), max_length=160)
    body = NoCprField(
        label=gettext_lazy("Brevet"),
        help_text=gettext_lazy("På dansk. «Kære» og navnet sættes foran, hilsenen bagefter."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(self, choices: Sequence[tuple[str, str]], **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        field = self.fields["municipalities"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [*choices]

    def clean_subject(self) -> str:
        """Return the subject on one line, as a mail's must be."""
        return " ".join(str(self.cleaned_data["subject"]).split())

    def clean(self) -> dict[str, Any]:
        """Ask for municipalities where they are to be chosen; raises no error of its own."""
        given = super().clean() or self.cleaned_data
        if given.get("audience") == GroupLetter.Audience.CHOSEN and not given.get("municipalities"):
            self.add_error("municipalities", gettext_lazy("Vælg mindst én kommune."))
        return given
