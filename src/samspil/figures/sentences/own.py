"""Words about a municipality's own figures: what is wrong, what is asked, what is answered."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.figures import sentences
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.models.own import OwnFigure
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import Doubt, Flaw, Problem
from samspil.figures.selectors.own import OwnFigures, OwnGroup, OwnRow, ShareRow
from samspil.methods.states import Figure, Value


def flaw(problem: Problem, content: Indicator | None = None) -> str:
    """Return what would be right, in one sentence."""
    if problem.flaw is Flaw.PERIOD and content is not None:
        example = own_entries.period_example(content)
        return _("Skriv perioden som %(example)s.") % {"example": example}
    if problem.flaw is Flaw.PART and content is not None:
        return _part(content)
    if problem.flaw is Flaw.LONG:
        longest = {
            "source": own_entries.LONGEST_SOURCE,
            "note": own_entries.LONGEST_NOTE,
            "reason": own_entries.LONGEST_REASON,
        }
        return _("Skriv højst %(longest)s tegn.") % {"longest": longest.get(problem.field, 0)}
    if problem.flaw is Flaw.MISSING and problem.field == "reason":
        return _("Skriv, hvorfor tallet trækkes tilbage.")
    return _flaws()[problem.flaw]


def _part(content: Indicator) -> str:
    parts = [part.label.in_language(sentences.language()) for part in content.breakdowns]
    if not parts:
        return _("Tallet har ingen dele. Lad feltet være tomt.")
    return _("Skriv en af delene: %(parts)s, eller lad feltet være tomt.") % {
        "parts": ", ".join(parts)
    }


def _flaws() -> dict[Flaw, str]:
    return {
        Flaw.UNKNOWN_INDICATOR: _("Skriv en indikator, Samspil kender, ved navn eller kode."),
        Flaw.PUBLIC_INDICATOR: _(
            "Tallet findes i offentlige tabeller. Her skrives kun det, de mangler."
        ),
        Flaw.PERIOD: _("Skriv perioden, tallet gælder."),
        Flaw.PART: _("Vælg en af delene."),
        Flaw.INSTITUTION: _("Vælg en af kommunens skoler, hvor tallet kan gælde en skole."),
        Flaw.MISSING: _(
            "Skriv tallet. Har I det ikke, så lad det være: mangler er ikke det samme som nul."
        ),
        Flaw.LARGE: _("Skriv et mindre tal; det her er over tusind milliarder."),
        Flaw.NO_COUNTS_HERE: _("Skriv tallet selv; det har ikke tæller og nævner."),
        Flaw.HALF_COUNTED: _("Skriv både tæller og nævner."),
        Flaw.WHOLE_NUMBERS: _(
            "Skriv et helt tal: antal børn, timer eller kroner, ikke tusinder eller millioner."
        ),
        Flaw.NEGATIVE: _("Skriv et tal, der ikke er under nul."),
        Flaw.NOBODY: _("Skriv et tal over nul; ellers er der ingen at regne en andel af."),
        Flaw.MORE_THAN_ALL: _("Tælleren må ikke være større end nævneren. Er de byttet om?"),
        Flaw.VALUE_AND_COUNTS: _(
            "Skriv enten tallet eller tæller og nævner. Med dem regner vi det selv ud."
        ),
        Flaw.NUMBER_AND_STATE: _("Slet tallet, eller vælg, at I har det."),
        Flaw.COUNTS_NEEDED: _(
            "Skriv tæller og nævner. For én skole skal man kunne se, at gruppen ikke er lille."
        ),
        Flaw.NONE_OR_ALL: _(
            "Skriv tæller og nævner, eller vælg, at det ikke findes her. Ingen eller alle siger "
            "også noget om hvert barn."
        ),
        Flaw.UNVOUCHED: _("Sæt kryds, når I har set efter, eller skriv tæller og nævner."),
        Flaw.SOURCE: _("Skriv, hvor tallet kommer fra, hvem der har talt, og hvornår."),
        Flaw.LONG: _("Skriv kortere."),
        Flaw.CPR: _(
            "Her står noget, der ligner et CPR-nummer. Fjern det. Vi gemmer aldrig CPR-numre."
        ),
        Flaw.TWICE: _("Skriv hvert tal én gang; dette står også i en tidligere række."),
    }


def doubt(found: Doubt) -> str:
    """Return the question that a figure which looks wrong raises."""
    return {
        Doubt.OUTSIDE_SCALE: _("Tallet ligger uden for skalaen. Er det rigtigt?"),
        Doubt.JUMP: _(
            "Tallet er mere end ti gange større eller mindre end for perioden ved siden af. "
            "Er det rigtigt?"
        ),
    }[found]


def part(row: OwnRow) -> str:
    """Return which part of the indicator a figure is about, and where; empty for the whole."""
    label = row.indicator.breakdown_label(row.key.breakdown)
    words = label.in_language(sentences.language()) if label else ""
    return ", ".join(word for word in (row.institution, words) if word)


def value(row: OwnRow) -> str:
    """Return a figure as one reads it, the unit aside."""
    return figure(row.figure, row.indicator)


def figure(found: Figure, content: Indicator) -> str:
    """Return a figure in digits, or in words where there is no number to show."""
    if isinstance(found, Value):
        return numbers.number(found.number, content.decimals)
    return numbers.figure(found)


def stored(found: OwnFigure) -> str:
    """Return a figure that is kept as those who type read it."""
    content = load_indicators()[found.indicator].content
    return figure(own_entries.figure_of(found.state, found.value), content)


def counts(row: OwnRow) -> str:
    """Return what a figure was computed from: "104 af 4.210"."""
    if row.counted is None:
        return _("oplyst uden antal") if row.basis == "vouched" else ""
    return of(row.counted.numerator, row.counted.denominator)


def of(numerator: float, denominator: float) -> str:
    """Return "104 af 4.210"; decimals only where there are any."""
    return _("%(numerator)s af %(denominator)s") % {
        "numerator": _exact(numerator),
        "denominator": _exact(denominator),
    }


def _exact(number: float) -> str:
    return numbers.number(number, 0 if number == int(number) else 2)


def language() -> str:
    """Return the language of the page being made."""
    return sentences.language()


def quality() -> str:
    """Return the mark every own figure carries."""
    return _("kommunens egne tal")


def answer(page: OwnFigures, shares: Sequence[ShareRow]) -> str:
    """Return the first sentence: how many figures there are, how new, and who sees them."""
    name = page.municipality.name
    if page.changed_at is None:
        first = _("%(name)s har ingen egne tal her endnu.") % {"name": name}
    else:
        figures = ngettext("%(count)s eget tal", "%(count)s egne tal", page.count) % {
            "count": page.count
        }
        topics = ngettext("%(count)s indikator", "%(count)s indikatorer", len(page.groups)) % {
            "count": len(page.groups)
        }
        first = _("%(name)s har %(figures)s om %(topics)s, senest fra %(date)s.") % {
            "name": name,
            "figures": figures,
            "topics": topics,
            "date": date_format(page.changed_at, "DATE_FORMAT"),
        }
    return f"{first} {_seen_by(page, shares)}"


def _seen_by(page: OwnFigures, shares: Sequence[ShareRow]) -> str:
    if not page.is_inside:
        return _("I ser dem, fordi kommunen har givet lov.")
    others = [audience(share) for share in shares if share.withdrawn_at is None]
    if not others:
        return _("De ses af kommunens egne og dens konsulent.")
    return _("De ses af kommunens egne, dens konsulent, og efter jeres lov af %(others)s.") % {
        "others": sentences.joined(others)
    }


def audience(share: ShareRow) -> str:
    """Return who was let in."""
    return share.name or _("partnerskabets arrangører")


def group_title(group: OwnGroup) -> str:
    """Return an indicator's full name."""
    return group.indicator.name.in_language(sentences.language())


def kept(new: int, replaced: int, same: int) -> str:
    """Return what a pasted block did."""
    pieces = [
        ngettext("%(count)s nyt tal", "%(count)s nye tal", new) % {"count": new},
        ngettext("%(count)s erstattet", "%(count)s erstattede", replaced) % {"count": replaced},
        ngettext("%(count)s stod allerede", "%(count)s stod allerede", same) % {"count": same},
    ]
    return _("Gemt: %(pieces)s.") % {"pieces": ", ".join(pieces)}
