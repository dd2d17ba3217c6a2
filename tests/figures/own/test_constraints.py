"""What must never be false of own figures, tried against the database itself."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.figures.models.own import OwnFigure, OwnFigureShare

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def make(chief):
    def figure(**fields):
        given = {
            "municipality_id": "615",
            "indicator": "segregation_rate_municipal",
            "period": "2024/2025",
            "basis": "share",
            "value": 2.5,
            "numerator": 105,
            "denominator": 4200,
            "source": "Elevsystemet",
            "entered_by_id": chief.user_id,
            "entered_at": NOW,
        }
        return OwnFigure.objects.create(**given | fields)

    figure.user = chief.user_id
    return figure


ENDED = {"ended_at": NOW}


@pytest.mark.parametrize(
    "broken",
    [
        {"value": None},
        {"state": "suppressed"},
        {"state": "not_applicable", "value": None},
        {"state": "not_available", "value": None, "basis": "", "numerator": None,
         "denominator": None},
        {"basis": ""},
        {"basis": "guessed"},
        {"numerator": None},
        {"denominator": None},
        {"numerator": None, "denominator": None},
        {"basis": "vouched"},
        {"basis": "plain"},
        {"numerator": 4},
        {"numerator": 0},
        {"numerator": 4196},
        {"numerator": 4200},
        {"numerator": 5000},
        {"basis": "ratio", "denominator": 4},
        {"source": ""},
        {"indicator": ""},
        {"period": ""},
        {"ending": "replaced"},
        {"ending": "withdrawn", "reason": "Talt forkert"},
        {"reason": "Talt forkert"},
        ENDED,
        {"ending": "lost"} | ENDED,
    ],
)  # fmt: skip
def test_what_is_false_is_refused(make, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**broken)
    make()


@pytest.mark.parametrize(
    "broken",
    [
        {"ending": "withdrawn", "reason": ""},
        {"ending": "replaced", "reason": "Talt forkert"},
        {"ending": "withdrawn", "reason": "x", "ended_by_id": None},
        {"ending": "withdrawn", "reason": "x", "ended_at": NOW - dt.timedelta(seconds=1)},
    ],
)
def test_an_end_says_how_and_by_whom(make, broken):
    whole = {"ended_at": NOW, "ended_by_id": make.user}
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**whole | broken)
    make(**whole, ending="withdrawn", reason="Talt forkert")


def test_of_one_school_a_share_without_counts_is_refused(make):
    uncounted = {"basis": "vouched", "numerator": None, "denominator": None}
    make(**uncounted)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**uncounted, institution_id="615001", period="2023/2024")


def test_one_figure_stands_at_a_time(make):
    first = make()
    make(breakdown="indskoling")
    make(period="2023/2024")
    make(municipality_id="101")
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    first.ending, first.ended_at, first.ended_by_id = "replaced", NOW, make.user
    first.save()
    second = make(replaces=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(replaces=first, period="2022/2023")
    assert second.replaces == first


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", 9.9), ("numerator", 99), ("denominator", 9999), ("state", "suppressed"),
        ("source", "andet"), ("note", "andet"), ("period", "2023/2024"), ("breakdown", "x"),
        ("indicator", "inclusion_rate"), ("municipality_id", "101"), ("basis", "plain"),
        ("entered_at", NOW - dt.timedelta(days=1)),
    ],
)  # fmt: skip
def test_what_was_typed_is_never_changed(make, field, value):
    figure = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnFigure.objects.filter(pk=figure.pk).update(**{field: value})
    figure.refresh_from_db()
    assert figure.value == 2.5


def test_nothing_is_deleted_and_what_ended_stays_so(make):
    figure = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnFigure.objects.filter(pk=figure.pk).delete()
    ended = {"ending": "withdrawn", "reason": "x", "ended_at": NOW, "ended_by_id": make.user}
    OwnFigure.objects.filter(pk=figure.pk).update(**ended)
    back = {"ending": "", "reason": "", "ended_at": None, "ended_by_id": None}
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnFigure.objects.filter(pk=figure.pk).update(**back)


@pytest.fixture
def share(chief):
    def make(**fields):
        given = {
            "municipality_id": "615",
            "audience": "municipality",
            "other_id": "101",
            "given_by_id": chief.user_id,
            "given_at": NOW,
        }
        return OwnFigureShare.objects.create(**given | fields)

    share.user = chief.user_id
    return make


@pytest.mark.parametrize(
    "broken",
    [
        {"other_id": None},
        {"other_id": "615"},
        {"audience": "organisers"},
        {"audience": "public", "other_id": None},
        {"withdrawn_at": NOW},
    ],
)
def test_leave_names_somebody_else(share, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        share(**broken)
    share()
    share(audience="organisers", other_id=None)


def test_leave_is_given_once_at_a_time_and_ends_after_it_began(share, chief):
    share()
    with pytest.raises(IntegrityError), transaction.atomic():
        share()
    early = {"withdrawn_at": NOW - dt.timedelta(seconds=1), "withdrawn_by_id": chief.user_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        share(other_id="147", **early)
    with pytest.raises(IntegrityError), transaction.atomic():
        share(other_id="147", withdrawn_by_id=chief.user_id)
    share(withdrawn_at=NOW, withdrawn_by_id=chief.user_id)
    share(audience="organisers", other_id=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        share(audience="organisers", other_id=None)
