"""What the page of networks across schools holds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samspil.networks import rules, selectors
from samspil.networks.coming import coming
from samspil.networks.forms import SchoolsForm
from samspil.networks.pages.plans import edition_words
from samspil.networks.selectors import OneSchoolNetwork, SchoolPlace
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import AttendingMunicipality, EditionView, TeamPerson


@dataclass(frozen=True)
class PlaceOfSchools:
    """A municipality's schools in a network, and its people as far as the viewer may know them."""

    code: str
    name: str
    schools: tuple[SchoolPlace, ...]
    people: tuple[TeamPerson, ...]
    is_known: bool


def school_network(
    viewer: Viewer, view: EditionView, found: OneSchoolNetwork, now: dt.datetime
) -> dict[str, Any]:
    """Return a network's own page: its schools, whom to write to, and the meetings to come."""
    # Whose people one may know is the room of programmes' to say: one's own, organisers all.
    known = {place.code: place for place in programmes.attending(viewer, view.id)}
    rows = [_place(code, found, known.get(code)) for code in found.codes]
    return {
        "edition": edition_words(view),
        "network": found,
        "places": rows,
        "some_unknown": any(not one.is_known for one in rows),
        "coming": coming(viewer, view.id, "school", now),
        "section": "partnerskaber",
    }


def _place(
    code: str, found: OneSchoolNetwork, team: AttendingMunicipality | None
) -> PlaceOfSchools:
    schools = tuple(school for school in found.schools if school.municipality == code)
    people = [one for one in team.people if "school" in one.sectors] if team else []
    return PlaceOfSchools(
        code, schools[0].municipality_name, schools, tuple(people), is_known=team is not None
    )


def schools(
    viewer: Viewer, view: EditionView, refused: Mapping[str, SchoolsForm] | None = None
) -> dict[str, Any]:
    """Return who agrees and which schools could meet; `refused` are forms by family."""
    may_form = rules.may_form(viewer, view.id)
    forms = refused or {}
    found = selectors.school_networks(viewer, view.id)
    return {
        "edition": edition_words(view),
        "consents": selectors.consents(viewer, view.id),
        "networks": [
            (
                one,
                (forms.get(one.family) or SchoolsForm(one, auto_id=f"id_{one.family}_%s"))
                if may_form
                else None,
            )
            for one in found
        ],
        "together": sum(one.is_accepted for one in found),
        "may_form": may_form,
        "refused": next(iter(forms.values()), None),
        "section": "partnerskaber",
    }
