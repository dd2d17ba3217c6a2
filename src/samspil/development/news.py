"""What is new to one person about sparring since the last letter. Reads, and knows no letters."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from samspil.development import rules
from samspil.development.models import AskedPlace, SparringAnswer, SparringQuestion, Used
from samspil.people import rules as people
from samspil.people.viewer import Viewer

REMIND_BEFORE = dt.timedelta(days=2)
"""How long before the day an answer is wanted one is reminded, once."""


@dataclass(frozen=True)
class Asked:
    """A question to one's own municipality."""

    question: int
    municipality: str
    audience: str
    stuck: str
    by_when: dt.date


@dataclass(frozen=True)
class Answered:
    """An answer to a question of one's own municipality."""

    question: int
    answer: int
    municipality: str
    stuck: str


@dataclass(frozen=True)
class Thanked:
    """What another municipality used of the person's own answer."""

    question: int
    municipality: str
    used: str
    what: str


@dataclass(frozen=True)
class News:
    """Everything that is new to one person; false where nothing is."""

    asked: tuple[Asked, ...] = ()
    answered: tuple[Answered, ...] = ()
    thanked: tuple[Thanked, ...] = ()
    reminders: tuple[Asked, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.asked or self.answered or self.thanked or self.reminders)


def news_for(
    viewer: Viewer, since: dt.datetime, until: dt.datetime, ahead: dt.timedelta = dt.timedelta()
) -> News:
    """Return what happened after ``since`` until ``until``, and what must be answered soon.

    ``ahead`` is how long nobody is written to after this: what falls due then is reminded of now.
    What a colleague has answered, or somebody has read, needs no letter.
    """
    waiting = _waiting(viewer, until)
    return News(
        asked=tuple(_asked(one) for one in waiting if since < one.asked_at <= until),
        answered=tuple(_answered(viewer, since, until)),
        thanked=tuple(_thanked(viewer, since, until)),
        reminders=tuple(
            _asked(one)
            for one in waiting
            if one.asked_at <= since and _falls_due(one.by_when, since + ahead, until + ahead)
        ),
    )


def unanswered(viewer: Viewer, day: dt.date) -> list[SparringQuestion]:
    """Return the open questions to the viewer's municipalities that none there has answered.

    Those whose day lies before ``day`` wait no longer. In the order of their days.
    """
    own = viewer.municipalities(people.OWN_PEOPLE)
    places = AskedPlace.objects.filter(
        municipality__in=own,
        question__closed_at=None,
        question__withdrawn_at=None,
        question__by_when__gte=day,
    ).select_related("question__municipality")
    answered = set(
        SparringAnswer.objects.filter(municipality__in=own, withdrawn_at=None).values_list(
            "question_id", "municipality_id"
        )
    )
    found = {
        one.question_id: one.question
        for one in places
        if (one.question_id, one.municipality_id) not in answered
        and rules.may_ask(
            viewer,
            municipality=one.municipality_id,
            sector=one.sector,
            edition=one.question.edition,
        )
    }
    return sorted(found.values(), key=lambda one: (one.by_when, one.pk))


def _waiting(viewer: Viewer, until: dt.datetime) -> list[SparringQuestion]:
    return unanswered(viewer, timezone.localdate(until))


def _falls_due(by_when: dt.date, since: dt.datetime, until: dt.datetime) -> bool:
    """Whether the moment to remind of the day lies between the last letter and this one."""
    remind = by_when - REMIND_BEFORE
    return timezone.localdate(since) < remind <= timezone.localdate(until)


def _asked(one: SparringQuestion) -> Asked:
    return Asked(one.pk, one.municipality.name, one.audience, one.stuck, one.by_when)


def _answered(viewer: Viewer, since: dt.datetime, until: dt.datetime) -> list[Answered]:
    found = _answers(since, until, "written_at").filter(
        question__municipality__in=viewer.municipalities(people.OWN_PEOPLE), read_at=None
    )
    return [
        Answered(one.question_id, one.pk, one.municipality.name, one.question.stuck)
        for one in found
        if rules.is_asker(viewer, one.question)
    ]


def _thanked(viewer: Viewer, since: dt.datetime, until: dt.datetime) -> list[Thanked]:
    """Return the thanks; that something is not used yet is on the page, and needs no letter."""
    found = _answers(since, until, "used_at").filter(
        written_by=viewer.user_id, used__in=[Used.YES, Used.PARTLY]
    )
    return [
        Thanked(one.question_id, one.question.municipality.name, one.used, one.used_what)
        for one in found
        if rules.may_ask(
            viewer,
            municipality=one.municipality_id,
            sector=one.sector,
            edition=one.question.edition,
        )
    ]


def _answers(since: dt.datetime, until: dt.datetime, moment: str) -> QuerySet[SparringAnswer]:
    within = Q(**{f"{moment}__gt": since, f"{moment}__lte": until})
    return SparringAnswer.objects.filter(
        within, withdrawn_at=None, question__withdrawn_at=None
    ).select_related("municipality", "question__municipality", "question__process")
