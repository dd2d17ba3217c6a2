"""A shared vision and its success criteria."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from samspil.development.forms.fields import day, line, text
from samspil.development.selectors import VisionRow
from samspil.development.services.vision import MOST_CRITERIA
from samspil.development.values import SharedVision

ROWS_AT_FIRST = 3
"""Empty rows for criteria, before any is written."""


class VisionForm(forms.Form):
    """Where it holds, what one wants to see, and what tells that it is so."""

    unit = forms.ChoiceField(label=_("Hvor gælder den?"), required=False)
    unit_name = line(
        _("Et sted, som I selv navngiver"),
        _("Fx et dagtilbud eller et distrikt. Står feltet tomt, gælder den hele processen."),
        longest=120,
        required=False,
    )
    text = text(
        _("Hvad vil I se?"),
        _("Vision og formål i få sætninger, som alle kan sige videre."),
        rows=4,
    )
    agreed_by = line(
        _("Hvem er enige om den?"),
        _("Roller, fx ledelsen, medarbejderne og skolebestyrelsen."),
        longest=200,
        required=False,
    )
    agreed_on = day(_("Hvornår blev I enige?"), "", required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        units: Sequence[tuple[str, str]] = (),
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", say("Hele processen, eller stedet nedenfor")), *units]
        if not units:
            del self.fields["unit"]
            self.fields["unit_name"].label = say("Hvor gælder den?")
        for number in self._numbers:
            self.fields[f"criterion_{number}"] = line(
                say("Succeskriterium %(number)s") % {"number": number},
                "",
                longest=300,
                required=False,
            )
            self.fields[f"sign_{number}"] = line(
                say("Sådan ser vi det"), "", longest=300, required=False
            )

    @property
    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """Each criterion with how one sees it."""
        return [(self[f"criterion_{number}"], self[f"sign_{number}"]) for number in self._numbers]

    @property
    def _numbers(self) -> range:
        """The rows shown: some to begin with, then always one more than is filled."""
        stated = {**self.initial, **(self.data.dict() if isinstance(self.data, QueryDict) else {})}
        filled = [
            number
            for number in range(1, MOST_CRITERIA + 1)
            if stated.get(f"criterion_{number}") or stated.get(f"sign_{number}")
        ]
        last = min(max(ROWS_AT_FIRST, max(filled, default=0) + 1), MOST_CRITERIA)
        return range(1, last + 1)

    @property
    def others(self) -> list[BoundField]:
        """The fields before the criteria."""
        return [self[name] for name in ("unit", "unit_name", "text") if name in self.fields]

    @property
    def last(self) -> list[BoundField]:
        """The fields after the criteria."""
        return [self["agreed_by"], self["agreed_on"]]

    def clean(self) -> dict[str, Any]:
        """Ask for one place, and for a criterion wherever it is said how one sees it."""
        cleaned = super().clean() or {}
        if cleaned.get("unit") and cleaned.get("unit_name"):
            self.add_error("unit_name", say("Vælg en skole, eller skriv et sted. Ikke begge dele."))
        for number in self._numbers:
            if cleaned.get(f"sign_{number}") and not cleaned.get(f"criterion_{number}"):
                self.add_error(f"criterion_{number}", say("Skriv kriteriet, som I ser det på."))
        return cleaned

    def vision(self) -> SharedVision:
        """Return what was stated; call after ``is_valid``."""
        stated = self.cleaned_data
        return SharedVision(
            text=stated["text"],
            unit=stated.get("unit", ""),
            unit_name=stated["unit_name"],
            criteria=tuple(
                (stated[f"criterion_{number}"], stated[f"sign_{number}"])
                for number in self._numbers
            ),
            agreed_by=stated["agreed_by"],
            agreed_on=stated["agreed_on"],
        )


def vision_values(row: VisionRow) -> dict[str, object]:
    """Return a vision as a form's first values."""
    first: dict[str, object] = {
        "unit": row.unit,
        "unit_name": "" if row.unit else row.unit_name,
        "text": row.text,
        "agreed_by": row.agreed_by,
        "agreed_on": row.agreed_on,
    }
    for number, one in enumerate(row.criteria, start=1):
        first[f"criterion_{number}"], first[f"sign_{number}"] = one.sentence, one.sign
    return first
