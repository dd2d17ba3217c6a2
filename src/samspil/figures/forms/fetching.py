"""Forms of fetching: a key that is only ever written, and what to fetch."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.figures import sentences
from samspil.figures.selectors.fetching import NAMES, FetchPage
from samspil.places.services import sort_key


class KeyForm(forms.Form):
    """A publisher's key. What was typed is never sent back, not even after an error."""

    key = forms.CharField(
        label=gettext_lazy("Nøgle"),
        help_text=gettext_lazy(
            "Den er gratis og hentes på api.uddannelsesstatistik.dk. Den gemmes krypteret og "
            "vises aldrig igen."
        ),
        max_length=8000,
        widget=forms.PasswordInput(
            render_value=False, attrs={"autocomplete": "off", "spellcheck": "false"}
        ),
    )


class StartForm(forms.Form):
    """What to fetch: everything of one publisher, or one indicator."""

    what = forms.ChoiceField(label=gettext_lazy("Hvad skal hentes?"))

    def __init__(self, page: FetchPage, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **named)
        field: Any = self.fields["what"]
        field.choices = [
            (
                NAMES[publisher],
                [
                    (f"{publisher}:", _("Alle tal fra %(name)s") % {"name": NAMES[publisher]}),
                    *sorted(
                        (
                            (f"{publisher}:{name}", sentences.short(content))
                            for name, content in indicators.items()
                        ),
                        key=lambda choice: sort_key(choice[1]),
                    ),
                ],
            )
            for publisher, indicators in page.choices.items()
        ]

    @property
    def chosen(self) -> tuple[str, tuple[str, ...]]:
        """The publisher, and the indicators wanted of it; none means all."""
        publisher, _colon, indicator = self.cleaned_data["what"].partition(":")
        return publisher, (indicator,) if indicator else ()
