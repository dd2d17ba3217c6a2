"""Forms of decks: which of them, in which language, on which template, merged or not."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspil.screening import sentences
from samspil.screening.decks.everybody import Wanted
from samspil.screening.selectors.deck_templates import TemplateRow

LANGUAGES = [("da", "Dansk"), ("en", "English")]


class AllDecksForm(forms.Form):
    """Which decks to make of every municipality."""

    sector = forms.ChoiceField(
        label=_("Skole eller dagtilbud"),
        choices=list(sentences.SECTORS.items()),
        widget=forms.RadioSelect,
        initial="school",
    )
    language = forms.ChoiceField(
        label=_("Sprog"), choices=LANGUAGES, widget=forms.RadioSelect, initial="da"
    )

    template = forms.ChoiceField(label=_("Skabelon"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        templates: Sequence[TemplateRow] = (),
        initial: dict[str, str | None] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        _offer(self.fields["template"], templates)

    @property
    def wanted(self) -> Wanted:
        """What was asked for; ask after ``is_valid``."""
        chosen = self.cleaned_data
        return Wanted(chosen["sector"], chosen["language"], int(chosen["template"] or 0))


def _offer(field: forms.Field, templates: Sequence[TemplateRow]) -> None:
    """Let one choose among templates; where there are none, there is nothing to choose."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = [
        ("0", _("Samspils egen")),
        *((str(one.id), one.name) for one in templates),
    ]
    if not templates:
        field.widget = forms.HiddenInput()


class DeckForm(forms.Form):
    """How one deck is made; everything may be left out."""

    sprog = forms.ChoiceField(
        label=_("Sprog"), choices=LANGUAGES, widget=forms.RadioSelect, required=False
    )
    inddeling = forms.ChoiceField(
        label=_("Hvordan skal grebene stå?"),
        help_text=_("Fem temaer er Samspils forslag til at samle de syv greb i færre dias."),
        choices=[("greb", _("De syv greb hver for sig")), ("temaer", _("Samlet i fem temaer"))],
        widget=forms.RadioSelect,
        required=False,
    )
    skabelon = forms.ChoiceField(label=_("Skabelon"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        templates: Sequence[TemplateRow] = (),
        language: str = "da",
    ) -> None:
        initial = {"sprog": language, "inddeling": "greb", "skabelon": "0"}
        super().__init__(data, initial=initial)
        _offer(self.fields["skabelon"], templates)

    @property
    def template(self) -> int:
        """The number of the template chosen, 0 for our own; ask after ``is_valid``."""
        return int(self.cleaned_data.get("skabelon") or 0)
