"""Reads of sparring, each only for the asker's own people, those asked, and the organisers."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from samspil.development import rules
from samspil.development.audiences import places_for
from samspil.development.models import (
    Audience,
    Process,
    SparringAnswer,
    SparringOffer,
    SparringQuestion,
    SparringRhythm,
)
from samspil.development.news import unanswered
from samspil.development.selectors.rows import ProcessRow, lever_names
from samspil.development.selectors.sparring_rows import (
    AnswerRow,
    OfferRow,
    QuestionRow,
    QuestionView,
    SparringPlace,
)
from samspil.development.services.sparring_answers import place_of
from samspil.documents import selectors as documents
from samspil.meetings import selectors as meetings
from samspil.people import rules as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes


def sparring_places(*, viewer: Viewer) -> list[SparringPlace]:
    """Return where this person may ask and offer, editions as listed, then alphabetically."""
    return list(_places(viewer)) if viewer.municipalities(people.OWN_PEOPLE) else []


def _places(viewer: Viewer) -> Iterator[SparringPlace]:
    for row in programmes.editions(viewer):
        title = row.edition.content.title.in_language(get_language() or "da")
        for sector in row.edition.content.sector_ids:
            for one in programmes.participants(row.edition.id, sector):
                where = {"municipality": one.code, "sector": sector, "edition": row.edition.id}
                if rules.may_ask(viewer, **where):
                    yield SparringPlace(row.edition.id, title, one.code, one.name, sector)


def group_names(place: SparringPlace) -> tuple[str, ...]:
    """Return who a question to the own sparring group would go to; empty where none is formed."""
    where = {"edition": place.edition, "municipality": place.code, "sector": place.sector}
    names = dict(places.names())
    return tuple(names[code] for code, _sector in places_for(Audience.GROUP, 1, **where))


def questions_to_us(*, viewer: Viewer) -> list[QuestionRow]:
    """Return what the viewer's municipalities were asked; open ones first, by their days."""
    own = viewer.municipalities(people.OWN_PEOPLE)
    found = _standing().filter(asked__municipality__in=own).distinct() if own else ()
    rows = [row for row in _rows(viewer, found) if row.asked_as]
    return sorted(rows, key=lambda row: (not row.is_open, row.by_when, row.id))


def our_questions(*, viewer: Viewer) -> list[QuestionRow]:
    """Return what the viewer's municipalities have asked; open ones first, by their days."""
    own = viewer.municipalities(people.OWN_PEOPLE)
    found = _standing().filter(municipality__in=own) if own else ()
    rows = [row for row in _rows(viewer, found) if row.is_own]
    return sorted(rows, key=lambda row: (not row.is_open, row.by_when, row.id))


def followed_questions(*, viewer: Viewer) -> list[QuestionRow]:
    """Return every question of the editions that the viewer runs, alphabetically."""
    if not people.is_organiser(viewer):
        return []
    found = _standing().order_by("municipality__sort_key", "by_when", "id")
    return _rows(viewer, (one for one in found if rules.may_follow(viewer, edition=one.edition)))


def questions_about(*, viewer: Viewer, row: ProcessRow) -> list[QuestionRow]:
    """Return the questions that were asked about a process, for those who may see sparring."""
    follows = rules.may_follow(viewer, edition=row.edition)
    found = _rows(viewer, _standing().filter(process=row.id))
    return [one for one in found if one.is_own or follows]


def sees_sparring_of(*, viewer: Viewer, row: ProcessRow) -> bool:
    """Whether sparring is shown beside a process: to its own people and the organisers."""
    if rules.may_follow(viewer, edition=row.edition):
        return True
    where = {"municipality": row.code, "edition": row.edition}
    process = Process.objects.get(pk=row.id)
    return any(rules.may_ask(viewer, sector=one, **where) for one in process.sectors)


def waiting(*, viewer: Viewer, now: dt.datetime | None = None) -> list[QuestionRow]:
    """Return the questions that wait for an answer from the viewer's municipalities."""
    ids = [one.pk for one in unanswered(viewer, timezone.localdate(now))]
    return _rows(viewer, _standing().filter(pk__in=ids)) if ids else []


def sparring_question(*, viewer: Viewer, question: int) -> QuestionView | None:
    """Return one question; None where there is none that this person may read."""
    found = _standing().filter(pk=question).first()
    if found is None:
        return None
    row = _row(viewer, found, _title(found.edition), lever_names())
    follows = rules.may_follow(viewer, edition=found.edition)
    if not (row.is_own or row.asked_as or follows):
        return None
    standing = [one for one in found.answers.all() if one.withdrawn_at is None]
    names = dict(places.names())
    told = follows or row.audience != Audience.ADOPTED
    return QuestionView(
        row=row,
        answers=tuple(_answer(viewer, one, tells=row.is_own or follows) for one in standing),
        asked=tuple(names[one.municipality_id] for one in found.asked.all()) if told else (),
        may_answer=row.is_open and bool(row.asked_as),
    )


def was_withdrawn(*, viewer: Viewer, question: int) -> bool:
    """Whether there was such a question that this person could read, until it was taken back.

    For everybody else there never was one.
    """
    found = SparringQuestion.objects.exclude(withdrawn_at=None).filter(pk=question).first()
    return found is not None and (
        rules.may_follow(viewer, edition=found.edition)
        or place_of(viewer, found) is not None
        or rules.is_asker(viewer, found)
    )


def answer_file(*, viewer: Viewer, answer: int) -> documents.File | None:
    """Return the file of an answer, for those who may read the answer."""
    found = SparringAnswer.objects.filter(pk=answer, withdrawn_at=None).first()
    if found is None or found.document_id is None:
        return None
    view = sparring_question(viewer=viewer, question=found.question_id)
    return None if view is None else documents.handed_out(document_id=found.document_id)


def sparring_offers(*, viewer: Viewer, lever: int | None = None) -> list[OfferRow]:
    """Return what stands in the editions the viewer takes part in or runs, alphabetically."""
    found = SparringOffer.objects.filter(withdrawn_at=None).select_related(
        "municipality", "offered_by"
    )
    if lever is not None:
        found = found.filter(lever=lever)
    listed = list(found)
    seen = {one: _takes_part(viewer, one) for one in {offer.edition for offer in listed}}
    titles = {one: _title(one) for one, is_seen in seen.items() if is_seen}
    names = lever_names()
    return [
        OfferRow(
            id=one.pk,
            edition=one.edition,
            edition_title=titles[one.edition],
            code=one.municipality_id,
            municipality=one.municipality.name,
            is_example=one.municipality.is_example,
            sector=one.sector,
            lever=one.lever,
            lever_name=names[one.lever],
            what=one.what,
            by=str(one.offered_by or ""),
            offered_at=one.offered_at,
            is_own=rules.may_ask(
                viewer,
                municipality=one.municipality_id,
                sector=one.sector,
                edition=one.edition,
            ),
        )
        for one in listed
        if seen[one.edition]
    ]


def own_offer(*, viewer: Viewer, offer: int) -> OfferRow | None:
    """Return an offer that the viewer may change."""
    found = sparring_offers(viewer=viewer)
    return next((one for one in found if one.id == offer and one.is_own), None)


def rhythm_of(user: int) -> str:
    """Return how often a person wants letters; nothing said is once a day at most."""
    found = SparringRhythm.objects.filter(user=user).first()
    return found.rhythm if found is not None else "daily"


def sees_sparring(*, viewer: Viewer) -> bool:
    """Whether there is anything here for this person: own people who take part, and organisers."""
    return people.is_organiser(viewer) or bool(viewer.municipalities(people.OWN_PEOPLE))


def _takes_part(viewer: Viewer, edition: str) -> bool:
    if rules.may_follow(viewer, edition=edition):
        return True
    own = viewer.municipalities(people.OWN_PEOPLE)
    taking_part = meetings.participating(edition) if own else frozenset()
    return any(
        code in taking_part and people.belongs_to(viewer, code, edition=edition) for code in own
    )


def _standing() -> QuerySet[SparringQuestion]:
    return (
        SparringQuestion.objects.filter(withdrawn_at=None)
        .select_related("municipality", "asked_by", "process")
        .prefetch_related(
            "asked", "answers__municipality", "answers__written_by", "answers__document"
        )
    )


def _title(edition: str) -> str:
    found = programmes.edition(edition)
    return found.content.title.in_language(get_language() or "da") if found else edition


def _rows(viewer: Viewer, found: Iterable[SparringQuestion]) -> list[QuestionRow]:
    listed = list(found)
    titles = {edition: _title(edition) for edition in {one.edition for one in listed}}
    names = lever_names() if listed else {}
    return [_row(viewer, one, titles[one.edition], names) for one in listed]


def _row(viewer: Viewer, one: SparringQuestion, title: str, names: dict[int, str]) -> QuestionRow:
    place = place_of(viewer, one)
    answers = [answer for answer in one.answers.all() if answer.withdrawn_at is None]
    code = place.municipality_id if place else ""
    return QuestionRow(
        id=one.pk,
        edition=one.edition,
        edition_title=title,
        code=one.municipality_id,
        municipality=one.municipality.name,
        is_example=one.municipality.is_example,
        sector=one.sector,
        lever=one.lever,
        lever_name=names[one.lever],
        trying=one.trying,
        stuck=one.stuck,
        wanted=one.wanted,
        by_when=one.by_when,
        audience=one.audience,
        excerpt=one.excerpt,
        by=str(one.asked_by or ""),
        asked_at=one.asked_at,
        changed_at=one.changed_at,
        closed_at=one.closed_at,
        last_word=one.last_word,
        answers=len(answers),
        unread=sum(answer.read_at is None for answer in answers),
        is_own=rules.is_asker(viewer, one),
        asked_as=code,
        asked_in=place.sector if place else "",
        answered=any(answer.municipality_id == code for answer in answers),
    )


def _answer(viewer: Viewer, one: SparringAnswer, *, tells: bool) -> AnswerRow:
    """Return an answer; what was used of it concerns the asker, the giver and the organisers."""
    gave = rules.may_ask(
        viewer,
        municipality=one.municipality_id,
        sector=one.sector,
        edition=one.question.edition,
    )
    told = tells or gave
    file = one.document if one.document and one.document.deleted_at is None else None
    return AnswerRow(
        id=one.pk,
        question=one.question_id,
        code=one.municipality_id,
        municipality=one.municipality.name,
        is_example=one.municipality.is_example,
        by=str(one.written_by or ""),
        text=one.text,
        link=one.link,
        offered_time=one.offered_time,
        file=file.name if file else "",
        size=file.size if file else 0,
        file_is_gone=bool(one.document_id and file is None),
        written_at=one.written_at,
        changed_at=one.changed_at,
        read_at=one.read_at if told else None,
        used=one.used if told else "",
        used_what=one.used_what if told else "",
        used_at=one.used_at if told else None,
        is_mine=viewer.user_id is not None and one.written_by_id == viewer.user_id,
    )
