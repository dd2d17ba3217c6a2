"""The last slides: what to do first, and what is not known."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components.slides import (
    Block,
    ChartSlide,
    Panel,
    Point,
    PointChart,
    Role,
    Slide,
    TextSlide,
)
from samspil.figures import sentences as said
from samspil.figures.indicators import load_indicators
from samspil.methods.states import NotAvailable, Suppressed
from samspil.screening import figure_words as words
from samspil.screening import sentences
from samspil.screening.decks.subject import Subject
from samspil.screening.selectors import FindingRow, ScreeningView
from samspil.screening.verdicts import Standing

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_FOCUS = 2
_MOST_LETTERED = 12
_MOST_OF_A_KIND = 3


def slides(subject: Subject) -> tuple[Slide, ...]:
    """Return the closing slides in reading order."""
    view = subject.screening
    weighed = _weighed(view.findings) if view else ()
    matrix = (_matrix(subject, weighed),) if weighed else ()
    return (*matrix, *found(subject), what_next(subject), limits(subject))


def found(subject: Subject) -> tuple[TextSlide, ...]:
    """Return the findings by what is recommended; nothing where there are none."""
    view = subject.screening
    return (_recommendations(subject, view),) if view and view.findings else ()


def what_next(subject: Subject) -> TextSlide:
    """Return a suggestion for the local process, or how to get so far."""
    return _focus(subject, subject.screening) if subject.screening else _next_steps(subject)


def _weighed(findings: Sequence[FindingRow]) -> tuple[FindingRow, ...]:
    """Findings with effect and effort, those with most effect for least effort first."""
    known = [finding for finding in findings if finding.effect and finding.effort]
    return tuple(sorted(known, key=_weight))


def _weight(finding: FindingRow) -> tuple[int, int, int, int]:
    effect, effort = finding.effect or 0, finding.effort or 0
    return (effort - effect, -effect, finding.lever, finding.id)


def _matrix(subject: Subject, findings: tuple[FindingRow, ...]) -> ChartSlide:
    """Return effect against effort, each finding by its letter."""
    easy = sum(1 for finding in findings if (finding.effect, finding.effort) == (3, 1))
    title = _matrix_title(easy, len(findings))
    lettered = tuple(zip(_LETTERS[:_MOST_LETTERED], findings, strict=False))
    rest = findings[len(lettered) :]
    lines = tuple(f"{letter}. {finding.claim}" for letter, finding in lettered)
    told = "; ".join(
        _("%(letter)s virkning %(effect)s, indsats %(effort)s")
        % {"letter": letter, "effect": finding.effect, "effort": finding.effort}
        for letter, finding in lettered
    )
    chart = PointChart(
        points=tuple(
            Point(letter, finding.effort or 0, finding.effect or 0, Role.OWN)
            for letter, finding in lettered
        ),
        alt=f"{title}. {told}.",
        x_title=_("Indsats (1 lille, 3 stor)"),
        y_title=_("Virkning (1 lille, 3 stor)"),
        x_range=(0, 4),
        y_range=(0, 4),
        number_format='[=0]"";[=4]"";0',
        series=_("Fund"),
    )
    return ChartSlide(
        title=title,
        charts=(Panel(title, chart),),
        blocks=(Block(lines, bullets=False),),
        subtitle=_matrix_subtitle(len(lettered), len(findings)),
        source=subject.instrument_source,
        notes="\n".join([title, told, *lines, *(_weighed_line(one) for one in rest)]),
    )


def _matrix_subtitle(shown: int, count: int) -> str:
    own = _("Virkning og indsats er foranalysens eget skøn på en skala fra 1 til 3.")
    if shown == count:
        return own
    some = _("Her vises %(shown)s af %(all)s fund; resten står i rapportens noter.")
    return f"{own} {some % {'shown': shown, 'all': count}}"


def _weighed_line(finding: FindingRow) -> str:
    """Return a finding with its effect and effort, for the notes."""
    weighed = _("virkning %(effect)s, indsats %(effort)s") % {
        "effect": finding.effect,
        "effort": finding.effort,
    }
    return f"{finding.claim} ({weighed})"


def _matrix_title(easy: int, count: int) -> str:
    if not easy:
        return _("Intet fund vurderes at give stor virkning for lille indsats")
    return _("Stor virkning for lille indsats: sådan vurderes %(easy)s af %(all)s fund") % {
        "easy": easy,
        "all": count,
    }


def _recommendations(subject: Subject, view: ScreeningView) -> TextSlide:
    """Return the findings by recommendation: the greatest potentials, adjust, analyse deeper."""
    return TextSlide(
        title=_recommendations_title(view.findings),
        blocks=tuple(_by_kind(view.findings)),
        source=subject.instrument_source,
        notes="\n".join(
            line
            for finding in view.findings
            for line in (f"{finding.lever}. {finding.lever_label}", finding.claim, finding.rests_on)
            if line
        ),
    )


def _by_kind(findings: Sequence[FindingRow]) -> Iterator[Block]:
    headings = {
        "potentiale": _("Her er potentialet størst"),
        "justering": _("Justér praksis nu"),
        "dybdeanalyse": _("Undersøg i dybden"),
    }
    for kind, heading in headings.items():
        of_kind = sorted((one for one in findings if one.kind == kind), key=_first)
        lines = [
            f"{found.claim} ({_('greb')} {found.lever})" for found in of_kind[:_MOST_OF_A_KIND]
        ]
        if left := len(of_kind) - len(lines):
            lines.append(_left(left))
        if lines:
            yield Block(tuple(lines), heading)


def _left(count: int) -> str:
    """Say how many findings are told in the notes only."""
    return ngettext(
        "Ét fund mere står i rapportens noter.",
        "%(count)s fund mere står i rapportens noter.",
        count,
    ) % {"count": count}


def _first(finding: FindingRow) -> tuple[bool, tuple[int, int, int, int]]:
    """Order findings: those weighed first, most effect for least effort."""
    return (finding.effect is None, _weight(finding))


def _recommendations_title(findings: Sequence[FindingRow]) -> str:
    counts = {
        kind: sum(1 for one in findings if one.kind == kind) for kind in sentences.FINDING_KINDS
    }
    parts = [
        ngettext("ét stort potentiale", "%(count)s store potentialer", counts["potentiale"]),
        ngettext("én justering", "%(count)s justeringer", counts["justering"]),
        ngettext("én dybdeanalyse", "%(count)s dybdeanalyser", counts["dybdeanalyse"]),
    ]
    told = [
        part % {"count": count} for part, count in zip(parts, counts.values(), strict=True) if count
    ]
    return _("Foranalysen peger på %(listed)s") % {"listed": said.listed(told)}


def _focus(subject: Subject, view: ScreeningView) -> TextSlide:
    """Return a suggestion by a written rule; the municipality decides."""
    ranked = view.first_findings
    chosen = (ranked or _weighed(view.findings) or view.findings)[:_MOST_FOCUS]
    challenged = [
        f"{lever.number}. {lever.label}"
        for lever in view.levers
        if lever.position.standing is Standing.CHALLENGED
    ]
    if chosen:
        lines = tuple(f"{found.claim} ({_('greb')} {found.lever})" for found in chosen)
        rule = _("Valgt, fordi virkningen vurderes størst i forhold til indsatsen.")
        if ranked:
            rule = _("Valgt af jer selv: de fund, I har sat først.")
        elif not _weighed(view.findings):
            rule = _("De første fund i grebenes rækkefølge; virkning og indsats er ikke skønnet.")
        title = _("Forslag til fokus: %(label)s") % {"label": chosen[0].lever_label}
    elif challenged:
        lines, title = tuple(challenged), _("Forslag til fokus: de greb, hvor I er udfordret")
        rule = _("Der er ingen fund endnu, så forslaget følger vurderingen.")
    else:
        return _next_steps(subject)
    return TextSlide(
        title=title,
        blocks=(
            Block(lines, _("Begynd her")),
            Block(
                (
                    rule,
                    _("I vælger selv. Forslaget følger en regel og kender ikke jeres hverdag."),
                ),
                _("Hvorfor netop det?"),
            ),
            Block(_first_test(), _("Den første prøvehandling")),
        ),
        source=subject.instrument_source,
        notes="\n".join([title, *lines, rule]),
    )


def _first_test() -> tuple[str, ...]:
    return (
        _("Skriv ét mål: for hvem, hvor meget, hvornår."),
        _("Vælg én lille ændring, ét sted, i få uger, og skriv ned, hvad I tror, der sker."),
        _("Se efter, og beslut: behold, tilpas eller lad det ligge."),
    )


def _next_steps(subject: Subject) -> TextSlide:
    """Return how the seven levers are screened, where nothing can be suggested yet."""
    title = _("Næste skridt: vurdér de syv greb med dokumenter, interview og en workshop")
    steps = (
        _("Saml de dokumenter, der står på hvert greb."),
        _("Tal med mindst tre roller: ledelse, medarbejdere, forældre eller børn."),
        _("Hold én workshop, hvor I vælger trin sammen og skriver, hvad I bygger det på."),
        _("Skriv fundene: hvor er potentialet størst, hvad kan justeres, hvad skal undersøges?"),
    )
    return TextSlide(
        title=title,
        blocks=(
            Block(steps, _("Sådan gør I")),
            Block(_first_test(), _("Og derefter den første prøvehandling")),
        ),
        source=subject.instrument_source,
        notes="\n".join([title, sentences.say(subject.instrument.instruction), *steps]),
    )


def limits(subject: Subject) -> TextSlide:
    """Return what the report cannot say, what is missing, and where the figures come from."""
    missing, hidden = _missing(subject), _suppressed(subject)
    title = ngettext(
        "Ét tal mangler; de øvrige bærer kilde og dato",
        "%(count)s tal mangler; de øvrige bærer kilde og dato",
        len(missing),
    ) % {"count": len(missing)}
    if not missing:
        title = _("Alle tal bærer kilde og dato")
    blocks = [
        Block(
            (
                _("Tallene viser, hvordan det ser ud, ikke hvorfor. Ét år kan svinge tilfældigt."),
                _("Kommunerne er valgt på vilkår og står ikke i rangorden."),
                _("Vurderingerne er foranalysens egne skøn, og åbne greb er ikke vurderet."),
            ),
            _("Forbehold"),
        ),
        Block((said.listed(missing) + ".",), _("Ikke hentet endnu"), bullets=False)
        if missing
        else None,
        Block(
            (said.listed(hidden) + ".",), _("Vises ikke, fordi der er få børn bag"), bullets=False
        )
        if hidden
        else None,
        Block(_sources(subject), _("Kilder")),
    ]
    return TextSlide(
        title=title,
        blocks=tuple(block for block in blocks if block),
        source=subject.instrument_source,
        notes="\n".join(
            [title, *missing, *hidden, *_sources(subject), *subject.instrument.references]
        ),
    )


def _missing(subject: Subject) -> list[str]:
    """Names of figures that nobody has yet, and of those this municipality lacks."""
    indicators = load_indicators()
    nobody = [said.short(indicators[name].content) for name in subject.picture.missing]
    here = [words.label(row) for row in subject.rows if isinstance(row.figure, NotAvailable)]
    return list(dict.fromkeys([*nobody, *here]))


def _suppressed(subject: Subject) -> list[str]:
    found = (words.label(row) for row in subject.rows if isinstance(row.figure, Suppressed))
    return list(dict.fromkeys(found))


def _sources(subject: Subject) -> tuple[str, ...]:
    """Return each publisher with its tables and the date they were fetched."""
    found = {row.source.id: row.source for row in subject.rows if row.source}
    by_publisher: dict[str, list[str]] = {}
    for name in sorted(found):
        source = found[name]
        by_publisher.setdefault(said.publisher(source), []).append(source.table)
    return tuple(f"{name}: {', '.join(tables)}" for name, tables in by_publisher.items())
