"""What a process is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.development.selectors import ProcessView, theme_explanations, theme_names
from samspil.development.values import Scope


def _themes() -> list[tuple[str, str]]:
    """Return each theme with a sentence about it, in the language of the page being made."""
    about = theme_explanations()
    return [(theme, f"{name}: {about[theme]}") for theme, name in theme_names().items()]


class ScopeForm(forms.Form):
    """Themes, the move to school, and whether both sectors share the process."""

    themes = forms.MultipleChoiceField(
        label=_("Hvilke temaer handler processen om?"),
        help_text=_("Så kan andre med det samme finde jer, og I dem."),
        required=False,
        choices=_themes,
        widget=forms.CheckboxSelectMultiple,
    )
    transition = forms.BooleanField(
        label=_("Den handler om overgangen fra dagtilbud til skole"), required=False
    )
    is_joint = forms.BooleanField(
        label=_("Skole og dagtilbud har denne proces sammen"), required=False
    )

    def __init__(self, *args: Any, could_be_joint: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if not could_be_joint:
            del self.fields["is_joint"]

    def scope(self) -> Scope:
        """Return what was stated; call after ``is_valid``."""
        stated = self.cleaned_data
        return Scope(
            themes=tuple(stated["themes"]),
            transition=stated["transition"],
            is_joint=stated.get("is_joint", False),
        )


def scope_values(view: ProcessView) -> dict[str, object]:
    """Return what a process is about as a form's first values."""
    return {
        "themes": list(view.themes),
        "transition": view.transition,
        "is_joint": view.row.is_joint,
    }
