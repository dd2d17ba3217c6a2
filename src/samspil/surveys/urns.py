"""Where anonymous answers lie until the survey is closed: one sealed box, shaken at each answer.

Why and how: docs/decisions/0014.
"""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samspil.people import sealing
from samspil.surveys.ballots import Ballot, packed, size_of, unpacked_all
from samspil.surveys.models import Answer, Draft, Run, Urn
from samspil.surveys.protection import FEWEST, kept_names

_KEY = "surveys.urn"
_chance = random.SystemRandom()


def put(run: Run, ballot: Ballot) -> None:
    """Put a ballot in and shake the urn; the caller holds the run. Raises UnopenableError."""
    standing = Urn.objects.filter(run=run).first()
    ballots = [*(_opened(standing, run) if standing else ()), ballot]
    _chance.shuffle(ballots)
    size = size_of(run.questionnaire)
    content = b"".join(packed(one, size) for one in ballots)
    box = sealing.seal_here(_KEY, content, str(run.pk))
    Urn.objects.update_or_create(run=run, defaults={"box": box})


def _opened(urn: Urn, run: Run) -> list[Ballot]:
    content = sealing.unseal_here(_KEY, bytes(urn.box), str(run.pk))
    return unpacked_all(content, size_of(run.questionnaire))


def ballots(run: Run) -> list[Ballot]:
    """Return the answers to a survey as they may be kept; anonymous ones once it is closed.

    Anonymous ones that are still in the urn are as they will be when it is emptied. Raises
    UnopenableError.
    """
    laid_out = [Ballot(one.group, one.values) for one in run.answers.order_by("pk")]
    if not run.anonymous:
        return laid_out
    if not run.is_closed:
        return []
    urn = Urn.objects.filter(run=run).first()
    return _coarse(run, [*laid_out, *_opened(urn, run)]) if urn else laid_out


def _coarse(run: Run, found: Sequence[Ballot]) -> list[Ballot]:
    """Return the ballots with no group that is too small; none where all are too few to show."""
    if len(found) < FEWEST:
        return []
    names = kept_names(Counter(one.group for one in found), run.questionnaire.side_of)
    return [Ballot(names[one.group], one.values) for one in found]


@transaction.atomic
def empty(run_id: int) -> int:
    """Lay out the answers of a closed survey, all at once and shaken; delete all drafts.

    Fewer than five can never be shown: they are deleted. Safe to repeat. Returns how many lie
    there afterwards. Raises UnopenableError.
    """
    run = Run.objects.select_for_update().get(pk=run_id)
    if not run.is_closed:
        return 0
    Draft.objects.filter(run=run).delete()
    if not Urn.objects.filter(run=run).exists():
        return 0
    kept = _taken_apart(ballots(run))
    run.answers.all().delete()
    Urn.objects.filter(run=run).delete()
    day = timezone.localdate(run.closes_at)
    Answer.objects.bulk_create(
        Answer(run=run, anonymous=True, group=one.group, day=day, values=dict(one.values))
        for one in kept
    )
    return len(kept)


def _taken_apart(found: Sequence[Ballot]) -> list[Ballot]:
    """Return ballots in an order of chance, each with answers of different people.

    Within a group each question's answers are dealt anew: every count of a question is as it was,
    and who knows two of somebody's answers does not find the others beside them.
    """
    dealt: list[Ballot] = []
    for group in {one.group for one in found}:
        own = [one for one in found if one.group == group]
        names = {name for one in own for name in one.values}
        columns = {name: [one.values.get(name) for one in own] for name in names}
        for column in columns.values():
            _chance.shuffle(column)
        dealt += [
            Ballot(group, {name: column[place] for name, column in columns.items()})
            for place in range(len(own))
        ]
    _chance.shuffle(dealt)
    return dealt


def due(now: datetime) -> list[int]:
    """Return the closed surveys whose urn or drafts still stand."""
    closed = Run.objects.filter(anonymous=True, closes_at__lte=now)
    standing = closed.filter(urn__isnull=False) | closed.filter(drafts__isnull=False)
    return sorted(set(standing.values_list("pk", flat=True)))
