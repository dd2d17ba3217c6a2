"""A finding, and which of them come first."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.screening import sentences
from samspil.screening.forms.screening import MOST_LETTERS
from samspil.screening.models import FEW
from samspil.screening.selectors import EvidenceRow, FindingRow, LeverView


class FindingForm(forms.Form):
    """A finding: what is claimed, what it rests on, what is recommended."""

    lever = forms.TypedChoiceField(label=_("Greb"), coerce=int)
    claim = NoCprField(
        label=_("Hvad har I fundet?"),
        help_text=_("Skriv det som én sætning, andre kan tage stilling til."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sources = forms.TypedMultipleChoiceField(
        label=_("Hvilke kilder bygger det på?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    evidence = NoCprField(
        label=_("Hvad siger de?"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(
        label=_("Hvad anbefaler I?"),
        choices=list(sentences.FINDING_KINDS.items()),
        widget=forms.RadioSelect,
    )
    bottom_line = forms.ChoiceField(
        label=_("Hvem gavner det mest?"),
        choices=list(sentences.BOTTOM_LINES.items()),
        widget=forms.RadioSelect,
    )
    transition = forms.ChoiceField(
        label=_("Handler det om en overgang?"),
        required=False,
        choices=[("", _("Nej")), *sentences.TRANSITIONS.items()],
    )
    effect = forms.TypedChoiceField(
        label=_("Hvor stor virkning venter I?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *sentences.SIZES.items()],
    )
    effort = forms.TypedChoiceField(
        label=_("Hvor stor indsats kræver det?"),
        help_text=_("Skøn både virkning og indsats, eller ingen af dem."),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *sentences.SIZES.items()],
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        levers: Sequence[LeverView],
        sources: Sequence[EvidenceRow],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["lever"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(lever.number, f"{lever.number}. {lever.label}") for lever in levers]
        chosen = self.fields["sources"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(one.id, f"{one.kind_name}: {one.title}") for one in sources]
        if not sources:
            del self.fields["sources"]

    def clean(self) -> dict[str, Any]:
        """Ask for both effect and effort, or neither."""
        data = super().clean() or {}
        for given, other in (("effect", "effort"), ("effort", "effect")):
            if data.get(given) and not data.get(other) and other not in self.errors:
                self.add_error(other, _("Skøn både virkning og indsats, eller ingen af dem."))
        return data


def standing(finding: FindingRow) -> dict[str, Any]:
    """Return a finding as the form holds it."""
    names = ("lever", "claim", "evidence", "kind", "bottom_line", "transition", "effect", "effort")
    return {name: getattr(finding, name) for name in names} | {
        "sources": [source for source, _title in finding.sources]
    }


class PriorityForm(forms.Form):
    """A place among the first for each finding; a few at most, each place once."""

    def __init__(self, data: QueryDict | None = None, *, findings: Sequence[FindingRow]) -> None:
        super().__init__(data)
        self.findings = findings
        for finding in findings:
            self.fields[f"fund{finding.id}"] = forms.TypedChoiceField(
                label=finding.claim,
                required=False,
                coerce=int,
                empty_value=None,
                initial=finding.priority,
                choices=[("", "–"), *((str(n), str(n)) for n in range(1, FEW + 1))],
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a place that two findings have."""
        cleaned = super().clean() or {}
        places = [place for place in cleaned.values() if place]
        twice = sorted({place for place in places if places.count(place) > 1})
        if twice:
            message = _("Plads %(place)s er givet til flere fund. Giv hver plads én gang.")
            raise forms.ValidationError(message, params={"place": twice[0]})
        return cleaned

    @property
    def chosen(self) -> list[int]:
        """The ids of those put first, in order."""
        placed = [
            (self.cleaned_data[f"fund{one.id}"], one.id)
            for one in self.findings
            if self.cleaned_data.get(f"fund{one.id}")
        ]
        return [finding for _place, finding in sorted(placed)]
