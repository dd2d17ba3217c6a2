"""What must never be false is held by the database itself."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.screening.models import (
    Evidence,
    EvidenceUse,
    Finding,
    Judgement,
    OwnInstrument,
    PlanItem,
    Screening,
    Share,
)

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
        "form": "short",
        "led_by": "self",
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
        ({"sector": "daycare", "form": "long"}, "screening_form_is_known"),
        ({"sector": "daycare", "led_by": "nobody"}, "screening_is_led_by_somebody"),
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


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"kind": "rumour"}, "evidence_kind_is_known"),
        ({"title": ""}, "evidence_has_a_title"),
        ({"role": "chief"}, "evidence_role_is_an_interviews"),
        ({"indicator": "absence_total"}, "evidence_figure_names_its_indicator"),
        ({"kind": "figure"}, "evidence_figure_names_its_indicator"),
    ],
)
def test_a_source_is_whole(screening, changed, name):
    fields = {"screening": screening, "kind": "document", "title": "En politik"} | changed
    refused(lambda: Evidence.objects.create(**fields), name)


def test_a_source_stands_once(screening):
    def add(**fields):
        return Evidence.objects.create(screening=screening, title="x", **fields)

    add(kind="figure", indicator="absence_total")
    refused(
        lambda: add(kind="figure", indicator="absence_total"),
        "indicator" if is_sqlite() else "evidence_figure_stands_once",
    )
    workshop = add(kind="workshop", origin="workshop:1")
    refused(
        lambda: add(kind="workshop", origin="workshop:1"),
        "origin" if is_sqlite() else "evidence_of_one_origin_stands_once",
    )
    EvidenceUse.objects.create(evidence=workshop, question="3.1")
    refused(
        lambda: EvidenceUse.objects.create(evidence=workshop, question="3.1"),
        "question" if is_sqlite() else "evidence_is_used_once_on_a_question",
    )
    refused(
        lambda: EvidenceUse.objects.create(evidence=workshop, question="3.2", level=5),
        "evidence_level_is_on_the_scale",
    )


def test_findings_are_put_first_once_each(screening):
    def find(**fields):
        given = {"claim": "x", "kind": "justering", "bottom_line": "child", "lever": 3}
        return Finding.objects.create(screening=screening, **(given | fields))

    find(key="a", priority=1)
    refused(
        lambda: find(key="b", priority=1),
        "priority" if is_sqlite() else "finding_priority_is_given_once",
    )
    refused(lambda: find(key="c", priority=6), "finding_priority_is_among_a_few")
    refused(lambda: find(key="d", transition="hjem"), "finding_transition_is_known")


def test_a_plan_and_a_share_are_whole(screening):
    def plan(**fields):
        given = {"kind": "document", "what": "Takster"} | fields
        return PlanItem.objects.create(screening=screening, **given)

    def share(**fields):
        given = {"part": "verdicts", "audience": "organisers"} | fields
        return Share.objects.create(screening=screening, **given)

    plan()
    refused(plan, "what" if is_sqlite() else "plan_item_stands_once")
    refused(lambda: plan(kind="holiday"), "plan_item_kind_is_known")
    refused(lambda: plan(what=""), "plan_item_says_what")
    share()
    refused(share, "audience" if is_sqlite() else "share_stands_once")
    refused(lambda: share(part="notes"), "share_part_is_known")
    refused(lambda: share(audience="everybody"), "share_audience_is_known")


def test_one_version_of_an_instrument_is_in_use(db):
    def bring(**fields):
        given = {"name": "vores", "version": "1", "content": {}} | fields
        return OwnInstrument.objects.create(**given)

    bring()
    refused(
        lambda: bring(retired_at=timezone.now()),
        "version" if is_sqlite() else "own_instrument_version_stands_once",
    )
    refused(
        lambda: bring(version="2"), "name" if is_sqlite() else "own_instrument_one_version_in_use"
    )
    bring(version="0", retired_at=timezone.now())
