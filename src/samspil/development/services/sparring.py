"""Acts on a question to others: ask, correct, bring along, close, take back."""

import datetime as dt
import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from samspil.development import rules, sentences
from samspil.development.audiences import places_for
from samspil.development.models import (
    LEVERS,
    SECTORS,
    AskedPlace,
    Audience,
    Process,
    SparringQuestion,
    TestOfChange,
    Wanted,
)
from samspil.development.services import errors
from samspil.development.values import Ask, Tie
from samspil.meetings import services as meetings
from samspil.people import services as people
from samspil.people.models import PersonalLink
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes

LINK = "sparring_answer"
"""What a personal link is for that opens one question to one person."""

LONGEST_BROUGHT = 500
"""What a meeting takes: short enough to be read aloud."""


def ask(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    sector: str,
    question: Ask,
    audience: str,
    tie: Tie | None = None,
    now: dt.datetime | None = None,
) -> SparringQuestion:
    """Ask; the same words again, while the question stands open, ask nothing more.

    Raises NotAllowedError, NotTakingPartError, TextRefusedError, DayPassedError,
    NobodyToAskError, and Process.DoesNotExist or TestOfChange.DoesNotExist for a tie to what is
    not this municipality's own.
    """
    where = {"municipality": municipality, "sector": sector, "edition": edition}
    if not rules.may_ask(actor, **where):
        raise people.NotAllowedError
    _must_take_part(edition, municipality, sector)
    moment = now or timezone.now()
    _check(question, moment)
    if audience not in Audience.values:
        raise errors.TextRefusedError("audience", "unknown")
    asked = places_for(audience, question.lever, **where)
    if not asked:
        raise errors.NobodyToAskError
    fields = {"edition": edition, "municipality_id": municipality, "sector": sector}
    stated = {
        **question.texts,
        "lever": question.lever,
        "wanted": question.wanted,
        "by_when": question.by_when,
        "audience": audience,
        "asked_by_id": actor.user_id,
        "asked_at": moment,
    }
    open_ones = SparringQuestion.objects.filter(
        **fields, key=_key(question, audience), closed_at=None, withdrawn_at=None
    )
    try:
        with transaction.atomic():
            standing = open_ones.first()
            if standing is not None:
                return standing
            found = SparringQuestion.objects.create(
                **fields, **stated, **_tied(tie, fields), key=_key(question, audience)
            )
            AskedPlace.objects.bulk_create(
                AskedPlace(question=found, municipality_id=code, sector=each)
                for code, each in asked
            )
            record(actor, "development.sparring_asked", found)
            return found
    except IntegrityError:
        # A colleague pressed in the same moment.
        return open_ones.get()


def _must_take_part(edition: str, municipality: str, sector: str) -> None:
    taking_part = programmes.participants(edition, sector) if sector in SECTORS else []
    if municipality not in {one.code for one in taking_part}:
        raise errors.NotTakingPartError


def _check(question: Ask, moment: dt.datetime) -> None:
    errors.check_texts(question.texts, required=tuple(question.texts))
    if question.wanted not in Wanted.values:
        raise errors.TextRefusedError("wanted", "unknown")
    if question.lever not in LEVERS:
        raise errors.TextRefusedError("lever", "unknown")
    if question.by_when < timezone.localdate(moment):
        raise errors.DayPassedError


def _key(question: Ask, audience: str) -> str:
    words = [" ".join(text.split()) for text in question.texts.values()]
    said = "\n".join([*words, str(question.lever), audience])
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def _tied(tie: Tie | None, where: dict[str, str]) -> dict[str, object]:
    """Return the columns of what goes along: a copy of the parts chosen, and nothing else."""
    if tie is None:
        return {}
    own = {name: where[name] for name in ("edition", "municipality_id")}
    process = Process.objects.get(pk=tie.process, **own)
    if where["sector"] not in process.sectors:
        raise Process.DoesNotExist
    test = None if tie.test is None else process.tests.get(pk=tie.test)
    lines = _said(process, sentences.AIM_PARTS, tie.parts)
    if test is not None:
        lines += _said(test, sentences.TEST_PARTS, tie.parts)
    return {"process": process, "test": test, "excerpt": "\n".join(lines)}


def _said(
    source: Process | TestOfChange, names: sentences.Parts, parts: tuple[str, ...]
) -> list[str]:
    """Return the chosen parts as lines; Danish, as the texts are."""
    lines = []
    with translation.override("da"):
        for part, name in names.items():
            text = " ".join(str(getattr(source, part)).split())
            if part in parts and text:
                lines.append(f"{name}: {text}")
    return lines


@transaction.atomic
def change_question(
    *, actor: Viewer, question: int, words: Ask, now: dt.datetime | None = None
) -> SparringQuestion:
    """Correct the words, the wish or the day; whom it went to and on which lever stay.

    Raises NotAllowedError, SparringQuestion.DoesNotExist, NotOpenError, TextRefusedError and
    DayPassedError.
    """
    found = own_question(actor, question)
    moment = now or timezone.now()
    _check(words, moment)
    for field, text in words.texts.items():
        setattr(found, field, text)
    found.wanted, found.by_when, found.changed_at = words.wanted, words.by_when, moment
    found.save(update_fields=["trying", "stuck", "wanted", "by_when", "changed_at"])
    record(actor, "development.sparring_question_changed", found)
    if _take_back(actor, found, moment):
        _bring(actor, found, moment)
    return found


@transaction.atomic
def close_question(
    *, actor: Viewer, question: int, last_word: str, now: dt.datetime | None = None
) -> SparringQuestion:
    """Close with a word to those who were asked; closed already, it stays as it is.

    Raises NotAllowedError, SparringQuestion.DoesNotExist, NotOpenError and TextRefusedError.
    """
    found = own_question(actor, question, closed_too=True)
    if found.closed_at is not None:
        return found
    text = last_word.strip()
    errors.check_texts({"last_word": text}, required=("last_word",))
    found.last_word, found.closed_by_id = text, actor.user_id
    found.closed_at = now or timezone.now()
    found.save(update_fields=["last_word", "closed_by", "closed_at"])
    record(actor, "development.sparring_closed", found)
    return found


@transaction.atomic
def withdraw_question(
    *, actor: Viewer, question: int, now: dt.datetime | None = None
) -> SparringQuestion:
    """Take a question back: its words go, and every link to it closes at once.

    Raises NotAllowedError, SparringQuestion.DoesNotExist, NotOpenError, and HasAnswersError once
    somebody has taken the trouble to answer.
    """
    found = own_question(actor, question)
    if found.answers.filter(withdrawn_at=None).exists():
        raise errors.HasAnswersError
    found.trying = found.stuck = found.excerpt = ""
    found.process = found.test = None
    found.withdrawn_at = now or timezone.now()
    found.save()
    for link in PersonalLink.objects.filter(
        purpose=LINK, subject=link_subject(found.pk), revoked_at=None
    ):
        people.revoke_link(actor=actor, link=link)
    _take_back(actor, found, found.withdrawn_at)
    record(actor, "development.sparring_withdrawn", found)
    return found


@transaction.atomic
def bring_question(*, actor: Viewer, question: int) -> None:
    """Bring the question to the next network day, where all can read it; again changes nothing.

    Raises NotAllowedError, SparringQuestion.DoesNotExist, NotOpenError, NoMeetingError and
    NotTakingPartError.
    """
    found = own_question(actor, question)
    _bring(actor, found, None)
    record(actor, "development.sparring_brought", found)


def _bring(actor: Viewer, found: SparringQuestion, moment: dt.datetime | None) -> None:
    """Bring what a question says now; raises NoMeetingError and NotTakingPartError."""
    words = " ".join(found.stuck.split())
    if len(words) > LONGEST_BROUGHT:
        words = words[: LONGEST_BROUGHT - 2] + " …"
    try:
        meetings.bring(
            actor=actor,
            edition=found.edition,
            municipality=found.municipality_id,
            sector=found.sector,
            kind="question",
            text=words,
            subject=_subject(found),
            now=moment,
        )
    except meetings.NoComingDayError as error:
        raise errors.NoMeetingError from error
    except meetings.NotTakingPartError as error:
        raise errors.NotTakingPartError from error


def _take_back(actor: Viewer, found: SparringQuestion, moment: dt.datetime) -> int:
    """Take the question off the network days to come; returns from how many."""
    return meetings.take_back(
        actor=actor,
        edition=found.edition,
        municipality=found.municipality_id,
        subject=_subject(found),
        now=moment,
    )


def _subject(question: SparringQuestion) -> str:
    """Return how the audit trail and the shared arena name a question."""
    return f"sparring:{question.pk}"


def own_question(actor: Viewer, question: int, *, closed_too: bool = False) -> SparringQuestion:
    """Return a question of the actor's own municipality, locked until the act is done.

    Raises NotAllowedError, SparringQuestion.DoesNotExist and NotOpenError.
    """
    found = SparringQuestion.objects.select_for_update().get(pk=question)
    if not rules.is_asker(actor, found):
        raise people.NotAllowedError
    if found.withdrawn_at is not None or (found.closed_at is not None and not closed_too):
        raise errors.NotOpenError
    return found


def link_subject(question: int) -> str:
    """Return how a personal link names a question."""
    return f"question:{question}"


def record(
    actor: Viewer, action: str, question: SparringQuestion, *, municipality: str = ""
) -> None:
    """Write the audit event, in the trail of the asker or of the ``municipality`` that acted."""
    people.record(
        actor=actor,
        action=action,
        municipality=municipality or question.municipality_id,
        edition=question.edition,
        subject=_subject(question),
    )
