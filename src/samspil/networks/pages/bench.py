"""What the workbench's page holds."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.tables import Cell, Table
from samspil.networks import charts, selectors, sentences
from samspil.networks.forms import AMOUNTS, WeighForm, WishForm
from samspil.networks.pages.plans import edition_words, tiles_of
from samspil.networks.selectors import BenchMember, BenchView, GroupView, PlanView
from samspil.networks.selectors.bench import BenchGroup, Choice
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView


def bench(
    viewer: Viewer,
    view: EditionView,
    found: BenchView,
    *,
    weigh: WeighForm | None = None,
    wish: WishForm | None = None,
    said: str = "",
) -> dict[str, Any]:
    """Return the page; forms given are those just refused, `said` is what was just done."""
    sector = found.sector
    taking_part = programmes.participants(view.id, sector)
    offered = [(place.code, place.name) for place in taking_part]
    travel = selectors.travel_times(place.code for place in taking_part)
    proposals = sorted(selectors.proposals(viewer, view.id, sector), key=lambda plan: plan.number)
    return {
        "edition": edition_words(view),
        "bench": found,
        "sector": sentences.sector(sector),
        "answer": _answer(found),
        "groups": [_group(group) for group in found.groups],
        "unplaced": [_member(member) for member in found.unplaced],
        "map": _map(found),
        "weigh": weigh or WeighForm(initial=found.weights | {"low": found.low, "high": found.high}),
        "amounts": AMOUNTS,
        "wish": wish or WishForm(offered, initial={"kind": "apart"}),
        "wishes": selectors.wishes(viewer, view.id, sector),
        "proposals": proposals,
        "compared": compared(proposals),
        "travel": travel,
        "silent": [row.name for row in selectors.exchange(viewer, view.id, sector)
                   if not row.has_said],
        "accepted": selectors.accepted_plan(viewer, view.id, sector),
        "refused": weigh or wish,
        "said": said,
        "section": "partnerskaber",
    }  # fmt: skip


def _answer(found: BenchView) -> str:
    """Return how good what is on the table is, in one sentence."""
    if found.points is None:
        return _("Ingen er lagt i grupper endnu. Dan forslag, og arbejd videre med det bedste.")
    text = _(
        "Grupperne på bordet er samlet %(points)s, hvor 100 er et typisk par; lavere er tættere."
    )
    return text % {"points": numbers.number(found.points, 1)}


def _group(group: BenchGroup) -> dict[str, Any]:
    return {
        "number": group.number,
        "members": [_member(member) for member in group.members],
        "points": "" if group.points is None else numbers.number(group.points, 1),
        "reasons": group.reasons,
        "fits": group.fits,
        "colour": f"g{(group.number - 1) % charts.COLOURS + 1}",
    }


def _member(member: BenchMember) -> dict[str, Any]:
    return {
        "code": member.code,
        "name": member.name,
        "is_pinned": member.is_pinned,
        "points": "" if member.points is None else numbers.number(member.points, 1),
        "reasons": member.reasons,
        "moves": [_choice(choice) for choice in member.moves],
        "swaps": [_choice(choice) for choice in member.swaps],
    }


def _choice(choice: Choice) -> tuple[str, str]:
    return choice.value, f"{choice.label} ({sentences.change(choice.change)})"


def _map(found: BenchView) -> charts.GroupMap | None:
    if not found.shown:
        return None
    title = sentences.map_title(_("På bordet"), len(found.groups))
    renumbered = _numbered_as_on_the_table(found)
    return charts.group_map(renumbered, tiles_of(renumbered), title=title)


def _numbered_as_on_the_table(found: BenchView) -> list[GroupView]:
    number_of = {frozenset(one.code for one in g.members): g.number for g in found.groups}
    return [
        GroupView(number_of[frozenset(group.codes)], group.members, group.reasons, group.facts)
        for group in found.shown
    ]


def compared(proposals: Sequence[PlanView]) -> Table | None:
    """Return proposals side by side, part by part; None for fewer than two."""
    if len(proposals) < 2:
        return None
    columns = (
        _("Hvad"),
        *(_("Forslag %(number)s") % {"number": plan.number} for plan in proposals),
    )
    rows = [
        (Cell(name), *(cell_of(plan) for plan in proposals))
        for name, cell_of in (
            (_("Samlet (100 er et typisk par)"), _points),
            (_("Grupper"), lambda plan: Cell(str(len(plan.groups)))),
            (_("Km mellem to i en gruppe, gennemsnit"), _mean_km),
            (_("Længste afstand i en gruppe, km"), _longest),
            (_("Forskel i vilkår (100 er et typisk par)"), _likeness),
            (_("Den største kommune er så mange gange den mindste"), _sizes),
            (_("Ønsker om at lære, som nogen i gruppen kan opfylde"), _learning),
        )
    ]
    return Table(_("Forslagene side om side"), columns, tuple(rows), charts.source())


def _points(plan: PlanView) -> Cell:
    return Cell(plan.quality.points)


def _weighted(plan: PlanView, name: str) -> float | None:
    """Return the mean over the municipalities of a fact of their group."""
    known = [
        (float(value), len(group.codes))
        for group in plan.groups
        if (value := getattr(group.facts, name)) is not None
    ]
    return sum(v * n for v, n in known) / sum(n for _v, n in known) if known else None


def _mean_km(plan: PlanView) -> Cell:
    return Cell(numbers.number(_weighted(plan, "mean_km") or 0.0, 0))


def _longest(plan: PlanView) -> Cell:
    return Cell(numbers.number(max(group.facts.longest_km for group in plan.groups), 0))


def _likeness(plan: PlanView) -> Cell:
    value = _weighted(plan, "likeness")
    return Cell(_("ukendt") if value is None else numbers.number(100 * value, 0))


def _sizes(plan: PlanView) -> Cell:
    ratio = max(g.facts.population_high / max(1, g.facts.population_low) for g in plan.groups)
    return Cell(numbers.number(ratio, 1))


def _learning(plan: PlanView) -> Cell:
    facts = [member.facts for group in plan.groups for member in group.members]
    wanted = sum(one.wanted or 0 for one in facts)
    if not wanted:
        return Cell(_("ingen har skrevet noget"))
    offered = sum(one.offered or 0 for one in facts)
    return Cell(_("%(offered)s af %(wanted)s") % {"offered": offered, "wanted": wanted})
