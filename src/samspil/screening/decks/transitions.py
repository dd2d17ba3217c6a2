"""The slide of transitions: daycare to school, ordinary to special and back again."""

from django.utils.translation import gettext as _

from samspil.components.slides import Block, TextSlide
from samspil.screening import facts, sentences
from samspil.screening.decks.levers import finding_line
from samspil.screening.decks.subject import Subject
from samspil.screening.instrument import Verdict
from samspil.screening.selectors import ScreeningView, TransitionView, transitions
from samspil.screening.selectors.rows import QuestionView


def slide(subject: Subject) -> TextSlide | None:
    """Return what is said of each move; None where a screening says nothing of any."""
    view = subject.screening
    if view is None:
        return None
    told = transitions(view)
    placed = [one for move in told for one in move.questions if one.level is not None]
    if not placed and not any(move.findings for move in told):
        return None
    title = _title(view, placed)
    blocks = tuple(_block(subject, move) for move in told)
    return TextSlide(
        title=title,
        blocks=blocks,
        subtitle=_("Hvordan børn flytter mellem dagtilbud og skole, mellem almen og special."),
        source=subject.instrument_source,
        notes="\n".join([title, *_notes(told)]),
    )


def _title(view: ScreeningView, placed: list[QuestionView]) -> str:
    """Say how many of the answers on transitions are well-equipped; no more than that."""
    if not placed:
        return _("Overgange: spørgsmålene er ikke besvaret endnu")
    well = [view.instrument.verdict_of(one.level) for one in placed]
    return _("Overgange: %(well)s af %(placed)s svar er godt rustet") % {
        "well": well.count(Verdict.WELL_EQUIPPED),
        "placed": len(placed),
    }


def _block(subject: Subject, move: TransitionView) -> Block:
    lines = [
        _("Trin %(level)s: %(text)s") % {"level": one.level, "text": one.level_text}
        for one in move.questions
        if one.level is not None
    ]
    lines += [finding_line(finding) for finding in move.findings]
    lines += [
        facts.sentence(subject.picture, row)
        for row in subject.rows
        if row.id in move.indicators and facts.is_known(row)
    ]
    nothing = _("Der er ikke svaret på spørgsmål om denne overgang.")
    return Block(tuple(lines) or (nothing,), str(sentences.TRANSITIONS[move.transition]))


def _notes(told: tuple[TransitionView, ...]) -> list[str]:
    """Return every question with its answer, and the findings whole."""
    return [
        line
        for move in told
        for line in (
            str(sentences.TRANSITIONS[move.transition]),
            *(f"{one.id} {one.text} {one.level_text}".strip() for one in move.questions),
            *(finding_line(finding) for finding in move.findings),
        )
    ]
