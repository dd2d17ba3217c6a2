"""Forms of the registration, one a step. What is right and wrong is decided by ``checks``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspil.components.numbers import kroner
from samspil.documents.fields import NoCprField
from samspil.programmes import checks, words
from samspil.programmes.checks import Problem
from samspil.programmes.editions import Edition
from samspil.programmes.wishes import (
    CONTACT_ROLES,
    Bundle,
    Contact,
    Person,
    TeamWish,
    Wish,
    partnership_bundle,
    pre_analysis_bundle,
)

MOST_ROWS = 60
"""More names than this are not typed by hand."""

_NAME, _EMAIL, _TITLE = gettext_lazy("navn"), gettext_lazy("mailadresse"), gettext_lazy("titel")
_LEVEL = gettext_lazy("arbejder i")
_ROW = re.compile(r"p(\d{1,3})_(?:name|email|title|level)")


class SectorsForm(forms.Form):
    """Step 1: which partnerships."""

    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Hvilke partnerskaber vil I være med i?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Vælg mindst ét partnerskab.")},
    )

    def __init__(
        self,
        edition: Edition,
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        prices = edition.prices.partnership if edition.prices else {}
        sectors: Any = self.fields["sectors"]
        sectors.choices = [
            (offer.sector, _priced(words.localised(offer.title), prices.get(offer.sector)))
            for offer in edition.sectors
        ]
        sectors.help_text = _together(partnership_bundle(edition))

    def change(self, edition: Edition, standing: Wish) -> Wish:
        """Return the wish with these sectors; teams written already are kept."""
        included = edition.team.included if edition.team else 1
        teams = tuple(
            standing.team(sector) or TeamWish(sector, included)
            for sector in self.cleaned_data["sectors"]
        )
        return replace(standing, teams=teams)


class ContactsForm(forms.Form):
    """Whom to ask at the municipality, and which other parts of it are to be involved."""

    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Hvilke andre områder i kommunen vil I inddrage?"),
        help_text=gettext_lazy("Det anbefales at tænke over det nu. I kan altid gøre det om."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(words.AREAS.items()),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        areas = self.fields.pop("areas")
        for role, about in words.CONTACTS.items():
            self.fields[f"{role}_name"] = NoCprField(
                label=f"{about}: {_NAME}", max_length=checks.LONGEST_NAME, required=False
            )
            self.fields[f"{role}_email"] = forms.EmailField(
                label=f"{about}: {_EMAIL}",
                max_length=checks.LONGEST_ADDRESS,
                required=False,
                error_messages={"invalid": _("Skriv adressen som navn@kommune.dk.")},
            )
        self.fields["areas"] = areas

    def clean(self) -> dict[str, Any]:
        """Ask for both name and address, or neither."""
        given = super().clean() or {}
        for role in words.CONTACTS:
            name, email = given.get(f"{role}_name", ""), given.get(f"{role}_email", "")
            if name and not email and f"{role}_email" not in self.errors:
                problem = Problem("address_missing", about=name)
                self.add_error(f"{role}_email", words.problem(problem))
            if email and not name and f"{role}_name" not in self.errors:
                self.add_error(f"{role}_name", words.problem(Problem("name_missing", about=email)))
        return given

    def change(self, standing: Wish) -> Wish:
        """Return the wish with these contacts and areas."""
        given = self.cleaned_data
        contacts = (
            Contact(role, given[f"{role}_name"], given[f"{role}_email"])
            for role in CONTACT_ROLES
            if given[f"{role}_name"]
        )
        return replace(standing, contacts=tuple(contacts), areas=tuple(given["areas"]))

    @staticmethod
    def shown(wish: Wish) -> dict[str, Any]:
        """Return what the form shows at first."""
        initial: dict[str, Any] = {"areas": wish.areas}
        for one in wish.contacts:
            initial |= {f"{one.role}_name": one.name, f"{one.role}_email": one.email}
        return initial


class ExtrasForm(forms.Form):
    """Step 3: pre-analyses, and what the organiser should know."""

    pre_analyses = forms.MultipleChoiceField(
        label=gettext_lazy("Vil I have en foranalyse?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    process_support = forms.BooleanField(
        label=gettext_lazy("Vi vil gerne tale om processuel bistand til vores lokale arbejde"),
        help_text=gettext_lazy("Det er et ønske uden pris og binder ikke; I aftaler den bagefter."),
        required=False,
    )
    remarks = NoCprField(
        label=gettext_lazy("Er der noget, arrangøren bør vide?"),
        help_text=gettext_lazy(
            "Ønsker, behov eller spørgsmål. Skriv ikke om enkelte børn, og ingen CPR-numre."
        ),
        required=False,
        max_length=checks.LONGEST_REMARKS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        edition: Edition,
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if edition.process_support is None:
            del self.fields["process_support"]
        prices = edition.prices.pre_analysis if edition.prices else {}
        if not prices:
            del self.fields["pre_analyses"]
            return
        analyses: Any = self.fields["pre_analyses"]
        analyses.choices = [
            (offer.sector, _priced(words.localised(offer.title), prices[offer.sector]))
            for offer in edition.sectors
            if offer.sector in prices
        ]
        analyses.help_text = _together(pre_analysis_bundle(edition))

    def change(self, standing: Wish) -> Wish:
        """Return the wish with these additions."""
        return replace(
            standing,
            pre_analyses=tuple(self.cleaned_data.get("pre_analyses", ())),
            process_support=bool(self.cleaned_data.get("process_support")),
            remarks=self.cleaned_data["remarks"],
        )


def _priced(name: str, price: Any) -> str:  # noqa: ANN401 - Decimal or None
    return name if price is None else f"{name}, {kroner(price)}"


def _together(bundle: Bundle | None) -> str:
    """Return what choosing all of them costs, where that is cheaper."""
    if bundle is None or not bundle.saving:
        return ""
    amounts = {"price": kroner(bundle.price), "saving": kroner(bundle.saving)}
    return _("Begge koster %(price)s tilsammen; så sparer I %(saving)s") % amounts


@dataclass(frozen=True)
class PersonRow:
    """One person's fields in the form."""

    key: str
    legend: str
    fields: tuple[tuple[str, forms.BoundField], ...]


class TeamForm(forms.Form):
    """Step 2: one sector's team. Rows for people follow the number of participants."""

    participants = forms.IntegerField(
        label=gettext_lazy("Hvor mange deltager?"),
        min_value=1,
        max_value=1000,
        error_messages={
            "required": gettext_lazy("Skriv, hvor mange der deltager."),
            "invalid": gettext_lazy("Skriv et helt tal, for eksempel 5."),
        },
    )

    def __init__(
        self, edition: Edition, wish: Wish, sector: str, data: Mapping[str, Any] | None = None
    ) -> None:
        self.edition, self.wish, self.sector = edition, wish, sector
        team = wish.team(sector) or TeamWish(sector, 1)
        self.keys = _keys(team, data)
        self.parts = _parts(edition)
        shared = _shared_chief(edition, wish, sector)
        super().__init__(data, initial=_initial(team, self.keys, shared))
        self.fields["participants"].help_text = _places(edition)
        for number, key in enumerate(self.keys, start=1):
            self._add_person(key, _legend(number))

    def _add_person(self, key: str, legend: str) -> None:
        # The browser would offer the typist's own name, who is seldom the one meant.
        quiet = {"autocomplete": "off"}
        self.fields[f"{key}_name"] = NoCprField(
            label=f"{legend}, {_NAME}",
            widget=forms.TextInput(attrs=quiet),
            max_length=checks.LONGEST_NAME,
            required=False,
        )
        self.fields[f"{key}_email"] = forms.EmailField(
            label=f"{legend}, {_EMAIL}",
            required=False,
            max_length=checks.LONGEST_ADDRESS,
            widget=forms.EmailInput(attrs=quiet),
            error_messages={"invalid": _("Skriv adressen som navn@kommune.dk.")},
        )
        self.fields[f"{key}_title"] = NoCprField(
            label=f"{legend}, {_TITLE}",
            widget=forms.TextInput(attrs=quiet),
            max_length=checks.LONGEST_NAME,
            required=False,
        )

        if "level" in self.parts:
            self.fields[f"{key}_level"] = forms.ChoiceField(
                label=f"{legend}, {_LEVEL}",
                choices=[("", _("vælg")), *words.LEVELS.items()],
                required=False,
            )

    @property
    def chief(self) -> PersonRow:
        """The chief's fields."""
        return self._row("chief", _legend(1))

    @property
    def others(self) -> list[PersonRow]:
        """The fields of the others, numbered from 2."""
        return [
            self._row(key, _legend(number)) for number, key in enumerate(self.keys[1:], start=2)
        ]

    def _row(self, key: str, legend: str) -> PersonRow:
        labels = {"name": _NAME, "email": _EMAIL, "title": _TITLE, "level": _LEVEL}
        fields = ((str(labels[part]).capitalize(), self[f"{key}_{part}"]) for part in self.parts)
        return PersonRow(key, legend, tuple(fields))

    def clean(self) -> dict[str, Any]:
        """Hold the team against the edition's rules; each complaint stands at its field."""
        given = super().clean() or {}
        if self.errors:
            return given
        wish = self.wish.with_team(self.team(given))
        # A field with a complaint leaves the given values, which later complaints still ask.
        typed = dict(given)
        for problem in checks.flaws(self.edition, wish):
            if problem.sector == self.sector:
                self.add_error(self._field_of(problem, typed), words.problem(problem))
        return given

    def require_chief(self) -> None:
        """Complain where the edition asks for a chief and none is named."""
        if self.errors:
            return
        rules = self.edition.team
        if rules and rules.chief_required and self.team(self.cleaned_data).chief is None:
            self.add_error("chief_name", words.problem(Problem("chief_missing", self.sector)))

    def team(self, given: Mapping[str, Any]) -> TeamWish:
        """Return the team that was written."""
        return TeamWish(self.sector, given["participants"], tuple(self._people(given)))

    def change(self, standing: Wish) -> Wish:
        """Return the wish with this team."""
        return standing.with_team(self.team(self.cleaned_data))

    def _people(self, given: Mapping[str, Any]) -> Iterator[Person]:
        for key in self.keys:
            name, email, title = (given[f"{key}_{part}"] for part in ("name", "email", "title"))
            level = given.get(f"{key}_level", "")
            if name or email or title:
                yield Person(name, email, title, key == "chief", level)

    def _field_of(self, problem: Problem, given: Mapping[str, Any]) -> str | None:
        """Return the field at which a complaint belongs: the last person it can be about."""
        if problem.code.endswith("_participants") or problem.code == "more_people_than_places":
            return "participants"
        wanted = {
            "person_missing": ("title", "name"),
            "name_missing": ("email", "name"),
            "address_missing": ("name", "email"),
        }
        by, at = wanted.get(problem.code, ("email", "email"))
        about = problem.about.casefold()
        for key in reversed(self.keys):
            typed = any(given[f"{key}_{part}"] for part in ("name", "email", "title"))
            if typed and given[f"{key}_{by}"].casefold() == about:
                return f"{key}_{at}"
        return None


class TelephoneForm(forms.Form):
    """Who said yes on the telephone, where somebody else presses the button for them."""

    said_yes_name = NoCprField(
        label=gettext_lazy("Hvem sagde ja i telefonen?"),
        help_text=gettext_lazy("En chef, der må binde kommunen. Kvitteringen sendes dertil."),
        max_length=checks.LONGEST_NAME,
    )
    said_yes_email = forms.EmailField(
        label=gettext_lazy("Chefens mailadresse"),
        max_length=checks.LONGEST_ADDRESS,
        error_messages={"invalid": gettext_lazy("Skriv adressen som navn@kommune.dk.")},
    )
    said_yes_reason = NoCprField(
        label=gettext_lazy("Hvorfor tilmelder I for dem?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ConfirmForm(forms.Form):
    """Step 4: the one binding act, on exactly what was seen."""

    seen = forms.CharField(
        widget=forms.HiddenInput,
        max_length=16,
        error_messages={"required": gettext_lazy("Siden er forældet. Se den igennem igen.")},
    )
    binding = forms.BooleanField(
        label=gettext_lazy("Tilmeldingen er bindende, når I trykker Bekræft."),
        error_messages={"required": gettext_lazy("Sæt kryds, hvis I vil tilmelde jer bindende.")},
    )


def _keys(team: TeamWish, data: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the keys of the rows: as many as there are places, and never fewer than were typed."""
    typed = [int(found[1]) for name in data or () if (found := _ROW.fullmatch(name))]
    wanted = max(team.participants - 1, len(team.others), *typed, 0)
    return ("chief", *(f"p{number}" for number in range(1, min(wanted, MOST_ROWS) + 1)))


def _legend(number: int) -> str:
    """Return what a person's fields are headed by; the first is the chief."""
    if number == 1:
        return _("Chefen for området")
    return _("Deltager %(number)s") % {"number": number}


def _parts(edition: Edition) -> tuple[str, ...]:
    """Return what is asked about each person."""
    asks_level = edition.team is not None and edition.team.levels
    return ("name", "email", "title", "level") if asks_level else ("name", "email", "title")


def _shared_chief(edition: Edition, wish: Wish, sector: str) -> Person | None:
    """Return the other team's chief where one may serve both, so that one is asked once."""
    if edition.team is None or not edition.team.shared_chief:
        return None
    return next((team.chief for team in wish.teams if team.sector != sector and team.chief), None)


def _initial(
    team: TeamWish, keys: tuple[str, ...], shared: Person | None = None
) -> dict[str, object]:
    """Return what the form shows at first."""
    people = [team.chief or (shared if not team.people else None), *team.others]
    shown: dict[str, object] = {"participants": team.participants}
    for key, person in zip(keys, people, strict=False):
        if person is not None:
            shown |= {
                f"{key}_name": person.name,
                f"{key}_email": person.email,
                f"{key}_title": person.title,
                f"{key}_level": person.level,
            }
    return shown


def _places(edition: Edition) -> str:
    """Return how many may come and what more of them cost."""
    rules, prices = edition.team, edition.prices
    if rules is None:
        return ""
    if prices and prices.extra_participant is not None:
        return _("%(included)s er med i prisen; derefter %(price)s pr. deltager.") % {
            "included": rules.included,
            "price": kroner(prices.extra_participant),
        }
    if rules.minimum == rules.included:
        text = ngettext(
            "%(count)s deltager er med i prisen.",
            "%(count)s deltagere er med i prisen.",
            rules.included,
        )
        return text % {"count": rules.included}
    return _("Fra %(minimum)s til %(included)s deltagere er med i prisen.") % {
        "minimum": rules.minimum,
        "included": rules.included,
    }
