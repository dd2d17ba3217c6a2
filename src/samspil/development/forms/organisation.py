"""Who carries the process at home, and which areas take part."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from samspil.development import sentences
from samspil.development.forms.fields import line, text
from samspil.development.selectors import OrganisationView
from samspil.development.values import LocalOrganisation


class OrganisationForm(forms.Form):
    """Roles, how often they meet, and a choice for each area."""

    lead = line(
        _("Hvem leder processen til daglig?"),
        _("En rolle, fx konsulenten for almen og inkluderende praksis."),
        longest=120,
        required=False,
    )
    group = text(
        _("Hvem er i gruppen?"),
        _("Roller, ikke navne: skoleleder, pædagogisk leder, PPR-psykolog …"),
        rows=3,
        required=False,
    )
    meets = line(
        _("Hvor tit mødes I?"), _("Fx en time hver anden uge."), longest=120, required=False
    )
    others = line(
        _("Andre, der er med"),
        _("Fx forældrebestyrelser, foreninger eller en region."),
        longest=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for area, name in sentences.AREAS.items():
            self.fields[f"area_{area}"] = forms.ChoiceField(
                label=str(name),
                required=False,
                choices=[("", "–"), *sentences.INVOLVED.items()],
            )

    @property
    def roles(self) -> list[BoundField]:
        """The fields about roles."""
        return [self[name] for name in ("lead", "group", "meets")]

    @property
    def areas(self) -> list[BoundField]:
        """A choice for each area."""
        return [self[f"area_{area}"] for area in sentences.AREAS]

    def organisation(self) -> LocalOrganisation:
        """Return what was stated; call after ``is_valid``."""
        stated = self.cleaned_data
        chosen = {area: stated[f"area_{area}"] for area in sentences.AREAS}
        return LocalOrganisation(
            lead=stated["lead"],
            group=stated["group"],
            meets=stated["meets"],
            others=stated["others"],
            areas={area: state for area, state in chosen.items() if state},
        )


def organisation_values(view: OrganisationView) -> dict[str, object]:
    """Return an organisation as a form's first values."""
    first: dict[str, object] = {
        name: getattr(view, name) for name in ("lead", "group", "meets", "others")
    }
    return first | {f"area_{area}": state for area, state in (view.areas or {}).items()}
