"""A second screening laid beside the first: what is placed elsewhere, and what cannot be said."""

from dataclasses import dataclass

from samspil.people.viewer import Viewer
from samspil.screening.models import Screening
from samspil.screening.selectors.access import may_read
from samspil.screening.selectors.rows import LeverView, QuestionView, ScreeningView
from samspil.screening.selectors.screening import screening as read


@dataclass(frozen=True)
class QuestionPair:
    """A question that was asked in the same words both times."""

    before: QuestionView
    after: QuestionView

    @property
    def has_moved(self) -> bool:
        """Whether both were given a level, and another one."""
        levels = (self.before.level, self.after.level)
        return None not in levels and levels[0] != levels[1]


@dataclass(frozen=True)
class LeverPair:
    """A lever both times. ``pairs`` are the questions asked in the same words."""

    before: LeverView
    after: LeverView
    pairs: tuple[QuestionPair, ...]

    @property
    def moved(self) -> tuple[QuestionPair, ...]:
        """The questions placed on another level than before."""
        return tuple(pair for pair in self.pairs if pair.has_moved)


@dataclass(frozen=True)
class ComparedView:
    """Two screenings of the same municipality and sector."""

    before: ScreeningView
    after: ScreeningView
    levers: tuple[LeverPair, ...]

    @property
    def same_questions(self) -> int:
        """How many questions were asked in the same words both times."""
        return sum(len(lever.pairs) for lever in self.levers)


def earlier(*, viewer: Viewer, screening: int) -> list[int]:
    """Return the finished screenings before this one that the viewer may read, newest first."""
    found = Screening.objects.filter(pk=screening).first()
    if found is None:
        return []
    others = Screening.objects.filter(
        municipality_id=found.municipality_id,
        sector=found.sector,
        status=Screening.Status.FINISHED,
        pk__lt=found.pk,
    )
    return [one.pk for one in others.order_by("-pk") if may_read(viewer, one)]


def compared(*, viewer: Viewer, screening: int) -> ComparedView | None:
    """Return a screening beside the one before it; None where there is none to read."""
    found = earlier(viewer=viewer, screening=screening)
    after = read(viewer=viewer, screening=screening)
    before = read(viewer=viewer, screening=found[0]) if found else None
    if before is None or after is None:
        return None
    levers = tuple(
        LeverPair(first, second, _pairs(first, second))
        for first, second in zip(before.levers, after.levers, strict=True)
    )
    return ComparedView(before, after, levers)


def _pairs(before: LeverView, after: LeverView) -> tuple[QuestionPair, ...]:
    """Return the questions asked in the same Danish words, with the same described levels."""
    asked = {_wording(one): one for one in before.questions}
    return tuple(
        QuestionPair(asked[_wording(one)], one) for one in after.questions if _wording(one) in asked
    )


def _wording(one: QuestionView) -> tuple[str, ...]:
    words = one.question.in_sector(one.sector)
    return (words.da if words else "", *(level.da for level in one.question.levels))
