"""What is on a plan: who does it, and by when."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.screening import sentences


class PlanForm(forms.Form):
    """One more thing to do."""

    kind = forms.ChoiceField(label=_("Hvad slags?"), choices=list(sentences.PLAN_KINDS.items()))
    what = NoCprField(label=_("Hvad skal gøres?"), max_length=200)
    who = NoCprField(label=_("Hvem gør det?"), max_length=120, required=False)
    due = forms.DateField(
        label=_("Senest"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="ny")


class ItemForm(forms.Form):
    """Who does an item of the plan, and by when."""

    who = NoCprField(label=_("Hvem gør det?"), max_length=120, required=False)
    due = forms.DateField(
        label=_("Senest"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(
        self, data: QueryDict | None = None, *, item: int, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, prefix=f"punkt{item}", initial=initial)
