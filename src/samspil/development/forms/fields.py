"""Fields that the forms of this room are made of."""

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.screening import selectors as screening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise, _StrPromise

    type Words = str | _StrPromise

LONGEST = 2000
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2099, 12, 31)
"""A day outside these is a slip of the keys: year 0026 for 2026."""


def _is_likely(day: dt.date) -> None:
    """Refuse a year that nobody means."""
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(_("Se årstallet efter: skriv en dato, fx 2027-01-31."))


def line(label: "Words", help_text: "Words", *, longest: int, required: bool = True) -> forms.Field:
    """Return a field of one line."""
    return NoCprField(label=label, help_text=help_text, max_length=longest, required=required)


def text(
    label: "Words", help_text: "Words", *, rows: int = 3, required: bool = True
) -> forms.Field:
    """Return a field of some lines."""
    return NoCprField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day(
    label: "Words", help_text: "Words", *, required: bool = True, any_year: bool = False
) -> forms.Field:
    """Return a field for a day; ``any_year`` where the service says itself which are right."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        # A browser wants the ISO form in its date field, whatever the language of the page.
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[] if any_year else [_is_likely],
        error_messages={"invalid": _("Skriv en dato, fx 2027-01-31.")},
    )


def lever_choices() -> list[tuple[int, str]]:
    """The levers in the language of the page being made."""
    return list(screening.lever_labels().items())


def one_of(label: "Words", choices: "Mapping[str, Promise]") -> forms.ChoiceField:
    """Return a field for one of a few."""
    return forms.ChoiceField(
        label=label,
        choices=tuple(choices.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar her.")},
    )


def lever(label: "Words") -> forms.TypedChoiceField:
    """Return a field for one of the seven levers."""
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        choices=lambda: [("", _("Vælg et greb")), *lever_choices()],
        error_messages={"required": _("Vælg et greb.")},
    )
