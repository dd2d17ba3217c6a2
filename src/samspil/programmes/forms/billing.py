"""Forms about money: where the bill goes, VAT, agreed prices, payments."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.methods.invoicing.identifiers import is_cvr, is_gln, plain_cvr, plain_gln
from samspil.programmes import payment_lines
from samspil.programmes.models import VatDecision
from samspil.programmes.services.billing import MOST
from samspil.programmes.services.billing_details import Details

_QUIET = {"autocomplete": "off", "inputmode": "numeric"}


class DetailsForm(forms.Form):
    """Where the bill goes. Everything may wait; what is written must be right."""

    cvr = forms.CharField(
        label=gettext_lazy("CVR-nummer"),
        help_text=gettext_lazy("Otte cifre."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs=_QUIET),
    )
    gln = forms.CharField(
        label=gettext_lazy("EAN-nummer (GLN)"),
        help_text=gettext_lazy("Tretten cifre. Det er der, den elektroniske regning lander."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=_QUIET),
    )
    order_reference = NoCprField(
        label=gettext_lazy("Jeres ordrenummer eller reference"),
        required=False,
        max_length=60,
    )
    contact_name = NoCprField(
        label=gettext_lazy("Hvem kan vi spørge om regningen?"), required=False, max_length=120
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("Mailadresse til den, vi kan spørge"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Skriv adressen som navn@kommune.dk.")},
    )

    def clean_cvr(self) -> str:
        """Return eight digits, or nothing."""
        number = plain_cvr(self.cleaned_data["cvr"])
        if self.cleaned_data["cvr"] and not is_cvr(number):
            raise forms.ValidationError(
                _("Et CVR-nummer har otte cifre, og kontrolcifret skal passe. Se efter igen.")
            )
        return number

    def clean_gln(self) -> str:
        """Return thirteen digits, or nothing."""
        number = plain_gln(self.cleaned_data["gln"])
        if self.cleaned_data["gln"] and not is_gln(number):
            raise forms.ValidationError(
                _("Et EAN-nummer har tretten cifre, og det sidste skal passe. Se efter igen.")
            )
        return number

    def details(self) -> Details:
        """Return what was written."""
        return Details(**self.cleaned_data)


class VatForm(forms.Form):
    """What the prices hold of VAT."""

    basis = forms.ChoiceField(
        label=gettext_lazy("Hvad dækker udgavens priser?"),
        widget=forms.RadioSelect,
        choices=[
            (
                VatDecision.Basis.EXCLUSIVE,
                gettext_lazy("Priserne er uden moms; 25 pct. lægges til"),
            ),
            (VatDecision.Basis.INCLUSIVE, gettext_lazy("Momsen er med i priserne")),
            (VatDecision.Basis.EXEMPT, gettext_lazy("Der er ingen moms")),
        ],
        error_messages={"required": gettext_lazy("Vælg, hvad priserne dækker.")},
    )
    reason = NoCprField(
        label=gettext_lazy("Hvorfor? Skriv, hvem der har afklaret det"),
        max_length=500,
        error_messages={"required": gettext_lazy("Skriv, hvem der har afklaret det, og hvornår.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class KronerField(forms.CharField):
    """An amount in kroner, written the Danish way."""

    default_error_messages = {
        "amount": gettext_lazy("Skriv et beløb i kroner, for eksempel 12.500 eller 12.500,50.")
    }

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        """Return Decimal kroner, never 0; raises ValidationError."""
        text = super().clean(value)
        amount = payment_lines.amount_of(text)
        if not amount or abs(amount) > MOST:
            raise forms.ValidationError(self.error_messages["amount"], code="amount")
        return amount


class AgreedForm(forms.Form):
    """A price that was agreed besides the edition's."""

    amount = KronerField(
        label=gettext_lazy("Aftalt beløb i kroner"),
        help_text=gettext_lazy("Som udgavens priser, med eller uden moms. Minus tager tilbage."),
        max_length=20,
    )
    reason = NoCprField(
        label=gettext_lazy("Hvad er aftalt, og med hvem?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PaymentForm(forms.Form):
    """Money that came in."""

    amount = KronerField(
        label=gettext_lazy("Indbetalt i kroner"),
        help_text=gettext_lazy("Minus er penge, der er sendt tilbage."),
        max_length=20,
    )
    paid_on = forms.CharField(
        label=gettext_lazy("Dato"),
        help_text=gettext_lazy("For eksempel 14-09-2026."),
        max_length=10,
    )
    reference = NoCprField(
        label=gettext_lazy("Bilag eller reference"), required=False, max_length=60
    )
    note = NoCprField(label=gettext_lazy("Bemærkning"), required=False, max_length=200)

    def clean_paid_on(self) -> dt.date:
        """Return a day; raises ValidationError."""
        day = payment_lines.date_of(self.cleaned_data["paid_on"].strip())
        if day is None or not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Skriv datoen som 14-09-2026."))
        return day


class PaymentsForm(forms.Form):
    """A list of payments, pasted or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Indsæt listen her"),
        required=False,
        strip=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    file = forms.FileField(label=gettext_lazy("Eller vælg en CSV-fil"), required=False)

    def clean(self) -> dict[str, Any]:
        """Take the file's words where there is one; refuse what is no text."""
        given = super().clean() or {}
        if file := given.get("file"):
            if file.size > 400_000:
                self.add_error("file", _("Filen er for stor. Del listen i flere."))
            else:
                given["text"] = self._words(file.read())
        if not self.errors and not given.get("text", "").strip():
            self.add_error("text", _("Indsæt en liste, eller vælg en fil."))
        return given

    def _words(self, content: bytes) -> str:
        for encoding in ("utf-8-sig", "latin-1"):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text
        self.add_error("file", _("Filen er ikke tekst. Gem den som CSV."))
        return ""


PAYMENT_COMPLAINTS: dict[str, Promise] = {
    "empty": gettext_lazy("Listen er tom."),
    "too_many": gettext_lazy("Listen har over %(about)s linjer. Del den i flere."),
    "no_municipality": gettext_lazy("Der mangler en kolonne »kommune« med navn eller kode."),
    "no_amount": gettext_lazy("Der mangler en kolonne »beløb«."),
    "no_paid_on": gettext_lazy("Der mangler en kolonne »dato«."),
    "no_reference": gettext_lazy(
        "Der mangler en kolonne »reference«. Den gør, at samme betaling ikke tælles to gange."
    ),
    "municipality": gettext_lazy("»%(about)s« er ikke bindende tilmeldt i denne udgave."),
    "amount": gettext_lazy("»%(about)s« er ikke et beløb i kroner, som 55.000,00."),
    "paid_on": gettext_lazy("»%(about)s« er ikke en dato, som 14-09-2026."),
    "reference": gettext_lazy("Skriv en reference på højst 60 tegn."),
    "twice": gettext_lazy("Samme reference står også i linje %(about)s."),
    "cpr": gettext_lazy("Referencen ligner et CPR-nummer. Brug bilagets nummer i stedet."),
    "not_a_list": gettext_lazy("Listen kan ikke læses som CSV. Se efter et løst anførselstegn."),
    "taken": gettext_lazy(
        "Referencen %(about)s står allerede for et andet beløb eller en anden dag."
    ),
}


def complaint(found: payment_lines.Complaint) -> str:
    """Return what is wrong in a list of payments, with the line it is about."""
    words = str(PAYMENT_COMPLAINTS[found.code]) % {"about": found.about}
    return words if not found.line else _("Linje %(line)s: ") % {"line": found.line} + words
