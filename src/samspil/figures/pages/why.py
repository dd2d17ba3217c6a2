"""Why us, or why not us: every ground of the selection for one municipality, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.components.tables import Cell, Table, table
from samspil.figures import sentences, snapshot
from samspil.figures.comparisons import Selection, load_selections
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.pages.potential import ground_name, standing_words
from samspil.figures.selectors.potential import CURRENT_SELECTION
from samspil.methods.selection import GROUNDS, Check, Ground, Part, SelectionRow
from samspil.places.models import Municipality


@dataclass(frozen=True)
class GroundLine:
    """A ground: whether it is met, what was compared, and what would change it."""

    id: Ground
    name: str
    state: str
    rule: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]


def why(found: SelectionRow, place: Municipality) -> dict[str, Any]:
    """A municipality in the selection, explained to itself."""
    definition = load_selections()[CURRENT_SELECTION]
    return {
        "municipality": place,
        "selection": definition,
        "asked": found.standing == "better_than_expected",
        "answer": _answer(found, place.name),
        "enough": [
            sentences.joined([ground_name(ground) for ground in grounds])
            for grounds in definition.content.sufficient
        ],
        "grounds": [_ground(found, ground, definition.content) for ground in GROUNDS],
        "left_out": _left_out(found),
        "moved": _moved(found, definition.content),
    }


def _answer(found: SelectionRow, name: str) -> str:
    words = {"name": name, "class": standing_words(found.standing)}
    if not found.grounds:
        return _("%(name)s: %(class)s. Ingen af grundene er opfyldt.") % words
    grounds = sentences.joined([ground_name(ground) for ground in found.grounds])
    return _("%(name)s: %(class)s. Opfyldt: %(grounds)s.") % (words | {"grounds": grounds})


def _ground(found: SelectionRow, ground: Ground, content: Selection) -> GroundLine:
    checks = [check for check in found.checks if check.ground == ground]
    if ground in found.unknown:
        state = _("kan ikke afgøres")
    else:
        state = _("opfyldt") if ground in found.grounds else _("ikke opfyldt")
    say = {
        "below_expected": _against_expected,
        "between_school_spread": _against_limit,
    }.get(ground, _against_mean)
    return GroundLine(
        id=ground,
        name=ground_name(ground),
        state=state,
        rule=_rule(ground, content),
        sentences=tuple(say(check) for check in checks),
        tables=tuple(_parts(check) for check in checks if check.parts),
    )


def _rule(ground: Ground, content: Selection) -> str:
    """Say what the ground asks for."""
    limits = content.thresholds
    match ground:
        case "demanding_conditions":
            words = _(
                "Opfyldt for den %(share)s af landets kommuner, hvis vilkår tilsammen er mest "
                "krævende."
            )
            return words % {"share": _share(limits.demanding_one_in)}
        case "weak_results":
            words = _(
                "Opfyldt, når både læring og trivsel ligger i den svageste %(share)s af landets "
                "kommuner."
            )
            return words % {"share": _share(limits.weak_one_in)}
        case "between_school_spread":
            words = _(
                "Opfyldt for den %(share)s af landets kommuner, hvor skolerne ligger længst fra "
                "hinanden."
            )
            return words % {"share": _share(limits.spread_one_in)}
        case "below_expected":
            words = ngettext(
                "Opfyldt, når mindst %(count)d resultat ligger på den svage side af det "
                "forventede, og intet på den gode.",
                "Opfyldt, når mindst %(count)d resultater ligger på den svage side af det "
                "forventede, og intet på den gode.",
                limits.worse_at_least,
            )
            return words % {"count": limits.worse_at_least}


def _share(one_in: int) -> str:
    return {
        2: _("halvdel"),
        3: _("tredjedel"),
        4: _("fjerdedel"),
        5: _("femtedel"),
        10: _("tiendedel"),
    }.get(one_in) or f"1/{one_in}"


def _part_name(check: Check) -> str:
    return {"": _("Vilkårene tilsammen"), "learning": _("Læring"), "wellbeing": _("Trivsel")}[
        check.part
    ]


def _against_mean(check: Check) -> str:
    """Say where a mean lies against its limit, in standard deviations."""
    if check.score is None or check.threshold is None:
        return _("%(name)s: for få tal er kendt.") % {"name": _part_name(check)}
    if check.part == "" and check.met:
        words = _(
            "%(name)s ligger %(score)s standardafvigelser fra midten mod det krævende; grænsen er "
            "%(limit)s, og de er %(far)s over."
        )
    elif check.part == "":
        words = _(
            "%(name)s ligger %(score)s standardafvigelser fra midten mod det krævende; grænsen er "
            "%(limit)s, og der mangler %(far)s."
        )
    elif check.met:
        words = _(
            "%(name)s ligger %(score)s standardafvigelser fra midten mod det svage; grænsen er "
            "%(limit)s, og det er %(far)s over."
        )
    else:
        words = _(
            "%(name)s ligger %(score)s standardafvigelser fra midten mod det svage; grænsen er "
            "%(limit)s, og der mangler %(far)s."
        )
    distance = _distance(check.score, check.threshold, 2)
    return words % ({"name": _part_name(check)} | distance)


def _distance(score: float, limit: float, decimals: int) -> dict[str, str]:
    """Both numbers and how far apart they are, as a reader works it out from what is shown."""
    shown = round(score, decimals), round(limit, decimals)
    return {
        "score": numbers.number(score, decimals),
        "limit": numbers.number(limit, decimals),
        "far": numbers.number(abs(shown[0] - shown[1]), decimals),
    }


def _against_expected(check: Check) -> str:
    """Say where a result lies against what was expected, and how far from counting as weak."""
    content = load_indicators()[check.part].content
    row = check.expected
    if row is None or row.actual is None:
        return _("%(figure)s: tallet eller et af vilkårene er ikke kendt.") % {
            "figure": sentences.short(content)
        }
    stands = _(
        "%(figure)s er %(actual)s (%(unit)s). Vilkårene lader forvente %(expected)s, mellem "
        "%(low)s og %(high)s."
    ) % {
        "figure": sentences.short(content),
        "unit": sentences.unit(content),
        "actual": numbers.number(row.actual, content.decimals),
        "expected": numbers.number(row.expected, content.decimals),
        "low": numbers.number(row.low, content.decimals),
        "high": numbers.number(row.high, content.decimals),
    }
    weak_end = row.low if content.direction.value == "higher" else row.high
    judged = {
        "better": _("Det er bedre end forventet."),
        "worse": _("Det er svagere end forventet: %(far)s ud over %(end)s."),
        "as_expected": _("Det kan ikke skelnes fra det forventede; til %(end)s er der %(far)s."),
    }[row.standing or "as_expected"]
    far = _distance(row.actual, weak_end, content.decimals)
    return f"{stands} {judged % {'far': far['far'], 'end': far['limit']}}"


def _against_limit(check: Check) -> str:
    """Say how far the schools lie apart against the limit."""
    if check.score is None or check.threshold is None:
        return _("Der er for få store nok skoler med kendte tal til at sige noget.")
    if check.met:
        words = _(
            "Skolerne ligger %(score)s fra hinanden (standardafvigelse); grænsen er %(limit)s, og "
            "de er %(far)s over."
        )
    else:
        words = _(
            "Skolerne ligger %(score)s fra hinanden (standardafvigelse); grænsen er %(limit)s, og "
            "der mangler %(far)s."
        )
    return words % _distance(check.score, check.threshold, 2)


def _parts(check: Check) -> Table:
    """What the mean is made of, and where each figure alone would tip it."""
    columns = (
        _part_name(check),
        _("Jeres tal"),
        _("Lige så langt ude som grænsen"),
        _("Grunden skifter ved, alt andet lige"),
    )
    rows = [_part(part, load_indicators()[part.indicator].content) for part in check.parts]
    return table(_("Hvad gennemsnittet består af"), columns, rows)


def _part(part: Part, content: Indicator) -> list[Cell | str]:
    tips = part.tips_at
    seen = tips is not None and _is_seen(part.indicator, tips)
    return [
        Cell(sentences.short(content)),
        _cell(part.value, content),
        _cell(part.limit, content),
        _cell(tips, content) if seen else Cell(_("intet tal, nogen kommune har")),
    ]


def _cell(value: float | None, content: Indicator) -> Cell:
    if value is None:
        return Cell(_("ikke kendt"))
    return Cell(numbers.number(value, content.decimals), exact=value)


def _is_seen(indicator: str, value: float) -> bool:
    """Whether some municipality is so far out: a figure nobody has would change nothing."""
    demands = load_selections()[CURRENT_SELECTION].content.demands
    part = {demand.indicator: demand.breakdown for demand in demands}.get(indicator, "")
    known = snapshot.current().real(indicator, "", part).values()
    return bool(known) and min(known) <= value <= max(known)


def _left_out(found: SelectionRow) -> str:
    """Say how the class stands when one figure is left out."""
    if not found.turned_by:
        return _("Vurderingen er den samme, hvilket tal man end udelader.")
    indicators = load_indicators()
    names = [sentences.lower(sentences.short(indicators[n].content)) for n in found.turned_by]
    return _("Vurderingen ville være en anden uden %(figures)s.") % {"figures": _either(names)}


def _either(items: Sequence[str]) -> str:
    if len(items) == 1:
        return items[0]
    return _("%(first)s eller %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def _moved(found: SelectionRow, content: Selection) -> str:
    """Say how the class stands when weights move."""
    return _(
        "Flyttes vægtene tilfældigt op til %(jitter)s pct., er vurderingen den samme i %(share)s "
        "pct. af %(draws)s forsøg."
    ) % {
        "jitter": numbers.number(100 * content.stability.jitter),
        "share": numbers.number(100 * found.stability_weights),
        "draws": numbers.number(content.stability.draws),
    }
