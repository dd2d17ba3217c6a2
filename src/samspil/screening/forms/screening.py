"""Which screening to begin, and the answer to a question."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.screening import sentences
from samspil.screening.instrument import Form, Instrument
from samspil.screening.selectors import Choice, QuestionView

DONT_KNOW = "0"
MOST_LETTERS = 3000


class StartForm(forms.Form):
    """Which screening to begin, and how; the service decides whether it may be."""

    choice = forms.CharField(label=_("Hvilken foranalyse?"), widget=forms.Select)
    form = forms.ChoiceField(
        label=_("Hvor meget vil I spørge om?"),
        choices=list(sentences.FORMS.items()),
        initial=Form.SHORT,
        help_text=_("I kan begynde kort og udvide senere; svarene bliver stående."),
    )
    instrument = forms.ChoiceField(label=_("Med hvilke spørgsmål?"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        choices: Sequence[Choice],
        instruments: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        widget = self.fields["choice"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [(choice.value, choice.label) for choice in choices]
        field = self.fields["instrument"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(instruments)
        if len(instruments) < 2:
            field.widget = forms.HiddenInput()
            field.initial = instruments[0][0]

    def clean_choice(self) -> tuple[str, str, str]:
        """Return municipality, sector and edition."""
        parts = str(self.cleaned_data["choice"]).split("/")
        if len(parts) != 3:
            raise forms.ValidationError(_("Vælg en af mulighederne."))
        return parts[0], parts[1], parts[2]


class JudgementForm(forms.Form):
    """The answer to a question: a described level or "ved ikke", with a word on why."""

    level = forms.ChoiceField(label=_("Hvilket trin ligner jer mest?"), widget=forms.RadioSelect)
    note = NoCprField(
        label=_("Hvorfor?"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, instrument: Instrument, question: QuestionView
    ) -> None:
        prefix = f"svar{question.id.replace('.', '-')}"
        super().__init__(data, prefix=prefix, initial=_answered(question))
        names = {step.level: sentences.say(step.name).lower() for step in instrument.scale}
        choices = [
            (str(level), f"{level} {names[level]}: {text}")
            for level, text in enumerate(question.levels, start=1)
        ]
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, (DONT_KNOW, sentences.say(instrument.dont_know))]

    def clean_level(self) -> int | None:
        """Return the level; None for "ved ikke"."""
        level = self.cleaned_data["level"]
        return None if level == DONT_KNOW else int(level)


def _answered(question: QuestionView) -> dict[str, str]:
    """Return the standing answer as the form holds it."""
    if not question.is_answered:
        return {}
    level = DONT_KNOW if question.level is None else str(question.level)
    return {"level": level, "note": question.note}
