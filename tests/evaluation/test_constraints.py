"""What the database itself refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.evaluation.models import Closing, Judgement

pytestmark = pytest.mark.django_db
JUDGED = {
    "edition": "example",
    "municipality_id": "E01",
    "sector": "school",
    "criterion": "C1",
    "number": 1,
    "verdict": "met",
    "reason": "Fordi",
}
CLOSED = {"edition": "example", "municipality_id": "E01", "sector": "school"}


def refused(model, constraint, **fields):
    """Whether the database refuses the row, by this constraint."""
    try:
        with transaction.atomic():
            model.objects.create(**fields)
    except IntegrityError as error:
        # SQLite tells no name of a unique index on expressions in every version.
        return constraint in str(error) or "UNIQUE" in str(error)
    return False


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"reason": ""}, "criterion_judgement_gives_a_reason"),
        ({"criterion": ""}, "criterion_judgement_gives_a_reason"),
        ({"edition": ""}, "criterion_judgement_gives_a_reason"),
        ({"number": 0}, "criterion_judgement_gives_a_reason"),
        ({"verdict": "good"}, "criterion_verdict_is_known"),
        ({"sector": ""}, "criterion_is_judged_by_a_team_or_for_the_edition"),
        ({"sector": "alle"}, "criterion_is_judged_by_a_team_or_for_the_edition"),
        ({"municipality_id": None}, "criterion_is_judged_by_a_team_or_for_the_edition"),
    ],
)
def test_a_judgement_is_whole(edition, changed, constraint):
    assert refused(Judgement, constraint, **JUDGED | changed)


@pytest.mark.parametrize("where", [{}, {"municipality_id": None, "sector": ""}])
def test_a_version_stands_once(edition, where):
    Judgement.objects.create(**JUDGED | where)
    assert refused(Judgement, "criterion_judgement_has_its_number", **JUDGED | where)
    Judgement.objects.create(**JUDGED | where | {"number": 2})


@pytest.mark.parametrize("where", [{}, {"municipality_id": None, "sector": ""}])
def test_an_evaluation_is_closed_once_at_a_time(edition, where):
    closing = Closing.objects.create(**CLOSED | where)
    assert refused(Closing, "evaluation_is_closed_once", **CLOSED | where)
    closing.opened_at = timezone.now()
    closing.save()
    Closing.objects.create(**CLOSED | where)


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"edition": ""}, "evaluation_closed_is_a_teams_or_the_editions"),
        ({"sector": ""}, "evaluation_closed_is_a_teams_or_the_editions"),
        ({"opened_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "evaluation_opens_after_it_closed"),
    ],
)
def test_a_closing_is_whole(edition, changed, constraint):
    assert refused(Closing, constraint, **CLOSED | changed)
