"""Letters about sparring: gathered, one a day at most to each person, and none when nothing is new.

They are written on working days and tell what happened until a set hour, however late the clock
comes to it. Until when a person has been told moves in the transaction that writes the letter, so
nothing is told twice and nothing is left out.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from samspil.development import rules, sentences
from samspil.development.models import (
    AskedPlace,
    Rhythm,
    SparringAnswer,
    SparringNudge,
    SparringPost,
    SparringQuestion,
    SparringRhythm,
)
from samspil.development.news import Asked, News, news_for
from samspil.development.services import errors
from samspil.development.services.sparring import LINK, link_subject
from samspil.letters import services as letters
from samspil.people import rules as people_rules
from samspil.people import selectors as people_selectors
from samspil.people import services as people
from samspil.people.models import PersonalLink, User
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Viewer
from samspil.places import selectors as places

HOUR = dt.time(7, 30)
"""When the letters of a working day are written, in Copenhagen."""

AFTERWARDS = dt.timedelta(days=30)
"""How long after the day an answer was wanted a link still opens the question."""

CHOICE = "sparring_rhythm"
"""What a personal link is for by which one says how often to be written to."""

CHOICE_LASTS = dt.timedelta(days=60)
_FIRST = dt.timedelta(days=7)
_SATURDAY = 5
_AHEAD = {Rhythm.WEEKLY.value: dt.timedelta(days=6)}


def write_letters(*, now: dt.datetime | None = None) -> int:
    """Write the letters of the day once its hour has come; returns how many.

    Cheap when the day is done, safe to repeat and beside another process.
    """
    moment = now or timezone.now()
    local = timezone.localtime(moment)
    day = local.date()
    is_due = local.time() >= HOUR and day.weekday() < _SATURDAY
    if not is_due or SparringPost.objects.filter(day=day).exists():
        return 0
    until = dt.datetime.combine(day, HOUR, timezone.get_current_timezone())
    since = _told_before(until)
    written = sum(_write_to(user, email, since, until) for user, email in _everybody().items())
    SparringPost.objects.get_or_create(day=day, defaults={"told_until": until, "letters": written})
    return written


def _told_before(moment: dt.datetime) -> dt.datetime:
    """Return until when somebody without a row has been told: until the last letters."""
    last = SparringPost.objects.order_by("-day").first()
    return last.told_until if last else moment - _FIRST


def _everybody() -> Mapping[int, str]:
    """Return number and address of all who have to do with a question."""
    asked = AskedPlace.objects.filter(question__withdrawn_at=None).values_list(
        "question__edition", "municipality_id", "sector"
    )
    asking = [
        (one.edition, one.municipality_id, sector)
        for one in SparringQuestion.objects.filter(withdrawn_at=None).select_related("process")
        for sector in one.asking_sectors
    ]
    found: dict[int, str] = {}
    for edition, code, sector in sorted({*asked, *asking}):
        found |= _people(edition, code, sector, people_rules.OWN_PEOPLE)
    return found


def _people(edition: str, code: str, sector: str, roles: Iterable[Role]) -> dict[int, str]:
    return {
        one.user_id: one.email
        for role in roles
        for one in people_selectors.holders(role, code, edition, sector)
    }


@transaction.atomic
def _write_to(user: int, email: str, since: dt.datetime, moment: dt.datetime) -> bool:
    """Write one person's letter where one is due and there is something to tell."""
    SparringRhythm.objects.get_or_create(user_id=user, defaults={"told_until": since})
    row = SparringRhythm.objects.select_for_update().get(user_id=user)
    if not _is_due(row, moment):
        return False
    viewer = people_selectors.viewer_by_id(user)
    news = news_for(viewer, row.told_until, moment, _AHEAD.get(row.rhythm, dt.timedelta()))
    row.told_until = moment
    row.save(update_fields=["told_until"])
    if not news:
        return False
    # Whatever language the clock happens to speak; those who get the letter are Danish.
    with translation.override(settings.LANGUAGE_CODE):
        letters.write_and_send(
            template="sparring",
            to=email,
            context=_context(viewer, news, moment),
            key=f"sparring:{user}:{timezone.localdate(moment)}",
            language=settings.LANGUAGE_CODE,
        )
    return True


def _is_due(row: SparringRhythm, moment: dt.datetime) -> bool:
    """Whether a day, or a week, has begun since the person was last told."""
    told, today = timezone.localdate(row.told_until), timezone.localdate(moment)
    if row.rhythm == Rhythm.DAILY:
        return told < today
    return row.rhythm == Rhythm.WEEKLY and told.isocalendar()[:2] < today.isocalendar()[:2]


def _context(viewer: Viewer, news: News, moment: dt.datetime) -> dict[str, object]:
    user = User.objects.get(pk=viewer.user_id or 0)
    _link, token = people.make_link(actor=ANYBODY, purpose=CHOICE, user=user, lifetime=CHOICE_LASTS)
    return {
        "name": viewer.name,
        "asked": [_question(user, one, moment) for one in news.asked],
        "reminders": [_question(user, one, moment) for one in news.reminders],
        "answered": [
            {
                "who": one.municipality,
                "stuck": one.stuck,
                "link": _address("development:sparring_question", one.question),
            }
            for one in news.answered
        ],
        "thanked": [
            {
                "who": one.municipality,
                "used": str(sentences.USED[one.used]).lower(),
                "what": one.what,
            }
            for one in news.thanked
        ],
        "rhythm": _address("development:sparring_rhythm_link", token),
        "is_example": viewer.is_example,
    }


def _question(user: User, one: Asked, moment: dt.datetime) -> dict[str, object]:
    """Return a question with a link by which this person can answer it at once."""
    day = dt.datetime.combine(one.by_when, dt.time.max, timezone.get_current_timezone())
    lifetime = max(day.astimezone(dt.UTC) - moment, dt.timedelta()) + AFTERWARDS
    _link, token = people.make_link(
        actor=ANYBODY,
        purpose=LINK,
        subject=link_subject(one.question),
        user=user,
        lifetime=lifetime,
    )
    return {
        "who": one.municipality,
        "why": str(sentences.WHY_ASKED[one.audience]),
        "stuck": one.stuck,
        "day": date_format(one.by_when, "j. F"),
        "link": _address("development:sparring_answer_link", token),
    }


def _address(name: str, argument: object) -> str:
    return letters.absolute_url(reverse(name, args=[argument]))


def choose_rhythm(*, actor: Viewer, rhythm: str, now: dt.datetime | None = None) -> None:
    """Say how often one wants to be written to at most.

    Raises NotAllowedError for somebody who is not signed in, and TextRefusedError.
    """
    if actor.user_id is None:
        raise people.NotAllowedError
    _choose(actor.user_id, rhythm, now or timezone.now())


def choose_rhythm_by_link(*, token: str, rhythm: str, now: dt.datetime | None = None) -> None:
    """Say it by the link in a letter. Raises LinkRefusedError and TextRefusedError."""
    user = behind_choice(token=token, now=now)
    _choose(user, rhythm, now or timezone.now())


def behind_choice(*, token: str, now: dt.datetime | None = None) -> int:
    """Return whose choice a link opens; raises LinkRefusedError. Notes nothing."""
    link: PersonalLink = people.peek_link(token=token, purpose=CHOICE, now=now)
    if link.user_id is None:
        raise people.LinkRefusedError("unknown")
    return link.user_id


@transaction.atomic
def _choose(user: int, rhythm: str, moment: dt.datetime) -> None:
    if rhythm not in Rhythm.values:
        raise errors.TextRefusedError("rhythm", "unknown")
    row, _new = SparringRhythm.objects.select_for_update().get_or_create(
        user_id=user, defaults={"told_until": _told_before(moment)}
    )
    if row.rhythm == rhythm:
        return
    # Who wanted no letters is not told of all that happened meanwhile.
    if row.rhythm == Rhythm.NEVER:
        row.told_until = moment
    row.rhythm = rhythm
    row.save(update_fields=["rhythm", "told_until"])


@transaction.atomic
def nudge(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    sector: str,
    now: dt.datetime | None = None,
) -> SparringNudge:
    """Send a municipality one kind reminder of what sparring is for; only once.

    Raises NotAllowedError, NudgedAlreadyError, also where it has given or received already, and
    NobodyToWriteToError.
    """
    if not rules.may_nudge(actor, edition=edition):
        raise people.NotAllowedError
    if _has_begun(edition, municipality, sector):
        raise errors.NudgedAlreadyError
    to = _wanting_letters(_people(edition, municipality, sector, _LEADING))
    if not to:
        raise errors.NobodyToWriteToError
    where = {"edition": edition, "municipality_id": municipality, "sector": sector}
    try:
        with transaction.atomic():
            found = SparringNudge.objects.create(
                **where, sent_by_id=actor.user_id, sent_at=now or timezone.now()
            )
    except IntegrityError as error:
        raise errors.NudgedAlreadyError from error
    _send_nudge(found, to)
    people.record(
        actor=actor,
        action="development.sparring_nudged",
        municipality=municipality,
        edition=edition,
        subject=f"sparring_nudge:{found.pk}",
    )
    return found


_LEADING = (Role.CHIEF, Role.PROJECT_LEAD)


def _has_begun(edition: str, municipality: str, sector: str) -> bool:
    standing = SparringAnswer.objects.filter(question__edition=edition, withdrawn_at=None)
    given = standing.filter(municipality=municipality, sector=sector)
    received = standing.filter(question__municipality=municipality, question__sector=sector)
    return given.exists() or received.exists()


def _wanting_letters(addresses: Mapping[int, str]) -> dict[int, str]:
    never = set(
        SparringRhythm.objects.filter(user__in=addresses, rhythm=Rhythm.NEVER).values_list(
            "user_id", flat=True
        )
    )
    return {user: email for user, email in addresses.items() if user not in never}


def _send_nudge(found: SparringNudge, to: Mapping[int, str]) -> None:
    context = {
        "municipality": dict(places.names())[found.municipality_id],
        "link": letters.absolute_url(reverse("development:sparring")),
        "is_example": found.municipality.is_example,
    }
    for user, email in to.items():
        letters.write_and_send(
            template="sparring_nudge",
            to=email,
            context=context,
            key=f"sparring:nudge:{found.pk}:{user}",
            language=settings.LANGUAGE_CODE,
        )
