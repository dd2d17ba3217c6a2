"""The form that asks people into a circle."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from samspil.screening.services.circle import LONGEST, MOST, SHORTEST, closing

_BETWEEN = re.compile(r"[\s,;]+")
USUAL = dt.timedelta(days=14)


class AskForm(forms.Form):
    """A role, the addresses of those who hold it, and the first time the last day of answering."""

    role = forms.ChoiceField(label=lazy("Hvem er de?"))
    addresses = forms.CharField(
        label=lazy("Mailadresser"),
        help_text=lazy("En på hver linje, eller med komma imellem."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )
    closes_on = forms.DateField(
        label=lazy("Sidste dag, der kan svares"),
        help_text=lazy("Svarene vises først, når der er lukket."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        roles: Sequence[tuple[str, str]],
        is_first: bool,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        kwargs.setdefault("initial", {"closes_on": timezone.localdate() + USUAL})
        super().__init__(data, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(roles)
        if not is_first:
            del self.fields["closes_on"]

    def clean_addresses(self) -> list[str]:
        """Return the addresses; says which of them is none."""
        given = [part for part in _BETWEEN.split(self.cleaned_data["addresses"]) if part]
        wrong = [part for part in given if not _is_address(part)]
        if wrong:
            shown = ", ".join(wrong[:3])
            raise ValidationError(
                _("Det her er ikke mailadresser: %(shown)s. Skriv dem som navn@kommune.dk.")
                % {"shown": shown}
            )
        if len(given) > MOST:
            raise ValidationError(
                _("Højst %(most)s ad gangen; der står %(count)s. Tag dem i flere omgange.")
                % {"most": MOST, "count": len(given)}
            )
        return given

    def clean_closes_on(self) -> dt.date:
        """Return the day; it must lie ahead, and not too far."""
        day: dt.date = self.cleaned_data["closes_on"]
        if not SHORTEST <= closing(day) - timezone.now() <= LONGEST:
            raise ValidationError(_("Vælg en dag fra i morgen til om 90 dage."))
        return day


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
