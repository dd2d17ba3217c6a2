"""What is shared outside the municipality."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.screening import sentences


class ShareForm(forms.Form):
    """Each part with each audience, and that access to documents was read about."""

    chosen = forms.MultipleChoiceField(
        label=_("Hvad vil I dele, og med hvem?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (f"{part}/{audience}", f"{part_name} – {audience_name}")
            for audience, audience_name in sentences.AUDIENCES.items()
            for part, part_name in sentences.PARTS.items()
        ],
    )
    understood = forms.BooleanField(
        label=_("Vi har læst, hvad deling kan betyde for aktindsigt"), required=False
    )

    def __init__(
        self, data: QueryDict | None = None, *, standing: Collection[tuple[str, str]]
    ) -> None:
        super().__init__(data, initial={"chosen": [f"{part}/{who}" for part, who in standing]})
        self.standing = set(standing)

    def clean_chosen(self) -> set[tuple[str, str]]:
        """Return the choices as (part, audience)."""
        pairs = (str(one).partition("/") for one in self.cleaned_data["chosen"])
        return {(part, audience) for part, _slash, audience in pairs}

    def clean(self) -> dict[str, Any]:
        """Ask that the text was read before anything more is shared."""
        cleaned = super().clean() or {}
        new = cleaned.get("chosen", set()) - self.standing
        if new and not cleaned.get("understood"):
            self.add_error("understood", _("Læs teksten om aktindsigt, og sæt kryds her."))
        return cleaned
