"""Acts on an answer: give it, signed in or by a link; take it back; say that it was read and used.

A person has one answer to a question, so pressing twice saves once, and saying it anew corrects it.
"""

import datetime as dt
import re

from django.db import transaction
from django.utils import timezone

from samspil.development import rules
from samspil.development.models import AskedPlace, SparringAnswer, SparringQuestion, Used
from samspil.development.services import errors
from samspil.development.services.sparring import LINK, record
from samspil.development.values import Attached, Given
from samspil.documents import services as documents
from samspil.documents.models import Document
from samspil.people import selectors as people_selectors
from samspil.people import services as people
from samspil.people.viewer import Viewer

ROOM = "development"
"""Holds the files of answers: who may have them is decided here."""

_WEB = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*", re.IGNORECASE)


def give(
    *,
    actor: Viewer,
    question: int,
    given: Given,
    file: Attached | None = None,
    now: dt.datetime | None = None,
) -> SparringAnswer:
    """Answer for an asked municipality of one's own, or correct one's own answer.

    Raises NotAllowedError, SparringQuestion.DoesNotExist, NotOpenError, TextRefusedError and
    documents' RefusedError.
    """
    with transaction.atomic():
        found = SparringQuestion.objects.select_for_update().get(pk=question)
        place = place_of(actor, found)
        if place is None:
            raise people.NotAllowedError
        if not found.is_open:
            raise errors.NotOpenError
        standing = found.answers.filter(written_by=actor.user_id, withdrawn_at=None).first()
        _check(given, has_file=bool(file or (standing and standing.document_id)))
        moment = now or timezone.now()
        if standing is None:
            answer = _begun(actor, place, moment)
        elif file is None and _says(standing, given):
            return standing
        else:
            answer, standing.changed_at = standing, moment
        for field, text in given.texts.items():
            setattr(answer, field, text)
        former = answer.document
        if file is not None:
            answer.document = _taken_in(actor, place, file)
        answer.save()
        if file is not None and former is not None:
            documents.delete_held(actor=actor, document=former, room=ROOM)
        done = "answered" if standing is None else "answer_changed"
        record(actor, f"development.sparring_{done}", found, municipality=place.municipality_id)
        return answer


def _begun(actor: Viewer, place: AskedPlace, moment: dt.datetime) -> SparringAnswer:
    return SparringAnswer(
        question_id=place.question_id,
        municipality_id=place.municipality_id,
        sector=place.sector,
        written_by_id=actor.user_id,
        written_at=moment,
    )


def _says(answer: SparringAnswer, given: Given) -> bool:
    return all(getattr(answer, field) == text for field, text in given.texts.items())


def _taken_in(actor: Viewer, place: AskedPlace, file: Attached) -> Document:
    return documents.take_in(
        actor=actor,
        name=file.name,
        content=file.content,
        municipality=place.municipality_id,
        edition=place.question.edition,
        confirmed_no_cpr=file.confirmed_no_cpr,
        held_by=ROOM,
    )


def place_of(actor: Viewer, question: SparringQuestion) -> AskedPlace | None:
    """Return the asked municipality that this person answers for; None for everybody else."""
    for place in question.asked.all():
        where = {"municipality": place.municipality_id, "sector": place.sector}
        if rules.may_ask(actor, edition=question.edition, **where):
            return place
    return None


def _check(given: Given, *, has_file: bool) -> None:
    texts = given.texts
    errors.check_texts(texts)
    if not has_file and not any(texts.values()):
        raise errors.TextRefusedError("text", "missing")
    if texts["link"] and not _WEB.fullmatch(texts["link"]):
        raise errors.TextRefusedError("link", "unknown")


@transaction.atomic
def give_by_link(*, token: str, given: Given, now: dt.datetime | None = None) -> SparringAnswer:
    """Answer by the link in a letter, without signing in, as the person it was sent to.

    Raises LinkRefusedError, also where the question is taken back or the role has ended, and
    NotOpenError and TextRefusedError.
    """
    question, actor = behind_link(token=token, now=now)
    answer = give(actor=actor, question=question.pk, given=given, now=now)
    people.use_link(token=token, purpose=LINK)
    return answer


def behind_link(*, token: str, now: dt.datetime | None = None) -> tuple[SparringQuestion, Viewer]:
    """Return the question that a link opens and the person it was sent to; notes nothing.

    Raises LinkRefusedError.
    """
    link = people.peek_link(token=token, purpose=LINK, now=now)
    number = int(link.subject.removeprefix("question:"))
    question = SparringQuestion.objects.select_related("municipality").filter(pk=number).first()
    actor = people_selectors.viewer_by_id(link.user_id)
    if question is None or question.withdrawn_at or place_of(actor, question) is None:
        raise people.LinkRefusedError("revoked")
    return question, actor


@transaction.atomic
def withdraw_answer(
    *, actor: Viewer, answer: int, now: dt.datetime | None = None
) -> SparringAnswer:
    """Take one's own answer back: its words and its file go. Again changes nothing.

    Raises NotAllowedError and SparringAnswer.DoesNotExist.
    """
    found = SparringAnswer.objects.select_for_update(of=("self",)).get(pk=answer)
    question = found.question
    if found.written_by_id != actor.user_id or place_of(actor, question) is None:
        raise people.NotAllowedError
    if found.withdrawn_at is not None:
        return found
    document = found.document
    found.text = found.link = found.offered_time = ""
    found.document = None
    found.withdrawn_at = now or timezone.now()
    found.save(update_fields=["text", "link", "offered_time", "document", "withdrawn_at"])
    if document is not None:
        documents.delete_held(actor=actor, document=document, room=ROOM)
    record(
        actor, "development.sparring_answer_withdrawn", question, municipality=found.municipality_id
    )
    return found


@transaction.atomic
def mark_read(*, actor: Viewer, answer: int, now: dt.datetime | None = None) -> SparringAnswer:
    """Say that an answer was read; again changes nothing.

    Raises NotAllowedError, SparringAnswer.DoesNotExist, and NotOpenError for one taken back.
    """
    found = _received(actor, answer)
    if found.read_at is None:
        found.read_at, found.read_by_id = now or timezone.now(), actor.user_id
        found.save(update_fields=["read_at", "read_by"])
    return found


@transaction.atomic
def say_used(
    *, actor: Viewer, answer: int, used: str, what: str = "", now: dt.datetime | None = None
) -> SparringAnswer:
    """Say what was used of an answer: the giver's thanks. It can be said anew when more is known.

    Raises NotAllowedError, SparringAnswer.DoesNotExist, NotOpenError for one taken back, and
    TextRefusedError.
    """
    found = _received(actor, answer)
    if used not in Used.values:
        raise errors.TextRefusedError("used", "unknown")
    text = what.strip()
    errors.check_texts({"what": text}, required=() if used == Used.NOT_YET else ("what",))
    if (found.used, found.used_what) == (used, text):
        return found
    moment = now or timezone.now()
    if found.read_at is None:
        found.read_at, found.read_by_id = moment, actor.user_id
    found.used, found.used_what = used, text
    found.used_at, found.used_by_id = moment, actor.user_id
    found.save()
    record(actor, "development.sparring_used", found.question)
    return found


def _received(actor: Viewer, answer: int) -> SparringAnswer:
    """Return an answer to the actor's own municipality, locked until the act is done."""
    found = SparringAnswer.objects.select_for_update(of=("self",)).get(pk=answer)
    question = found.question
    if not rules.is_asker(actor, question):
        raise people.NotAllowedError
    if found.withdrawn_at is not None:
        raise errors.NotOpenError
    return found
