"""What a template's page says of what was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.components.slides.brought import LayoutReport, Report

KINDS: Mapping[str, Promise] = {
    "Forside": lazy("Forside"),
    "Tekst": lazy("Tekst"),
    "Figur": lazy("Figur"),
    "Figur og tekst": lazy("Figur og tekst"),
    "To figurer": lazy("To figurer"),
    "Tabel": lazy("Tabel"),
}

PLACES: Mapping[str, Promise] = {
    "Titel": lazy("titel"),
    "Undertitel": lazy("undertitel"),
    "Kilde": lazy("kilde"),
    "Mærke": lazy("mærket Eksempel"),
    "Sidetal": lazy("sidetal"),
    "Oplysninger": lazy("oplysninger"),
    "Indhold": lazy("tekst"),
    "Figur": lazy("figur"),
    "Figur, venstre": lazy("figur til venstre"),
    "Figur, højre": lazy("figur til højre"),
    "Overskrift, venstre": lazy("overskrift til venstre"),
    "Overskrift, højre": lazy("overskrift til højre"),
    "Tabel": lazy("tabel"),
}

REMARKS: Mapping[str, Promise] = {
    "old_format": lazy("Siderne er 4:3. Oplægget bliver det også; figurerne står smallere."),
    "slides": lazy("Der ligger dias i filen. De kommer ikke med i oplægget."),
    "pale": lazy(
        "Temaets første accentfarve er for lys til tekst og søjler. I stedet bruges tekstfarven."
    ),
    "typeface": lazy(
        "Vi kender ikke skriftens bredde og sætter teksten lidt mindre, så den kan være der."
    ),
    "dark": lazy("Skabelonen har lys skrift på mørk bund. Figurer og tabeller følger den."),
}


@dataclass(frozen=True)
class LayoutLine:
    """One kind of slide: what it stands on, what was found, what is added."""

    kind: str
    layout: str
    found: str
    added: str


def lines(report: Report) -> list[LayoutLine]:
    """Return what is said of each kind of slide."""
    return [
        LayoutLine(str(KINDS[one.kind]), one.layout, _found(one), _added(one))
        for one in report.layouts
    ]


def _found(one: LayoutReport) -> str:
    return ", ".join(f"{PLACES[ours]} (»{theirs}«)" for ours, theirs in one.found)


def _added(one: LayoutReport) -> str:
    return ", ".join(str(PLACES[name]) for name in one.added)


def remarks(report: Report) -> list[str]:
    """Return what else there is to know."""
    return [str(REMARKS[code]) for code in report.remarks]


def answer(report: Report) -> str:
    """Return the page's first sentence."""
    own = report.own_layouts
    if own == len(report.layouts):
        return _("Alle seks slags dias kan stå på skabelonens egne layouts.")
    if not own:
        return _(
            "Ingen af skabelonens layouts passer til oplægget, så det får vores, i skabelonens "
            "farver og skrift."
        )
    return ngettext(
        "Én af de seks slags dias kan stå på skabelonens egne layouts; resten får vores, i dens "
        "farver og skrift.",
        "%(own)s af de seks slags dias kan stå på skabelonens egne layouts; resten får vores, i "
        "dens farver og skrift.",
        own,
    ) % {"own": own}


def looks(report: Report) -> str:
    """Return format and typeface in a line: ``33,9 × 19,1 cm, Arial``."""
    wide, high = (numbers.number(side / 72 * 2.54, 1) for side in report.page)
    return f"{wide} × {high} cm, {report.typeface}"
