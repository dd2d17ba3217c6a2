"""Acts in a workshop: open it, put a question, show the votes, agree, close; join and vote."""

import hashlib
import secrets
from collections import Counter

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.screening import rules
from samspil.screening.asking import questions_of
from samspil.screening.instrument import LEVELS
from samspil.screening.models import Screening
from samspil.screening.models.workshop import CODE_LENGTH, Round, Seat, Vote, Workshop
from samspil.screening.services.evidence import add_workshop, use
from samspil.screening.services.held import AnswerRefusedError, opened, record

LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789"
"""What codes are made of: nothing that looks like something else, and no words come of it."""

LONGEST_SENTENCE = 500
MOST_SEATS = 300
"""How many phones take part at most: a code that has got about cannot fill the database."""


class ClosedError(Exception):
    """The workshop is closed."""


class NoSuchCodeError(Exception):
    """No open workshop has this code."""


class NoSeatError(Exception):
    """The phone has not joined this workshop."""


class FullError(Exception):
    """As many phones take part as can."""


class VotesShownError(Exception):
    """The votes of this question are shown, so they stand."""


class NotShownError(Exception):
    """One agrees once the votes are shown."""


def open_workshop(*, actor: Viewer, screening: int) -> Workshop:
    """Open a workshop about a screening, or return the open one.

    Raises NotAllowedError, Screening.DoesNotExist and FinishedError.
    """
    try:
        return _opened(actor, screening)
    except IntegrityError:
        # Somebody else opened it in the same moment, or a code was drawn twice.
        return _opened(actor, screening)


@transaction.atomic
def _opened(actor: Viewer, screening: int) -> Workshop:
    found = opened(actor, screening)
    standing = Workshop.objects.filter(screening=found, closed_at=None).first()
    if standing is not None:
        return standing
    code = "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))
    workshop = Workshop.objects.create(screening=found, code=code, opened_by_id=actor.user_id)
    record(actor, "screening.workshop_opened", found)
    return workshop


@transaction.atomic
def put(*, actor: Viewer, workshop: int, question: str) -> None:
    """Put a question on the screen and on the phones; put again, its votes are as they were.

    Raises NotAllowedError, Workshop.DoesNotExist, ClosedError, and AnswerRefusedError for a
    question that is not asked.
    """
    found = _held(actor, workshop)
    if question not in {one.id for one in questions_of(found.screening)}:
        raise AnswerRefusedError("question")
    if found.current == question:
        return
    Round.objects.get_or_create(workshop=found, question=question)
    _changed(found, current=question)


@transaction.atomic
def show(*, actor: Viewer, workshop: int) -> None:
    """Show how the votes spread; from now on they stand. Shown already, nothing changes.

    Raises as ``put`` does, and AnswerRefusedError where no question is put.
    """
    found = _held(actor, workshop)
    one = _current(found)
    if one.shown_at is None:
        one.shown_at = timezone.now()
        one.save(update_fields=["shown_at"])
        _changed(found)


@transaction.atomic
def agree(*, actor: Viewer, workshop: int, sentence: str) -> Round:
    """Keep the sentence that was agreed on, checked by the form; said again, it is replaced.

    It stands as evidence on the question, with the votes. Raises as ``show`` does, NotShownError,
    FinishedError, and AnswerRefusedError without a sentence.
    """
    found = _held(actor, workshop)
    one = _current(found)
    if one.shown_at is None:
        raise NotShownError
    words = " ".join(sentence.split())
    if not words or len(words) > LONGEST_SENTENCE:
        raise AnswerRefusedError("sentence")
    if one.sentence != words:
        one.sentence = words
        one.save(update_fields=["sentence"])
        _changed(found)
        _stands_as_evidence(actor, found, one)
        lever = int(one.question.partition(".")[0])
        record(actor, "screening.workshop_agreed", found.screening, lever=lever)
    return one


def _stands_as_evidence(actor: Viewer, workshop: Workshop, one: Round) -> None:
    source = add_workshop(
        actor=actor,
        screening=workshop.screening_id,
        title="Workshop",
        held_on=timezone.localdate(workshop.opened_at),
        origin=f"workshop:{workshop.pk}",
    )
    votes = Counter(str(level) for level in one.votes.values_list("level", flat=True))
    use(
        actor=actor,
        screening=workshop.screening_id,
        evidence=source.pk,
        question=one.question,
        text=one.sentence,
        votes=votes,
    )


@transaction.atomic
def close(*, actor: Viewer, workshop: int) -> None:
    """Close: phones take no part any more. Closed already, nothing changes."""
    found = Workshop.objects.select_for_update().get(pk=workshop)
    _must_lead(actor, found.screening)
    if found.closed_at is None:
        _changed(found, closed_at=timezone.now())
        record(actor, "screening.workshop_closed", found.screening)


def join(*, code: str, secret: str = "") -> str:
    """Take a seat; a phone that has one keeps it. Returns the secret its cookie holds.

    Raises NoSuchCodeError and FullError.
    """
    found = _by_code(code)
    if secret and Seat.objects.filter(workshop=found, key=key_of(secret)).exists():
        return secret
    if Seat.objects.filter(workshop=found).count() >= MOST_SEATS:
        raise FullError
    secret = secrets.token_urlsafe(24)
    Seat.objects.create(workshop=found, key=key_of(secret))
    return secret


@transaction.atomic
def vote(*, code: str, secret: str, question: str, level: int) -> None:
    """Choose a level, 0 for "ved ikke"; chosen before, it is changed, until the votes are shown.

    ``question`` is the one the phone shows. Raises NoSuchCodeError, NoSeatError, VotesShownError
    (also where the screen has gone on), and AnswerRefusedError for a level that there is not.
    """
    found = _by_code(code)
    if level not in range(LEVELS + 1):
        raise AnswerRefusedError("level")
    seat = Seat.objects.filter(workshop=found, key=key_of(secret)).first()
    if seat is None:
        raise NoSeatError
    # Held, so that no vote slips in after the votes were shown.
    one = (
        Round.objects.select_for_update()
        .filter(workshop=found, question=question, shown_at=None)
        .first()
    )
    if one is None or found.current != question:
        raise VotesShownError
    Vote.objects.update_or_create(round=one, seat=seat, defaults={"level": level})


def key_of(secret: str) -> str:
    """Return what is kept of a seat's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def tidy(code: str) -> str:
    """Return a code as it is kept, however it was typed."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[: CODE_LENGTH + 1]


def _by_code(code: str) -> Workshop:
    found = Workshop.objects.filter(code=tidy(code), closed_at=None).first()
    if found is None:
        raise NoSuchCodeError
    return found


def _held(actor: Viewer, workshop: int) -> Workshop:
    found = Workshop.objects.select_for_update().get(pk=workshop)
    _must_lead(actor, found.screening)
    if found.closed_at is not None:
        raise ClosedError
    return found


def _must_lead(actor: Viewer, screening: Screening) -> None:
    where = {"municipality": screening.municipality_id, "sector": screening.sector}
    if not rules.may_edit(actor, edition=screening.edition, **where):
        raise NotAllowedError


def _current(workshop: Workshop) -> Round:
    one = (
        Round.objects.select_for_update()
        .filter(workshop=workshop, question=workshop.current)
        .first()
    )
    if one is None:
        raise AnswerRefusedError("question")
    return one


def _changed(workshop: Workshop, **fields: object) -> None:
    """Tell phones and other screens that there is something to fetch."""
    Workshop.objects.filter(pk=workshop.pk).update(version=F("version") + 1, **fields)
