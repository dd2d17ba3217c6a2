"""The form for a list of teams."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.documents.checks import RefusedError
from samspil.documents.fields import NoCprField
from samspil.programmes import spreadsheets
from samspil.programmes.team_lists import Complaint

COMPLAINTS: dict[str, Promise] = {
    "empty": gettext_lazy("Listen er tom."),
    "too_many": gettext_lazy("Listen har over %(about)s rækker. Del den i flere."),
    "no_municipality": gettext_lazy("Der mangler en kolonne »kommune« med navn eller kode."),
    "no_sector": gettext_lazy(
        "Der mangler en kolonne »partnerskab«: dagtilbud, skole eller begge."
    ),
    "no_name": gettext_lazy("Der mangler en kolonne »navn«."),
    "no_email": gettext_lazy("Der mangler en kolonne »mail«."),
    "municipality": gettext_lazy("»%(about)s« er ingen kommune, vi kender."),
    "sector": gettext_lazy("»%(about)s« er ikke et partnerskab i denne udgave."),
    "name_and_email": gettext_lazy("»%(about)s« mangler navn eller mailadresse."),
    "chief": gettext_lazy("»%(about)s« i kolonnen »chef«: skriv x eller lad den være tom."),
    "participants": gettext_lazy("»%(about)s« er ikke et antal deltagere."),
    "cpr": gettext_lazy("Her står noget, der ligner et CPR-nummer. Fjern det."),
}


def complaint(found: Complaint) -> str:
    """Return what is wrong in a list, with the row it is about."""
    words = str(COMPLAINTS[found.code]) % {"about": found.about}
    return words if not found.row else _("Række %(row)s: ") % {"row": found.row} + words


class ListForm(forms.Form):
    """A list as a file, or as it was read before; whether it binds, and why."""

    file = forms.FileField(
        label=gettext_lazy("Listen, som Excel eller CSV"),
        required=False,
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    binding = forms.BooleanField(
        label=gettext_lazy("De er allerede bindende tilmeldt, og chefen i listen har sagt ja"),
        help_text=gettext_lazy("Ellers bliver hver kommune en kladde, som dens chef bekræfter."),
        required=False,
    )
    reason = NoCprField(
        label=gettext_lazy("Hvor og hvornår sagde de ja?"), required=False, max_length=500
    )

    def clean(self) -> dict[str, Any]:
        """Read the rows into ``rows``; a file that cannot be read is told at its field."""
        given = super().clean() or {}
        given["rows"] = []
        file, text = given.get("file"), given.get("text", "")
        try:
            if file:
                given["rows"] = spreadsheets.rows_of(file.name, file.read(spreadsheets.LARGEST + 1))
            elif text:
                given["rows"] = spreadsheets.rows_of("liste.csv", text.encode())
            elif "file" not in self.errors:
                self.add_error("file", _("Vælg en fil."))
        except RefusedError as error:
            self.add_error("file", error.sentence)
        if given.get("binding") and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Skriv, hvor og hvornår de sagde ja."))
        return given
