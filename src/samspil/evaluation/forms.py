"""Short forms: a judgement, and until when participants may answer."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.evaluation import sentences
from samspil.evaluation.models import LONGEST_REASON
from samspil.evaluation.selectors.rows import JudgementRow
from samspil.programmes.edition_parts import COPENHAGEN


def _verdicts() -> list[tuple[str, str]]:
    return [(code, str(words)) for code, words in sentences.VERDICTS.items()]


class JudgementForm(forms.Form):
    """What people judge themselves, and why."""

    verdict = forms.ChoiceField(
        label=_("Hvordan vurderer I det selv?"),
        choices=_verdicts,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg et af de fire."),
            "invalid_choice": _("Vælg et af de fire."),
        },
    )
    reason = NoCprField(
        label=_("Hvorfor?"),
        help_text=_("Et par sætninger om det, I bygger det på. Skriv ikke om enkelte børn."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv et par ord om, hvad I bygger det på.")},
    )

    @staticmethod
    def first_values(judgement: JudgementRow | None) -> dict[str, object]:
        """Return what was judged last as the form's first values."""
        if judgement is None:
            return {}
        return {"verdict": judgement.verdict, "reason": judgement.reason}


class AskForm(forms.Form):
    """Until when answers are taken: to the end of that day, Danish time."""

    closes_on = forms.DateField(
        label=_("Hvornår lukker spørgsmålene?"),
        help_text=_("Til og med den dag. Svarene vises først, når der er lukket."),
        # A browser wants the ISO form in its date field, whatever the language of the page.
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Vælg den sidste dag, man kan svare."),
            "invalid": _("Skriv en dato, fx 2027-01-31."),
        },
    )

    def clean_closes_on(self) -> dt.date:
        """Refuse a day that has begun, or one further off than anybody waits."""
        day: dt.date = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if not today < day <= today + dt.timedelta(days=180):
            raise forms.ValidationError(_("Vælg en dag efter i dag og højst et halvt år frem."))
        return day

    @property
    def closes_at(self) -> dt.datetime:
        """The end of the day that was chosen."""
        day = self.cleaned_data["closes_on"] + dt.timedelta(days=1)
        return dt.datetime.combine(day, dt.time(), COPENHAGEN)
