"""Charts of a municipality's challenge picture."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Dot, DotStrip, Group, Tile, TileMap
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table, row, table
from samspil.figures import sentences
from samspil.figures.charts.cells import cell
from samspil.figures.selectors.picture import ChallengePicture, FigureRow, ResultRow
from samspil.methods.states import Value
from samspil.places.models import Municipality
from samspil.places.services import sort_key


def result_strip(picture: ChallengePicture, result: ResultRow) -> DotStrip:
    """All municipalities on one result, with what conditions let one expect for this one."""
    title = sentences.result_title(picture.municipality.name, result)
    expected = result.expected
    return DotStrip(
        words=Words(
            title,
            sentences.subtitle(result.row),
            sentences.alt(result.row, title, picture.names),
            _source(picture, result.row),
        ),
        table=_distribution_table(picture, result.row, result),
        dots=dots(picture, result.row),
        decimals=result.row.indicator.decimals,
        band=(expected.low, expected.high) if expected else None,
        expected=expected.expected if expected else None,
    )


def _source(picture: ChallengePicture, figure: FigureRow) -> str:
    """The source of the municipalities' figures, and for an example what its own is."""
    source = sentences.source(figure.source)
    if not picture.municipality.is_example:
        return source
    invented = _("%(name)s: opdigtet eksempel") % {"name": picture.municipality.name}
    return f"{source} · {invented}"


def condition_strip(
    picture: ChallengePicture, figure: FigureRow, *, with_table: bool = False
) -> DotStrip:
    """A small strip for a line in a table, which needs no table of its own on the page."""
    name = sentences.short(figure.indicator)
    return DotStrip(
        words=Words(name, "", sentences.alt(figure, name, picture.names), ""),
        table=_distribution_table(picture, figure, None) if with_table else Table(name, (), ()),
        dots=dots(picture, figure),
        decimals=figure.indicator.decimals,
        small=True,
    )


def condition_finding(picture: ChallengePicture, figure: FigureRow) -> DotStrip:
    """A condition as a chart of its own: a heading that says the figure, nothing expected."""
    title = sentences.condition_title(picture.municipality.name, figure)
    return DotStrip(
        words=Words(
            title,
            sentences.subtitle(figure),
            sentences.alt(figure, title, picture.names),
            _source(picture, figure),
        ),
        table=_distribution_table(picture, figure, None),
        dots=dots(picture, figure),
        decimals=figure.indicator.decimals,
    )


def dots(picture: ChallengePicture, figure: FigureRow) -> tuple[Dot, ...]:
    """One dot for each municipality with a value, the own one included though it is an example."""
    own = picture.municipality.code
    values = dict(figure.everybody)
    if isinstance(figure.figure, Value):
        values[own] = figure.figure.number
    return tuple(
        Dot(picture.names[code], value, _group(code, own, figure.peers))
        for code, value in values.items()
    )


def _group(code: str, own: str, peers: tuple[str, ...]) -> Group:
    if code == own:
        return Group.OWN
    return Group.PEER if code in peers else Group.OTHER


def _distribution_table(
    picture: ChallengePicture, figure: FigureRow, result: ResultRow | None
) -> Table:
    """The same rows as a table: own first, then peers, then the others by name."""
    place = picture.municipality
    own = _("jeres (opdigtet eksempel)") if place.is_example else _("jeres")
    words = {Group.OWN: own, Group.PEER: _("ligner på vilkår"), Group.OTHER: _("øvrige")}
    order = list(words)
    found = sorted(
        dots(picture, figure), key=lambda dot: (order.index(dot.group), sort_key(dot.name))
    )
    rows = [
        [Cell(dot.name), cell(dot.value, figure.indicator), Cell(words[dot.group])] for dot in found
    ]
    if result and result.expected:
        after = sum(1 for dot in found if dot.group is Group.OWN)
        rows[after:after] = [
            [Cell(name), cell(value, figure.indicator), Cell(place.name)]
            for name, value in (
                (_("Forventet ud fra vilkår"), result.expected.expected),
                (_("Forventet, nedre grænse"), result.expected.low),
                (_("Forventet, øvre grænse"), result.expected.high),
            )
        ]
    caption = f"{sentences.subtitle(figure)} {sentences.source(figure.source)}"
    columns = (_("Kommune"), sentences.short(figure.indicator), _("Gruppe"))
    return table(caption, columns, rows)


def peers_map(picture: ChallengePicture, municipalities: list[Municipality]) -> TileMap:
    """Denmark with the own municipality and its peers."""
    own = picture.municipality
    peers = [peer.code for peer in picture.peers.peers]
    notes = {own.code: _("kommunen selv")} | dict.fromkeys(peers, _("ligner på vilkår"))
    shown = municipalities if not own.is_example else [*municipalities, own]
    title = sentences.peers_title(picture)
    names = sentences.joined([picture.names[code] for code in peers]) if peers else ""
    rows = [
        row(picture.names[peer.code], Cell(numbers.number(peer.distance, 2), exact=peer.distance))
        for peer in picture.peers.peers
    ]
    return TileMap(
        words=Words(title, "", f"{title}: {names}", ""),
        table=Table(title, (_("Kommune"), _("Afstand i vilkår")), tuple(rows)),
        tiles=tuple(
            Tile(
                name=place.name,
                column=place.tile_column,
                row=place.tile_row,
                group=_group(place.code, own.code, tuple(peers)).value,
                href=reverse("figures:municipality", args=[place.code]),
                note=notes.get(place.code, ""),
            )
            for place in shown
        ),
    )
