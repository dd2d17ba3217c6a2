"""The map of groups; the map, its table and its CSV come from the same rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Tile, TileMap
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table
from samspil.networks.selectors import GroupView
from samspil.places.models import Municipality

COLOURS = 6


@dataclass(frozen=True)
class GroupTile(Tile):
    """A tile with its group's number in the corner, so that colour never stands alone."""

    number: int = 0


class GroupMap(TileMap):
    """The map of Denmark with numbered tiles."""

    @staticmethod
    def _tile(tile: Tile, x: int, y: int) -> str:
        drawn = TileMap._tile(tile, x, y)  # noqa: SLF001 - it is this drawing, and a number
        number = tile.number if isinstance(tile, GroupTile) else 0
        if not number:
            return drawn
        end = drawn.rindex("</")
        mark = f'<text class="number" aria-hidden="true" x="{x + 4}" y="{y + 10}">{number}</text>'
        return f"{drawn[:end]}{mark}{drawn[end:]}"


def colour(group: GroupView, own: Sequence[str] = ()) -> str:
    """Return the class that colours a group: the viewer's own stands out, others take turns."""
    if set(own) & set(group.codes):
        return "own"
    return f"g{(group.number - 1) % COLOURS + 1}"


def group_map(
    groups: Sequence[GroupView],
    municipalities: Iterable[Municipality],
    *,
    title: str,
    own: Sequence[str] = (),
) -> GroupMap:
    """Return the map of groups; `own` are codes of the viewer's municipalities."""
    number_of = {code: group for group in groups for code in group.codes}
    alt = "; ".join(
        _("gruppe %(number)s: %(names)s") % {"number": g.number, "names": ", ".join(g.names)}
        for g in groups
    )
    tiles = tuple(_tile(place, number_of.get(place.code), own) for place in municipalities)
    return GroupMap(
        words=Words(title, "", f"{title}: {alt}", ""), table=_table(title, groups), tiles=tiles
    )


def _tile(place: Municipality, group: GroupView | None, own: Sequence[str]) -> GroupTile:
    if group is None:
        return GroupTile(place.name, place.tile_column, place.tile_row)
    note = _("gruppe %(number)s") % {"number": group.number}
    if place.code in own:
        note = _("jeres kommune, gruppe %(number)s") % {"number": group.number}
    return GroupTile(
        name=place.name,
        column=place.tile_column,
        row=place.tile_row,
        group=colour(group, own),
        href=reverse("figures:municipality", args=[place.code]),
        note=note,
        number=group.number,
    )


def _table(title: str, groups: Sequence[GroupView]) -> Table:
    """Return the rows: everybody with the numbers that the reasons are made of."""
    names = {member.code: member.name for group in groups for member in group.members}
    rows = tuple(
        (
            Cell(member.name, href=reverse("figures:municipality", args=[member.code])),
            Cell(str(group.number), exact=group.number),
            Cell(numbers.number(member.facts.population), exact=member.facts.population),
            Cell(numbers.number(member.facts.mean_km), exact=round(member.facts.mean_km, 1)),
            Cell(names[member.facts.nearest]),
            Cell(numbers.number(member.facts.nearest_km), exact=round(member.facts.nearest_km, 1)),
            _likeness(member.facts.likeness),
        )
        for group in groups
        for member in group.members
    )
    columns = (
        _("Kommune"),
        _("Gruppe"),
        _("Indbyggere"),
        _("Km i gennemsnit til de andre"),
        _("Nærmest"),
        _("Km til den nærmeste"),
        _("Forskel i vilkår (1 er et typisk par)"),
    )
    return Table(title, columns, rows, source())


def _likeness(value: float | None) -> Cell:
    return Cell(_("ukendt")) if value is None else Cell(numbers.number(value, 2), round(value, 3))


def source() -> str:
    """Return where the numbers come from."""
    return _(
        "Afstande i luftlinje mellem et punkt i hver kommune; indbyggere og vilkår fra Danmarks "
        "Statistik og Uddannelsesstatistik.dk, beregnet af Samspil."
    )
