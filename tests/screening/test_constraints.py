"""What must never be false is held by the database itself."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.screening.models import Finding, Judgement, Screening

pytestmark = pytest.mark.django_db


def refused(make, name):
    with pytest.raises(IntegrityError) as found, transaction.atomic():
        make()
    assert name in str(found.value)


def copy_of(screening, **changed):
    fields = {
        "municipality_id": screening.municipality_id,
        "sector": screening.sector,
        "instrument": "x",
        "instrument_version": "x",
        "content": {},
    }
    return Screening.objects.create(**(fields | changed))


def test_one_screening_is_open_at_a_time(screening):
    refused(lambda: copy_of(screening), "edition" if is_sqlite() else "screening_one_open")
    copy_of(screening, sector="daycare")
    copy_of(screening, edition="2022-23")
    copy_of(screening, status="finished", finished_at=timezone.now())


def is_sqlite():
    from django.db import connection

    return connection.vendor == "sqlite"


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"sector": "garden"}, "screening_sector_is_known"),
        ({"sector": "daycare", "status": "finished"}, "screening_is_finished_at_a_time"),
        ({"sector": "daycare", "finished_at": timezone.now()}, "screening_is_finished_at_a_time"),
        ({"sector": "daycare", "status": "lost"}, "screening_is_finished_at_a_time"),
    ],
)
def test_a_screening_is_whole(screening, changed, name):
    refused(lambda: copy_of(screening, **changed), name)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"lever": 0}, "judgement_lever_is_one_of_seven"),
        ({"lever": 8}, "judgement_lever_is_one_of_seven"),
        ({"level": None}, "judgement_has_a_level_or_does_not_know"),
        ({"level": 3, "dont_know": True}, "judgement_has_a_level_or_does_not_know"),
        ({"level": 5}, "judgement_has_a_level_or_does_not_know"),
        ({"level": 0}, "judgement_has_a_level_or_does_not_know"),
        ({"evidence": "noget"}, "judgement_evidence_has_a_kind"),
        ({"evidence_kind": "document"}, "judgement_evidence_has_a_kind"),
        ({"evidence": "noget", "evidence_kind": "rumour"}, "judgement_evidence_has_a_kind"),
    ],
)
def test_a_judgement_is_whole(screening, changed, name):
    fields = {"screening": screening, "lever": 3, "question": "3.1", "level": 2} | changed
    refused(lambda: Judgement.objects.create(**fields), name)


def test_a_question_is_answered_once(screening):
    fields = {"screening": screening, "lever": 3, "question": "3.1", "level": 2}
    Judgement.objects.create(**fields)
    refused(
        lambda: Judgement.objects.create(**fields),
        "question" if is_sqlite() else "judgement_one_to_a_question",
    )


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"lever": 9}, "finding_lever_is_one_of_seven"),
        ({"claim": ""}, "finding_claims_something"),
        ({"kind": "klage"}, "finding_kind_is_known"),
        ({"bottom_line": "alle"}, "finding_bottom_line_is_known"),
        ({"effect": 2}, "finding_has_effect_and_effort_or_neither"),
        ({"effort": 2}, "finding_has_effect_and_effort_or_neither"),
        ({"effect": 4, "effort": 1}, "finding_has_effect_and_effort_or_neither"),
        ({"effect": 0, "effort": 1}, "finding_has_effect_and_effort_or_neither"),
    ],
)
def test_a_finding_is_whole(screening, changed, name):
    fields = {
        "screening": screening,
        "lever": 3,
        "claim": "Noget",
        "kind": "justering",
        "bottom_line": "child",
        "key": "a",
    }
    Finding.objects.create(**(fields | {"key": "b"}))
    refused(lambda: Finding.objects.create(**(fields | changed)), name)
