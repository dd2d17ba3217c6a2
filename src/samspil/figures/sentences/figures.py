"""What may be said in words about a figure: written rules, never stronger than the figures."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.selectors.picture import ChallengePicture, FigureRow, ResultRow
from samspil.figures.snapshot import SourceRow
from samspil.methods.states import Value


def language() -> str:
    """Return the language of the page being made."""
    return get_language() or "da"


def short(indicator: Indicator) -> str:
    """Return an indicator's short name."""
    return indicator.short.in_language(language())


def unit(indicator: Indicator) -> str:
    """Return an indicator's unit in words."""
    return indicator.unit_label.in_language(language())


def part(row: FigureRow) -> str:
    """Return the part of an indicator in words, empty for the whole."""
    label = row.indicator.breakdown_label(row.breakdown)
    return label.in_language(language()) if label else ""


def subtitle(row: FigureRow) -> str:
    """Return what is counted, in which unit, of whom and when."""
    pieces = [row.indicator.name.in_language(language()), part(row), unit(row.indicator)]
    return ", ".join(p for p in (*pieces, numbers.period(row.period)) if p) + "."


def source(row: SourceRow | None) -> str:
    """Return the source line: publisher, table, quality, date fetched."""
    if row is None:
        return _("Kilde: ikke hentet endnu")
    return _("Kilde: %(publisher)s, %(table)s · %(quality)s · hentet %(date)s") % {
        "publisher": publisher(row),
        "table": row.table,
        "quality": quality(row.quality),
        "date": _date(row),
    }


def publisher(row: SourceRow) -> str:
    """Return a publisher as its licence asks to be named."""
    return "Uddannelsesstatistik.dk" if row.publisher == "STIL" else row.publisher


def quality(code: str) -> str:
    """Return a quality in words."""
    return {
        "published": _("som udgivet"),
        "transcribed": _("afskrift"),
        "derived": _("beregnet ud fra udgivne tal"),
        "example": _("opdigtet eksempel"),
    }[code]


def _date(row: SourceRow) -> str:
    return day(row.collected)


def origin(text: str) -> str:
    """Return what a vintage was made from: a file by its name, the example in words."""
    return _("opdigtede tal") if text == "eksempel" else text


def day(moment: date) -> str:
    """Return a day as a reader writes it."""
    return date_format(moment, "DATE_FORMAT")


def result_title(name: str, result: ResultRow) -> str:
    """Return the heading above a result: where it lies against what conditions suggest."""
    what = {"name": name, "figure": short(result.row.indicator)}
    if not isinstance(result.row.figure, Value):
        return _("%(figure)s: tallet for %(name)s er ikke hentet endnu") % what
    if result.expected is None or result.expected.standing is None:
        return _("%(figure)s i %(name)s kan ikke holdes op mod det forventede") % what
    if result.method == "mean":
        if result.expected.standing == "as_expected":
            return _("%(figure)s i %(name)s kan ikke skelnes fra landets øvrige kommuner") % what
        return _outside(what, result, _("de øvrige kommuner"))
    if result.expected.standing == "as_expected":
        return _("%(figure)s i %(name)s kan ikke skelnes fra det, vilkårene lader forvente") % what
    return _outside(what, result, _("det, vilkårene lader forvente"))


def _outside(what: dict[str, str], result: ResultRow, yardstick: str) -> str:
    words = what | {"yardstick": yardstick}
    above = result.expected is not None and result.expected.position == "above"
    if above:
        return _("%(figure)s i %(name)s ligger over %(yardstick)s") % words
    return _("%(figure)s i %(name)s ligger under %(yardstick)s") % words


def condition_title(name: str, row: FigureRow) -> str:
    """Return the heading above a condition: the figure itself, beside the country's middle."""
    from statistics import median

    what = {"name": name, "figure": short(row.indicator)}
    if not isinstance(row.figure, Value) or not row.everybody:
        return _("%(figure)s: tallet for %(name)s er ikke hentet endnu") % what
    told = {
        "own": numbers.figure(row.figure, row.indicator.decimals),
        "middle": numbers.number(median(row.everybody.values()), row.indicator.decimals),
    }
    return _("%(figure)s i %(name)s er %(own)s, i den midterste kommune %(middle)s") % (what | told)


def explained(result: ResultRow) -> str:
    """Say how much of the differences between municipalities the conditions explain."""
    share = result.explained
    if result.method == "mean" or share <= 0:
        return _(
            "Vilkårene forklarer ikke forskellene mellem kommuner; "
            "båndet viser, hvor otte ud af ti øvrige kommuner ligger."
        )
    return _("Vilkårene forklarer %(amount)s af forskellene mellem kommuner (%(share)s pct.).") % {
        "amount": _amount(share),
        "share": numbers.number(100 * share),
    }


def _amount(share: float) -> str:
    steps = (
        (0.05, _("næsten intet")),
        (0.2, _("kun lidt")),
        (0.4, _("en mindre del")),
        (0.6, _("omkring halvdelen")),
        (0.72, _("omkring to tredjedele")),
        (0.85, _("omkring tre fjerdedele")),
    )
    return next((words for limit, words in steps if share < limit), _("det meste"))


def alt(row: FigureRow, title: str, names: dict[str, str]) -> str:
    """Return the title with the own value and the two extremes."""
    if not row.everybody:
        return title
    low = min(row.everybody, key=lambda code: (row.everybody[code], code))
    high = max(row.everybody, key=lambda code: (row.everybody[code], code))
    words = _("Lavest %(low_name)s %(low)s, højest %(high_name)s %(high)s.") % {
        "low_name": names[low],
        "low": numbers.number(row.everybody[low], row.indicator.decimals),
        "high_name": names[high],
        "high": numbers.number(row.everybody[high], row.indicator.decimals),
    }
    own = numbers.figure(row.figure, row.indicator.decimals)
    return f"{title}. {_('Kommunens tal')}: {own}. {words}"


def answer(picture: ChallengePicture) -> str:
    """Return the first sentence of a municipality's page: where its results stand."""
    name = picture.municipality.name
    standing = [(r, r.expected.standing) for r in picture.results if r.expected]
    better = [r for r, where in standing if where == "better"]
    worse = [r for r, where in standing if where == "worse"]
    same = [r for r, where in standing if where == "as_expected"]
    sentences = []
    if better:
        sentences.append(
            _("%(figures)s i %(name)s er bedre, end vilkårene lader forvente.")
            % {"figures": listed([short(r.row.indicator) for r in better]), "name": name}
        )
    if worse:
        sentences.append(
            _("%(figures)s i %(name)s er svagere, end vilkårene lader forvente.")
            % {"figures": listed([short(r.row.indicator) for r in worse]), "name": name}
        )
    if same:
        sentences.append(
            _("%(figures)s kan ikke skelnes fra det forventede.")
            % {"figures": listed([short(r.row.indicator) for r in same])}
        )
    if not sentences:
        return _("Resultaterne i %(name)s er ikke hentet endnu.") % {"name": name}
    return " ".join(sentences)


def lower(text: str) -> str:
    """Return a text with a small first letter."""
    return text[:1].lower() + text[1:]


def listed(items: Sequence[str]) -> str:
    """Return ``a, b og c``; words after the first begin with a small letter."""
    return joined([items[0], *(item[:1].lower() + item[1:] for item in items[1:])])


def joined(items: Sequence[str]) -> str:
    """Return ``A, B og C``, each as it is written."""
    if len(items) == 1:
        return items[0]
    return _("%(first)s og %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def group(name: str) -> str:
    """Return the name of a group of municipalities in the reader's language."""
    known = {
        "Hovedstadskommuner": _("Hovedstadskommuner"),
        "Storbykommuner": _("Storbykommuner"),
        "Provinsbykommuner": _("Provinsbykommuner"),
        "Oplandskommuner": _("Oplandskommuner"),
        "Landkommuner": _("Landkommuner"),
        "Eksempelkommuner": _("Eksempelkommuner"),
    }
    return known.get(name, name)


def peer_word(picture: ChallengePicture) -> str:
    """Return what a peer is, in a table or on a map."""
    return _("ligner på vilkår") if picture.choice.is_found else _("i gruppen")


def peers_short(picture: ChallengePicture) -> str:
    """Return the peers as the heading of a column."""
    if not picture.choice.is_found:
        return _("Gruppen")
    count = len(picture.peers.peers)
    return _("De ti") if count == 10 else _("De %(count)d") % {"count": count}


def peers_title(picture: ChallengePicture) -> str:
    """Say who the peers are, and when nobody is much alike."""
    name = picture.municipality.name
    count = len(picture.peers.peers)
    if picture.kl is not None:
        return _("KL's sammenligningsgruppe for %(name)s (%(source)s, %(date)s)") % {
            "name": name,
            "source": picture.kl.source,
            "date": day(picture.kl.as_of),
        }
    if picture.group is not None:
        return _("Gruppen “%(group)s”, valgt af %(owner)s") % {
            "group": picture.group.name,
            "owner": picture.group.owner,
        }
    if picture.peers.far:
        return _("Ingen kommuner ligner %(name)s ret meget; her er de %(count)s nærmeste") % {
            "name": name,
            "count": count,
        }
    if picture.choice.kind == "learned":
        learned = load_indicators()[picture.choice.indicator].content
        return _(
            "De %(count)s kommuner, der ligner %(name)s mest på det, %(figure)s hænger sammen med"
        ) % {
            "name": name,
            "count": count,
            "figure": lower(short(learned)),
        }
    return _("De %(count)s kommuner, der ligner %(name)s mest på vilkår") % {
        "count": count,
        "name": name,
    }
