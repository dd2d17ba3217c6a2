"""Forms of this room."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.meetings.models import TEXT_LENGTH, BroughtItem
from samspil.meetings.sentences import kind


class DecisionForm(forms.Form):
    """Something the meeting agreed on."""

    text = NoCprField(
        label=_("Hvad blev vi enige om?"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class BringForm(forms.Form):
    """Something a municipality wants the others to see."""

    municipality = forms.ChoiceField(label=_("Kommune"))
    kind = forms.ChoiceField(label=_("Hvad er det?"), widget=forms.RadioSelect)
    words = NoCprField(
        label=_("Hvad tager I med?"),
        help_text=_("Én eller to sætninger. Alle, der er med, kan læse dem."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, own: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the viewer's own municipalities, (code, name)."""
        super().__init__(*args, **kwargs)
        kinds = [(each.value, kind(each.value)) for each in BroughtItem.Kind]
        for name, choices in (("municipality", list(own)), ("kind", kinds)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        self.initial = {"kind": BroughtItem.Kind.QUESTION.value, **self.initial}
        if len(own) == 1:
            self.fields["municipality"].widget = forms.HiddenInput()
            self.initial["municipality"] = own[0][0]
