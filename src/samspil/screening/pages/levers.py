"""One lever's page: its questions with forms and evidence, the figures that belong to it."""

from dataclasses import dataclass
from typing import Any

from samspil.figures.selectors import challenge_picture
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.figures.selectors.picture import FigureRow
from samspil.methods.states import Value
from samspil.people.viewer import Viewer
from samspil.screening import facts, offers, selectors, sentences
from samspil.screening import figure_words as words
from samspil.screening.forms.evidence import UseForm
from samspil.screening.forms.screening import JudgementForm
from samspil.screening.selectors import EvidenceRow, LeverView, QuestionView, ScreeningView


@dataclass(frozen=True)
class FigureChoice:
    """A known figure that can be put in as evidence."""

    value: str
    label: str
    told: str


@dataclass(frozen=True)
class QuestionPart:
    """A question as its part of the page shows it; without the right to edit, without forms."""

    view: QuestionView
    form: JudgementForm | None
    use_form: UseForm | None
    figures: tuple[FigureChoice, ...]


def lever_page(
    viewer: Viewer,
    view: ScreeningView,
    lever: LeverView,
    *,
    question: str = "",
    judged: JudgementForm | None = None,
    used: UseForm | None = None,
) -> dict[str, Any]:
    """Return what the page of a lever shows; a refused form of ``question`` stands as typed."""
    parts = [
        question_part(
            viewer,
            view,
            lever,
            one,
            judged=judged if one.id == question else None,
            used=used if one.id == question else None,
        )
        for one in lever.questions
    ]
    asked = lever.lever
    return {
        "screening": view,
        "lever": lever,
        "parts": parts,
        "may_edit": selectors.may_edit(viewer=viewer, row=view.row),
        "meaning": sentences.say(asked.meaning),
        "help": sentences.say(asked.help) if asked.help else "",
        "levels": [sentences.say(level.text) for level in asked.levels],
        "evidence": [sentences.say(text) for text in asked.evidence],
        "ask": [sentences.say(text) for text in asked.ask],
        "workshop": _workshop(lever),
        "advice": [
            (place, sentences.FINDING_KINDS[one.kind], sentences.say(one.text))
            for place, one in enumerate(asked.recommendations)
        ],
        "findings": [(one, offers.offers(viewer, view.row, one)) for one in lever.findings],
        "before": _neighbour(view, lever.number - 1),
        "after": _neighbour(view, lever.number + 1),
        "refused": judged or used,
    }


def _workshop(lever: LeverView) -> dict[str, Any] | None:
    exercise = lever.lever.workshop
    if exercise is None:
        return None
    return {
        "title": sentences.say(exercise.title),
        "text": sentences.say(exercise.text),
        "minutes": exercise.minutes,
    }


def _neighbour(view: ScreeningView, number: int) -> LeverView | None:
    return next((one for one in view.levers if one.number == number), None)


def question_part(
    viewer: Viewer,
    view: ScreeningView,
    lever: LeverView,
    question: QuestionView,
    *,
    judged: JudgementForm | None = None,
    used: UseForm | None = None,
) -> QuestionPart:
    """Return a question with the forms of those who may change it."""
    if not selectors.may_edit(viewer=viewer, row=view.row):
        return QuestionPart(question, None, None, ())
    sources = selectors.sources(viewer=viewer, screening=view.row.id)
    return QuestionPart(
        view=question,
        form=judged or JudgementForm(instrument=view.instrument, question=question),
        use_form=used or _use_form(question, sources),
        figures=_figures(view, lever, question),
    )


def _use_form(question: QuestionView, sources: list[EvidenceRow]) -> UseForm | None:
    """Return the form that ties a source to the question; None where there are no sources."""
    told = [source for source in sources if source.kind != "figure"]
    return UseForm(question=question.id, sources=told) if told else None


def _figures(
    view: ScreeningView, lever: LeverView, question: QuestionView
) -> tuple[FigureChoice, ...]:
    """Return the known figures of the lever that do not stand on the question already."""
    standing = {use.title for use in question.uses if use.kind == "figure"}
    return tuple(
        FigureChoice(f"{row.id}/{row.breakdown}", words.label(row), words.own(row))
        for row in _known(view, lever.lever.indicators)
        if words.label(row) not in standing
    )


def _known(view: ScreeningView, indicators: tuple[str, ...]) -> list[FigureRow]:
    try:
        picture = challenge_picture(code=view.row.code, sector=view.row.sector)
    except NoSuchMunicipalityError:
        return []
    rows = facts.rows_of(picture)
    return [row for row in rows if row.id in indicators and isinstance(row.figure, Value)]
