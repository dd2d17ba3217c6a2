"""Forms about invoices: who sends them, and why one is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.methods.invoicing import is_cvr, is_gln, plain_cvr, plain_gln
from samspil.programmes.models import Issuer
from samspil.programmes.services import Seller, Series

_DIGITS = {"autocomplete": "off", "inputmode": "numeric"}


def _number(label: Any, pattern: str, complaint: Any, help_text: Any = "") -> forms.RegexField:  # noqa: ANN401
    """A field of digits that may be left out; blanks are taken away before it is looked at."""
    return _Digits(
        pattern,
        label=label,
        help_text=help_text,
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=_DIGITS),
        error_messages={"invalid": complaint},
    )


class _Digits(forms.RegexField):
    """Digits as people write them, with blanks between."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401 - as Django has it
        """Return the number without blanks."""
        return "".join((super().to_python(value) or "").split())


class IssuerForm(forms.Form):
    """Who sends an edition's invoices, where they are paid, and how they are numbered."""

    name = NoCprField(label=gettext_lazy("Navn på den, der sender fakturaerne"), max_length=120)
    cvr = forms.CharField(
        label=gettext_lazy("CVR-nummer"),
        help_text=gettext_lazy("Otte cifre."),
        max_length=20,
        widget=forms.TextInput(attrs=_DIGITS),
    )
    gln = forms.CharField(
        label=gettext_lazy("EAN-nummer (GLN)"),
        help_text=gettext_lazy("Uden et står CVR-nummeret som elektronisk adresse."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=_DIGITS),
    )
    street = NoCprField(label=gettext_lazy("Vej og nummer"), max_length=120)
    postal_code = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("Postnummer"),
        max_length=4,
        error_messages={"invalid": gettext_lazy("Et postnummer har fire cifre.")},
        widget=forms.TextInput(attrs=_DIGITS),
    )
    city = NoCprField(label=gettext_lazy("By"), max_length=60)
    contact_name = NoCprField(
        label=gettext_lazy("Hvem kan kommunerne spørge?"),
        help_text=gettext_lazy("Gerne et kontor frem for en person."),
        max_length=120,
    )
    contact_email = forms.EmailField(label=gettext_lazy("Mailadresse"), max_length=254)
    contact_phone = NoCprField(label=gettext_lazy("Telefon"), required=False, max_length=30)
    bank_registration = _number(
        gettext_lazy("Registreringsnummer i banken"),
        r"^\d{4}$",
        gettext_lazy("Et registreringsnummer har fire cifre."),
        gettext_lazy("Skriv enten en bankkonto eller et kreditornummer."),
    )
    bank_account = _number(
        gettext_lazy("Kontonummer"),
        r"^\d{1,10}$",
        gettext_lazy("Et kontonummer har højst ti cifre."),
    )
    fik_creditor = _number(
        gettext_lazy("Kreditornummer til betalingskort (FIK, kortart 71)"),
        r"^\d{8}$",
        gettext_lazy("Et kreditornummer har otte cifre."),
    )
    payment_days = forms.IntegerField(
        label=gettext_lazy("Dage til at betale"), min_value=1, max_value=90, initial=30
    )
    is_vat_registered = forms.BooleanField(
        label=gettext_lazy("Vi er registreret for moms"), required=False, initial=True
    )
    exemption = NoCprField(
        label=gettext_lazy("Hvorfor er der ingen moms?"),
        help_text=gettext_lazy("Kun hvis ydelsen er momsfri. Det kommer til at stå på fakturaen."),
        required=False,
        max_length=120,
    )
    begins = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9-]*$",
        label=gettext_lazy("Fakturanumre begynder med"),
        help_text=gettext_lazy("Bogstaver, tal og bindestreg, for eksempel SAM-2026-."),
        max_length=12,
        error_messages={
            "invalid": gettext_lazy("Brug kun bogstaverne A til Z, tal og bindestreg.")
        },
    )
    digits = forms.IntegerField(
        label=gettext_lazy("Cifre i nummeret"), min_value=1, max_value=10, initial=4
    )
    first = forms.IntegerField(
        label=gettext_lazy("Første nummer"),
        help_text=gettext_lazy("Gælder kun, indtil den første faktura er udstedt."),
        min_value=1,
        max_value=999_999_999,
        initial=1,
    )
    last = forms.IntegerField(
        label=gettext_lazy("Sidste nummer"),
        help_text=gettext_lazy("Hvis økonomisystemet har givet jer en serie, der ender."),
        min_value=1,
        max_value=999_999_999,
        required=False,
    )

    def clean_cvr(self) -> str:
        """Return eight digits."""
        number = plain_cvr(self.cleaned_data["cvr"])
        if not is_cvr(number):
            raise forms.ValidationError(
                _("Et CVR-nummer har otte cifre, og kontrolcifret skal passe. Se efter igen.")
            )
        return number

    def clean_gln(self) -> str:
        """Return thirteen digits, or nothing."""
        number = plain_gln(self.cleaned_data["gln"])
        if number and not is_gln(number):
            raise forms.ValidationError(
                _("Et EAN-nummer har tretten cifre, og det sidste skal passe. Se efter igen.")
            )
        return number

    def clean_begins(self) -> str:
        """Return the prefix in capitals."""
        return str(self.cleaned_data["begins"]).upper()

    def clean(self) -> dict[str, Any]:
        """Refuse two ways to pay, none, half of one, and a series that ends before it begins."""
        given = super().clean() or {}
        in_bank = (given.get("bank_registration"), given.get("bank_account"))
        by_slip = given.get("fik_creditor")
        is_one_way = all(in_bank) != bool(by_slip) and (all(in_bank) or not any(in_bank))
        if not is_one_way and not {"bank_registration", "bank_account", "fik_creditor"} & set(
            self.errors
        ):
            self.add_error(
                "bank_registration",
                _("Skriv registrerings- og kontonummer, eller kun et kreditornummer."),
            )
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("Sidste nummer kan ikke komme før det første."))
        return given

    def seller(self) -> Seller:
        """Return who sends the invoices."""
        series = ("begins", "digits", "first", "last")
        return Seller(**{k: v for k, v in self.cleaned_data.items() if k not in series})

    def series(self) -> Series:
        """Return how they are numbered."""
        given = self.cleaned_data
        return Series(given["begins"], given["digits"], given["first"], given["last"])


def initial(issuer: Issuer | None) -> dict[str, Any]:
    """Return what the form begins with: what stands, or nothing."""
    if issuer is None:
        return {}
    names = list(Seller.__dataclass_fields__)
    series = issuer.series
    return {name: getattr(issuer, name) for name in names} | {
        "begins": series.prefix,
        "digits": series.digits,
        "first": series.next_number,
        "last": series.last,
    }


class ReasonForm(forms.Form):
    """Why an invoice is taken back."""

    reason = NoCprField(
        label=gettext_lazy("Hvorfor krediteres der?"),
        help_text=gettext_lazy("Det kommer til at stå på kreditnotaen."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
