"""What a committee's paper says besides the figures: how to read it, and what is not known."""

from datetime import date

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.figures import sentences
from samspil.figures.indicators import load_indicators
from samspil.figures.selectors.picture import ChallengePicture, FigureRow
from samspil.places.services import sort_key

NAMED = 6
"""How much of what is missing is named; the page names the rest."""


def rows(picture: ChallengePicture) -> list[FigureRow]:
    """Return the figures the paper rests on: results and conditions."""
    return [*(result.row for result in picture.results), *picture.conditions]


def collected(picture: ChallengePicture) -> date | None:
    """Return the day the newest of the figures was fetched; None without figures."""
    days = [row.source.collected for row in rows(picture) if row.source is not None]
    return max(days, default=None)


def sector(picture: ChallengePicture) -> str:
    """Return the sector in words."""
    return _("skole") if picture.sector == "school" else _("dagtilbud")


def title(picture: ChallengePicture) -> str:
    """Return the paper's title."""
    words = {"name": picture.municipality.name, "sector": sector(picture)}
    return _("%(name)s: udfordringsbillede for %(sector)s") % words


def kind(picture: ChallengePicture) -> str:
    """Return what sort of paper this is, for its head."""
    mark = _("Eksempel") + " · " if picture.municipality.is_example else ""
    return mark + _("Orientering til udvalget · offentlige tal")


def warning(picture: ChallengePicture) -> str:
    """Say of an example that it is one; empty for the real ones."""
    if not picture.municipality.is_example:
        return ""
    return _(
        "Kommunen findes ikke, og dens tal er opdigtede. "
        "De kommuner, den holdes op mod, er virkelige."
    )


def reading(picture: ChallengePicture) -> str:
    """Say how the charts are read."""
    return _(
        "Hver prik er en kommune: den store med navn er %(name)s, de grå ligner den mest på "
        "vilkår, de svage er de øvrige. Det farvede bånd er det forventede. Der er ingen rangorden."
    ) % {"name": picture.municipality.name}


def notes(picture: ChallengePicture) -> tuple[tuple[str, str], ...]:
    """Return label and text of each note: peers, what is expected, unknown, sources."""
    found = [
        (_("Ligner mest:"), peers(picture)),
        (_("Forventet:"), expected(picture)),
        (_("Det ved vi ikke:"), unknown(picture)),
        (_("Kilder:"), sources(picture)),
    ]
    return tuple((label, text) for label, text in found if text)


def peers(picture: ChallengePicture) -> str:
    """Name the peers, alphabetically, and say that results have no part in the choice."""
    names = sorted((picture.names[p.code] for p in picture.peers.peers), key=sort_key)
    if not names:
        return ""
    far = (
        _("Ingen af dem ligner %(name)s ret meget.") % {"name": picture.municipality.name}
        if picture.peers.far
        else ""
    )
    told = _("%(names)s. Resultater indgår aldrig i valget.") % {"names": sentences.joined(names)}
    return f"{told} {far}".strip()


def expected(picture: ChallengePicture) -> str:
    """Define the expected, and say how much of the differences the conditions explain."""
    if not picture.results:
        return ""
    coverage = numbers.number(100 * picture.results[0].coverage)
    told = [
        f"{sentences.short(r.row.indicator)} {_share(r.explained if r.method != 'mean' else 0.0)}"
        for r in picture.results
        if r.expected is not None
    ]
    definition = _(
        "det tal, kommuner med samme vilkår plejer at have, regnet uden kommunen selv. Båndet "
        "rummer %(coverage)s pct. af kommunerne; inden for det kan et tal ikke skelnes fra det "
        "forventede."
    ) % {"coverage": coverage}
    if not told:
        return definition
    share = _("Så meget af forskellene forklarer vilkårene: %(told)s.") % {
        "told": sentences.listed(told)
    }
    return f"{definition} {share}"


def _share(explained: float) -> str:
    if explained <= 0:
        return _("intet (båndet er de øvrige kommuners)")
    return _("%(share)s procent") % {"share": numbers.number(100 * explained)}


def unknown(picture: ChallengePicture) -> str:
    """Name what has not been fetched, some of it by name and the rest by number."""
    names = [
        load_indicators()[name].content.name.in_language(sentences.language())
        for name in picture.missing
    ]
    if not names:
        return _("Alle tal på området er hentet. Tal siger dog ikke, hvad der er årsagen.")
    first, rest = names[:NAMED], len(names) - NAMED
    told = sentences.listed(
        [*first, _("%(count)s andre tal") % {"count": rest}] if rest > 0 else first
    )
    return _("%(told)s: ikke hentet endnu. Tallene siger heller ikke, hvad der er årsagen.") % {
        "told": told
    }


def sources(picture: ChallengePicture) -> str:
    """Name the sources, each publisher with its tables and the years the figures are of."""
    told: dict[str, list[str]] = {}
    for row in rows(picture):
        if row.source is not None:
            text = f"{sentences.short(row.indicator)} {numbers.period(row.period)}"
            told.setdefault(sentences.publisher(row.source), []).append(text)
    return "; ".join(f"{name} ({', '.join(figures)})" for name, figures in told.items()) + "."


def footer(picture: ChallengePicture) -> str:
    """Return the last line: where the figures and the method can be looked up."""
    return _("Samspil · metode %(version)s · vilkår og resultater med definitioner: %(path)s") % {
        "version": picture.version,
        "path": f"/kommuner/{picture.municipality.code}/",
    }
