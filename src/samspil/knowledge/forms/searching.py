"""Searching, and narrowing a list."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.development import selectors as development
from samspil.knowledge import sentences
from samspil.knowledge.forms.choices import lever_choices, size_choices, theme_choices
from samspil.knowledge.selectors import Counts, Filters


class SearchForm(forms.Form):
    """Search box and filters; they stand in the address, so a list can be sent as a link."""

    q = forms.CharField(
        label=_("Søg i viden"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    greb = forms.TypedChoiceField(
        label=_("Greb"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=lambda: [("", _("Alle greb")), *lever_choices()],
    )
    omraade = forms.ChoiceField(
        label=_("Område"),
        required=False,
        choices=lambda: [("", _("Skole og dagtilbud")), *development.sector_names().items()],
    )
    slags = forms.ChoiceField(
        label=_("Slags"),
        required=False,
        choices=lambda: [("", _("Alle slags")), *sentences.KINDS.items()],
    )

    tema = forms.ChoiceField(
        label=_("Tema"),
        required=False,
        choices=lambda: [("", _("Alle temaer")), *theme_choices()],
    )
    stoerrelse = forms.ChoiceField(
        label=_("Kommunens størrelse"),
        required=False,
        choices=lambda: [("", _("Alle størrelser")), *size_choices()],
    )
    overgang = forms.BooleanField(label=_("Kun om overgangen til skole"), required=False)

    FACETS: ClassVar = {
        "greb": "lever",
        "omraade": "sector",
        "slags": "kind",
        "tema": "theme",
        "stoerrelse": "size",
    }
    """Which facet each field narrows by."""

    def offer(self, counts: Counts) -> None:
        """Say with every choice how many texts it leaves; those that leave none are not offered."""
        for name, facet in self.FACETS.items():
            widget = self.fields[name].widget
            if isinstance(widget, forms.Select):
                chosen, left = str(self.data.get(name, "")), counts.get(facet, {})
                widget.choices = _offered(list(widget.choices), left, chosen)
        about_it = counts.get("transition", {}).get(True, 0)
        if about_it or self.data.get("overgang"):
            self["overgang"].label = f"{self.fields['overgang'].label} ({about_it})"
        else:
            del self.fields["overgang"]

    def chosen(self) -> list[str]:
        """Return what the list is narrowed to, in words; call between ``filters`` and ``offer``."""
        found = []
        for name in self.FACETS:
            widget, value = self.fields[name].widget, self.cleaned_data.get(name)
            if value and isinstance(widget, forms.Select):
                names = {str(key): str(label) for key, label in widget.choices}
                found.append(names[str(value)])
        if self.cleaned_data.get("overgang"):
            found.append(str(_("Overgang til skole")))
        return found

    def filters(self) -> Filters:
        """Return the filters that make sense; a mistyped one narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return Filters(
            lever=chosen.get("greb") or 0,
            sector=chosen.get("omraade", ""),
            kind=chosen.get("slags", ""),
            theme=chosen.get("tema", ""),
            transition=chosen.get("overgang", False),
            size=chosen.get("stoerrelse", ""),
        )


def _offered(
    choices: Iterable[tuple[Any, Any]], left: Mapping[object, int], chosen: str
) -> list[tuple[Any, str]]:
    """Return the choices that leave something, with how many; "all" and what is chosen stay."""
    offered = []
    for value, name in choices:
        number = left.get(value, 0)
        if value == "" or str(value) == chosen or number:
            offered.append((value, f"{name} ({number})" if value != "" else str(name)))
    return offered
