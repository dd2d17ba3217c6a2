"""The ambition, one passage at a time, and the conflicts of value it meets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.development import sentences
from samspil.development.forms.fields import line, text
from samspil.development.models import CHAIN
from samspil.development.selectors import ConflictRow
from samspil.development.values import Conflict


class PassageForm(forms.Form):
    """What the ambition is, or means at one level; emptied, it is taken away."""

    text = text(_("Tekst"), "", rows=5, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["text"].label = str(sentences.PASSAGES[kind])
        self.fields["text"].help_text = str(sentences.PASSAGE_HELP[kind])


class ConflictForm(forms.Form):
    """Two good things that pull apart."""

    one = line(_("Det ene"), _("Fx: at et barn får ro i en lille gruppe."), longest=200)
    other = line(
        _("Over for det andet"), _("Fx: at det samme barn hører til i sin klasse."), longest=200
    )
    level = forms.ChoiceField(
        label=_("Hvor viser det sig?"),
        choices=[(level, sentences.LEVELS[level]) for level in CHAIN],
    )
    owner = line(_("Hvem ejer den?"), _("En rolle, fx skolelederen."), longest=120, required=False)
    handling = text(
        _("Hvordan håndterer I den?"),
        _("Hvem taler I med, hvad vejer I, og hvem beslutter?"),
        required=False,
    )

    def conflict(self) -> Conflict:
        """Return what was stated; call after ``is_valid``."""
        stated = self.cleaned_data
        return Conflict(
            one=stated["one"],
            other=stated["other"],
            level=stated["level"],
            owner=stated["owner"],
            handling=stated["handling"],
        )


def conflict_values(row: ConflictRow) -> dict[str, object]:
    """Return a conflict as a form's first values."""
    return {name: getattr(row, name) for name in ConflictForm.base_fields}
