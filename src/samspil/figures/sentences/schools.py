"""What may be said in words about figures of schools: never stronger than the figures."""

from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.figures import sentences
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.school_rules import school_figures
from samspil.figures.selectors.families import SchoolPage
from samspil.figures.selectors.schools import MunicipalitySchools, SchoolRow
from samspil.methods.funnel import FunnelPoint
from samspil.methods.school_means import Side
from samspil.methods.states import Figure, NotAvailable, Suppressed, Value


def content(indicator: str) -> Indicator:
    """Return an indicator's definition."""
    return load_indicators()[indicator].content


def short(indicator: str) -> str:
    """Return an indicator's short name."""
    return sentences.short(content(indicator))


def lower(text: str) -> str:
    """Return words with a small first letter, as inside a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def state(found: Figure, decimals: int = 0) -> str:
    """Return a school's figure in digits or words: why it is not shown, where it is not."""
    if isinstance(found, Suppressed):
        few = _("få børn, vises ikke")
        return few if found.reason == "few" else _("elevtal ukendt, vises ikke")
    return _("ikke oplyst") if isinstance(found, NotAvailable) else numbers.figure(found, decimals)


def verdict(figure: Figure) -> str:
    """Return the public verdict in words; the states without one as everywhere."""
    if isinstance(figure, Value):
        return {-1.0: _("under niveau"), 0.0: _("på niveau"), 1.0: _("over niveau")}[figure.number]
    return state(figure)


def side(found: Side | None, yardstick: str) -> str:
    """Return where a school lies in words."""
    if found is None:
        return ""
    if found == "above":
        return _("over %(yardstick)s") % {"yardstick": yardstick}
    if found == "below":
        return _("under %(yardstick)s") % {"yardstick": yardstick}
    return _("kan ikke skelnes")


def nation() -> str:
    """Return what schools are held against on a municipality's page."""
    return _("landets gennemsnit")


def rest_of_family() -> str:
    """Return what a school is held against on its own page."""
    return _("familiens øvrige")


def year_unknown() -> str:
    """Return the period of the schools' figures, which the file does not state."""
    return _("skoleåret er ukendt")


def subtitle(indicator: str) -> str:
    """Return what is counted, in which unit, of which year."""
    name = content(indicator).name.in_language(sentences.language())
    return f"{name}, {sentences.unit(content(indicator))}, {year_unknown()}."


def behind(indicator: str) -> str:
    """Say what the width of the intervals rests on."""
    figure = school_figures().content.figure(indicator)
    return _(
        "Antallet af elever bag tallet er ikke udgivet. Usikkerheden regnes med %(behind)s."
    ) % {"behind": figure.behind.in_language(sentences.language())}


def schools_answer(page: MunicipalitySchools) -> str:
    """Return the first sentence of a municipality's page of schools."""
    name, count = page.municipality.name, len(page.rows)
    if not count:
        return _("Her er ingen folkeskoler med offentlige tal for %(name)s.") % {"name": name}
    if page.spread is None:
        return _(
            "%(name)s har for få skoler med tal til at tale om forskelle mellem dem: %(counted)s, "
            "og der skal mindst %(fewest)s til."
        ) % {
            "name": name,
            "counted": page.counted,
            "fewest": school_figures().content.min_schools,
        }
    return _(
        "En folkeskole i %(name)s ligger typisk %(spread)s fra kommunens gennemsnit i %(figure)s; "
        "i den midterste kommune er det %(middle)s (%(unit)s)."
    ) % {
        "name": name,
        "spread": _digits(page.spread, page.indicator),
        "middle": _digits(float(np.median(_all_spreads(page))), page.indicator),
        "figure": lower(short(page.indicator)),
        "unit": sentences.unit(content(page.indicator)),
    }


def _digits(value: float, indicator: str) -> str:
    """A spread is smaller than what it is a spread of, so it has one more decimal."""
    return numbers.number(value, content(indicator).decimals + 1)


def _all_spreads(page: MunicipalitySchools) -> list[float]:
    return list(page.register.spreads[page.indicator].values())


def intervals_title(page: MunicipalitySchools) -> str:
    """Say how many schools can be told from the country's mean."""
    sides = [row.means[page.indicator].side(centre(page)) for row in shown(page)]
    words = {
        "same": sides.count("cannot_tell"),
        "count": len(sides),
        "figure": short(page.indicator),
    }
    if not sides:
        return _("%(figure)s: ingen skoler med tal, der kan vises") % words
    return (
        ngettext(
            "%(figure)s: %(same)s af %(count)s skole kan ikke skelnes fra landets gennemsnit",
            "%(figure)s: %(same)s af %(count)s skoler kan ikke skelnes fra landets gennemsnit",
            len(sides),
        )
        % words
    )


def shown(page: MunicipalitySchools) -> list[SchoolRow]:
    """Return the schools whose mean is shown."""
    return [row for row in page.rows if page.indicator in row.means]


def centre(page: MunicipalitySchools) -> float:
    """Return the country's mean on the page's figure."""
    return page.register.centres[page.indicator].centre


def spread_title(page: MunicipalitySchools) -> str:
    """Say how the spread lies among the municipalities', in tenths and no finer."""
    name, spread = page.municipality.name, page.spread
    low, high = np.quantile(_all_spreads(page), [0.1, 0.9])
    words = {"name": name}
    if spread is not None and spread > high:
        return _("Skolerne i %(name)s ligger længere fra hinanden end i ni af ti kommuner") % words
    if spread is not None and spread < low:
        return _("Skolerne i %(name)s ligger tættere på hinanden end i ni af ti kommuner") % words
    return _("Forskellen mellem skolerne i %(name)s er som i de fleste kommuner") % words


def funnel_title(page: MunicipalitySchools, own: FunnelPoint | None) -> str:
    """Say whether the share of schools under level can be told from the country's."""
    if own is None:
        return _("Ingen skoler i %(name)s har et offentligt niveau, der kan vises") % {
            "name": page.municipality.name
        }
    under, count = page.register.under_counts[own.code]
    words = {"under": under, "count": count, "name": page.municipality.name}
    if own.standing == "inside":
        return (
            ngettext(
                "%(under)s af %(count)s skole i %(name)s er under niveau: "
                "det kan ikke skelnes fra landet",
                "%(under)s af %(count)s skoler i %(name)s er under niveau: "
                "det kan ikke skelnes fra landet",
                count,
            )
            % words
        )
    if own.standing in ("above_95", "above_998"):
        return (
            _(
                "%(under)s af %(count)s skoler i %(name)s er under niveau: "
                "flere end tilfældigheder giver"
            )
            % words
        )
    return (
        _(
            "%(under)s af %(count)s skoler i %(name)s er under niveau: "
            "færre end tilfældigheder giver"
        )
        % words
    )


def school_answer(page: SchoolPage) -> str:
    """Return the first sentence of a school's page."""
    name = page.school.name
    if not page.members:
        return _(
            "%(name)s har ingen familie: skolens elevtal eller kommunens vilkår kendes ikke."
        ) % {"name": name}
    owners = len({row.municipality for row in page.members})
    others = len(page.members) - 1
    return _(
        "%(name)s hører til en familie med %(others)s andre folkeskoler, som ligner den på vilkår; "
        "de ligger i %(owners)s kommuner."
    ) % {"name": name, "others": others, "owners": owners}


def family_title(page: SchoolPage, indicator: str) -> str:
    """Say whether the school can be told from the rest of its family on a figure."""
    words = {"name": page.school.name, "figure": short(indicator)}
    mean, yardstick = page.school.means.get(indicator), page.yardsticks.get(indicator)
    if mean is None:
        return _("%(figure)s: tallet for %(name)s vises ikke eller findes ikke") % words
    if yardstick is None:
        return _("%(figure)s: for få i familien har tal, der kan vises") % words
    found = mean.side(yardstick)
    if found == "above":
        return _("%(figure)s på %(name)s ligger over familiens øvrige") % words
    if found == "below":
        return _("%(figure)s på %(name)s ligger under familiens øvrige") % words
    return _("%(figure)s på %(name)s kan ikke skelnes fra familiens øvrige") % words


def alt(title: str, values: Sequence[float], decimals: int) -> str:
    """Return the title with the two extremes, unnamed."""
    if not values:
        return title
    extremes = _("Udgivne tal fra %(low)s til %(high)s.") % {
        "low": numbers.number(min(values), decimals),
        "high": numbers.number(max(values), decimals),
    }
    return f"{title}. {extremes}"
