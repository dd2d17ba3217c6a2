"""Forms of a screening: which one to begin, an answer, a finding."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.screening import sentences
from samspil.screening.instrument import Instrument
from samspil.screening.selectors import Choice, LeverView

DONT_KNOW = "0"
MOST_LETTERS = 3000


class StartForm(forms.Form):
    """Which screening to begin; the service decides whether it may be."""

    choice = forms.CharField(label=_("Hvilken foranalyse?"), widget=forms.Select)

    def __init__(self, data: QueryDict | None = None, *, choices: Sequence[Choice]) -> None:
        super().__init__(data)
        widget = self.fields["choice"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [(choice.value, choice.label) for choice in choices]

    def clean_choice(self) -> tuple[str, str, str]:
        """Return municipality, sector and edition."""
        parts = str(self.cleaned_data["choice"]).split("/")
        if len(parts) != 3:
            raise forms.ValidationError(_("Vælg en af mulighederne."))
        return parts[0], parts[1], parts[2]


class JudgementForm(forms.Form):
    """The answer to a lever's question, and what it rests on."""

    level = forms.ChoiceField(label=_("Hvilket trin ligner jer mest?"), widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=_("Hvad bygger I det på?"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence_kind = forms.ChoiceField(
        label=_("Hvad slags grundlag er det?"),
        required=False,
        choices=[("", "–"), *sentences.EVIDENCE_KINDS.items()],
    )

    def __init__(
        self, data: QueryDict | None = None, *, instrument: Instrument, lever: LeverView
    ) -> None:
        super().__init__(data, prefix=f"greb{lever.number}", initial=_answered(lever))
        names = {step.level: sentences.say(step.name).lower() for step in instrument.scale}
        choices = [
            (str(level.level), f"{level.level} {names[level.level]}: {sentences.say(level.text)}")
            for level in lever.lever.levels
        ]
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, (DONT_KNOW, sentences.say(instrument.dont_know))]

    def clean_level(self) -> int | None:
        """Return the level; None for "ved ikke"."""
        level = self.cleaned_data["level"]
        return None if level == DONT_KNOW else int(level)

    def clean(self) -> dict[str, Any]:
        """Ask for the kind of evidence where evidence is given, and the other way round."""
        data = super().clean() or {}
        evidence, kind = data.get("evidence"), data.get("evidence_kind")
        if evidence and not kind:
            self.add_error("evidence_kind", _("Vælg, hvad slags grundlag det er."))
        if kind and not evidence and "evidence" not in self.errors:
            self.add_error("evidence", _("Skriv, hvad grundlaget er."))
        return data


def _answered(lever: LeverView) -> dict[str, str]:
    """Return the standing answer as the form holds it."""
    if not lever.judgements:
        return {}
    answer = lever.judgements[0]
    return {
        "level": DONT_KNOW if answer.level is None else str(answer.level),
        "evidence": answer.evidence,
        "evidence_kind": answer.evidence_kind,
    }


class FindingForm(forms.Form):
    """A finding: what is claimed, what it rests on, what is recommended."""

    lever = forms.TypedChoiceField(label=_("Greb"), coerce=int)
    claim = forms.CharField(
        label=_("Hvad har I fundet?"),
        help_text=_("Skriv det som én sætning, andre kan tage stilling til."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.CharField(
        label=_("Hvad bygger det på?"),
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
        initial: dict[str, int] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["lever"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(lever.number, f"{lever.number}. {lever.label}") for lever in levers]

    def clean(self) -> dict[str, Any]:
        """Ask for both effect and effort, or neither."""
        data = super().clean() or {}
        for given, other in (("effect", "effort"), ("effort", "effect")):
            if data.get(given) and not data.get(other) and other not in self.errors:
                self.add_error(other, _("Skøn både virkning og indsats, eller ingen af dem."))
        return data
