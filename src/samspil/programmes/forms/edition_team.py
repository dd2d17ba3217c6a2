"""The form for the team: who may come, how many, and how many municipalities there is room for."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from samspil.programmes import words
from samspil.programmes.edition_file import Stated
from samspil.programmes.edition_parts import Level
from samspil.programmes.forms.edition_base import (
    DAY_ENDS,
    SECTORS,
    Group,
    PartForm,
    by_sector,
    danish_moment,
    date_field,
    moment_of,
    number_field,
    piece,
    replaced,
    statement,
    table,
    time_field,
    without_empty,
)


class TeamRulesForm(PartForm):
    """Who may come, how many, and how many municipalities there is room for."""

    keys: ClassVar = ("team", "same_people", "capacity")

    def build(self) -> None:
        """Add the fields."""
        team, capacity = table(self.stated.get("team")), table(self.stated.get("capacity"))
        for name, label in (
            ("minimum", _("Mindste hold")),
            ("included", _("Med i prisen")),
            ("maximum", _("Største hold")),
        ):
            self.add(f"team_{name}", number_field(label, 1, 1000), team.get(name))
        self.fields["team_maximum"].help_text = _(
            "Tomt, når der ikke er nogen øvre grænse. Har ekstra deltagere ingen pris, kan holdet "
            "ikke være større end det, der er med i prisen."
        )
        for name, label, assumed in (
            ("chief_required", _("Den relevante chef skal være med"), False),
            ("shared_chief", _("Én chef kan stå i begge hold"), True),
        ):
            self.add(
                f"team_{name}",
                forms.BooleanField(label=label, required=False),
                team.get(name, assumed),
            )
        levels = [
            (Level.ADMINISTRATION.value, _("Forvaltningen")),
            (Level.INSTITUTION.value, _("Skoler eller dagtilbud")),
        ]
        self.add(
            "team_levels",
            forms.MultipleChoiceField(
                label=_("Hvem skal være med på hvert hold?"),
                choices=levels,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
            list(team.get("levels") or ()),
        )
        until = moment_of(team.get("names_until"))
        self.add(
            "team_names_until",
            date_field(_("Sidste dag, kommunen selv kan skifte navne")),
            until.date() if until else None,
        )
        self.add(
            "team_names_clock",
            time_field(_("Klokken"), _("Tomt betyder hele dagen.")),
            until.time() if until and until.time() != DAY_ENDS else None,
        )
        self.add_words(
            "team_composition", _("Hvem kan være med?"), table(team.get("composition")), long=True
        )
        same = table(table(self.stated.get("same_people")).get("text"))
        self.add_words("same_people", _("Om at sende de samme personer"), same, long=True)
        self.sectors = [one for one in SECTORS if one in by_sector(self.stated)]
        for sector in self.sectors:
            label = _("Flest kommuner, %(sector)s") % {"sector": words.sector(sector)}
            self.add(f"capacity_{sector}", number_field(label, 1, 1000), capacity.get(sector))

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        size = (
            tuple(self[f"team_{name}"] for name in ("minimum", "included", "maximum")),
            (self["team_chief_required"],),
            (self["team_shared_chief"],),
            (self["team_levels"],),
            self.pair("team_composition"),
        )
        names = ((self["team_names_until"], self["team_names_clock"]), self.pair("same_people"))
        room = tuple((self[f"capacity_{sector}"],) for sector in self.sectors)
        return [
            Group(_("Holdet"), size),
            Group(_("Navne"), names),
            Group(_("Plads"), room, _("Tomt, når der er plads til alle.")),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the whole team or none of it, in rising sequence."""
        given = super().clean()
        least, included, most = (
            given.get(f"team_{name}") for name in ("minimum", "included", "maximum")
        )
        for name, value in (("team_minimum", least), ("team_included", included)):
            if value is None and name not in self.errors:
                self.add_error(name, _("Mangler. Skriv et helt tal, for eksempel 5."))
        if least is not None and included is not None and included < least:
            self.add_error("team_included", _("Skal være mindst så mange som det mindste hold."))
        if included is not None and most is not None and most < included:
            self.add_error("team_maximum", _("Skal være mindst så mange som med i prisen."))
        if not self.said("team_composition") and "team_composition_da" not in self.errors:
            self.add_error("team_composition_da", _("Mangler. Udfyld det."))
        day, clock = given.get("team_names_until"), given.get("team_names_clock")
        if day and danish_moment(day, clock or DAY_ENDS) is None:
            self.add_error("team_names_clock", _("Det klokkeslæt springes over af sommertiden."))
        return given

    def change(self, draft: Stated) -> Stated:
        """Return the draft with these rules."""
        given = self.cleaned_data
        day = given["team_names_until"]
        until = danish_moment(day, given["team_names_clock"] or DAY_ENDS) if day else None
        team = without_empty(
            minimum=given["team_minimum"],
            included=given["team_included"],
            maximum=given["team_maximum"],
            chief_required=given["team_chief_required"],
            shared_chief=None if given["team_shared_chief"] else False,
            levels=given["team_levels"],
            names_until=until.isoformat() if until else None,
            composition=self.said("team_composition"),
        )
        standing = table(draft.get("team"))
        if "shared_chief" in standing and given["team_shared_chief"]:
            team["shared_chief"] = True
        return replaced(
            draft,
            team=piece(standing, team),
            same_people=statement(
                draft.get("same_people"), "same_people", self.said("same_people")
            ),
            capacity=without_empty(**{one: given[f"capacity_{one}"] for one in self.sectors}),
        )
