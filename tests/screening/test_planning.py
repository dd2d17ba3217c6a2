"""The plan: laid when the screening begins, kept by those who carry it out, over before day one."""

import datetime as dt

import pytest
from django.utils import timezone

from samspil.people.services import NotAllowedError
from samspil.screening import selectors, services
from samspil.screening.models import PlanItem
from samspil.screening.services import planning

CODE, OTHER = "E91", "E92"
DAY_ONE = dt.date(2027, 3, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def act(screening, viewer):
    """Do something to the screening as its chief."""

    def do(act_name, /, **given):
        return getattr(services, act_name)(actor=viewer("chief"), screening=screening.pk, **given)

    return do


@pytest.fixture
def day_one(monkeypatch):
    """The first network day is known."""
    monkeypatch.setattr(planning, "ends_on", lambda _edition: DAY_ONE)


def test_the_first_plan_is_laid_from_the_instrument(screening, viewer):
    plan = selectors.plan_of(viewer=viewer("member"), screening=screening.pk)
    kinds = {row.kind for row in plan.rows}
    assert kinds == {"document", "interview", "workshop", "report"}
    instrument = screening.frozen_instrument()
    talks = [row.what for row in plan.of_kind("interview")]
    assert talks == [one.name.da for one in instrument.informants]
    assert plan.done == 0
    assert plan.ends_on is None, "outside an edition nobody knows the day"


def test_every_date_lies_before_the_first_day_and_after_today(day_one, viewer, example):
    begun = services.start(actor=viewer("chief"), municipality=CODE, sector="daycare")
    dates = [item.due for item in begun.plan.all()]
    assert all(timezone.localdate() <= due <= DAY_ONE for due in dates)
    assert dates == sorted(dates), "read, then talk, then meet, then write"


def test_where_time_is_short_the_plan_is_no_longer_than_it(monkeypatch, viewer, example):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(planning, "ends_on", lambda _edition: tomorrow)
    begun = services.start(actor=viewer("chief"), municipality=CODE, sector="daycare")
    assert {item.due for item in begun.plan.all()} <= {timezone.localdate(), tomorrow}


def test_an_item_is_added_ticked_changed_and_taken_off(act, viewer, screening):
    item = act("plan", kind="document", what=" Takstkatalog ", who="Økonomen")
    assert act("plan", kind="document", what="Takstkatalog").pk == item.pk
    act("tick", item=item.pk, done=True)
    act("replan", item=item.pk, who="Chefen", due=dt.date(2027, 1, 4))
    item.refresh_from_db()
    assert (item.who, item.due, item.done_at is not None) == ("Chefen", dt.date(2027, 1, 4), True)
    assert selectors.plan_of(viewer=viewer("chief"), screening=screening.pk).done == 1
    act("tick", item=item.pk, done=False)
    act("unplan", item=item.pk)
    assert not PlanItem.objects.filter(pk=item.pk).exists()


def test_what_cannot_be_planned_is_refused(act, day_one):
    for field, given in (
        ("kind", {"kind": "holiday", "what": "x"}),
        ("what", {"kind": "document", "what": "  "}),
        ("due", {"kind": "document", "what": "x", "due": DAY_ONE + dt.timedelta(days=1)}),
    ):
        with pytest.raises(services.AnswerRefusedError) as refused:
            act("plan", **given)
        assert refused.value.field == field
    with pytest.raises(services.AnswerRefusedError):
        act("tick", item=999_999, done=True)


def test_what_should_have_been_done_is_said(act, viewer, screening):
    PlanItem.objects.filter(screening=screening).delete()
    act("plan", kind="interview", what="Tre forældre", due=dt.date(2020, 1, 1))
    act("plan", kind="report", what="Uden dato")
    plan = selectors.plan_of(viewer=viewer("chief"), screening=screening.pk)
    assert [row.is_late for row in plan.rows] == [True, False]


@pytest.mark.parametrize(("role", "place"), [("member", CODE), ("chief", OTHER)])
def test_others_plan_nothing(screening, viewer, role, place):
    item = screening.plan.first()
    where = {"actor": viewer(role, place), "screening": screening.pk}
    for do in (
        lambda: services.plan(**where, kind="document", what="x"),
        lambda: services.tick(**where, item=item.pk, done=True),
        lambda: services.unplan(**where, item=item.pk),
    ):
        with pytest.raises(NotAllowedError):
            do()
    item.refresh_from_db()
    assert item.done_at is None
