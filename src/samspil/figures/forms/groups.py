"""Forms on groups of municipalities and on KL's comparison groups."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.figures import rules
from samspil.figures.selectors.groups import GroupRow
from samspil.figures.services.groups import EVERYBODY
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

BOTH, MYSELF = "both", "me"


class GroupForm(forms.Form):
    """A group: its name, its area, with whom it is shared, its members."""

    name = NoCprField(
        label=_("Gruppens navn"),
        help_text=_("For eksempel det, der gør, at I vil spejle jer i netop dem."),
        max_length=80,
    )
    sector = forms.ChoiceField(
        label=_("Område"),
        choices=[(BOTH, _("begge")), ("school", _("skole")), ("daycare", _("dagtilbud"))],
    )
    shared_with = forms.ChoiceField(label=_("Hvem kan bruge gruppen?"))
    codes = forms.MultipleChoiceField(
        label=_("Kommuner"), widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"})
    )

    def __init__(
        self, viewer: Viewer, typed: QueryDict | None = None, row: GroupRow | None = None
    ) -> None:
        super().__init__(typed, initial=values_of(row) if row else None)
        codes: Any = self.fields["codes"]
        codes.choices = [(place.code, place.name) for place in places.real_municipalities()]
        shared: Any = self.fields["shared_with"]
        shared.choices = _sharing(viewer, row)

    def clean_sector(self) -> str:
        """Return the area, empty for both."""
        chosen: str = self.cleaned_data["sector"]
        return "" if chosen == BOTH else chosen

    def clean_shared_with(self) -> str:
        """Return with whom it is shared, empty for nobody."""
        chosen: str = self.cleaned_data["shared_with"]
        return "" if chosen == MYSELF else chosen


def _sharing(viewer: Viewer, row: GroupRow | None) -> list[tuple[str, Any]]:
    """With whom the viewer may share; as the group is shared already, it may stay."""
    names = places.names()
    codes = [code for code in names if rules.may_share_with(viewer, code)]
    if row is not None and row.municipality and row.municipality not in codes:
        codes.append(row.municipality)
    choices: list[tuple[str, Any]] = [(MYSELF, _("kun mig"))]
    choices += [(code, _("alle fra %(name)s") % {"name": names[code]}) for code in sorted(codes)]
    if rules.may_share_with_all(viewer) or (row is not None and row.for_all):
        choices.append((EVERYBODY, _("alle, også uden at være logget ind")))
    return choices


def values_of(row: GroupRow) -> dict[str, Any]:
    """What stands in the form of a group that was saved before."""
    return {
        "name": row.name,
        "sector": row.sector or BOTH,
        "shared_with": EVERYBODY if row.for_all else row.municipality or MYSELF,
        "codes": list(row.codes),
    }


class ListForm(forms.Form):
    """A file of KL's comparison groups, and where it comes from."""

    file = forms.FileField(
        label=_("CSV-fil"),
        help_text=_(
            "Tre kolonner med overskrift: kommune; sammenligningskommune; område. Kommuner ved "
            "kode eller navn, området skole eller dagtilbud. Højst 1 MB."
        ),
        allow_empty_file=True,
    )
    source = NoCprField(
        label=_("Kilde"),
        help_text=_("Vises sammen med gruppen, for eksempel KL, FLIS sammenligningsgrupper."),
        max_length=120,
    )
    as_of = forms.DateField(
        label=_("Gælder fra"),
        help_text=_("Den dag, grupperne er fra."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
