"""The driver diagram as a page, a picture, a slide and an outline: one diagram, four ways."""

import datetime as dt
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components import diagrams
from samspil.components.diagrams import Diagram, Look, Node, Said
from samspil.components.slides import Deck, DiagramSlide, Properties, render
from samspil.development.models import DriverNode
from samspil.development.selectors import DriverRow, DriverView, ProcessView

Kind = DriverNode.Kind
AIM = "maal"
_COLUMNS = {Kind.PRIMARY: 1, Kind.SECONDARY: 2, Kind.IDEA: 3}


@dataclass(frozen=True)
class Entry:
    """A node in the outline, where it stands under one of those it serves."""

    row: DriverRow
    under: int | None
    below: tuple["Entry", ...]
    is_again: bool

    @property
    def takes_more(self) -> bool:
        """Whether anything can hang on it."""
        return self.row.kind != Kind.IDEA

    @property
    def kind_name(self) -> str:
        """What sort of node it is, in words."""
        return kind_names()[self.row.kind]

    @property
    def below_name(self) -> str:
        """What hangs on it, in words."""
        names = kind_names()
        return names[Kind.SECONDARY if self.row.kind == Kind.PRIMARY else Kind.IDEA].lower()


def kind_names() -> dict[str, str]:
    """What each sort of node is called."""
    return {
        Kind.PRIMARY: _("Primær driver"),
        Kind.SECONDARY: _("Sekundær driver"),
        Kind.IDEA: _("Forandringsidé"),
    }


def headings() -> tuple[str, ...]:
    """The headings of the columns."""
    names = kind_names()
    return (_("Mål"), names[Kind.PRIMARY], names[Kind.SECONDARY], names[Kind.IDEA])


def diagram(view: DriverView) -> Diagram:
    """Return the boxes and links; ids are those of the nodes, and ``maal``."""
    nodes = [Node(AIM, 0, view.aim)]
    links: list[tuple[str, str]] = []
    for kind, column in _COLUMNS.items():
        for row in view.of_kind(kind):
            nodes.append(Node(str(row.id), column, row.text, _note(row)))
            above = map(str, row.parents) if row.parents else (AIM,)
            links += [(one, str(row.id)) for one in above]
    return Diagram(_("Driverdiagram"), headings(), tuple(nodes), tuple(links))


def _note(row: DriverRow) -> str:
    if row.lever:
        return _("Greb: %(lever)s") % {"lever": row.lever_name}
    if row.tests:
        numbers = ", ".join(str(test.number) for test in row.tests)
        return _("Prøve %(numbers)s") % {"numbers": numbers}
    return ""


def entries(view: DriverView) -> tuple[Entry, ...]:
    """Return the outline for editing, in the order of the picture."""
    [aim] = [one for one in diagrams.outline(diagram(view)) if one.node.id == AIM]
    rows = {str(row.id): row for row in view.rows}

    def entry(said: Said, under: int | None) -> Entry:
        row = rows[said.node.id]
        below = tuple(entry(one, row.id) for one in said.below)
        return Entry(row, under, below, said.is_again)

    return tuple(entry(one, None) for one in aim.below)


def drawing(view: DriverView) -> SafeString:
    """Return the picture for the page; every text in it is escaped."""
    layout = diagrams.lay_out(diagram(view), Look(width=980))
    return SafeString(
        diagrams.svg(
            layout,
            title=_("Driverdiagram"),
            description=described(view),
            name="driverdiagram",
            language="da",
        )
    )


def described(view: DriverView) -> str:
    """Say in a sentence what the picture shows."""
    counts = [len(view.of_kind(kind)) for kind in _COLUMNS]
    return _(
        "Fra målet går der streger til %(primary)s primære drivere, videre til %(secondary)s "
        "sekundære drivere og til %(ideas)s forandringsidéer. Det samme står som liste på siden."
    ) % dict(zip(("primary", "secondary", "ideas"), counts, strict=True))


def as_text(view: DriverView) -> str:
    """Return the outline as plain text."""
    return diagrams.as_text(diagram(view), _("se ovenfor"))


def as_svg(view: DriverView, process: ProcessView) -> str:
    """Return the picture as a file of its own."""
    return diagrams.picture(
        _named(view, process), description=described(view), source=source(process)
    )


def as_png(view: DriverView, process: ProcessView) -> bytes:
    """Return the picture as a PNG."""
    return diagrams.png(_named(view, process), description=described(view), source=source(process))


def as_slide(view: DriverView, process: ProcessView, *, created: dt.datetime) -> bytes:
    """Return one slide with the diagram; its notes hold the outline."""
    slide = DiagramSlide(
        title=_("Sådan tror vi, at vi når målet"),
        subtitle=f"{process.row.municipality} · {process.row.sector_name}",
        diagram=diagram(view),
        source=source(process),
        notes=as_text(view),
    )
    deck = Deck(
        title=_named(view, process).title,
        slides=(slide,),
        properties=Properties("Samspil", created),
        language="en" if get_language() == "en" else "da",
        banner=_("Eksempel") if process.row.is_example else "",
    )
    return render(deck)


def source(process: ProcessView) -> str:
    """Say whose diagram it is."""
    row = process.row
    is_said = _("Eksempel") in row.edition_title
    example = f" · {_('Eksempel')}" if row.is_example and not is_said else ""
    return f"{row.municipality} · {row.sector_name} · {row.edition_title}{example}"


def _named(view: DriverView, process: ProcessView) -> Diagram:
    plain = diagram(view)
    title = _("Driverdiagram, %(municipality)s") % {"municipality": process.row.municipality}
    return Diagram(title, plain.headings, plain.nodes, plain.links)


def targets(view: DriverView, row: DriverRow) -> list[tuple[str, str]]:
    """Where a node can be moved or linked without changing its level: (id, text)."""
    above = {Kind.SECONDARY: Kind.PRIMARY, Kind.IDEA: Kind.SECONDARY}.get(Kind(row.kind))
    if above is None:
        return []
    return [(str(one.id), one.text) for one in view.of_kind(above) if one.id not in row.parents]


def places(view: DriverView, row: DriverRow) -> list[tuple[str, str]]:
    """Where a node can be asked to move: (id, text), the aim first with an empty id."""
    above = (*view.of_kind(Kind.PRIMARY), *view.of_kind(Kind.SECONDARY))
    found = [(str(one.id), one.text) for one in above if one.id != row.id]
    return [("", _("Målet")), *found]
