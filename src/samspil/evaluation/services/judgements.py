"""Acts of judging: write a judgement, close an evaluation, open it again.

What is written is never changed: the next version is written beside it.
"""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from samspil.documents.cpr import find_cpr
from samspil.evaluation import rules
from samspil.evaluation.criteria import criteria_of
from samspil.evaluation.models import LONGEST_REASON, Closing, Judgement, Verdict
from samspil.evaluation.services import errors
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes

ATTEMPTS = 5
"""How often a version looks for its number beside others that are written just then."""


@transaction.atomic
def judge(
    *,
    actor: Viewer,
    edition: str,
    criterion: str,
    verdict: str,
    reason: str,
    municipality: str = "",
    sector: str = "",
    now: dt.datetime | None = None,
) -> Judgement:
    """Write a judgement of a criterion; the same words again change nothing.

    Without a municipality it is of the edition as a whole. Raises NotAllowedError,
    NoSuchEvaluationError, ClosedError and TextRefusedError.
    """
    _must_judge(actor, edition, municipality, sector)
    _must_exist(edition, municipality, sector, criterion)
    text = _checked(verdict, reason)
    where = {"edition": edition, "municipality_id": municipality or None, "sector": sector}
    if Closing.objects.select_for_update().filter(**where, opened_at=None).exists():
        raise errors.ClosedError
    standing = Judgement.objects.filter(**where, criterion=criterion).order_by("-number").first()
    if standing is not None and (standing.verdict, standing.reason) == (verdict, text):
        return standing
    made = Judgement(
        **where,
        criterion=criterion,
        verdict=verdict,
        reason=text,
        written_by_id=actor.user_id,
        written_at=now or timezone.now(),
    )
    _number(made)
    action = "evaluation.judged" if municipality else "evaluation.edition_judged"
    _record(actor, action, made, criterion=criterion, number=made.number)
    return made


@transaction.atomic
def close(
    *,
    actor: Viewer,
    edition: str,
    municipality: str = "",
    sector: str = "",
    now: dt.datetime | None = None,
) -> Closing:
    """Say that the evaluation is finished; closing again changes nothing.

    Raises NotAllowedError and NoSuchEvaluationError.
    """
    _must_judge(actor, edition, municipality, sector)
    _must_exist(edition, municipality, sector)
    where = {"edition": edition, "municipality_id": municipality or None, "sector": sector}
    closing, is_new = Closing.objects.get_or_create(
        **where,
        opened_at=None,
        defaults={"closed_by_id": actor.user_id, "closed_at": now or timezone.now()},
    )
    if is_new:
        _record(
            actor, "evaluation.closed" if municipality else "evaluation.edition_closed", closing
        )
    return closing


@transaction.atomic
def reopen(
    *,
    actor: Viewer,
    edition: str,
    municipality: str = "",
    sector: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Open a closed evaluation again; that it was closed stays. Raises NotAllowedError."""
    _must_judge(actor, edition, municipality, sector)
    where = {"edition": edition, "municipality_id": municipality or None, "sector": sector}
    closing = Closing.objects.select_for_update().filter(**where, opened_at=None).first()
    if closing is None:
        return
    closing.opened_by_id = actor.user_id
    closing.opened_at = max(now or timezone.now(), closing.closed_at)
    closing.save(update_fields=["opened_by", "opened_at"])
    _record(actor, "evaluation.opened" if municipality else "evaluation.edition_opened", closing)


def _number(made: Judgement) -> None:
    """Write it as the next version; where two are written in one moment, both stand."""
    others = Judgement.objects.filter(
        edition=made.edition,
        municipality=made.municipality_id,
        sector=made.sector,
        criterion=made.criterion,
    )
    for _try in range(ATTEMPTS):
        made.number = (others.aggregate(Max("number"))["number__max"] or 0) + 1
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            continue
        return
    raise errors.NoSuchEvaluationError


def _must_judge(actor: Viewer, edition: str, municipality: str, sector: str) -> None:
    allowed = (
        rules.may_judge(actor, municipality=municipality, sector=sector, edition=edition)
        if municipality
        else rules.may_judge_edition(actor, edition=edition)
    )
    if not allowed:
        raise people.NotAllowedError


def _must_exist(edition: str, municipality: str, sector: str, criterion: str = "") -> None:
    """Refuse what cannot be judged: history, who does not take part, an unknown criterion."""
    view = programmes.edition(edition)
    if view is None or view.is_history or bool(municipality) != bool(sector):
        raise errors.NoSuchEvaluationError
    if municipality:
        known = sector in view.content.sector_ids
        taking_part = programmes.participants(edition, sector) if known else []
        if municipality not in {one.code for one in taking_part}:
            raise errors.NoSuchEvaluationError
    if criterion and criterion not in {one.id for one in criteria_of(view.content)}:
        raise errors.NoSuchEvaluationError


def _checked(verdict: str, reason: str) -> str:
    text = reason.strip()
    if verdict not in Verdict.values or not text:
        raise errors.TextRefusedError("missing")
    if len(text) > LONGEST_REASON:
        raise errors.TextRefusedError("long")
    if find_cpr(text):
        raise errors.TextRefusedError("cpr")
    return text


def _record(actor: Viewer, action: str, about: Judgement | Closing, **details: object) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=about.municipality_id,
        edition=about.edition,
        subject=f"evaluation:{about.edition}",
        details=details,
    )
