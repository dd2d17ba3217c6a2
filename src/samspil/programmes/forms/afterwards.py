"""Forms for what comes after: people, exceptions, the dialogue."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.programmes import checks, payment_lines, words
from samspil.programmes.edition_parts import COPENHAGEN
from samspil.programmes.editions import Edition
from samspil.programmes.wishes import Person, Wish

REASON = gettext_lazy("Hvorfor?")


class PersonForm(forms.Form):
    """One person who is named, or takes somebody's place."""

    name = NoCprField(label=gettext_lazy("Navn"), max_length=checks.LONGEST_NAME)
    email = forms.EmailField(
        label=gettext_lazy("Mailadresse"),
        max_length=checks.LONGEST_ADDRESS,
        error_messages={"invalid": gettext_lazy("Skriv adressen som navn@kommune.dk.")},
    )
    title = NoCprField(label=gettext_lazy("Titel"), required=False, max_length=checks.LONGEST_NAME)
    level = forms.ChoiceField(
        label=gettext_lazy("Arbejder i"),
        required=False,
        choices=[("", gettext_lazy("vælg")), *words.LEVELS.items()],
    )
    reason = NoCprField(label=REASON, max_length=500)

    def __init__(self, edition: Edition, *, asks_why: bool, **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        if not asks_why:
            del self.fields["reason"]
        if edition.team is None or not edition.team.levels:
            del self.fields["level"]

    def person(self) -> Person:
        """Return who was written."""
        given = self.cleaned_data
        level = given.get("level", "")
        return Person(given["name"], given["email"], given["title"], level=level)


class WaitingForm(forms.Form):
    """What a municipality would take part in, if there were a place."""

    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Hvad vil I være med i?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Vælg mindst ét partnerskab.")},
    )
    note = NoCprField(
        label=gettext_lazy("Er der noget, arrangøren bør vide?"),
        help_text=gettext_lazy("For eksempel hvor mange I bliver. Skriv ikke om enkelte børn."),
        required=False,
        max_length=300,
    )

    def __init__(self, edition: Edition, *args: Any, **more: Any) -> None:  # noqa: ANN401
        """Offer the edition's partnerships; where there is one, it is chosen."""
        super().__init__(*args, **more)
        field = self.fields["sectors"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(one, words.sector(one)) for one in edition.sector_ids]
        if len(edition.sector_ids) == 1:
            self.initial.setdefault("sectors", list(edition.sector_ids))


class DanishDateField(forms.CharField):
    """A day written the Danish way, or chosen by the browser."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        """Return a day; raises ValidationError."""
        day = payment_lines.date_of(str(super().clean(value)).strip())
        if day is None or not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Skriv datoen som 14-09-2026."), code="date")
        return day


class LetInForm(forms.Form):
    """A leave to register although it is late or full."""

    until = DanishDateField(
        label=gettext_lazy("Til og med hvilken dag?"),
        help_text=gettext_lazy("For eksempel 14-09-2026; til midnat dansk tid."),
        max_length=10,
    )
    reason = NoCprField(label=REASON, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_until(self) -> dt.datetime:
        """Return the last second of the day; raises ValidationError for a day that has been."""
        day = self.cleaned_data["until"]
        moment = dt.datetime.combine(day, dt.time(23, 59, 59), COPENHAGEN)
        if moment <= timezone.now():
            raise forms.ValidationError(_("Dagen er gået. Vælg en, der kommer."))
        return moment


class ChangeForm(forms.Form):
    """How many take part in each sector, and which pre-analyses, from now on."""

    reason = NoCprField(label=REASON, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, edition: Edition, wish: Wish, **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        self.sectors = [team.sector for team in wish.teams]
        reason = self.fields.pop("reason")
        for team in wish.teams:
            self.fields[f"participants_{team.sector}"] = forms.IntegerField(
                label=_("Deltagere, %(sector)s") % {"sector": words.sector(team.sector)},
                min_value=1,
                max_value=1000,
                initial=team.participants,
            )
        offered = edition.prices.pre_analysis if edition.prices else {}
        if offered:
            self.fields["pre_analyses"] = forms.MultipleChoiceField(
                label=_("Foranalyser"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(sector, words.sector(sector)) for sector in offered],
                initial=wish.pre_analyses,
            )
        self.fields["reason"] = reason

    def participants(self) -> dict[str, int]:
        """Return the new number in each sector."""
        return {sector: self.cleaned_data[f"participants_{sector}"] for sector in self.sectors}


class WithdrawForm(forms.Form):
    """Letting a municipality go."""

    keep_price = forms.ChoiceField(
        label=gettext_lazy("Hvad skylder kommunen?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Det, den bandt sig til, står ved magt")),
            ("no", gettext_lazy("Intet; linjerne tages tilbage")),
        ],
        error_messages={"required": gettext_lazy("Vælg, hvad kommunen skylder.")},
    )
    reason = NoCprField(label=REASON, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class NoteForm(forms.Form):
    """A conversation about what a municipality expects."""

    held_on = DanishDateField(
        label=gettext_lazy("Hvornår?"),
        help_text=gettext_lazy("For eksempel 14-09-2026."),
        max_length=10,
    )
    with_whom = NoCprField(label=gettext_lazy("Med hvem?"), max_length=200)
    text = NoCprField(
        label=gettext_lazy("Hvad er aftalt?"),
        help_text=gettext_lazy("Kommunens egne folk kan læse det. Skriv ikke om enkelte børn."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class HandOverForm(forms.Form):
    """Somebody changes job, and a colleague takes over."""

    former = forms.TypedChoiceField(label=gettext_lazy("Hvem holder op?"), coerce=int)
    name = NoCprField(label=gettext_lazy("Hvem tager over?"), max_length=checks.LONGEST_NAME)
    email = forms.EmailField(
        label=gettext_lazy("Mailadresse"),
        max_length=checks.LONGEST_ADDRESS,
        error_messages={"invalid": gettext_lazy("Skriv adressen som navn@kommune.dk.")},
    )
    title = NoCprField(label=gettext_lazy("Titel"), required=False, max_length=checks.LONGEST_NAME)
    reason = NoCprField(label=REASON, max_length=500)

    def __init__(self, people: Sequence[tuple[int, str]], **more: Any) -> None:  # noqa: ANN401
        super().__init__(**more)
        self.people = dict(people)
        field = self.fields["former"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", _("vælg")), *people]

    def person(self) -> Person:
        """Return who takes over."""
        given = self.cleaned_data
        return Person(given["name"], given["email"], given["title"])
