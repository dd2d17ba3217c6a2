"""What the pages of groups hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.networks import charts, rules, ruleset, selectors, sentences
from samspil.networks.charts import GroupMap
from samspil.networks.forms import AcceptForm, NetworksForm
from samspil.networks.pages.gatherings import meeting
from samspil.networks.selectors import FormerPlan, GroupView, PlanView
from samspil.networks.services.networks import MOST as MOST_NETWORKS
from samspil.networks.services.networks import SMALLEST as SMALLEST_NETWORK
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView


@dataclass(frozen=True)
class GroupCard:
    """A group beside the map, in the same colour."""

    group: GroupView
    colour: str
    own: tuple[str, ...]

    @property
    def is_own(self) -> bool:
        """Whether the viewer is in it."""
        return bool(self.own)


@dataclass(frozen=True)
class PlanCard:
    """A plan with its map, and for a proposal the form to accept it."""

    plan: PlanView
    map: GroupMap
    cards: tuple[GroupCard, ...]
    form: AcceptForm | None = None


@dataclass(frozen=True)
class SectorPart:
    """One sector of the page."""

    id: str
    name: str
    answer: str
    registered: int
    enough: bool
    accepted: PlanCard | None
    former: list[FormerPlan]
    networks: dict[str, Any] | None
    division: NetworksForm | None
    proposals: tuple[PlanCard, ...] = field(default=())


def participants(view: EditionView) -> dict[str, list[str]]:
    """Return codes of those registered by sector, in the edition's sequence."""
    return {
        sector: [place.code for place in programmes.participants(view.id, sector)]
        for sector in view.content.sector_ids
    }


def networks(
    viewer: Viewer,
    view: EditionView,
    forms: dict[int, AcceptForm] | None = None,
    divisions: Mapping[str, NetworksForm] | None = None,
) -> dict[str, Any]:
    """Return the page of an edition's groups.

    `forms` by plan and `divisions` by sector are those just refused; the rest is made anew.
    """
    divisions = divisions or {}
    taking_part = participants(view)
    forms = forms or {}
    return {
        "edition": edition_words(view),
        "parts": [
            _part(viewer, view, each, codes, forms=forms, division=divisions.get(each))
            for each, codes in taking_part.items()
        ],
        "may_form": rules.may_form(viewer, view.id),
        "may_try": rules.may_try_scenarios(viewer),
        "refused": next(iter((*forms.values(), *divisions.values())), None),
        "note": ruleset.current().content.note.in_language(language()),
        "needed": ruleset.current().content.sizes.min,
        "section": "partnerskaber",
    }


def edition_words(view: EditionView) -> dict[str, Any]:
    """Return an edition as a heading needs it."""
    content = view.content
    title = content.title.in_language(language())
    return {"id": view.id, "title": title, "is_example": content.is_example}


def language() -> str:
    """Return the reader's language."""
    return get_language() or "da"


def _part(
    viewer: Viewer,
    view: EditionView,
    sector: str,
    codes: Sequence[str],
    *,
    forms: dict[int, AcceptForm],
    division: NetworksForm | None,
) -> SectorPart:
    accepted = selectors.accepted_plan(viewer, view.id, sector)
    members = [] if accepted is None else [c for group in accepted.groups for c in group.codes]
    own = rules.own_among(viewer, view.id, members)
    return SectorPart(
        id=sector,
        name=sentences.sector(sector),
        answer=_answer(accepted, own) if accepted else _no_groups(viewer, view, sector, codes),
        registered=len(codes),
        enough=len(codes) >= ruleset.current().content.sizes.min,
        former=selectors.former_plans(viewer, view.id, sector),
        networks=_networks(viewer, view, sector),
        division=division or networks_form(view, sector),
        accepted=None if accepted is None else _plan_card(accepted, own),
        proposals=tuple(
            _plan_card(each, (), forms.get(each.id) or AcceptForm(auto_id=f"id_{each.id}_%s"))
            for each in selectors.proposals(viewer, view.id, sector)
        ),
    )


def networks_form(
    view: EditionView, sector: str, data: Mapping[str, Any] | None = None
) -> NetworksForm:
    """Return the form that divides a sector into as many networks as its size allows."""
    count = len(programmes.participants(view.id, sector))
    most = max(1, min(MOST_NETWORKS, count // SMALLEST_NETWORK))
    return NetworksForm(most, data, auto_id=f"del_{sector}_%s", initial={"count": 1})


def _networks(viewer: Viewer, view: EditionView, sector: str) -> dict[str, Any] | None:
    """Return the networks with where each could meet; None where all are one."""
    found = selectors.networks(viewer, view.id, sector)
    if found is None:
        return None
    return {
        "meetings": [meeting(one) for one in found.networks],
        "outside": listed(found.outside) if found.outside else "",
        "reason": found.reason,
        "by": found.by,
        "at": found.at,
    }


def _plan_card(plan: PlanView, own: Sequence[str], form: AcceptForm | None = None) -> PlanCard:
    title = sentences.map_title(sentences.sector(plan.sector), len(plan.groups))
    return PlanCard(
        plan=plan,
        map=charts.group_map(plan.groups, tiles_of(plan.groups), title=title, own=own),
        cards=cards_of(plan.groups, own),
        form=form,
    )


def cards_of(groups: Sequence[GroupView], own: Sequence[str] = ()) -> tuple[GroupCard, ...]:
    """Return the groups, the viewer's own first."""
    cards = [
        GroupCard(group, charts.colour(group, own), tuple(c for c in own if c in group.codes))
        for group in groups
    ]
    return tuple(sorted(cards, key=lambda card: (not card.is_own, card.group.number)))


def tiles_of(groups: Sequence[GroupView]) -> list[Any]:
    """Return the tiles of the map: Denmark, and the examples that are in a group."""
    inside = {code for group in groups for code in group.codes}
    examples = [m for m in places.example_municipalities() if m.code in inside]
    return [*places.real_municipalities(), *examples]


def _no_groups(viewer: Viewer, view: EditionView, sector: str, codes: Sequence[str]) -> str:
    """Return why no groups are shown: there are none, or the viewer is in none of them."""
    if not selectors.is_formed(view.id, sector):
        return _("Grupperne er ikke dannet endnu. Når de er godkendt, står de her med begrundelse.")
    if rules.own_among(viewer, view.id, codes):
        return _(
            "Grupperne blev godkendt, før jeres kommune kom med. Når facilitatoren har dannet dem "
            "igen, står I her."
        )
    return _("Jeres kommune er ikke med i denne del. Grupperne ses af dem, der er.")


def _answer(accepted: PlanView, own: Sequence[str]) -> str:
    """Return who we are with, in one sentence."""
    groups = [group for code in own if (group := accepted.group_of(code))]
    if not groups:
        return count_of(len(accepted.groups), sum(len(group.codes) for group in accepted.groups))
    group = groups[0]
    others = [member.name for member in group.members if member.code not in own]
    return _("I er i gruppe %(number)s sammen med %(names)s.") % {
        "number": group.number,
        "names": listed(others),
    }


def count_of(groups: int, members: int) -> str:
    """Return how many are in how many groups, as a sentence."""
    found = ngettext(
        "%(members)s kommuner er sammen i én gruppe.",
        "%(members)s kommuner er delt i %(groups)s grupper.",
        groups,
    )
    return found % {"members": numbers.number(members), "groups": groups}


def listed(names: Sequence[str]) -> str:
    """Return names as people say them: A, B og C."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
