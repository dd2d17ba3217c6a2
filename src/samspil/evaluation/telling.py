"""What may be said of a figure before and after an edition: rules, with no word of cause."""

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.evaluation.selectors.rows import FigureView, Spread, Tried
from samspil.figures import sentences as figures
from samspil.methods.before_after import Together
from samspil.methods.states import Value


def name(view: FigureView) -> str:
    """Return the figure's short name."""
    return figures.short(view.indicator)


def value(view: FigureView, number: float | None) -> str:
    """Return a number with the figure's decimals, or that it is not known yet."""
    return _("ukendt endnu") if number is None else numbers.number(number, view.indicator.decimals)


def with_period(view: FigureView, number: float | None, period: str) -> str:
    """Return ``4,1 (2022/23)``, or that it is not known yet."""
    told = value(view, number)
    return told if number is None else f"{told} ({numbers.period(period)})"


def together(view: FigureView, found: Together | None) -> str:
    """Return the peers' median with their middle half: ``4,0 (3,9 til 4,1)``."""
    if found is None:
        return _("ukendt endnu")
    return _("%(middle)s (%(low)s til %(high)s)") % {
        "middle": value(view, found.median),
        "low": value(view, found.low),
        "high": value(view, found.high),
    }


def change(view: FigureView) -> str:
    """Return the own change with its sign; that it is not known, or cannot be told."""
    if view.broken:
        return _("kan ikke regnes ud")
    own = view.found.own_change
    if own is None:
        return _("ukendt endnu")
    sign = "+" if round(own, view.indicator.decimals) > 0 else ""
    return sign + value(view, own)


def peers_change(view: FigureView) -> str:
    """Return from and to what the peers' own changes lie."""
    found = view.found.peers_change
    if view.broken:
        return _("kan ikke regnes ud")
    if found is None:
        return _("ukendt endnu")
    ends = {"least": value(view, found.least), "most": value(view, found.most)}
    return _("%(least)s til %(most)s") % ends


def title(view: FigureView, place: str) -> str:
    """Return what is seen of a figure in one sentence."""
    found = view.found
    words = {
        "figure": name(view),
        "place": place,
        "before": value(view, found.own_before),
        "after": value(view, found.own_after),
    }
    if found.own_before is None and found.own_after is None:
        return _("%(figure)s: tallet for %(place)s er ikke hentet endnu") % words
    if found.own_after is None:
        return _("%(figure)s i %(place)s var %(before)s før; tallet efter er ukendt endnu") % words
    if found.own_before is None:
        return _("%(figure)s i %(place)s er %(after)s efter; tallet før er ukendt") % words
    return _("%(figure)s i %(place)s var %(before)s før og er %(after)s efter") % words


def beside(view: FigureView) -> str:
    """Return how it lies beside the peers, or what must be waited for."""
    found = view.found
    if view.broken:
        return _(
            "Tallet er opgjort på en ny måde mellem de to perioder, så de kan ikke holdes op mod "
            "hinanden."
        )
    if not found.after:
        return _(
            "Den nyeste periode ligger ikke helt efter partnerskabet. Vent med at læse noget af "
            "tallet."
        )
    if found.own_change is None:
        return _("Kommunens eget tal mangler før eller efter, så der er ingen ændring at se.")
    if found.is_among_peers is None:
        return _("Der er for få lignende kommuner med tal for begge perioder.")
    ends = {"span": peers_change(view)}
    if found.is_among_peers:
        return _("Ændringen ligger blandt de lignende kommuners egne ændringer (%(span)s).") % ends
    return _("Ændringen ligger uden for de lignende kommuners egne ændringer (%(span)s).") % ends


def predicted(one: Tried) -> str:
    """Return what people expected of a test; that it was not written down in time is told."""
    return one.prediction or _("Ikke skrevet ned, før prøven begyndte")


def spread(found: Spread | None) -> str:
    """Return how many gave each answer: ``1: 2 · 2: 5``; a dash where nothing may be shown."""
    if found is None:
        return "–"
    return " · ".join(
        f"{label.split(' – ')[0]}: {int(count.number)}"
        for label, count in found.counts
        if isinstance(count, Value) and count.number
    )


def source(view: FigureView) -> str:
    """Return where the figures come from."""
    return ". ".join(figures.source(one) for one in view.sources) or figures.source(None)
