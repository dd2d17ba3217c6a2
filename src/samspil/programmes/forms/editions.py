"""The parts of an edition, each with its page; and the small forms beside them."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.programmes import edition_file
from samspil.programmes.complaints import LONGEST_ID
from samspil.programmes.forms.edition_base import PartForm
from samspil.programmes.forms.edition_dates import DatesForm
from samspil.programmes.forms.edition_lists import (
    ContactsForm,
    ObligationsForm,
    SourcesForm,
    UnsourcedListForm,
    list_form,
)
from samspil.programmes.forms.edition_rules import (
    DescriptionForm,
    OffersForm,
    PricesForm,
)
from samspil.programmes.forms.edition_team import TeamRulesForm
from samspil.programmes.services.publishing import LONGEST_REASON


@dataclass(frozen=True)
class Part:
    """One part of an edition: its word in the address, its name, its form."""

    slug: str
    label: Promise
    form: type[PartForm]
    help: Promise | str = ""


PARTS: tuple[Part, ...] = (
    Part("beskrivelse", gettext_lazy("Hvad og hvem"), DescriptionForm),
    Part("omraader", gettext_lazy("Partnerskaber"), OffersForm),
    Part("priser", gettext_lazy("Priser og moms"), PricesForm),
    Part("hold", gettext_lazy("Hold og plads"), TeamRulesForm),
    Part("datoer", gettext_lazy("Frist og datoer"), DatesForm),
    Part("baggrund", gettext_lazy("Baggrund"), list_form("background")),
    Part("formaal", gettext_lazy("Formål"), list_form("purposes")),
    Part("principper", gettext_lazy("Principper"), list_form("principles")),
    Part("temaer", gettext_lazy("Temaer"), list_form("themes")),
    Part("succes", gettext_lazy("Succeskriterier"), list_form("success_criteria")),
    Part("forpligtelser", gettext_lazy("Forpligtelser"), ObligationsForm),
    Part(
        "vilkaar",
        gettext_lazy("Øvrige vilkår"),
        list_form("terms"),
        gettext_lazy("For eksempel afbud, betaling og billeder. De står på siden, der binder."),
    ),
    Part(
        "genbrug",
        gettext_lazy("Det må arrangøren genbruge"),
        list_form("reuse"),
        gettext_lazy("Hvad I må bruge igen af det, kommunerne lærer, og hvordan det aftales."),
    ),
    Part("bagefter", gettext_lazy("Efter tilmeldingen"), list_form("after_registration")),
    Part("netvaerk", gettext_lazy("Netværk og sparring"), list_form("networks")),
    Part(
        "kontakt",
        gettext_lazy("Hvem man kan spørge"),
        ContactsForm,
        gettext_lazy("Skriv opgaven, ikke navnet på en person."),
    ),
    Part(
        "laest",
        gettext_lazy("Det har vi læst os til"),
        list_form("assumptions", UnsourcedListForm),
        gettext_lazy("Det, som ingen kilde siger, og som I selv har måttet vælge."),
    ),
    Part("kilder", gettext_lazy("Kilder"), SourcesForm),
)

BY_SLUG = {part.slug: part for part in PARTS}


def part_of(key: str) -> Part | None:
    """Return the part that an outermost key of an edition is written in."""
    return next((part for part in PARTS if key in part.form.keys), None)


class CopyForm(forms.Form):
    """What a new edition is to be called in addresses."""

    edition = forms.CharField(
        label=gettext_lazy("Navn i adressen"),
        help_text=gettext_lazy("Små bogstaver, tal og bindestreger, for eksempel 2027-28."),
        max_length=LONGEST_ID,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class ImportForm(forms.Form):
    """A definition file."""

    file = forms.FileField(
        label=gettext_lazy("Definitionsfil"),
        help_text=gettext_lazy("En .toml-fil, som I har hentet her eller skrevet selv."),
        error_messages={
            "required": gettext_lazy("Vælg en fil."),
            "empty": gettext_lazy("Filen er tom. Vælg en anden."),
        },
    )

    def content(self) -> bytes:
        """Return the bytes, one more than is allowed where there are more."""
        content: bytes = self.cleaned_data["file"].read(edition_file.LARGEST_FILE + 1)
        return content


class PublishForm(forms.Form):
    """Why an edition changes; those who are registered read it."""

    seen = forms.CharField(
        widget=forms.HiddenInput,
        max_length=16,
        error_messages={"required": gettext_lazy("Siden er forældet. Se den igennem igen.")},
    )
    reason = NoCprField(
        label=gettext_lazy("Hvorfor ændrer I det?"),
        help_text=gettext_lazy("De tilmeldte får grunden i en mail sammen med ændringerne."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv grunden; den står i mailen.")},
    )

    def __init__(self, *args: object, first: bool, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        if first:
            del self.fields["reason"]


class AsOfForm(forms.Form):
    """The day on which to look at an edition."""

    day = forms.DateField(
        label=gettext_lazy("Dag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Skriv dagen som 2027-03-15.")},
    )
    clock = forms.TimeField(
        label=gettext_lazy("Klokken"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Skriv klokkeslættet som 12:00.")},
    )
