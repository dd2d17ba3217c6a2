"""Consent on the municipality's behalf, and what an editor may do within it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.knowledge.forms.writing import circle_choices
from samspil.knowledge.selectors import CaseView


class ConsentForm(forms.Form):
    """Consent on the municipality's behalf."""

    consent = forms.BooleanField(
        label=_("Vi giver samtykke til, at teksten deles med den kreds, der er valgt."),
        error_messages={"required": _("Sæt kryds her. Uden samtykke kan teksten ikke deles.")},
    )
    consent_contact = forms.BooleanField(
        label=_("Vi giver også samtykke til at vise, hvem andre må spørge."), required=False
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        contact: str,
        needs_consent: bool = True,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        if not contact or not needs_consent:
            del self.fields["consent_contact"]
        if not needs_consent:
            del self.fields["consent"]


class ChangeConsentForm(forms.Form):
    """The circle that the municipality consents to from now on."""

    scope = forms.ChoiceField(label=_("Hvem må læse den fra nu af?"), widget=forms.RadioSelect)
    consent_contact = forms.BooleanField(label=_("Vis, hvem andre må spørge"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        circles: tuple[str, ...],
        audience: Mapping[str, str],
        contact: str,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        scope = self.fields["scope"]
        if isinstance(scope, forms.ChoiceField):
            scope.choices = circle_choices(circles, audience)
        if not contact:
            del self.fields["consent_contact"]


class PublishForm(forms.Form):
    """The circle to publish in, within the consent."""

    scope = forms.ChoiceField(label=_("Udgiv til"))

    def __init__(self, view: CaseView, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs["initial"] = {"scope": view.wider or view.row.scope}
        super().__init__(*args, **kwargs)
        scope = self.fields["scope"]
        if isinstance(scope, forms.ChoiceField):
            scope.choices = list(view.scopes)


class SendBackForm(forms.Form):
    """A word to those who wrote."""

    word = NoCprField(
        label=_("Et ord til dem, der skrev"),
        help_text=_("Hvad er godt, og hvad mangler? De får det i én mail og ser det på kladden."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WiderForm(forms.Form):
    """The circle that an editor asks the municipality about."""

    scope = forms.ChoiceField(label=_("Spørg, om teksten må deles med"))
    word = NoCprField(
        label=_("Hvorfor?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        wider: list[tuple[str, str]],
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        scope = self.fields["scope"]
        if isinstance(scope, forms.ChoiceField):
            scope.choices = wider
