"""What a municipality can share and wants to learn, lever by lever; travel times as a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField

SHARE, LEARN = "share", "learn"


class ExchangeForm(forms.Form):
    """For each lever: can share, wants to learn, or neither."""

    def __init__(self, levers: Mapping[int, str], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Ask about each lever by its number."""
        super().__init__(*args, **kwargs)
        choices = [("", _("intet særligt")), (SHARE, _("kan dele")), (LEARN, _("vil lære"))]
        self.fields = {
            f"lever_{number}": forms.ChoiceField(
                label=f"{number}. {label}", choices=choices, required=False
            )
            for number, label in levers.items()
        }

    def chosen(self, what: str) -> list[int]:
        """Return the levers of which this was said."""
        return [
            int(name.removeprefix("lever_"))
            for name, value in self.cleaned_data.items()
            if value == what
        ]

    @staticmethod
    def said(shares: Sequence[int], learns: Sequence[int]) -> dict[str, str]:
        """Return what was said before, as initial values."""
        return {f"lever_{number}": SHARE for number in shares} | {
            f"lever_{number}": LEARN for number in learns
        }


class TravelForm(forms.Form):
    """A table of travel times and where it comes from."""

    file = forms.FileField(
        label=_("Fil med rejsetider"),
        help_text=_(
            "XLSX eller CSV: enten fra, til og minutter i hver række, eller et kvadrat med "
            "kommunernes navne langs to sider."
        ),
    )
    source = NoCprField(
        label=_("Hvor kommer tiderne fra?"),
        help_text=_("For eksempel: rejseplan, hverdage kl. 8, hentet i maj."),
        max_length=200,
    )
