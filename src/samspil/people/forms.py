"""The form by which roles are given."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.people.roles import DESCRIPTIONS, SECTORS, Role


class RoleForm(forms.Form):
    """Whom, which role, where. Only what the viewer may give can be chosen."""

    name = forms.CharField(label=_("Navn"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Rolle"))
    municipality = forms.ChoiceField(
        label=_("Kommune"),
        required=False,
        help_text=_("Skal vælges for de roller, der hører til en kommune."),
    )
    sector = forms.ChoiceField(
        label=_("Område"),
        required=False,
        choices=[("", _("alle områder")), *SECTORS.items()],
        help_text=_("Kun for repræsentanten i styregruppen, hvor hvert område har sin egen."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        roles: Sequence[Role],
        places: Sequence[tuple[str, str]],
        everywhere: bool,
    ) -> None:
        super().__init__(data)
        role, place = self.fields["role"], self.fields["municipality"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(place, forms.ChoiceField)
        role.choices = [("", "–"), *((one.value, DESCRIPTIONS[one].name) for one in roles)]
        place.required = not everywhere
        place.choices = [("", "–"), *places] if everywhere or len(places) > 1 else list(places)

    def clean(self) -> dict[str, Any]:
        """Refuse a municipal role without a municipality, and leave it out of all others."""
        found = super().clean() or {}
        if "role" in found:
            role = Role(found["role"])
            if not role.is_municipal:
                found["municipality"] = ""
            elif not found.get("municipality") and "municipality" not in self.errors:
                self.add_error("municipality", _("Vælg den kommune, rollen gælder i."))
            if role is not Role.STEERING_REPRESENTATIVE:
                found["sector"] = ""
        return found
