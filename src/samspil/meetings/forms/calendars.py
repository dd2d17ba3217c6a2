"""Forms about calendars and about calling a meeting off."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.meetings.models import TEXT_LENGTH
from samspil.meetings.selectors.calendars import Choice


class FollowForm(forms.Form):
    """Which calendar to follow."""

    calendar = forms.ChoiceField(
        label=_("Hvilke møder vil I følge?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg en af kalenderne."),
            "invalid_choice": _("Vælg en af kalenderne."),
        },
    )

    def __init__(self, offered: Sequence[Choice], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer what this person may follow."""
        super().__init__(*args, **kwargs)
        field = self.fields["calendar"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.key, one.name) for one in offered]
        if offered:
            self.initial = {"calendar": offered[0].key, **self.initial}


class CancelForm(forms.Form):
    """Why a meeting is called off."""

    reason = NoCprField(
        label=_("Hvorfor er mødet aflyst?"),
        help_text=_("Alle, der skulle med, får det at vide i en mail."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
