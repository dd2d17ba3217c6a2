"""Slides of the seven levers: all at a glance, then each by itself."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.slides import (
    Bar,
    BarChart,
    Block,
    ChartSlide,
    Column,
    Expectation,
    ExpectationChart,
    Panel,
    Role,
    Slide,
    TableSlide,
    TextSlide,
)
from samspil.figures import sentences as said
from samspil.figures.selectors.picture import FigureRow
from samspil.methods.states import Value
from samspil.screening import figure_words as words
from samspil.screening import sentences
from samspil.screening.decks.subject import Subject
from samspil.screening.instrument import LEVELS
from samspil.screening.selectors import FindingRow, LeverView, QuestionView, ScreeningView

_MOST_FIGURES = 3
_MOST_EVIDENCE = 3
_MOST_QUESTIONS = 2


def overview(subject: Subject) -> tuple[Slide, ...]:
    """Return the seven levers at a glance: a chart and a table, or the open questions."""
    view = subject.screening
    if view is None:
        return (_questions(subject),)
    judged = any(lever.position.is_judged for lever in view.levers)
    if not judged:
        return (_table(subject, view),)
    known = any(lever.spread.is_known for lever in view.levers)
    return (_chart(subject, view), _spread(subject, view) if known else _table(subject, view))


def _questions(subject: Subject) -> TableSlide:
    title = _("De syv greb står åbne: her er det, I kan tage stilling til")
    rows = tuple(
        (f"{lever.number}. {lever.label}", lever.questions[0].text) for lever in subject.levers
    )
    return TableSlide(
        title=title,
        columns=(Column(_("Greb")), Column(_("Spørgsmål"))),
        rows=rows,
        alt=title,
        source=subject.instrument_source,
        notes="\n".join([title, *(f"{label}: {asked}" for label, asked in rows)]),
    )


def _chart(subject: Subject, view: ScreeningView) -> ChartSlide:
    bars = tuple(_bar(lever) for lever in view.levers)
    alt = "; ".join(f"{lever.number}. {lever.label}: {_told(lever)}" for lever in view.levers)
    chart = BarChart(
        bars=bars,
        alt=f"{view.summary}. {alt}.",
        series=_("Trin"),
        number_format="0.#",
        maximum=LEVELS,
        step=1,
        scale_format='[=0]"";0',
    )
    scale = "; ".join(
        f"{step.level} {sentences.say(step.name).lower()}" for step in subject.instrument.scale
    )
    return ChartSlide(
        title=view.summary,
        charts=(Panel(view.summary, chart),),
        subtitle=_("Trin fra 1 til 4: %(scale)s.") % {"scale": scale},
        source=subject.instrument_source,
        notes="\n".join(
            [
                view.summary,
                *(f"{lever.number}. {lever.label}: {lever.reason}" for lever in view.levers),
            ]
        ),
    )


def _bar(lever: LeverView) -> Bar:
    name = f"{lever.number}. {lever.label}"
    return Bar(name, lever.position.level, Role.OWN, _told(lever))


def _told(lever: LeverView) -> str:
    """Return ``3 · godt rustet``, or why there is no level."""
    level = _level(lever)
    return f"{level} · {lever.standing}" if level else lever.standing


def _level(lever: LeverView) -> str:
    level = lever.position.level
    return "" if level is None else numbers.number(level, 0 if level == int(level) else 1)


def _spread(subject: Subject, view: ScreeningView) -> ChartSlide:
    """Return where those who were asked place each lever, beside the judgement."""
    known = [lever for lever in view.levers if lever.spread.is_known]
    wide = sum(lever.spread.is_wide for lever in known)
    title = _("Buddene er spredt på %(wide)s af de %(known)s greb, hvor flere er spurgt") % {
        "wide": wide,
        "known": len(known),
    }
    told = "; ".join(f"{lever.number}. {lever.spread_words}" for lever in known)
    chart = ExpectationChart(
        rows=tuple(
            Expectation(
                name=_("Greb %(number)s") % {"number": lever.number},
                actual=lever.position.level,
                expected=lever.spread.middle or 0,
                low=lever.spread.lowest or 0,
                high=lever.spread.highest or 0,
            )
            for lever in known
        ),
        alt=f"{title}. {told}",
        actual=_("Vurdering"),
        expected=_("Midterste bud, fra laveste til højeste"),
        number_format="General",
        minimum=0.0,
        maximum=float(LEVELS),
    )
    return ChartSlide(
        title=title,
        charts=(Panel(title, chart),),
        blocks=(
            Block(
                tuple(
                    f"{lever.number}. {lever.label}: {lever.confidence_words.lower()}"
                    for lever in view.levers
                ),
                _("Så meget bygger vurderingen på"),
                bullets=False,
            ),
        ),
        subtitle=_("Et bud er, hvor én adspurgt eller én stemme i en workshop vil placere jer."),
        source=subject.instrument_source,
        notes="\n".join([title, told, *(_evidence_notes(lever) for lever in view.levers)]),
    )


def _table(subject: Subject, view: ScreeningView) -> TableSlide:
    told = sum(1 for lever in view.levers if lever.evidence_kinds)
    title = _("På %(count)s af de syv greb er det sagt, hvad vurderingen bygger på") % {
        "count": told
    }
    if not any(lever.answered for lever in view.levers):
        title = view.summary
    return TableSlide(
        title=title,
        columns=(
            Column(_("Greb")),
            Column(_("Trin"), numeric=True),
            Column(_("Vurdering")),
            Column(_("Grundlag")),
            Column(_("Fund"), numeric=True),
        ),
        rows=tuple(
            (
                f"{lever.number}. {lever.label}",
                _level(lever) or "–",
                lever.standing,
                lever.confidence_words,
                str(len(lever.findings)),
            )
            for lever in view.levers
        ),
        alt=f"{view.summary}. {title}.",
        subtitle=_("Solidt er mindst ét dokument og tre interview; tallet er stykker grundlag."),
        source=subject.instrument_source,
        notes="\n".join([title, *(_evidence_notes(lever) for lever in view.levers)]),
    )


def each(subject: Subject) -> tuple[TextSlide, ...]:
    """Return one slide for each lever; an open one is told as open, with what to ask."""
    return tuple(_lever(subject, lever) for lever in subject.levers)


def _lever(subject: Subject, lever: LeverView) -> TextSlide:
    return TextSlide(
        title=f"{lever.number}. {lever.label}: {lever.standing}",
        blocks=blocks(subject, lever),
        subtitle=lever.reason
        if subject.screening
        else _("Vælg det trin, der ligner jer mest i dag, og skriv, hvad I bygger det på."),
        source=subject.instrument_and(rows(subject, lever)),
        notes=notes(lever),
    )


def blocks(subject: Subject, lever: LeverView) -> tuple[Block, ...]:
    """Return what is told of a lever: its findings and evidence, or what to ask; its figures."""
    is_told = lever.position.is_judged or lever.findings
    told = _judged(lever) if is_told else _open(lever)
    shown = rows(subject, lever)
    return (*told, _figures(shown)) if shown else told


def _judged(lever: LeverView) -> tuple[Block, ...]:
    telling = [use for use in lever.uses if use.text or use.votes_words]
    evidence = tuple(f"{use.kind_name}: {use.line}" for use in telling[:_MOST_EVIDENCE])
    if lever.spread_words:
        evidence = (*evidence, lever.spread_words)
    findings = tuple(finding_line(finding) for finding in lever.findings)
    return (
        Block(findings or (_("Ingen fund er skrevet ned endnu."),), _("Fund og anbefaling")),
        Block(evidence or (_("Der er ikke sagt, hvad vurderingen bygger på."),), _("Grundlag")),
        *_looks(lever),
    )


def _looks(lever: LeverView) -> Iterator[Block]:
    """Yield what the chosen level looks like, and what the next one would."""
    chosen = lever.position.level
    if chosen is None or chosen != int(chosen):
        return
    texts = {level.level: sentences.say(level.text) for level in lever.lever.levels}
    lines = [
        _("I dag, trin %(level)s: %(text)s") % {"level": int(chosen), "text": texts[int(chosen)]}
    ]
    above = int(chosen) + 1
    if above in texts:
        lines.append(_("Næste, trin %(level)s: %(text)s") % {"level": above, "text": texts[above]})
    yield Block(tuple(lines), _("Sådan ser trinnet ud"))


def finding_line(finding: FindingRow) -> str:
    """Return a finding with its recommendation, whose gain it is, and its evidence."""
    claim = finding.claim.rstrip(" .")
    line = f"{finding.kind_name}: {claim}. {_('Bundlinje')}: {finding.bottom_line_name.lower()}."
    return f"{line} {_('Bygger på')}: {finding.rests_on}" if finding.rests_on else line


def _open(lever: LeverView) -> tuple[Block, ...]:
    questions = tuple(question.text for question in lever.questions[:_MOST_QUESTIONS])
    levels = tuple(f"{level.level}  {sentences.say(level.text)}" for level in lever.lever.levels)
    look = ", ".join(_lower(sentences.say(text)) for text in lever.lever.evidence)
    ask = ", ".join(_lower(sentences.say(text)) for text in lever.lever.ask)
    return (
        Block(questions, _("Det spørger grebet om")),
        Block(levels, _("De fire trin"), bullets=False),
        Block(
            (_("Læs: %(look)s.") % {"look": look}, _("Spørg: %(ask)s.") % {"ask": ask}),
            _("Her kan I se efter"),
        ),
    )


def _lower(text: str) -> str:
    """Return text with a small first letter, but ``PPR's`` as it is."""
    is_short_for_something = text[:2].isalpha() and text[:2].isupper()
    return text if is_short_for_something else f"{text[:1].lower()}{text[1:]}"


def rows(subject: Subject, lever: LeverView) -> tuple[FigureRow, ...]:
    """Return the known figures that belong to the lever, the first few."""
    known = (row for row in subject.rows if isinstance(row.figure, Value))
    return tuple(row for row in known if row.id in lever.lever.indicators)[:_MOST_FIGURES]


def _figures(rows: tuple[FigureRow, ...]) -> Block:
    """Return figures beside the median of the municipalities that are alike."""
    lines = tuple(
        _("%(label)s: %(own)s mod %(peers)s (%(unit)s, %(period)s)")
        % {
            "label": words.label(row),
            "own": words.own(row),
            "peers": words.peer_middle(row),
            "period": numbers.period(row.period),
            "unit": said.unit(row.indicator),
        }
        for row in rows
    )
    return Block(lines, _("Tal, med den midterste af de lignende kommuner"))


def notes(lever: LeverView) -> str:
    """Return what the lever means, what was asked, and everything that was answered."""
    definition = lever.lever
    lines = [
        sentences.say(definition.meaning),
        sentences.say(definition.help) if definition.help else "",
        *(_answer(question) for question in lever.questions),
        *(f"{level.level}: {sentences.say(level.text)}" for level in definition.levels),
        lever.reason,
        _evidence_notes(lever),
        *(finding_line(finding) for finding in lever.findings),
    ]
    return "\n".join(line for line in lines if line)


def _answer(question: QuestionView) -> str:
    """Return a question with the level chosen, what that looks like, and why."""
    if not question.is_answered:
        return f"{question.id} {question.text}"
    level = question.level_text or _("ved ikke")
    told = f"{question.level}: {level}" if question.level else level
    return " ".join(part for part in (question.id, question.text, told, question.note) if part)


def _evidence_notes(lever: LeverView) -> str:
    """Return the lever with everything given as evidence."""
    given = [f"{use.question} {use.kind_name}: {use.line}" for use in lever.uses]
    return f"{lever.number}. {_('Grundlag')}: {' · '.join(given) or lever.confidence_words}"
