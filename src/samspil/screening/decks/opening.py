"""The first two slides: what this is, and what it rests on."""

from collections import Counter

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components.slides import Block, TextSlide, TitleSlide
from samspil.figures import sentences as said
from samspil.figures.comparisons import load_comparisons
from samspil.screening import sentences
from samspil.screening.decks.subject import Subject
from samspil.screening.selectors import ScreeningView


def title(subject: Subject) -> str:
    """Return the deck's title."""
    words = {"name": subject.name, "sector": subject.sector_name}
    if subject.screening is None:
        return _("Tal til en foranalyse: %(name)s, %(sector)s") % words
    return _("Foranalyse: %(name)s, %(sector)s") % words


def subject_line(subject: Subject) -> str:
    """Return what the file says it is about."""
    return _("De syv greb og tal for %(name)s") % {"name": subject.name}


def front(subject: Subject) -> TitleSlide:
    """Return the front page, with the date of the data."""
    answer = said.answer(subject.picture)
    details = [_collected(subject), _state(subject)]
    if subject.is_example:
        details.append(_("Eksempel: kommunen findes ikke."))
    return TitleSlide(
        title=title(subject),
        subtitle=f"{subject.screening.summary}." if subject.screening else answer,
        details=tuple(details),
        notes="\n".join([answer, *details, sentences.say(subject.instrument.statement)]),
    )


def _collected(subject: Subject) -> str:
    if subject.collected is None:
        return _("Ingen tal er hentet endnu.")
    day = date_format(subject.collected, "DATE_FORMAT")
    return _("Tallene er hentet %(day)s.") % {"day": day}


def _state(subject: Subject) -> str:
    if subject.screening is None:
        return _("De syv greb står åbne; dem vurderer kommunen selv.")
    finished = subject.screening.row.finished_at
    if finished is None:
        return _("Foranalysen er i gang, og svarene kan blive ændret.")
    day = date_format(finished, "DATE_FORMAT")
    return _("Foranalysen er afsluttet %(day)s.") % {"day": day}


def method(subject: Subject) -> TextSlide:
    """Return what the report rests on, and whose questions it asks."""
    blocks = [_basis(subject), _scale(subject) if subject.screening else _reading(subject)]
    blocks.append(
        Block(
            (sentences.say(subject.instrument.statement),), _("Hvis forslag er det?"), bullets=False
        )
    )
    return TextSlide(
        title=_method_title(subject),
        blocks=tuple(blocks),
        source=subject.instrument_source,
        notes=_method_notes(subject),
    )


def _method_title(subject: Subject) -> str:
    if subject.screening is None:
        return _("Tallene er offentlige; de syv greb er ikke vurderet endnu")
    pieces = len(subject.screening.evidence_kinds)
    if not pieces:
        return _("Foranalysen siger endnu ikke, hvad den bygger på")
    return ngettext(
        "Foranalysen bygger på ét stykke grundlag",
        "Foranalysen bygger på %(count)s stykker grundlag",
        pieces,
    ) % {"count": pieces}


def _basis(subject: Subject) -> Block:
    """Say what lies behind: pieces of evidence by kind, or that nobody has been asked."""
    heading = _("Det bygger den på")
    if subject.screening is None:
        lines = (
            _("Kun offentlige tal. Ingen i kommunen er spurgt."),
            _("På hvert greb står to spørgsmål med fire trin, I selv kan tage stilling til."),
        )
        return Block(lines, heading)
    view = subject.screening
    # "Ved ikke" is an answer that leaves the lever open, as the slide of all seven says too.
    answered = sum(1 for lever in view.levers if lever.position.level is not None)
    lines = (
        _counted(view),
        _("%(answered)s af de syv greb er vurderet; %(findings)s fund er skrevet ned.")
        % {"answered": answered, "findings": len(view.findings)},
    )
    return Block(lines, heading)


def _counted(view: ScreeningView) -> str:
    """Return ``Dokument: 2 · Interview: 1 · Workshop: 0 · Tal: 0``."""
    counted = Counter(view.evidence_kinds)
    return " · ".join(f"{name}: {counted[kind]}" for kind, name in sentences.EVIDENCE_KINDS.items())


def _reading(subject: Subject) -> Block:
    comparison = load_comparisons()[subject.picture.sector].content
    lines = (
        comparison.note.in_language(said.language()),
        _(
            "Det forventede beregnes uden kommunens eget tal. Båndet er lagt, så otte ud af ti "
            "kommuner ligger inden for deres."
        ),
    )
    return Block(lines, _("Sådan læses tallene"))


def _scale(subject: Subject) -> Block:
    verdicts = subject.instrument.verdicts
    lines = (
        f"{step.level} {sentences.say(step.name)} ({sentences.say(verdicts[step.verdict])}): "
        f"{sentences.say(step.description)}"
        for step in subject.instrument.scale
    )
    return Block(tuple(lines), _("De fire trin"))


def _method_notes(subject: Subject) -> str:
    """Return the instrument's own words and everything that was given as evidence."""
    lines = [
        sentences.say(subject.instrument.statement),
        sentences.say(subject.instrument.instruction),
        *_reading(subject).lines,
    ]
    given = (
        f"{use.question} {use.kind_name}: {use.line}"
        for lever in subject.levers
        for use in lever.uses
    )
    return "\n".join([*lines, *given])
