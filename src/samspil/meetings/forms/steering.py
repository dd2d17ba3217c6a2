"""Forms of steering meetings, and of what goes home and comes back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.meetings import sentences
from samspil.meetings.models import TEXT_LENGTH, Suggestion


class OwnForm(forms.Form):
    """A form that speaks for one of the viewer's own municipalities."""

    municipality = forms.ChoiceField(label=_("Kommune"))

    short = "own"
    """Begins the ids of the form's fields, since several stand on one page."""

    def __init__(self, own: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the viewer's own municipalities, (code, name)."""
        kwargs.setdefault("auto_id", f"{self.short}_%s")
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(own)
        if len(own) == 1:
            field.widget = forms.HiddenInput()
            self.initial["municipality"] = own[0][0]


class SuggestForm(OwnForm):
    """A suggestion for the next network day."""

    short = "suggest"
    kind = forms.ChoiceField(label=_("Hvad handler det om?"), widget=forms.RadioSelect)
    text = NoCprField(
        label=_("Hvad foreslår I?"), max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, own: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer content and tone."""
        super().__init__(own, *args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(e.value, sentences.suggestion_kind(e.value)) for e in Suggestion.Kind]
        self.initial.setdefault("kind", Suggestion.Kind.CONTENT.value)


class ProgressForm(OwnForm):
    """How it goes at home, in words."""

    short = "progress"
    words = NoCprField(
        label=_("Hvordan går det hos jer?"),
        help_text=_("Et par sætninger, som de andre kan læse. Skriv ikke om enkelte børn."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VoteForm(OwnForm):
    """Which suggestion a municipality puts first."""

    short = "vote"
    suggestion = forms.ChoiceField(label=_("Hvad sætter I først?"), widget=forms.RadioSelect)

    def __init__(
        self,
        own: Sequence[tuple[str, str]],
        offered: Sequence[tuple[int, str]],
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Offer the suggestions made."""
        super().__init__(own, *args, **kwargs)
        field = self.fields["suggestion"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(offered)


class SettleForm(forms.Form):
    """With which word a decision is closed, why it was dropped, or how it was changed."""

    fate = forms.ChoiceField(
        label=_("Hvad blev der af den?"),
        choices=[
            ("closed", _("lukket")),
            ("dropped", _("droppet")),
            ("changed", _("ændret")),
        ],
    )
    words = NoCprField(label=_("Hvorfor, eller hvordan?"), max_length=TEXT_LENGTH)


class TakeHomeForm(forms.Form):
    """Something everybody takes home."""

    home = NoCprField(
        label=_("Hvad tager alle med hjem?"), max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class ReplyForm(OwnForm):
    """What came of it at home."""

    short = "reply"
    reply = NoCprField(
        label=_("Hvad kom der ud af det hos jer?"), max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
