"""Writing a text, handing it in, choosing who reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.knowledge import sentences
from samspil.knowledge.forms.choices import lever_choices
from samspil.knowledge.selectors import CaseView, Draft
from samspil.knowledge.services import CaseText

LONGEST = 20_000


class CaseForm(forms.Form):
    """A text. It tells of practice, never of a child."""

    title = NoCprField(label=_("Titel"), max_length=160)
    summary = NoCprField(
        label=_("Kort fortalt"),
        help_text=_("To-tre sætninger: hvad prøvede I, og hvad kom der ud af det?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = NoCprField(
        label=_("Hele historien"),
        help_text=_(
            "Skriv om praksis, aldrig om et barn, og ingen navne. Tom linje giver nyt afsnit, "
            "## først på linjen en overskrift, - et punkt."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    trials = forms.TypedMultipleChoiceField(
        label=_("Hvilke prøver fortæller I om?"),
        help_text=_("Tag gerne dem med, der ikke gik som ventet."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    uncertain = NoCprField(
        label=_("Hvad er usikkert?"),
        help_text=_("Det, I ikke ved endnu, eller som måske kun gælder hos jer."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=tuple(sentences.KINDS.items()))
    levers = forms.TypedMultipleChoiceField(
        label=_("Hvilke greb handler det om?"),
        coerce=int,
        required=False,
        choices=lever_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    contact = NoCprField(
        label=_("Hvem må andre spørge?"),
        help_text=_("En rolle eller en fælles mailadresse. Vises kun, hvis I siger ja til det."),
        max_length=160,
        required=False,
    )
    scope = forms.ChoiceField(
        label=_("Hvem må læse den?"),
        choices=tuple(sentences.SCOPES.items()),
        widget=forms.RadioSelect,
    )

    def __init__(self, draft: Draft, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        names = ("title", "summary", "body", "kind", "levers", "scope", "uncertain", "contact")
        first = {name: getattr(draft, name) for name in names} | {"trials": draft.told}
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        self._scope = draft.scope
        trials = self.fields["trials"]
        if draft.trials and isinstance(trials, forms.TypedMultipleChoiceField):
            trials.choices = [(one.number, one.question) for one in draft.trials]
        else:
            del self.fields["trials"]
        if not draft.is_draft:
            # Once consent is given the circle is changed by publishing, within the consent.
            del self.fields["scope"]

    def text(self) -> CaseText:
        """Return what was written; call after ``is_valid``."""
        written = self.cleaned_data
        return CaseText(
            title=written["title"],
            summary=written["summary"],
            body=written["body"],
            kind=written["kind"],
            levers=tuple(written["levers"]),
            scope=written.get("scope", self._scope),
            uncertain=written["uncertain"],
            contact=written["contact"],
            trials=tuple(written.get("trials", ())),
        )


class ConsentForm(forms.Form):
    """Consent on the municipality's behalf."""

    consent = forms.BooleanField(
        label=_("Vi giver samtykke til, at teksten deles med den kreds, der er valgt."),
        error_messages={"required": _("Sæt kryds her. Uden samtykke kan teksten ikke deles.")},
    )
    consent_contact = forms.BooleanField(
        label=_("Vi giver også samtykke til at vise, hvem andre må spørge."), required=False
    )

    def __init__(self, *args: Any, contact: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if not contact:
            del self.fields["consent_contact"]


class PublishForm(forms.Form):
    """The circle to publish in, within the consent."""

    scope = forms.ChoiceField(label=_("Udgiv til"))

    def __init__(self, view: CaseView, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs["initial"] = {"scope": view.row.scope}
        super().__init__(*args, **kwargs)
        scope = self.fields["scope"]
        if isinstance(scope, forms.ChoiceField):
            scope.choices = list(view.scopes)
